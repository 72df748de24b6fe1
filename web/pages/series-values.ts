import { html } from 'hono/html';
import type { Verdict } from '../../core/publish/observations/outcome.ts';
import type { Html } from '../html.ts';
import type { Rendering } from '../texts.ts';
import type { PeriodView, SectionView, SeriesValue } from '../views/series-view.ts';
import { wideTable } from './layout.ts';

/** A section's numbers, a row each with the sentence that it is from; the rows of a period stand together. */
export function valuesTable(r: Rendering, name: string, section: SectionView): Html {
  const { head, caption } = r.t.series;
  const heads = [head.period, head.what, head.value, head.unit, head.outcome, head.sentence];
  const table = html`<table class="series-values">
    <caption>
      ${caption(name)}
    </caption>
    <thead>
      <tr>
        ${heads.map((text) => html`<th scope="col">${text}</th>`)}
      </tr>
    </thead>
    ${section.periods.map((period) => periodRows(r, period))}
  </table>`;
  return wideTable(name, table);
}

function periodRows(r: Rendering, period: PeriodView): Html {
  const values = [...period.came, ...period.aimed, ...period.replaced];
  const rows = [
    ...(period.gap === null ? [] : [gapRow(r, period.gap)]),
    ...values.map((value) => valueCells(r, value, verdictOf(period, value))),
  ];
  return html`<tbody>
    ${rows.map(
      (cells, at) =>
        html`<tr>
          ${
            at === 0
              ? html`<th scope="rowgroup" rowspan="${rows.length}" class="whole">${period.period}</th>`
              : ''
          }
          ${cells}
        </tr>`,
    )}
  </tbody>`;
}

/** Of a target that stands. */
function verdictOf(
  { outcome, striveOutcome }: PeriodView,
  { modality, status, strength }: SeriesValue,
): Verdict | null {
  if (modality !== 'target' || status === 'superseded') return null;
  return strength === 'strive' ? striveOutcome : outcome;
}

function gapRow({ t }: Rendering, gap: NonNullable<PeriodView['gap']>): Html {
  return html`<td class="whole">${t.modality.actual}</td>
    <td class="number">${t.figure.none}</td>
    <td></td>
    <td></td>
    <td class="quiet">${t.series.gap[gap]}</td>`;
}

function valueCells(r: Rendering, value: SeriesValue, verdict: Verdict | null): Html {
  const { t, link } = r;
  const number = html`${numberText(r, value)}`;
  return html`<td class="whole">
      ${t.modality[value.modality]}${
        value.strength === null ? '' : html` <span class="aside">${t.strength[value.strength]}</span>`
      }
      ${standingBadge(r, value)}
    </td>
    <td class="number" lang="zh-CN">
      ${value.href === null ? number : html`<a href="${link(value.href)}">${number}</a>`}
      ${value.basis === null ? '' : html`<span class="aside">${value.basis}</span>`}
    </td>
    <td class="whole" lang="zh-CN">${value.words === null ? value.unit : ''}</td>
    <td>${verdict === null ? '' : verdictBadge(r, verdict)}</td>
    <td>${sentence(r, value)}</td>`;
}

function standingBadge({ t }: Rendering, { status, conflict }: SeriesValue): Html {
  if (status !== 'current') return html`<span class="badge is-${status}">${t.series.standing[status]}</span>`;
  return conflict === null
    ? html``
    : html`<span class="badge is-conflict">${t.series.standing.conflict}</span>`;
}

function verdictBadge({ t }: Rendering, { outcome, reason }: Verdict): Html {
  return html`<span class="badge is-${outcome}">${t.series.outcome[outcome]}</span>
    ${reason === null ? '' : html`<span class="aside">${t.series.incomparable[reason]}</span>`}`;
}

/** The digits as printed, with the words that bound them and the way that they went. */
function numberText({ t }: Rendering, value: SeriesValue): string {
  if (value.words !== null) return value.words;
  const number = value.value ?? `${value.value_min ?? ''}–${value.value_max ?? ''}`;
  const { comparator, direction } = value;
  const bound =
    comparator === null || comparator === 'eq' || comparator === 'range' ? [] : [t.comparator[comparator]];
  const way = direction === 'decrease' ? [t.direction.decrease] : [];
  return [...bound, ...way, number].join(' ');
}

/** As much of the sentence as the release quotes, on its own line of the page, and where it was printed. */
function sentence({ t, link }: Rendering, value: SeriesValue): Html {
  const before = value.prefix?.split('\n').at(-1) ?? '';
  const after = value.suffix?.split('\n')[0] ?? '';
  const source = [value.issue_date, value.page ?? ''].join(' ').trim();
  return html`<q lang="zh-CN">${before}<mark>${value.exact}</mark>${after}</q>
    <span class="source whole"
      >${value.href === null ? source : html`<a href="${link(value.href)}" aria-label="${`${source} ${value.exact}`}">${source}</a>`}
      ${value.mentions > 1 ? html`<span class="aside">${t.series.mentions(value.mentions)}</span>` : ''}</span
    >`;
}
