import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import type { Cursor } from '../../core/publish/indexes/cursor.ts';
import { INDEX_FORM } from '../../core/publish/indexes/data-index.ts';
import { ASKED_TABLES, type AskedName, askedTable } from '../../core/publish/indexes/facets.ts';
import { hasRows } from '../../core/publish/indexes/make-indexes.ts';
import { FILES } from '../../core/publish/release/release-files.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { type TextColumn, csvHeader, csvRow } from '../../core/publish/tables/table-text.ts';
import { SOFTWARE } from '../../core/software.ts';
import { API_DESCRIPTION, releaseFileHref } from '../addresses.ts';
import { alreadyHas } from '../answers.ts';
import { openApi } from '../api/openapi.ts';
import { type ApiFormat, type Asked, fittedTo, nextQuery, readParameters } from '../api/parameters.ts';
import { problem } from '../api/problems.ts';
import { openRowRights } from '../api/shown-rows.ts';
import { shownYears } from '../api/shown-years.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { type ReleaseData, WAIT } from '../release-data.ts';
import type { WithheldObservations } from '../rights/withheld-observations.ts';

const MEDIA_TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;

/** The newest release may be another in a moment; and of what a release holds, something may be taken down in a moment. */
const CACHED = 'public, no-cache';

/**
 * A page of longer rows has fewer of them: with the names of the columns it fits into what Lambda may answer, and a paper
 * that prints headings without end fills no memory.
 */
const MOST_BYTES = 3_000_000;

/**
 * Rows of releases, asked for by what they say: open to everybody whatever the rights, as releases are. What is wrong is
 * told in problem documents.
 */
export function apiRoutes(deps: ReadingRoomDeps, data: ReleaseData, withheld: WithheldObservations): Hono {
  const app = new Hono();
  for (const { name } of ASKED_TABLES)
    app.get(`/api/${name}`, (c) => tableAnswer(c, deps, { data, observations: withheld }, name));
  app.get(API_DESCRIPTION, (c) => {
    const text = JSON.stringify(openApi());
    const etag = `"sha256-${sha256Of(text)}"`;
    const headers = { ETag: etag, 'Cache-Control': CACHED };
    if (alreadyHas(c, etag)) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, 'Content-Type': 'application/json; charset=utf-8' });
  });
  app.all('/api/*', (c) => problem(c, 'NotFound'));
  app.onError((failure, c) => {
    deps.report(failure, { method: c.req.method, path: c.req.path });
    return problem(c, 'Failed');
  });
  return app;
}

async function tableAnswer(
  c: Context,
  deps: ReadingRoomDeps,
  { data, observations }: { readonly data: ReleaseData; readonly observations: WithheldObservations },
  table: AskedName,
): Promise<Response> {
  const url = new URL(c.req.url);
  const asked = readParameters(table, url.searchParams);
  if ('wrong' in asked) return problem(c, 'WrongParameters', { errors: asked.wrong });
  const release = asked.release === null ? await data.newest([table]) : await data.release(asked.release);
  if (release === null) return problem(c, 'NoRelease');
  if (!hasRows(release, askedTable(table))) return problem(c, 'NoTable');

  const format = asked.format ?? acceptedFormat(c);
  const rights = await openRowRights(deps);
  const headers = headersOf(url, asked, release, format, rights.revision);
  if (alreadyHas(c, headers.ETag)) return c.body(null, 304, headers);
  const gone = table === 'year-over-year' ? await observations.of(release, rights) : null;
  if (typeof gone === 'string') return problem(c, gone, { headers: { 'Retry-After': WAIT[gone] } });
  const index = await data.open(release, table);
  if (typeof index === 'string') return problem(c, index, { headers: { 'Retry-After': WAIT[index] } });
  const conditions = fittedTo(index.columns, asked);
  if ('wrong' in conditions) return problem(c, 'WrongParameters', { errors: conditions.wrong });

  const { after, limit } = asked;
  const found = index.ask({ conditions, after, limit, maxBytes: MOST_BYTES });
  const last = found.rows.at(-1);
  const next =
    found.more && last !== undefined
      ? nextPage(url, asked, { release: release.version, after: last.place })
      : null;
  const asTold = found.rows.map(({ row }) => row);
  const { rows, withheld } =
    gone === null ? await rights.of(asTold) : shownYears(asTold, gone, asked.filters.has('outcome'));
  const link = [...(next === null ? [] : [`<${next}>; rel="next"`]), headers.Link].join(', ');
  const body =
    format === 'csv'
      ? csvOf(index.columns, rows)
      : JSON.stringify({ release: release.version, room: url.origin, rows, next, withheld });
  return c.body(body, 200, {
    ...headers,
    Link: link,
    'Content-Type': MEDIA_TYPES[format],
    ...(format === 'csv'
      ? { 'Content-Disposition': `inline; filename="${table}-${release.version}.csv"` }
      : {}),
  });
}

function nextPage(url: URL, asked: Asked, cursor: Cursor): string {
  const next = new URL(url.pathname, url);
  next.search = nextQuery(url.searchParams, asked, cursor).toString();
  return next.href;
}

function acceptedFormat(c: Context): ApiFormat {
  const accepted = accepts(c, {
    header: 'Accept',
    supports: ['application/json', 'text/csv'],
    default: 'application/json',
  });
  return accepted === 'text/csv' ? 'csv' : 'json';
}

/**
 * What an answer is made of does not change, but for what may be told of it and this program: its version and the index's form are part of the tag,
 * and so is the address that the answer's links begin with.
 */
function headersOf(
  { origin }: URL,
  asked: Asked,
  release: ReleaseRecord,
  format: ApiFormat,
  revision: string,
): { readonly ETag: string; readonly Link: string } & Readonly<Record<string, string>> {
  const filters = [...asked.filters].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const query = [asked.table, filters, asked.after, asked.limit, format, asked.release !== null];
  const tag = sha256Of(
    JSON.stringify([
      SOFTWARE.version,
      INDEX_FORM,
      release.version,
      release.contentSha256,
      origin,
      query,
      revision,
    ]),
  );
  const descriptor = releaseFileHref(release.version, FILES.package.name);
  return {
    ETag: `"sha256-${tag}"`,
    'Cache-Control': CACHED,
    Vary: 'Accept',
    Link: `<${descriptor}>; rel="describedby", <${API_DESCRIPTION}>; rel="service-desc"`,
  };
}

/** As the release's own CSV file has them: nothing that a spreadsheet would run. */
function csvOf(columns: readonly TextColumn[], rows: readonly Row[]): string {
  return csvHeader(columns) + rows.map((row) => csvRow(columns, row)).join('');
}
