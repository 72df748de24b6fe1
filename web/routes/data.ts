import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { mediaTypeOf, openReleaseFile } from '../../core/publish/release/release-files.ts';
import { answer, notFound, renderingFor } from '../answers.ts';
import { isReleaseVersion, releaseFileHref, releaseHref } from '../addresses.ts';
import { type ServedFile, fileAnswer } from '../files/file-answer.ts';
import { dataPage, releasePage } from '../pages/data-pages.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { dataView, releaseView } from '../views/data-view.ts';
import { take } from '../views/entries.ts';

/** A file never changes under its address: nobody has to ask for it twice. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** What is the newest may be another in a moment; the data are open to everybody, whoever else the room is for. */
const FOR_A_WHILE = 'public, max-age=300, must-revalidate';

/** What a browser shows to be read. It would show Parquet as rubbish, and a long table as one paragraph. */
const SHOWN = /^(text\/(plain|markdown)|application\/json)\b/;

/** Releases and their files; a file never changes under its address. */
export function dataRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog } = deps;
  const app = new Hono();
  const newest = async (): Promise<ReleaseRecord | null> =>
    (await take(catalog.releases(true), 1))[0] ?? null;
  // Lists have a tag of their bytes; files bring their own.
  app.use('/data/*', etag());
  const releaseOf = async (version: string): Promise<ReleaseRecord | null> =>
    isReleaseVersion(version) ? catalog.release(version) : null;

  for (const path of ['/data/', '/data', '/data/index.json']) {
    app.get(path, async (c) => {
      const view = await dataView(catalog);
      c.header('Cache-Control', FOR_A_WHILE);
      const rendering = renderingFor(c, deps.rights === 'public');
      return answer({ c, json: path === '/data/index.json' }, view, () => dataPage(rendering, view));
    });
  }

  app.get('/data/latest/:name?', async (c) => {
    const release = await newest();
    if (!release) return notFound({ c, json: false });
    const name = c.req.param('name');
    c.header('Cache-Control', FOR_A_WHILE);
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

    return releaseFileAnswer(c, deps, release, file);
  });
  return app;
}

async function releaseFileAnswer(
  c: Context,
  deps: ReadingRoomDeps,
  release: ReleaseRecord,
  file: ReleaseRecord['files'][number],
): Promise<Response> {
  const { objects, largeFiles, report } = deps;
  const mediaType = mediaTypeOf(file.name);
  const disposition = SHOWN.test(mediaType) ? 'inline' : 'attachment';
  if (largeFiles && file.bytes > largeFiles.overBytes) {
    const method = c.req.method === 'HEAD' ? 'HEAD' : 'GET';
    c.header('Cache-Control', 'no-store');
    return c.redirect(await largeFiles.links.linkTo(file.object, { method, mediaType, disposition }), 307);
  }
  const previous = await predecessorOf(deps, release);
  const latest = `<${releaseFileHref('latest', file.name)}>; rel="latest-version"`;
  const served: ServedFile = {
    bytes: file.bytes,
    sha256: file.sha256,
    mediaType,
    modifiedAt: release.at,
    mayBeCoded: true,
    headers: {
      'Cache-Control': FOR_EVER,
      'Content-Disposition': disposition,
      // RFC 5829: how to reach the other versions of the same file.
      Link:
        previous === null
          ? latest
          : `${latest}, <${releaseFileHref(previous.version, file.name)}>; rel="predecessor-version"`,
    },
    open: (range) => openReleaseFile(objects, release, file, range),
  };
  return fileAnswer(c, served, report);
}

function releaseAnswer(
  c: Context,
  deps: ReadingRoomDeps,
  release: ReleaseRecord,
  json: boolean,
): Response | Promise<Response> {
  const view = releaseView(release);
  c.header('Cache-Control', FOR_A_WHILE);
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
