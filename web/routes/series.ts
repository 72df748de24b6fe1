import { type Context, Hono } from 'hono';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { namedPlace } from '../../core/paper/papers/area-codes.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { seriesCitation } from '../../core/publish/citations/series-citation.ts';
import { indicatorIdOf } from '../../core/publish/find-figures.ts';
import { INDEX_FORM } from '../../core/publish/indexes/data-index.ts';
import { placeSegment } from '../../core/publish/place-segment.ts';
import { pointsOf } from '../../core/publish/series/series-points.ts';
import { seriesOf } from '../../core/publish/series/series.ts';
import type { Indicator } from '../../core/read/figures/indicator-registry.ts';
import { indicatorOfId } from '../../core/read/figures/indicators.ts';
import { SOFTWARE } from '../../core/software.ts';
import { type Asked, alreadyHas, answer, notFound, renderingFor, wrong } from '../answers.ts';
import { PROBLEMS } from '../api/problems.ts';
import { type RowRights, openRowRights } from '../api/shown-rows.ts';
import { Charts } from '../charts/charts.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { beijingTime } from '../moments.ts';
import { placePage, seriesListPage } from '../pages/series-list-page.ts';
import { indicatorIn, placeIn, sectionName, seriesPage } from '../pages/series-page.ts';
import { ZH } from '../texts/zh.ts';
import { WAIT } from '../release-data.ts';
import {
  type SeriesForm,
  parseChart,
  parsePlace,
  parseSeriesForm,
  parseSeriesName,
  placeHref,
  seriesHref,
} from '../series/series-addresses.ts';
import type { SeriesData, SeriesRows, Unavailable } from '../series/series-data.ts';
import { SERIES_TYPES, seriesFile } from '../series/series-files.ts';
import { type SeriesView, placeName, seriesListView, seriesView } from '../views/series-view.ts';

/** What is the newest may be another in a moment; series are open to everybody, as releases are. */
const FOR_NOW = 'public, no-cache';

/** A picture by itself: it loads and runs nothing, and its style is its own. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

const SIZES = { wide: { width: 760, height: 380 }, narrow: { width: 380, height: 340 } } as const;

/** What was printed of an indicator of a place, over the years: pages, pictures and files, of the newest release. */
export function seriesRoutes(deps: ReadingRoomDeps, data: SeriesData): Hono {
  const app = new Hono();
  const charts = new Charts();

  for (const path of ['/series/', '/series/index.json']) {
    app.get(path, async (c) => {
      const asked = { c, json: path.endsWith('.json') };
      const list = await data.list(await openRowRights(deps));
      if (isUnavailable(list)) return unavailable(asked, list);
      const view = seriesListView(list);
      return answer(asked, view, () => seriesListPage(renderingFor(c), view));
    });
  }

  app.get('/series/:place/:name{(index\\.json)?}', async (c) => {
    const asked = { c, json: c.req.param('name') === 'index.json' };
    const place = parsePlace(c.req.param('place'));
    if (place === null) return notFound(asked);
    if (placeSegment(place) !== c.req.param('place'))
      return moved(c, `${placeHref(place)}${c.req.param('name')}`);
    const list = await data.list(await openRowRights(deps));
    if (isUnavailable(list)) return unavailable(asked, list);
    const view = seriesListView(list, place);
    if (view.series.length === 0 && namedPlace(place) === null) return notFound(asked);
    return answer(asked, view, () => placePage(renderingFor(c), placeName(place), view));
  });

  app.get('/series/:place/:name', async (c) => {
    const { indicator: words, ending } = parseSeriesName(c.req.param('name'));
    const asked = { c, json: ending === 'json' };
    const place = parsePlace(c.req.param('place'));
    const indicator = indicatorOfId(indicatorIdOf(words) ?? '');
    if (place === null || indicator === undefined) return notFound(asked);
    if (placeSegment(place) !== c.req.param('place') || indicator.id !== words)
      return moved(c, `${seriesHref(place, indicator.id)}${ending === '' ? '' : `.${ending}`}`);

    const section = parseChart(ending);
    const form = parseSeriesForm(ending);
    const [release, rights] = [await data.release(), await openRowRights(deps)];
    // A page also says on which day it was looked at.
    if (ending !== '' && typeof release !== 'string') {
      const etag = etagOf(c, release, rights);
      c.header('Cache-Control', FOR_NOW);
      c.header('ETag', etag);
      if (alreadyHas(c, etag)) return c.body(null, 304);
    }
    const rows = await data.series(place, indicator.id, rights);
    if (section !== null || form !== null) {
      if (typeof rows === 'string') return unavailable(asked, rows);
      if (rows.rows.length === 0) return missing(asked);
      return section === null
        ? fileAnswer(c, { place, indicator, rows, form: form ?? 'csv' })
        : chartAnswer(asked, charts, { place, indicator, rows, section, revision: rights.revision });
    }
    if (isUnavailable(rows)) return unavailable(asked, rows);
    if (namedPlace(place) === null && (typeof rows === 'string' || rows.rows.length === 0))
      return missing(asked);
    const view = seriesView(place, indicator, typeof rows === 'string' ? null : rows);
    const rendering = renderingFor(c);
    return answer(asked, view, () => seriesPage(rendering, view, citationOf(c, deps, view)));
  });
  return app;
}

