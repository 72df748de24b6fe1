import { Hono } from 'hono';
import { type Catalog, CatalogDamaged } from '../core/catalog/catalog.ts';
import { ObjectMissing, type ObjectStore } from '../core/capture/object-store.ts';
import { SnapshotDamaged } from '../core/capture/snapshot-payload.ts';
import { WarcDamaged } from '../core/capture/warc.ts';
import type { Instant } from '../core/paper/instant.ts';
import type { Paper } from '../core/paper/paper.ts';
import { notFound, withoutJson, wrong } from './answers.ts';
import { articleRoutes } from './routes/articles.ts';
import { dataRoutes } from './routes/data.ts';
import { feedRoutes } from './routes/feeds.ts';
import { homeRoutes } from './routes/home.ts';
import { issueRoutes } from './routes/issues.ts';
import { rawRoutes } from './routes/raw.ts';
import { renderingOf } from './texts.ts';

export interface ReadingRoomDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly papers: readonly Paper[];
  readonly now: () => Instant;
  /** Where readers reach the room, `https://archive.example`; feeds need it. By default what each request says. */
  readonly origin?: string;
  /** `public` withholds full text, images and raw bytes; facts, figures and short quotations stay. */
  readonly rights: 'reading-room' | 'public';
  /** Told of every failure; answers never hold more of it than a sentence. */
  readonly report: (failure: unknown, request: { readonly method: string; readonly path: string }) => void;
}

/** No page runs a script, sends a form, is framed, or loads anything that is not the archive's own. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The reading room: data in, HTML, JSON, feeds and downloads out. The same app on a desk and in Lambda. */
export function createReadingRoom(deps: ReadingRoomDeps): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    c.header('Content-Security-Policy', PAGE_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    // What is shown can change with every capture; what a reader on the premises sees belongs in no shared cache.
    c.header('Cache-Control', deps.rights === 'public' ? 'no-cache' : 'private, no-cache');
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      c.header('Allow', 'GET, HEAD');
      const { t } = renderingOf(new URL(c.req.url), false);
      return wrong({ c, json: false }, 405, t.methodRefused(c.req.method));
    }
    return next();
  });

  // Addresses of the archive itself come first; whatever begins with a paper's id after them.
  app.route('/', homeRoutes(deps));
  app.route('/', feedRoutes(deps));
  app.route('/', dataRoutes(deps));
  app.route('/', rawRoutes(deps));
  app.route('/', issueRoutes(deps));
  app.route('/', articleRoutes(deps));

  app.notFound((c) => notFound({ c, json: withoutJson(c.req.path).json }));

  app.onError((failure, c) => {
    deps.report(failure, { method: c.req.method, path: c.req.path });
    const { t } = renderingOf(new URL(c.req.url), false);
    const asked = { c, json: withoutJson(c.req.path).json };
    if (failure instanceof ObjectMissing) return wrong(asked, 404, t.wrong.objectMissing);
    return wrong(asked, 500, isDamage(failure) ? t.wrong.damaged : t.wrong.failed);
  });
  return app;
}

function isDamage(failure: Error): boolean {
  return (
    failure instanceof CatalogDamaged || failure instanceof SnapshotDamaged || failure instanceof WarcDamaged
  );
}
