import { describe, expect, test } from 'vitest';
import {
  type Naming,
  endsInConcreteNoun,
  endsInNoun,
  nounAtEnd,
} from '../../../../core/read/figures/counted-nouns.ts';
import { endOfName, endsInVerb } from '../../../../core/read/figures/naming-words.ts';
import { MEASURED, isPlace, judged } from '../../../../core/read/figures/noun-phrases.ts';

describe('a phrase that a number can be about', () => {
  test.each<[string, Naming, boolean, string]>([
    ['学校食堂', 'thing', true, 'ends in a noun of the list'],
    ['养殖舱', 'thing', false, 'is short and ends in no verb'],
    ['建设工期', 'duration', true, 'ends in what lasts'],
    ['覆盖率', 'rate', true, 'ends in a rate'],
    ['闲置多年而又亟待重新启动的滨江厂房', 'rate', false, 'is long, but ends in a noun of things'],
    ['家庭医生签约服务半径', 'thing', false, 'begins with people, but ends in what is measured'],
    ['GDP', 'thing', false, 'is of capitals only'],
  ])('%s (%s, vouched for: %s): %s', (phrase, naming, sure) => {
    expect(judged(phrase, 0, phrase.length, naming)).toEqual({ start: 0, end: phrase.length, sure });
  });

  test.each<[string, Naming, string]>([
    ['楼', 'thing', 'one character'],
    ['ab', 'thing', 'no Chinese'],
    ['各地各部门各有关单位在全省范围内先后多次联合开展的春季植树活动场地', 'thing', 'too long'],
    ['他们的食堂', 'thing', 'points at another sentence'],
    ['向社会开放食堂', 'thing', 'begins as no name does'],
    ['活动期间里', 'thing', 'ends as no name does'],
    ['学校可以办食堂', 'thing', 'has a word that only a sentence has'],
    ['医生奔赴灾区公路', 'thing', 'says what somebody does'],
    ['养殖舱', 'duration', 'does not last'],
    ['闲置多年而又亟待重新启动的养殖舱', 'thing', 'too long for no list'],
    ['闲置多年而又亟待重新启动的养殖舱', 'rate', 'too long for no list, of a rate'],
    ['校舍全面改扩建', 'thing', 'ends in a verb'],
    ['养殖,捕捞舱', 'thing', 'is of two parts'],
  ])('is not %s (%s): %s', (phrase, naming) => {
    expect(judged(phrase, 0, phrase.length, naming)).toBeNull();
  });

  test('may be a stretch of a longer clause', () => {
    expect(judged('新建学校食堂', 2, 6, 'thing')).toEqual({ start: 2, end: 6, sure: true });
  });
});

describe('what is measured', () => {
  test.each(['服务半径', '覆盖率', '增加值', '参保人数', '播出间隔', '悬浮物浓度'])('%s', (phrase) => {
    expect(MEASURED.test(phrase)).toBe(true);
  });

  test.each(['学校食堂', '重要力量'])('is not %s', (phrase) => {
    expect(MEASURED.test(phrase)).toBe(false);
  });
});

describe('a place', () => {
  test.each(['蓬江区', '石梯镇', '鹤山市', '南安村', '浙江省', '泰国', '滨江街道'])('%s', (phrase) => {
    expect(isPlace(phrase)).toBe(true);
  });

  test.each(['夜市', '超市', '城市', '园区', '老旧小区', '示范区', '新农村', '石梯镇食堂'])(
    'is not %s',
    (phrase) => {
      expect(isPlace(phrase)).toBe(false);
    },
  );
});

describe('the noun at the end of a phrase', () => {
  test.each([
    ['学校食堂', 'thing', true],
    ['签约落户', 'thing', false],
    ['低收入户', 'thing', false],
    ['困难户', 'thing', true],
    ['食堂', 'duration', false],
    ['租期', 'duration', true],
    ['食堂', 'rate', false],
    ['湿度', 'rate', true],
    ['年度', 'rate', false],
  ] as const)('%s is a %s: %s', (phrase, naming, is) => {
    expect(endsInNoun(phrase, naming)).toBe(is);
  });

  test('is as long as the list knows it', () => {
    expect(nounAtEnd('学校食堂')).toBe(2);
    expect(nounAtEnd('增加值')).toBe(3);
    expect(nounAtEnd('向好')).toBe(0);
  });

  test.each([
    ['食堂', true],
    ['受访者', true],
    ['投资', false],
    ['补助', false],
    ['抚育', false],
  ])('%s is counted one by one: %s', (phrase, is) => {
    expect(endsInConcreteNoun(phrase)).toBe(is);
  });
});

describe('the end of a name', () => {
  test.each([
    ['粮食产量', '粮食产量'],
    ['粮食产量达到', '粮食产量'],
    ['粮食产量预计首次突破', '粮食产量'],
    ['粮食产量由去年同期的', '粮食产量'],
    ['粮食产量同比大幅增长', '粮食产量'],
    ['粮食产量连续三年稳定在', '粮食产量'],
    ['粮食产量__约', '粮食产量'],
    ['带头人才', '带头人才'],
    ['开行班列', '开行班列'],
    ['住房公积金归还', '住房公积金归还'],
    ['约', ''],
  ])('of %s is that of %s', (phrase, name) => {
    expect(phrase.slice(0, endOfName(phrase))).toBe(name);
  });
});

describe('a phrase that ends in what was done', () => {
  test.each([
    ['校舍改扩建', true],
    ['企业签约', true],
    ['教室改造', false],
    ['研发投入', false],
    ['改造', true],
    ['良种', false],
    ['食堂', false],
  ])('%s: %s', (phrase, is) => {
    expect(endsInVerb(phrase)).toBe(is);
  });
});
