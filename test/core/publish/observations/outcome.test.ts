import { expect, test } from 'vitest';
import { observe } from '../../../../core/publish/observations/observe.ts';
import { verdictOf } from '../../../../core/publish/observations/outcome.ts';
import type { ObservationRow } from '../../../../core/publish/tables/observations.ts';
import { type Said, growth, said } from '../../../support/evidence-by-hand.ts';

type Spoken = [number: string, fields?: Said];

function observed([number, fields]: Spoken, more: Said): ObservationRow {
  const all = { ...more, ...fields };
  const row =
    all.unit === undefined || all.kind === 'change' ? growth(number, all) : said({ ...all, number });
  const [found] = observe([row]).rows;
  if (found === undefined) throw new Error('nothing is observed');
  return found;
}

const target = (spoken: Spoken) => observed(spoken, { modality: 'target' });
const actual = (spoken: Spoken) => observed(spoken, { modality: 'actual' });
const CPI = {
  indicator: '居民消费价格',
  indicator_id: 'consumer-prices',
  inferred_price_basis: null,
} as const;
const RATE = { ...CPI, indicator_id: 'registered-unemployment-rate', kind: 'ratio', unit: '%' } as const;

test.each<[Spoken, Spoken, string]>([
  [['8'], ['8'], 'met'],
  [['8'], ['8.1'], 'met'],
  [['8'], ['7.9'], 'missed'],
  [['8', { comparator: 'gte' }], ['8'], 'met'],
  [['8', { comparator: 'gt' }], ['8'], 'missed'],
  [['8', { comparator: 'gt' }], ['8', { comparator: 'gt' }], 'met'],
  [['8', { comparator: 'approx' }], ['7.5'], 'met'],
  [['8', { comparator: 'approx' }], ['7.4'], 'missed'],
  [['8.0', { comparator: 'approx' }], ['7.94'], 'missed'],
  [['8.0', { comparator: 'approx' }], ['7.95'], 'met'],
  [['6~6.5'], ['6'], 'met'],
  [['6~6.5'], ['5.9'], 'missed'],
  [['6~6.5'], ['9'], 'met'],
  [['8'], ['7', { comparator: 'gt' }], 'bound-too-wide'],
  [['8'], ['9', { comparator: 'gt' }], 'met'],
  [['8'], ['8', { comparator: 'lt' }], 'missed'],
  [['8'], ['9', { comparator: 'lt' }], 'bound-too-wide'],
  [['8'], ['7~9'], 'bound-too-wide'],
  [['8'], ['8~9'], 'met'],
  [['3'], ['2', { direction: 'decrease' }], 'missed'],
  // 下降3%以内: to fall by 3 % at most.
  [['3', { direction: 'decrease', comparator: 'lte' }], ['2', { direction: 'decrease' }], 'met'],
  [['3', { direction: 'decrease', comparator: 'lte' }], ['4', { direction: 'decrease' }], 'missed'],
  [['3', { ...CPI, comparator: 'approx' }], ['2.1', CPI], 'met'],
  [['3', { ...CPI, comparator: 'approx' }], ['3.5', CPI], 'met'],
  [['3', { ...CPI, comparator: 'approx' }], ['3.6', CPI], 'missed'],
  [['3', CPI], ['3.1', CPI], 'missed'],
  [['2~3', CPI], ['3', CPI], 'met'],
  [['3.5', { ...RATE, comparator: 'lte' }], ['2.3', RATE], 'met'],
  [['3.5', RATE], ['3.6', RATE], 'missed'],
  [['5', { basis: '可比口径' }], ['5', { basis: '可比口径' }], 'met'],
  [['5'], ['6', { basis: '可比口径' }], 'basis-differs'],
  [['5', { basis: '同比' }], ['6', { basis: '可比价', inferred_price_basis: null }], 'met'],
  [['100', { unit: '亿元' }], ['101', { unit: '亿元' }], 'met'],
  [['100', { unit: '亿元' }], ['101', { unit: '亿美元' }], 'unit-differs'],
  [['8'], ['9', { modality: 'forecast' }], 'estimate-only'],
])('a target of %j with %j is %s', (aim, came, expected) => {
  const { outcome, reason } = verdictOf([target(aim)], [actual(came)]);
  expect(reason ?? outcome).toBe(expected);
  expect(outcome === 'not-comparable').toBe(reason !== null);
});

test('without a target or without what came nothing is told', () => {
  expect(verdictOf([], [actual(['8'])])).toEqual({ outcome: 'not-comparable', reason: 'no-target' });
  expect(verdictOf([target(['8'])], [])).toEqual({ outcome: 'not-comparable', reason: 'no-actual' });
});

test('values that contradict one another tell something only where all tell the same', () => {
  const aims = [target(['8'])];
  expect(verdictOf(aims, [actual(['7']), actual(['7.5'])])).toEqual({ outcome: 'missed', reason: null });
  expect(verdictOf(aims, [actual(['7']), actual(['8.5'])])).toEqual({
    outcome: 'not-comparable',
    reason: 'conflict',
  });
});
