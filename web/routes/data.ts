import { type Context, Hono } from 'hono';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { mediaTypeOf } from '../../core/publish/release/release-files.ts';
import { alreadyHas, answer, bodyOf, digestHeaders, httpDate, notFound, renderingFor } from '../answers.ts';
import { isReleaseVersion, releaseFileHref, releaseHref } from '../addresses.ts';
import { dataPage, releasePage } from '../pages/data-pages.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { dataView, releaseView } from '../views/data-view.ts';
import { take } from '../views/entries.ts';

/** Releases and their files; a file never changes under its address. */
export function dataRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog } = deps;
  const app = new Hono();
  const newest = async (): Promise<ReleaseRecord | null> =>
    (await take(catalog.releases(true), 1))[0] ?? null;
  const releaseOf = async (version: string): Promise<ReleaseRecord | null> =>
    isReleaseVersion(version) ? catalog.release(version) : null;

  for (const path of ['/data/', '/data', '/data/index.json']) {
    app.get(path, async (c) => {
      const view = await dataView(catalog);
      const rendering = renderingFor(c, deps.rights === 'public');
      return answer({ c, json: path === '/data/index.json' }, view, () => dataPage(rendering, view));
    });
  }

  app.get('/data/latest/:name?', async (c) => {
    const release = await newest();
    if (!release) return notFound({ c, json: false });
    const name = c.req.param('name');
    return c.redirect(
      name === undefined ? releaseHref(release.version) : releaseFileHref(release.version, name),
      302,
    );
  });

  app.get('/data/:version/', async (c) => {
    const release = await releaseOf(c.req.param('version'));
    if (!release) return notFound({ c, json: false });
    return releaseAnswer(c, deps, release, false);
  });

  app.get('/data/:version/:name', async (c) => {
    const name = c.req.param('name');
    const json = name === 'index.json';
    const release = await releaseOf(c.req.param('version'));
    if (!release) return notFound({ c, json });
    const file = release.files.find((one) => one.name === name);
    if (!file) return json ? releaseAnswer(c, deps, release, true) : notFound({ c, json });

    const digest = digestHeaders(file.sha256);
    const previous = await predecessorOf(deps, release);
    const headers: Record<string, string> = {
      ...digest,
      'Last-Modified': httpDate(release.at),
      // RFC 5829: how to reach the other versions of the same file.
      Link: [
        `<${releaseFileHref('latest', name)}>; rel="latest-version"`,
        ...(previous === null
          ? []
          : [`<${releaseFileHref(previous.version, name)}>; rel="predecessor-version"`]),
      ].join(', '),
    };
    if (alreadyHas(c, digest['ETag'] ?? '', release.at)) return c.body(null, 304, headers);
    const bytes = await deps.objects.get(file.object);
    return c.body(bodyOf(bytes), 200, {
      ...headers,
      'Content-Type': mediaTypeOf(name),
      'Content-Length': String(bytes.byteLength),
    });
  });
  return app;
}

function releaseAnswer(
  c: Context,
  deps: ReadingRoomDeps,
  release: ReleaseRecord,
  json: boolean,
): Response | Promise<Response> {
  const view = releaseView(release);
  const rendering = renderingFor(c, deps.rights === 'public');
  return answer({ c, json }, view, () => releasePage(rendering, view));
}

/** The release before this one that has been published. */
async function predecessorOf(
  { catalog }: ReadingRoomDeps,
  { version }: ReleaseRecord,
): Promise<ReleaseRecord | null> {
  let before: ReleaseRecord | null = null;
  for await (const release of catalog.releases()) {
    if (release.version === version) return before;
    before = release;
  }
  return null;
}
