import { describe, expect, test } from 'vitest';
import { foldWidths } from '../../../../core/read/fold-widths.ts';
import { INDICATORS, lastIndicatorIn } from '../../../../core/read/figures/indicators.ts';

describe('the registry of indicators', () => {
  test('has slugs that are unique and kebab-case', () => {
    const slugs = INDICATORS.map(({ id }) => id);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  test('has no printed form that two indicators claim, or one claims twice', () => {
    const printed = INDICATORS.flatMap(({ zh, aliases }) => [zh, ...aliases]);
    expect(printed.filter((words, at) => printed.indexOf(words) !== at)).toEqual([]);
  });

  test('has printed forms as they stand in folded text, without a blank', () => {
    for (const { zh, en, aliases } of INDICATORS) {
      expect(en).toMatch(/^[A-Z]/);
      for (const words of [zh, ...aliases]) {
        expect(foldWidths(words)).toBe(words);
        expect(words).toMatch(/^\S{2,}$/);
      }
    }
  });

  test('finds every printed form as its own indicator', () => {
    for (const { id, zh, aliases } of INDICATORS) {
      for (const words of [zh, ...aliases])
        expect(lastIndicatorIn(words)).toEqual({ id, start: 0, end: words.length });
    }
  });
});

describe('the indicator of a clause', () => {
  test.each([
    ['地区生产总值', 'gdp', '地区生产总值'],
    ['全市GDP', 'gdp', 'GDP'],
    ['人均GDP', 'gdp-per-capita', '人均GDP'],
    ['人均地区生产总值', 'gdp-per-capita', '人均地区生产总值'],
    ['规上工业增加值', 'industrial-value-added', '规上工业增加值'],
    ['地方一般公共预算收入', 'general-public-budget-revenue', '地方一般公共预算收入'],
    ['城镇居民人均可支配收入', 'urban-disposable-income', '城镇居民人均可支配收入'],
    ['全体居民人均可支配收入', 'disposable-income-per-capita', '全体居民人均可支配收入'],
    ['工业技改投资', 'technical-upgrade-investment', '工业技改投资'],
    ['外贸进出口总额', 'foreign-trade', '外贸进出口总额'],
    ['城镇失业人员再就业', 'reemployment', '城镇失业人员再就业'],
  ])('%s is %s, by its longest form', (clause, id, words) => {
    const found = lastIndicatorIn(clause);
    expect([found?.id, clause.slice(found?.start, found?.end)]).toEqual([id, words]);
  });

  test('is the one that is printed last', () => {
    expect(lastIndicatorIn('地区生产总值中工业投资')?.id).toBe('industrial-investment');
  });

  test('is none where none is printed', () => {
    expect(lastIndicatorIn('新建学校')).toBeNull();
  });
});
