import { html } from 'hono/html';
import { jsonHref } from '../addresses.ts';
import type { Html } from '../html.ts';
import { SERIES_HREF, placeFeedHref } from '../series/series-addresses.ts';
import type { Rendering } from '../texts.ts';
import type { NewestNumber, PlaceName, SeriesEntry, SeriesListView } from '../views/series-view.ts';
import { grouped, layout, wideTable } from './layout.ts';
import { indicatorIn, placeIn, releaseName, seriesCrumbs } from './series-page.ts';

/** All places, each with its indicators. */
export function seriesListPage(r: Rendering, view: SeriesListView): Html {
  const { t, link } = r;
  return layout(r, {
    title: t.series.title,
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: jsonHref(SERIES_HREF),
    main: html`<h1>${t.series.title} ${releaseName(r, view)}</h1>
      <p class="lede">${t.series.intro}</p>
      ${view.places.length === 0 ? html`<p class="quiet">${noneOf(r, view)}</p>` : ''}
      ${view.places.map(
        (place) =>
          html`<section>
            <h2><a href="${link(place.href)}">${placeIn(r, place)}</a></h2>
            ${seriesTable(r, placeIn(r, place), ofPlace(view, place))}
          </section>`,
      )}`,
  });
}

/** The indicators of one place. */
export function placePage(r: Rendering, place: PlaceName, view: SeriesListView): Html {
  const { t } = r;
  const [name, feed] = [placeIn(r, place), placeFeedHref(place.name)];
  const title = t.series.feedTitle(name);
  return layout(r, {
    title: name,
    crumbs: seriesCrumbs(r),
    rights: [],
    jsonHref: jsonHref(place.href),
    feeds: [{ href: feed, title }],
    main: html`<h1>${name} ${releaseName(r, view)}</h1>
      ${
        view.series.length === 0
          ? html`<p class="quiet">${noneOf(r, view)}</p>`
          : seriesTable(r, name, view.series)
      }
      <p><a href="${feed}">${title}</a> (<a href="${placeFeedHref(place.name, 'json')}">JSON</a>)</p>`,
  });
}

function noneOf({ t }: Rendering, { release }: SeriesListView): string {
  return release === null ? t.series.unavailable.NoRelease : t.series.none;
}

function ofPlace({ series }: SeriesListView, { name }: PlaceName): SeriesEntry[] {
  return series.filter(({ place }) => place.name === name);
}

function seriesTable(r: Rendering, place: string, series: readonly SeriesEntry[]): Html {
  const { head } = r.t.series;
  const table = html`<table class="series-list">
    <caption class="hidden">
      ${place}
    </caption>
    <thead>
      <tr>
        <th scope="col">${head.indicator}</th>
        <th scope="col" class="number">${head.level}</th>
        <th scope="col" class="number">${head.growth}</th>
        <th scope="col">${head.span}</th>
        <th scope="col" class="number">${head.observations}</th>
      </tr>
    </thead>
    <tbody>
      ${series.map((one) => seriesRow(r, one))}
    </tbody>
  </table>`;
  return wideTable(place, table);
}

function seriesRow(r: Rendering, one: SeriesEntry): Html {
  const { t, link } = r;
  const { span } = one;
  return html`<tr>
    <th scope="row"><a href="${link(one.href)}">${indicatorIn(r, one.indicator)}</a></th>
    <td class="number">${newestNumber(r, one.level)}</td>
    <td class="number">${newestNumber(r, one.growth)}</td>
    <td class="whole">
      ${span === null ? t.figure.none : span.first === span.last ? span.first : `${span.first}–${span.last}`}
    </td>
    <td class="number">${grouped(one.observations)}</td>
  </tr>`;
}

/** A number with its year behind it. */
export function newestNumber({ t }: Rendering, number: NewestNumber | null): Html {
  if (number === null) return html`<span class="quiet">${t.figure.none}</span>`;
  const { comparator, value, unit, year } = number;
  const bound = comparator === null || comparator === 'eq' ? '' : `${t.comparator[comparator]} `;
  return html`${bound}${value}${unit === '%' ? '%' : html` <span lang="zh-CN">${unit}</span>`}
    <span class="aside">${year}</span>`;
}
