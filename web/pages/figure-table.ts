import { html } from 'hono/html';
import type { CheckCode, Reading } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import { anchorOf } from '../../core/publish/room-address.ts';
import { indicatorOfId } from '../../core/read/figures/indicators.ts';
import type { FigureLink } from './highlight.ts';
import { seriesHref } from '../series/series-addresses.ts';
import type { Rendering } from '../texts.ts';
import type { Html } from '../html.ts';
import { wideTable } from './layout.ts';

/** Leads from the mark of a figure to its row. Rows of figures without a mark stand in for it, under its own anchor. */
export function figureLinks({ t }: Rendering, { checks }: Reading): (figure: Figure) => FigureLink {
  const failed = failedChecks(checks);
  return (figure) => {
    const { indicator, period, place, modality } = figure;
    const words = [place?.value, period?.value, indicator, t.modality[modality]].flatMap(
      (word) => word ?? [],
    );
    const isDoubtful = failed.has(figure.id);
    const doubt = isDoubtful ? [`${t.article.checks}${t.colon}${t.article.checkFails}`] : [];
    return {
      href: `#${encodeURIComponent(rowId(figure))}`,
      title: [...words, ...doubt].join(' · '),
      isDoubtful,
    };
  };
}

function rowId({ id }: Figure): string {
  return `row-${id}`;
}

function checkId(at: number): string {
  return `check-${at + 1}`;
}

/** Of each figure that a failed check is about, the number of the first such check. */
function failedChecks(checks: Reading['checks']): ReadonlyMap<string, number> {
  const failed = new Map<string, number>();
  for (const [at, { figures, pass }] of checks.entries()) {
    if (!pass) for (const id of figures) if (!failed.has(id)) failed.set(id, at);
  }
  return failed;
}

/** One row a figure; the words lead back to their mark when `isAnchored` says that there is one. */
export function figureTable(
  r: Rendering,
  { figures, checks }: Pick<Reading, 'figures' | 'checks'>,
  isAnchored: (figure: Figure) => boolean,
): Html {
  const { t } = r;
  const failed = failedChecks(checks);
  const heads = [
    t.figure.exact,
    t.figure.value,
    t.figure.unit,
    t.figure.norm,
    t.figure.comparator,
    t.figure.indicator,
    t.figure.period,
    t.figure.modality,
    t.figure.place,
    t.figure.section,
  ];
  const table = html`<table class="figures">
    <caption>
      ${t.article.figuresCaption}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${figures.map((figure) => figureRow(r, figure, isAnchored(figure), failed.get(figure.id) ?? null))}
    </tbody>
  </table>`;
  return wideTable(t.article.figuresCaption, table);
}

function figureRow(r: Rendering, figure: Figure, anchored: boolean, failedAt: number | null): Html {
  const { t, withholds } = r;
  const none = t.figure.none;
  const outside = anchored || withholds ? '' : html` <span class="aside">${t.article.outsideBody}</span>`;
  return html`<tr id="${anchored ? rowId(figure) : anchorOf(figure)}">
    <th scope="row" lang="zh-CN">
      ${
        anchored
          ? html`<a href="#${encodeURIComponent(anchorOf(figure))}">${figure.exact}</a>`
          : html`${figure.exact}${outside}`
      }
      ${
        failedAt === null
          ? ''
          : html` <a class="badge is-failed" href="#${checkId(failedAt)}">${t.article.checkFails}</a>`
      }
    </th>
    <td class="number">
      ${figure.direction === null ? '' : `${t.direction[figure.direction]} `}${
        span(figure.value, figure.min, figure.max) ?? none
      }
    </td>
    <td lang="zh-CN" class="whole">${figure.unit}</td>
    <td class="number">
      ${span(figure.normValue, figure.normMin, figure.normMax) ?? none}
      ${figure.baseUnit === null || figure.baseUnit === '1' ? '' : html`<span class="aside">${figure.baseUnit}</span>`}
    </td>
    <td class="whole">${t.comparator[figure.comparator]}</td>
    <td lang="zh-CN">
      ${indicatorLink(r, figure)}${
        figure.basis === null ? '' : html` <span class="aside">${figure.basis}</span>`
      }
      ${figure.indicatorId === null ? '' : html`<code>${figure.indicatorId}</code>`}
    </td>
    <td class="whole">${figure.period?.value ?? none}</td>
    <td>
      ${t.modality[figure.modality]}${
        figure.strength === null ? '' : html` <span class="aside">${t.strength[figure.strength]}</span>`
      }
    </td>
    <td lang="zh-CN" class="whole">${figure.place?.value ?? none}</td>
    <td lang="zh-CN" class="path">
      ${figure.sectionPath.length === 0 ? none : figure.sectionPath.join(' › ')}
    </td>
  </tr>`;
}

/** The words lead to the series of a registered indicator, where the place is known. */
function indicatorLink({ t, link }: Rendering, { indicator, indicatorId, place }: Figure): Html {
  const words = html`${indicator ?? t.figure.none}`;
  if (indicatorId === null || place === null || indicatorOfId(indicatorId) === undefined) return words;
  return html`<a href="${link(seriesHref(place.value, indicatorId))}">${words}</a>`;
}

/** What is aimed at in words alone, each with what it is about. */
export function wordedTargetList({ t }: Rendering, { wordedTargets }: Reading): Html {
  return html`<h3>${t.article.wordedTargets}</h3>
    <ul lang="zh-CN">
      ${wordedTargets.map(
        ({ id, indicator, exact, period }) =>
          html`<li id="${anchorOf({ id })}">
            ${indicator} ${exact}${period === null ? '' : html` <span class="aside">${period.value}</span>`}
          </li>`,
      )}
    </ul>`;
}

/** A value, or both ends of a range; the digits are shown as they are held. */
function span(value: string | null, min: string | null, max: string | null): string | null {
  if (value !== null) return value;
  return min === null && max === null ? null : `${min ?? ''}–${max ?? ''}`;
}

/** What the figures claim of each other, and whether it holds. */
export function checkList({ t }: Rendering, { checks }: Reading): Html {
  return html`<h3>${t.article.checks}</h3>
    <ul>
      ${checks.map(
        ({ code, expected, got, pass }, at) =>
          html`<li id="${checkId(at)}">
            <code>${code}</code> ${got} ${relation(code, pass)} ${expected}
            ${pass ? '' : html`<span class="badge is-failed">${t.article.checkFails}</span>`}
          </li>`,
      )}
    </ul>`;
}

/** Some checks ask for the same number, others only bound it. */
function relation(code: CheckCode, pass: boolean): string {
  if (code === 'part-within' || code === 'rate-ceiling' || code === 'shares-sum') return pass ? '≤' : '>';
  return pass ? '=' : '≠';
}
