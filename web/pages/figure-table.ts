import { html } from 'hono/html';
import type { CheckCode, Reading } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import { anchorOf } from '../../core/publish/room-address.ts';
import type { Rendering } from '../texts.ts';
import type { Html } from '../html.ts';
import { wideTable } from './layout.ts';

/** One row a figure; the words lead back to their mark when `isAnchored` says that there is one. */
export function figureTable(
  r: Rendering,
  figures: readonly Figure[],
  isAnchored: (figure: Figure) => boolean,
): Html {
  const { t } = r;
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
      ${figures.map((figure) => figureRow(r, figure, isAnchored(figure)))}
    </tbody>
  </table>`;
  return wideTable(t.article.figuresCaption, table);
}

function figureRow({ t, withholds }: Rendering, figure: Figure, anchored: boolean): Html {
  const none = t.figure.none;
  const outside = anchored || withholds ? '' : html` <span class="aside">${t.article.outsideBody}</span>`;
  return html`<tr>
    <th scope="row" lang="zh-CN">
      ${
        anchored
          ? html`<a href="#${encodeURIComponent(anchorOf(figure))}">${figure.exact}</a>`
          : html`${figure.exact}${outside}`
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
      ${figure.indicator ?? none}${
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

/** What is aimed at in words alone, each with what it is about. */
export function wordedTargetList({ t }: Rendering, { wordedTargets }: Reading): Html {
  return html`<h3>${t.article.wordedTargets}</h3>
    <ul lang="zh-CN">
      ${wordedTargets.map(
        ({ indicator, exact, period }) =>
          html`<li>
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
        ({ code, expected, got, pass }) =>
          html`<li>
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
