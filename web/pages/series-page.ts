import { html } from 'hono/html';
import { jsonHref } from '../addresses.ts';
import type { Html } from '../html.ts';
import { indicatorFeedHref, placeFeedHref, SERIES_HREF } from '../series/series-addresses.ts';
import type { Rendering } from '../texts.ts';
import type { IndicatorName, PlaceName, SectionView, SeriesView } from '../views/series-view.ts';
import { type Crumb, layout } from './layout.ts';
import { valuesTable } from './series-values.ts';

/** One indicator of one place. `citation` is a line for a bibliography. */
export function seriesPage(r: Rendering, view: SeriesView, citation: string | null): Html {
  const { t } = r;
  const [place, indicator] = [placeIn(r, view.place), indicatorIn(r, view.indicator)];
  return layout(r, {
    title: `${place} ${indicator}`,
    crumbs: [...seriesCrumbs(r), { href: view.place.href, name: place }],
    rights: [],
    jsonHref: jsonHref(view.href),
    feeds: seriesFeeds(r, view),
    main: html`<h1>${place} ${indicator} ${releaseName(r, view)}</h1>
      ${
        view.observations === 0
          ? html`<p class="notice">
              ${view.release === null ? t.series.unavailable.NoRelease : t.series.emptySeries(view.release)}
            </p>`
          : html`${view.more ? html`<p class="notice">${t.series.more(view.observations)}</p>` : ''}
            ${view.sections.map((section) => sectionPart(r, view, section))} ${takeAway(r, view)}`
      }
      ${citation === null ? '' : citePart(r, citation)} ${subscribePart(r, view)}`,
  });
}

/** Which release a page is of, as a part of its heading. */
export function releaseName({ t }: Rendering, { release }: { readonly release: string | null }): Html {
  return release === null ? html`` : html`<small>${t.series.release(release)}</small>`;
}

/** A place in the reader's language, where it has a name in it. */
export function placeIn({ lang }: Rendering, { name, en }: PlaceName): string {
  return lang === 'en' ? (en ?? name) : name;
}

export function indicatorIn({ lang }: Rendering, { zh, en }: IndicatorName): string {
  return lang === 'en' ? en : zh;
}

export function seriesCrumbs({ t }: Rendering): Crumb[] {
  return [
    { href: '/', name: t.navigation.home },
    { href: SERIES_HREF, name: t.series.title },
  ];
}

function seriesFeeds(r: Rendering, { place, indicator }: SeriesView): { href: string; title: string }[] {
  return [
    { href: placeFeedHref(place.name), title: r.t.series.feedTitle(placeIn(r, place)) },
    { href: indicatorFeedHref(indicator.id), title: r.t.series.feedTitle(indicatorIn(r, indicator)) },
  ];
}

function sectionPart(r: Rendering, view: SeriesView, section: SectionView): Html {
  const { t } = r;
  const name = sectionName(r, section);
  const hasConflict = section.periods.some(({ came, aimed }) =>
    [...came, ...aimed].some(({ conflict }) => conflict !== null),
  );
  return html`<section aria-labelledby="${section.id}">
    <h2 id="${section.id}">${name}</h2>
    ${basisNotes(r, section)} ${hasConflict ? html`<p class="aside">${t.series.conflictNote}</p>` : ''}
    ${chartPart(r, view, section)} ${valuesTable(r, name, section)}
  </section>`;
}

export function sectionName(
  { t }: Rendering,
  { measure, unit, id }: Pick<SectionView, 'measure' | 'unit' | 'id'>,
): string {
  const count = /-(\d+)$/.exec(id)?.[1];
  const name = `${t.series.measure[measure ?? 'other']}${count === undefined ? '' : ` ${count}`}`;
  return unit === null ? name : t.series.inUnit(name, unit);
}

function basisNotes({ t }: Rendering, { printedBases, inferredBasis, measure }: SectionView): Html {
  if (printedBases.length === 0 && inferredBasis === null) return html``;
  return html`<p class="aside">
    ${printedBases.length === 0 ? '' : t.series.printedBasis(printedBases.join(t.listComma))}
    ${inferredBasis === null || measure !== 'growth' ? '' : t.series.inferredBasis[inferredBasis]}
  </p>`;
}

/** The picture, and beneath it what it shows in a sentence, for everybody. */
function chartPart(r: Rendering, view: SeriesView, section: SectionView): Html {
  const { t, link } = r;
  const { chart } = section;
  if (chart === null) return html`<p class="aside">${t.series.noYears}</p>`;
  const name = t.series.chart(
    `${placeIn(r, view.place)} ${indicatorIn(r, view.indicator)}`,
    sectionName(r, section),
  );
  return html`<figure class="chart">
    <picture>
      <source media="(max-width: 34rem)" srcset="${link(chart.narrowHref)}" width="380" height="340" />
      <img src="${link(chart.href)}" alt="${name}" width="760" height="380" />
    </picture>
    <figcaption>${chartSentence(r, section)}</figcaption>
  </figure>`;
}

function chartSentence({ t }: Rendering, { chart, unit }: SectionView): string {
  if (chart === null) return '';
  const { trend, targets } = chart;
  const shownUnit = unit === '%' ? '%' : ` ${unit ?? ''}`;
  const parts: string[] = [];
  if (trend === null) parts.push(t.series.noLine);
  else if (trend.count === 1) parts.push(t.series.only(trend.first, shownUnit));
  else {
    parts.push(t.series.trend(trend.direction, trend.first, trend.last, shownUnit, trend.count));
    if (trend.count > 2) parts.push(t.series.extremes(trend.highest, trend.lowest, shownUnit));
  }
  const { met, missed, open } = targets;
  if (met + missed + open > 0) parts.push(t.series.targets(met, missed, open));
  return parts.join(t.series.sentenceGap);
}

function takeAway(r: Rendering, view: SeriesView): Html {
  const { t, link } = r;
  const files = [
    [view.csvHref, t.series.download.csv],
    [view.excelHref, t.series.download.excel],
    [view.parquetHref, t.series.download.parquet],
    [view.yearsHref, t.series.download.years],
  ] as const;
  return html`<section class="on-screen" aria-labelledby="download">
    <h2 id="download">${t.series.download.title}</h2>
    <p class="buttons">
      ${files.map(([href, name]) => html`<a class="button" href="${href}">${name}</a> `)}
      ${view.sections.map((section) =>
        section.chart === null
          ? ''
          : html`<a class="button" href="${link(section.chart.href)}"
              >${t.series.download.chart(sectionName(r, section))}</a
            > `,
      )}
    </p>
  </section>`;
}

function citePart({ t }: Rendering, citation: string): Html {
  return html`<section aria-labelledby="cite">
    <h2 id="cite">${t.series.cite}</h2>
    <p class="citation" lang="zh-CN">${citation}</p>
  </section>`;
}

function subscribePart(r: Rendering, view: SeriesView): Html {
  const { t } = r;
  return html`<section class="on-screen" aria-labelledby="subscribe">
    <h2 id="subscribe">${t.series.subscribe}</h2>
    <ul class="plain">
      ${seriesFeeds(r, view).map(
        ({ href, title }) =>
          html`<li><a href="${href}">${title}</a> (<a href="${href.replace(/atom$/, 'json')}">JSON</a>)</li>`,
      )}
    </ul>
  </section>`;
}
