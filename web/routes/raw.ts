import { Hono } from 'hono';
import { parseResourcePath, parseVersion, webUrl } from '../addresses.ts';
import { accessTo, askerOf } from '../rights/access.ts';
import { httpDate, notFound } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { fileAnswer } from '../files/file-answer.ts';
import { keptFile } from '../files/kept-file.ts';
import { withheldAnswer } from '../rights/withheld.ts';

/** Kept bytes of a version, unchanged and inert. */
export function rawRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, objects, papers } = deps;
  const app = new Hono();

  app.get('/:paper/raw/:version/:path{.+}', async (c) => {
    const asked = { c, json: false };
    const paper = papers.find(({ id }) => id === c.req.param('paper'));
    const version = parseVersion(c.req.param('version'));
    const path = parseResourcePath(c.req.param('path'));
    if (!paper || version === null || path === null) return notFound(asked);
    const snapshot = await catalog.snapshot(paper.id, path, version);
    if (!snapshot) return notFound(asked);
    const judged = await accessTo(deps, askerOf(deps), { paper, date: snapshot.date, path });
    if (judged.shown !== 'all') return withheldAnswer(asked, judged);
    const original = webUrl(snapshot.url);
    const headers = {
      'Memento-Datetime': httpDate(snapshot.at),
      ...(original === null ? {} : { Link: `<${original}>; rel="original"` }),
    };
    return fileAnswer(c, keptFile(objects, snapshot, headers), deps.report);
  });
  return app;
}
