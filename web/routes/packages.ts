import { Hono } from 'hono';
import { PACKAGE_FORMS, PACKAGE_MEDIA_TYPES, issuePackage } from '../../core/publish/issue-package.ts';
import { parseDate } from '../addresses.ts';
import { askerOf, openAccess } from '../rights/access.ts';
import { notFound } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { fileAnswer } from '../files/file-answer.ts';
import { packageName } from '../package-addresses.ts';
import { withheldAnswer } from '../rights/withheld.ts';

/**
 * Whole issues as files, for readers: `/jmrb/2023-02-25/jmrb-2023-02-25.wacz` and `….warc.gz`. Each is made when it is
 * first asked for, is the same to the byte whoever makes it, and can be asked for in part.
 */
export function packageRoutes(deps: ReadingRoomDeps): Hono {
  const { catalog, objects, papers, packages, report } = deps;
  const app = new Hono();

  app.get('/:paper/:date/:file{[^/]+\\.(wacz|warc\\.gz)}', async (c) => {
    const asked = { c, json: false };
    const [paper, date] = [
      papers.find(({ id }) => id === c.req.param('paper')),
      parseDate(c.req.param('date')),
    ];
    if (!paper || !date) return notFound(asked);
    const form = PACKAGE_FORMS.find((one) => packageName(paper.id, date, one) === c.req.param('file'));
    if (form === undefined) return notFound(asked);
    if ((await catalog.issue(paper.id, date)) === null) return notFound(asked);
    const access = await openAccess(deps, askerOf(deps), paper);
    const judged = access.issue(date);
    if (judged.shown !== 'all') return withheldAnswer(asked, judged);
    const made = await issuePackage({ catalog, objects }, paper, date, form);
    if (made === null) return notFound(asked);
    const shelved = await packages.look(made);
    return fileAnswer(
      c,
      {
        bytes: shelved.bytes,
        sha256: shelved.sha256,
        mediaType: PACKAGE_MEDIA_TYPES[form],
        // What was taken down since went with a takedown, and not with a capture.
        modifiedAt: [made.at, access.book.changedAt ?? made.at].reduce((a, b) => (a > b ? a : b)),
        mayBeCoded: false,
        headers: headersOf(packageName(paper.id, date, form)),
        open: (range) => Promise.resolve(shelved.read(range?.start ?? 0, range?.end ?? shelved.bytes)),
      },
      report,
    );
  });
  return app;
}

/** No other site's script may read it, nor any other site show it: it holds the full text. */
function headersOf(name: string): Readonly<Record<string, string>> {
  return {
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
