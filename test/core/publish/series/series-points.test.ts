import { describe, expect, it } from 'vitest';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { pointsOf, trendOf } from '../../../../core/publish/series/series-points.ts';
import { seriesOf } from '../../../../core/publish/series/series.ts';
import type { ToldObservation, ToldYear } from '../../../../core/publish/series/told-rows.ts';
import { growth, told, year } from './told.ts';

const pointsFrom = (rows: readonly ToldObservation[], years: readonly ToldYear[] = []) => {
  const [section] = seriesOf(rows, years);
  return section === undefined ? null : pointsOf(section);
};

describe('the points of a series', () => {
  it('are exact, in the unit that the indicator is printed in, and break at a year without a value', () => {
    expect(
      pointsFrom([
        told({ period: '2019', norm_value: '37476000000' }),
        told({ period: '2022', norm_value: '45851000000.5' }),
      ]),
    ).toMatchObject({
      unit: { text: '亿元' },
      years: ['2019', '2020', '2021', '2022'],
      line: ['374.76', null, null, '458.510000005'],
    });
  });

  it('skip a long stretch of nothing, and say so', () => {
    expect(pointsFrom([told({ period: '2005' }), told({ period: '2022' })])).toMatchObject({
      years: ['2005', '…', '2022'],
      line: ['458.51', null, '458.51'],
    });
    expect(pointsFrom([told({ period: '2016' }), told({ period: '2022' })])?.years).toEqual([
      '2016',
      '2017',
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
    ]);
    expect(pointsFrom([told({ period: '2015' }), told({ period: '2022' })])?.years).toEqual([
      '2015',
      '…',
      '2022',
    ]);
  });

  it('mark a contradiction by all of its values and break the line there', () => {
    const found = pointsFrom([
      growth({ conflict: 'c', norm_value: '-0.01' }),
      growth({ conflict: 'c', norm_value: '0.02' }),
    ]);
    expect(found?.line).toEqual([null]);
    expect(found?.marks).toEqual([
      { kind: 'conflict', at: 0, value: '-1' },
      { kind: 'conflict', at: 0, value: '2' },
    ]);
  });

  it('mark targets by what became of them, and both ends of a range', () => {
    const target = { modality: 'target', norm_value: '0.08' } as const;
    const range = { norm_value: null, norm_min: '0.05', norm_max: '0.065' } as const;
    const marks = (rows: readonly ToldObservation[], over: Partial<ToldYear>) =>
      pointsFrom(rows, [year(2022, over)])?.marks.map(({ kind, value }) => `${kind} ${value}`);
    expect(marks([growth(), growth(target)], { outcome: 'missed', outcome_reason: null })).toEqual([
      'actual 2.8',
      'target-missed 8',
    ]);
    expect(marks([growth(target)], {})).toEqual(['target-open 8']);
    expect(marks([growth({ ...target, strength: 'strive' })], {})).toEqual(['strive 8']);
    expect(marks([growth({ modality: 'forecast', issue_date: asIssueDate('2023-03-01') })], {})).toEqual([
      'forecast 2.8',
    ]);
    expect(marks([growth(range)], {})).toEqual(['range 5', 'range 6.5']);
    expect(marks([growth({ ...range, modality: 'target' })], {})).toEqual([
      'target-open 5',
      'target-open 6.5',
    ]);
  });

  it('are none of parts of years, of budgets and of words', () => {
    expect(pointsFrom([told({ period: '2022-H1' })])).toBeNull();
    expect(pointsFrom([told({ modality: 'budget' })])).toBeNull();
    expect(
      pointsFrom([told({ modality: 'target', words: '稳中有升', norm_value: null, base_unit: null })]),
    ).toBeNull();
  });

  it('come to a trend', () => {
    const points = pointsFrom([
      told({ period: '2020', norm_value: '30000000000' }),
      told({ period: '2021', norm_value: '50000000000' }),
      told({ period: '2022', norm_value: '20000000000' }),
    ]);
    expect(points && trendOf(points)).toEqual({
      first: { year: '2020', value: '300' },
      last: { year: '2022', value: '200' },
      ...{ direction: 'down', count: 3 },
      highest: { year: '2021', value: '500' },
      lowest: { year: '2022', value: '200' },
    });
    const direction = (last: string) => {
      const found = pointsFrom([told({ period: '2021' }), told({ period: '2022', norm_value: last })]);
      return found && trendOf(found)?.direction;
    };
    expect(['45851000000', '45851000001'].map(direction)).toEqual(['level', 'up']);
    const aimed = pointsFrom([growth({ modality: 'target' })]);
    expect(aimed && trendOf(aimed)).toBeNull();
  });
});
