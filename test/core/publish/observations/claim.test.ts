import { describe, expect, test } from 'vitest';
import {
  type Claim,
  agree,
  agreeAsTargets,
  byPrecision,
  claimOf,
} from '../../../../core/publish/observations/claim.ts';
import { type Said, growth, said } from '../../../support/evidence-by-hand.ts';

function claim(fields: Said): Claim {
  const found = claimOf(
    fields.unit === '%' && fields.kind === 'change' ? growth(fields.number ?? '', fields) : said(fields),
  );
  if (found === null) throw new Error('there is no number');
  return found;
}

const LEVELS: Readonly<Record<string, Said>> = {
  '458.51亿元': { number: '458.51' },
  '458.5亿元': { number: '458.5' },
  '458.6亿元': { number: '458.6' },
  '458亿元': { number: '458' },
  '459亿元': { number: '459' },
  '460亿元': { number: '460' },
  '4585100万元': { number: '4585100', unit: '万元' },
  超450亿元: { number: '450', comparator: 'gt' },
  '超458.51亿元': { number: '458.51', comparator: 'gt' },
  近460亿元: { number: '460', comparator: 'lt' },
  不足450亿元: { number: '450', comparator: 'lt' },
  约460亿元: { number: '460', comparator: 'approx' },
  约500亿元: { number: '500', comparator: 'approx' },
  '5500人': { number: '5500', unit: '人', kind: 'count' },
  超5500人: { number: '5500', unit: '人', kind: 'count', comparator: 'gt' },
  不少于5500人: { number: '5500', unit: '人', kind: 'count', comparator: 'gte' },
  '5501人': { number: '5501', unit: '人', kind: 'count' },
  '0.55万人': { number: '0.55', unit: '万人', kind: 'count' },
  '2.8%': { number: '2.8', unit: '%', kind: 'change' },
  '3%': { number: '3', unit: '%', kind: 'change' },
  '3.4%': { number: '3.4', unit: '%', kind: 'change' },
  '3.8%': { number: '3.8', unit: '%', kind: 'change' },
  '下降2.8%': { number: '2.8', unit: '%', kind: 'change', direction: 'decrease' },
  '下降3%': { number: '3', unit: '%', kind: 'change', direction: 'decrease' },
  '约10%': { number: '10', unit: '%', kind: 'change', comparator: 'approx' },
  '8%': { number: '8', unit: '%', kind: 'change' },
  '7.5%': { number: '7.5', unit: '%', kind: 'change' },
  '8.5%': { number: '8.5', unit: '%', kind: 'change' },
  '5%—6%': { number: '5~6', unit: '%', kind: 'change' },
  '5.5%': { number: '5.5', unit: '%', kind: 'change' },
  '7%': { number: '7', unit: '%', kind: 'change' },
};

function of(text: string): Claim {
  const fields = LEVELS[text];
  if (fields === undefined) throw new Error(`no ${text}`);
  return claim(fields);
}

describe('mentions of a quantity', () => {
  test.each([
    ['458.51亿元', '458.5亿元'],
    ['458.51亿元', '458亿元'],
    ['458.51亿元', '459亿元'],
    ['458.51亿元', '4585100万元'],
    ['458.51亿元', '超450亿元'],
    ['458.5亿元', '超458.51亿元'],
    ['458.51亿元', '近460亿元'],
    ['458.51亿元', '约460亿元'],
    ['超450亿元', '近460亿元'],
    ['5500人', '0.55万人'],
    ['5500人', '不少于5500人'],
    ['2.8%', '3%'],
    ['3%', '3.4%'],
    ['8%', '7.5%'],
    ['下降2.8%', '下降3%'],
    ['5%—6%', '5.5%'],
  ])('%s and %s agree', (a, b) => {
    expect(agree(of(a), of(b))).toBe(true);
    expect(agree(of(b), of(a))).toBe(true);
  });

  test.each([
    ['458.51亿元', '458.6亿元'],
    ['458.5亿元', '458.6亿元'],
    ['458亿元', '459亿元'],
    ['458.51亿元', '460亿元'],
    ['458.51亿元', '不足450亿元'],
    ['458.51亿元', '约500亿元'],
    ['超450亿元', '不足450亿元'],
    ['5500人', '5501人'],
    ['5500人', '超5500人'],
    ['2.8%', '下降2.8%'],
    ['2.8%', '3.8%'],
    // A rate is rounded and never cut off.
    ['3%', '3.8%'],
    ['8%', '8.5%'],
    ['8%', '约10%'],
    ['5%—6%', '7%'],
  ])('%s and %s contradict one another', (a, b) => {
    expect(agree(of(a), of(b))).toBe(false);
    expect(agree(of(b), of(a))).toBe(false);
  });
});

test.each([
  ['8% and 8%以上', { number: '8' }, { number: '8', comparator: 'gte' }, true],
  ['8% and 8%左右', { number: '8' }, { number: '8', comparator: 'approx' }, true],
  ['8% and 8.0%', { number: '8' }, { number: '8.0' }, true],
  ['6%以上 and 8%', { number: '6', comparator: 'gte' }, { number: '8' }, false],
  ['10%左右 and 8%', { number: '10', comparator: 'approx' }, { number: '8' }, false],
  ['3%以上 and 3%以内', { number: '3', comparator: 'gte' }, { number: '3', comparator: 'lte' }, false],
  ['5%—6% and 5%', { number: '5~6' }, { number: '5' }, false],
  ['5%—6% twice', { number: '5~6' }, { number: '5~6' }, true],
] as const)('as targets %s are one: %#', (_, a, b, isOne) => {
  const [one, other] = [a, b].map((fields) =>
    claim({ ...fields, unit: '%', kind: 'change', modality: 'target' }),
  );
  if (one === undefined || other === undefined) throw new Error('two');
  expect([agreeAsTargets(one, other), agreeAsTargets(other, one)]).toEqual([isOne, isOne]);
});

test('the claim that leaves least open is first', () => {
  const texts = ['超450亿元', '约500亿元', '458亿元', '458.5亿元', '458.51亿元'];
  expect(texts.toSorted((a, b) => byPrecision(of(a), of(b)))).toEqual(texts.toReversed());
});

test.each([
  [{ number: '14.5' }, ['-0.145', null, null, 'eq']],
  [{ number: '3', comparator: 'gte' }, ['-0.03', null, null, 'lte']],
  [{ number: '3', comparator: 'lt' }, ['-0.03', null, null, 'gt']],
  [{ number: '3~5' }, [null, '-0.05', '-0.03', 'range']],
  [{ number: '-3.5' }, ['-0.035', null, null, 'eq']],
] as const)('a fall by %j is %j', (fields, expected) => {
  const { norm_value, norm_min, norm_max, comparator } = growth('', { ...fields, direction: 'decrease' });
  expect([norm_value, norm_min, norm_max, comparator]).toEqual(expected);
});

test('a level that went down is no negative number', () => {
  expect(said({ direction: 'decrease' }).norm_value).toBe('45851000000');
});

test('a round number of hectares that is said to be about so many has a claim', () => {
  const about = claim({
    number: '4000',
    unit: '亩',
    base_unit: 'm2',
    norm_value: '2666666.666667',
    comparator: 'approx',
  });
  expect(agree(about, claim({ number: '266.67', unit: '公顷' }))).toBe(true);
});
