import { describe, expect, test } from 'vitest';
import { observe } from '../../../../core/publish/observations/observe.ts';
import { said } from '../../../support/evidence-by-hand.ts';
import { only, told } from '../../../support/told-observations.ts';

describe('a corrected article', () => {
  const old = said({ number: '485.51', version: 1, status: 'superseded' });
  const corrected = said({ number: '458.51', version: 2 });

  test('supersedes: its old value is a row of its own, and no conflict', () => {
    const { rows } = observe([old, corrected]);
    expect(told(rows)).toEqual([
      'current 45851000000 2023-02-25 1 1',
      'superseded 48551000000 2023-02-25 1 1',
    ]);
    const [current, superseded] = ['current', 'superseded'].map((status) =>
      rows.find((row) => row.status === status),
    );
    expect(superseded?.superseded_by).toBe(current?.observation_id);
    expect(current?.superseded_by).toBeNull();
  });

  test('changes the value and not the id', () => {
    const before = only(observe([{ ...old, status: 'current' }]).rows).observation_id;
    const row = observe([old, corrected]).rows.find(({ status }) => status === 'current');
    expect(row?.observation_id).toBe(before);
  });

  test('whose old number still stands elsewhere leaves it there, with both its mentions', () => {
    const { rows } = observe([old, corrected, said({ number: '485.51', article: 'b', date: '2023-03-01' })]);
    expect(told(rows)).toEqual([
      'current 45851000000 2023-02-25 1 1 conflict',
      'current 48551000000 2023-03-01 2 2 conflict',
    ]);
  });

  test('that does not say it any more keeps the id, and is superseded by nothing', () => {
    const row = only(observe([old]).rows);
    expect(row).toMatchObject({ status: 'superseded', superseded_by: null, conflict: null });
    expect(row.observation_id).toBe(only(observe([corrected]).rows).observation_id);
  });

  test('that says two things instead is not said to be replaced by one of them', () => {
    const { rows } = observe([old, corrected, said({ number: '400', version: 2, start: 30 })]);
    expect(rows.find(({ status }) => status === 'superseded')).toMatchObject({ superseded_by: null });
  });

  test('in words that prove nothing is found by its article', () => {
    const roads = { indicator: '改造道路', indicator_id: null, unit: '家', kind: 'count' } as const;
    const { rows } = observe([
      said({ ...roads, number: '3', version: 1, status: 'superseded' }),
      said({ ...roads, number: '4', version: 2 }),
      said({ ...roads, number: '9', article: 'b' }),
    ]);
    const four = rows.find(({ norm_value }) => norm_value === '4');
    expect(rows.find(({ norm_value }) => norm_value === '3')?.superseded_by).toBe(four?.observation_id);
    expect(rows.every(({ conflict }) => conflict === null)).toBe(true);
  });
});

describe('an article that was taken down', () => {
  test('keeps its value, and contradicts nothing that stands', () => {
    const { rows } = observe([said({ status: 'withdrawn' }), said({ number: '473.18', article: 'b' })]);
    expect(told(rows)).toEqual([
      'current 47318000000 2023-02-25 1 1',
      'withdrawn 45851000000 2023-02-25 1 1',
    ]);
  });

  test('leads nothing that a standing one says, however exact it is', () => {
    const { rows } = observe([said({ status: 'withdrawn' }), said({ number: '458.5', article: 'b' })]);
    expect(told(rows)).toEqual(['current 45850000000 2023-02-25 2 2']);
  });

  test('contradicts another where nothing stands', () => {
    const gone = { status: 'withdrawn' } as const;
    const { rows } = observe([said(gone), said({ ...gone, number: '473.18', article: 'b' })]);
    expect(rows.every(({ conflict }) => conflict !== null)).toBe(true);
  });
});