/** The new address with the old one's query. */
function moved(c: Context, href: string): Response {
  return c.redirect(href + new URL(c.req.url).search, 301);
}

/**
 * Whether a page cannot be told now. Without a release there is a page all the same, which says so: articles, and the
 * head of every page, lead to it.
 */
function isUnavailable(found: object | Unavailable): found is 'NotIndexed' | 'NotReady' {
  return found === 'NotIndexed' || found === 'NotReady';
}

/** As the API answers who asks for what is not there yet. */
export function unavailable(asked: Asked, why: Unavailable): Response | Promise<Response> {
  const { c } = asked;
  c.header('Cache-Control', 'no-store');
  if (why === 'NotIndexed' || why === 'NotReady') c.header('Retry-After', WAIT[why]);
  unsay(c);
  return wrong(asked, PROBLEMS[why].status, renderingFor(c).t.series.unavailable[why]);
}

function missing(asked: Asked): Response | Promise<Response> {
  unsay(asked.c);
  return notFound(asked);
}

/** The tag is of what was asked for, and not of a sentence that says that it is not there. */
function unsay(c: Context): void {
  c.header('ETag', undefined);
}

/** What a release holds never changes, but for this program and for what may be told of it: the same tag is the same bytes. */
function etagOf(c: Context, { version, contentSha256 }: ReleaseRecord, { revision }: RowRights): string {
  const { origin, pathname, searchParams } = new URL(c.req.url);
  const asked = [origin, pathname, searchParams.get('lang') === 'en', searchParams.get('form') === 'narrow'];
  const told = [SOFTWARE.version, INDEX_FORM, version, contentSha256, revision, asked];
  return `"sha256-${sha256Of(JSON.stringify(told))}"`;
}

interface OneSeries {
  readonly place: string;
  readonly indicator: Indicator;
  readonly rows: SeriesRows;
}

interface Drawn {
  readonly section: string;
  readonly revision: RowRights['revision'];
}

async function chartAnswer(
  asked: Asked,
  charts: Charts,
  { place, indicator, rows, section: id, revision }: OneSeries & Drawn,
): Promise<Response> {
  const { c } = asked;
  const section = seriesOf(rows.observations, rows.years).find((one) => one.id === id);
  const points = section && pointsOf(section);
  if (!section || !points) return missing(asked);
  const rendering = renderingFor(c);
  const { t, lang } = rendering;
  const size = c.req.query('form') === 'narrow' ? 'narrow' : 'wide';
  const series = `${placeIn(rendering, placeName(place))} ${indicatorIn(rendering, indicator)}`;
  const title = t.series.chart(series, sectionName(rendering, { ...section, unit: points.unit.text }));
  const name = JSON.stringify([rows.release.version, revision, place, indicator.id, id, lang, size]);
  const svg = await charts.of(name, points, { title, marks: t.series.mark }, SIZES[size]);
  return c.body(svg, 200, {
    'Content-Type': 'image/svg+xml; charset=utf-8',
    'Content-Security-Policy': PICTURE_POLICY,
  });
}

async function fileAnswer(
  c: Context,
  { place, indicator, rows, form }: OneSeries & { readonly form: SeriesForm },
): Promise<Response> {
  const name = `${indicator.id}-${rows.release.version}.${form}`;
  const whole = encodeURIComponent(`${placeSegment(place)}-${name}`.toWellFormed());
  return c.body(await seriesFile(rows, form), 200, {
    'Content-Type': SERIES_TYPES[form],
    'Content-Disposition': `attachment; filename="${name}"; filename*=UTF-8''${whole}`,
  });
}

/** Cited in Chinese under the address that it was found at, whatever language it is read in. */
function citationOf(c: Context, { now }: Pick<ReadingRoomDeps, 'now'>, view: SeriesView): string | null {
  if (view.release === null || view.published === null) return null;
  const day = (at: ReleaseRecord['at']) => asIssueDate(beijingTime(at).slice(0, 10));
  return seriesCitation({
    archive: ZH.site,
    ...{ place: view.place.name, indicator: view.indicator.zh, release: view.release },
    ...{ published: day(view.published), accessed: day(now()) },
    url: new URL(view.href, c.req.url).href,
  });
}
