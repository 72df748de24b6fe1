import { html } from 'hono/html';
import type { Html } from '../html.ts';
import { SERIES_HREF } from '../series/series-addresses.ts';
import type { Rendering } from '../texts.ts';
import { type Headline, type HeadlinesView, SPARK, type Spark } from '../views/headlines-view.ts';
import { wideTable } from './layout.ts';
import { newestNumber } from './series-list-page.ts';
import { indicatorIn, placeIn } from './series-page.ts';

/** The newest numbers that most people ask for, a row a place; nothing while nothing is released. */
export function headlineSection(r: Rendering, { indicators, places }: HeadlinesView): Html {
  if (places.length === 0) return html``;
  const { t, link } = r;
  const table = html`<table class="headlines">
    <caption class="hidden">
      ${t.series.headlines}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.series.head.place}</th>
        ${indicators.map((one) => html`<th scope="col">${indicatorIn(r, one)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${places.map(
        ({ place, cells }) =>
          html`<tr>
            <th scope="row" class="whole"><a href="${link(place.href)}">${placeIn(r, place)}</a></th>
            ${cells.map((cell, at) => {
              const indicator = indicators[at];
              const name = `${placeIn(r, place)} ${indicator === undefined ? '' : indicatorIn(r, indicator)}`;
              return html`<td>${cell === null ? t.figure.none : headlineCell(r, cell, name)}</td>`;
            })}
          </tr>`,
      )}
    </tbody>
  </table>`;
  return html`<section aria-labelledby="headlines">
    <h2 id="headlines">${t.series.headlines}</h2>
    ${wideTable(t.series.headlines, table)}
    <p><a href="${link(SERIES_HREF)}">${t.series.allSeries}</a></p>
  </section>`;
}

function headlineCell(r: Rendering, { href, level, growth, spark }: Headline, name: string): Html {
  const { head } = r.t.series;
  const line = (word: string, number: Headline['level']): Html =>
    number === null
      ? html``
      : html`<span class="line"><span class="hidden">${word}</span>${newestNumber(r, number)}</span>`;
  return html`<a class="headline" href="${r.link(href)}"
    ><span class="hidden">${name}</span
    >${line(head.level, level)}${line(head.growth, growth)}${spark === null ? '' : sparkline(spark)}</a
  >`;
}

/** A drawing without words: the numbers beside it say what matters of it. */
function sparkline({ lines }: Spark): Html {
  return html`<svg
    class="spark"
    viewBox="0 0 ${SPARK.width} ${SPARK.height}"
    aria-hidden="true"
    focusable="false"
  >
    ${lines.map((points) => {
      const [first] = points;
      return points.length === 1 && first !== undefined
        ? html`<circle cx="${first.x}" cy="${first.y}" r="2" />`
        : html`<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" />`;
    })}
  </svg>`;
}
