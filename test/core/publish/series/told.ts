import { boundsOf } from '../../../../core/publish/observations/period-bounds.ts';
import { ToldObservation, ToldYear } from '../../../../core/publish/series/told-rows.ts';

let count = 0;

/** An observation of 鹤山市's gdp: a level of 2022 unless told otherwise. */
export function told(over: Partial<ToldObservation> = {}): ToldObservation {
  count += 1;
  const days = boundsOf(over.period ?? '2022');
  if (days === null) throw new TypeError(`'${over.period}' is no period`);
  return ToldObservation.parse({
    ...{
      observation_id: `o${String(count).padStart(4, '0')}`,
      status: 'current',
      place: '鹤山市',
      indicator_id: 'gdp',
    },
    ...{ period: '2022', period_start: days.start, period_end: days.end, freq: days.frequency },
    ...{
      kind: 'level',
      norm_value: '45851000000',
      base_unit: 'CNY',
      comparator: 'eq',
      value: '458.51',
      unit: '亿元',
    },
    ...{
      modality: 'actual',
      mentions: 1,
      articles: 1,
      paper: 'jmrb',
      issue_date: '2023-02-25',
      exact: '458.51亿元',
    },
    ...over,
  });
}

export function growth(over: Partial<ToldObservation> = {}): ToldObservation {
  return told({
    ...{ kind: 'change', norm_value: '0.028', base_unit: '1', value: '2.8', unit: '%', exact: '2.8%' },
    ...{ direction: 'increase', inferred_price_basis: 'constant' },
    ...over,
  });
}

export function year(number: number, over: Partial<ToldYear> = {}): ToldYear {
  return ToldYear.parse({
    ...{ place: '鹤山市', indicator_id: 'gdp', year: number },
    ...{ outcome: 'not-comparable', outcome_reason: 'no-target' },
    ...{ strive_outcome: 'not-comparable', strive_outcome_reason: 'no-target' },
    ...over,
  });
}
