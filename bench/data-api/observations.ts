import { createHash } from 'node:crypto';
import { AREA_CODES } from '../../core/paper/papers/area-codes.ts';
import { INDICATORS } from '../../core/read/figures/indicator-registry.ts';
import { type PeriodBounds, boundsOf } from '../../core/publish/observations/period-bounds.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { byCodePoint } from '../../core/text-order.ts';

/** Places of a province, those with a code among them, and the share of rows that have none. */
const PLACES = [...AREA_CODES.keys(), ...Array.from({ length: 31 }, (_, at) => `第${at + 1}县`)].sort(
  byCodePoint,
);
/** More than half of all observations are of something that is not registered. */
const UNREGISTERED_SHARE = 0.6;
const UNREGISTERED_WORDS = 20_000;
const MODALITIES = ['actual', 'actual', 'actual', 'actual', 'actual', 'target', 'budget', 'forecast'];
const KINDS = ['level', 'level', 'level', 'change', 'change', 'ratio', 'count', 'count', 'area', 'length'];
const FIRST_YEAR = 2004;
const YEARS = 22;

/**
 * Observations in the order of their table, as many as `count` or a few less: of 40 places and none, over 22 years, most of them not of a
 * registered indicator. The same every time.
 */
export function* generatedObservations(count: number): Generator<Row> {
  const periods = periodsInOrder().map((period) => ({ period, days: boundsOf(period) }));
  const perPlace = count / (PLACES.length + 1);
  const unregistered = Math.round(perPlace * UNREGISTERED_SHARE);
  const perIndicator = Math.round((perPlace - unregistered) / INDICATORS.length);
  const ids = INDICATORS.map(({ id, zh }) => ({ id, zh })).sort((a, b) => byCodePoint(a.id, b.id));
  let number = 0;
  for (const place of [null, ...PLACES]) {
    for (const of of [{ id: null, zh: null }, ...ids]) {
      const rows = of.id === null ? unregistered : perIndicator;
      for (let at = 0; at < rows; at += 1) {
        const when = periods[Math.floor((at * periods.length) / rows)];
        if (when !== undefined) yield observation((number += 1), place, of, when);
      }
    }
  }
}

function observation(
  number: number,
  place: string | null,
  of: { readonly id: string | null; readonly zh: string | null },
  { period, days }: { readonly period: string; readonly days: PeriodBounds | null },
): Row {
  const digest = createHash('sha256').update(String(number)).digest('hex');
  const random = Number.parseInt(digest.slice(0, 8), 16);
  const value = (random % 1_000_000) / 100;
  const document = `jmrb/html/2023-02/${10 + (random % 18)}/content_${600_000 + (random % 90_000)}.htm`;
  const sha256 = createHash('sha256').update(document).digest('hex');
  const year = Number(period.slice(0, 4)) + 1;
  const issueDate = `${year}-${two(1 + (random % 12))}-${two(1 + (random % 28))}`;
  return {
    observation_id: digest.slice(0, 32),
    status: random % 40 === 0 ? 'superseded' : 'current',
    superseded_by: null,
    conflict: random % 100 === 0 ? sha256.slice(32) : null,
    place,
    place_code: place === null ? null : (AREA_CODES.get(place) ?? null),
    indicator: of.zh ?? `第${random % UNREGISTERED_WORDS}项工程投入`,
    indicator_id: of.id,
    period,
    period_start: days?.start ?? null,
    period_end: days?.end ?? null,
    freq: days?.frequency ?? null,
    kind: KINDS[random % KINDS.length] ?? null,
    norm_value: `${value * 100}000000`,
    ...{ norm_min: null, norm_max: null, base_unit: 'CNY', comparator: 'eq', direction: null },
    value: String(value),
    ...{ value_min: null, value_max: null, unit: '亿元', words: null },
    modality: MODALITIES[(random >> 8) % MODALITIES.length] ?? null,
    ...{ strength: null, basis: null, inferred_price_basis: null },
    ...{ mentions: 1 + (random % 3), articles: 1 },
    figure_id: digest.slice(32),
    document_id: `${document}@1`,
    issue_date: issueDate,
    ...{ paper: 'jmrb', page: `A0${1 + (random % 8)}` },
    article_url: `http://dzb.jmrb.com:8080/${document}`,
    captured_at: `${issueDate}T22:05:00.123Z`,
    snapshot_sha256: sha256,
    section_path: '一年工作回顾 / 经济运行',
    exact: `${value}亿元`,
    prefix: `经济运行稳中向好，全年第${random % 1_000}次完成`,
    suffix: `，比上年增长${random % 20}.${random % 10}%，其`,
    room_path: `/jmrb/${issueDate}/A01/${600_000 + (random % 90_000)}?v=1#fig-f${random % 60}`,
  };
}

function periodsInOrder(): string[] {
  const years = Array.from({ length: YEARS }, (_, at) => FIRST_YEAR + at);
  return years
    .flatMap((year) => [
      String(year),
      ...['H1', 'Q1', 'Q3'].map((part) => `${year}-${part}`),
      ...Array.from({ length: 12 }, (_, at) => `${year}-${two(at + 1)}`),
    ])
    .sort(byCodePoint);
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
