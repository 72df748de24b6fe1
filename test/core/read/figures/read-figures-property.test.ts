import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { compare, decimalOf } from '../../../../core/read/figures/decimal.ts';
import type { Figure } from '../../../../core/read/figures/figure.ts';
import { foldWidths } from '../../../../core/read/fold-widths.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import { articleOf } from './figures-in.ts';

const WORDS = (
  '地区生产总值 固定资产投资 税收收入 企业 项目 学位 学生 蓬江区 绿道 的 和 与 增长 下降 同比 按可比口径 提高到 由 达 其中 占 分别 ' +
  '新增 完成 共 每 第 前 力争 预期目标 预计 不少于 超 近 约 以上 以内 左右 多 余 几 来 级 2022年 去年 上半年 10月5日 12月25日 过去五年 到了 增加到了 大关 ' +
  '“十四五”期间 一、 （一） 1. ● 题目 回顾 安排'
).split(' ');
const NUMBERS =
  '458.51 2023 5 3 -2 1,200 12345678 三百二十 两 十五 百分之 三五 一 二〇 点五 亿 万 百 千 1亿2'.split(' ');
const UNITS = '% ％ ‰ 亿元 万元 元 元/公斤 亩 公顷 公里 家 个 个百分点 人次 年 日 岁 成 番 级 倍'.split(' ');
const MARKS = ', ， 、 。 ； ： ( ) （ ） “ ” - — ~ 至 到 + / .'
  .split(' ')
  .concat(' ', '\n', '\r\n', '\n\n    ', '　　');
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 3, arbitrary: fc.constantFrom(...UNITS) },
  { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);
const body = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const page = body.map((words) => articleOf('题目', words));

const DECIMAL = /^-?\d+(?:\.\d+)?$/;
const LINKS = ['changeOf', 'sameAs', 'partOf', 'qualifies'] as const;

/** What must hold of the figures of every text. */
function expectSound(text: string, figures: readonly Figure[]): void {
  let end = 0;
  for (const figure of figures) {
    expect(text.slice(figure.start, figure.end)).toBe(figure.exact);
    expect(figure.start).toBeGreaterThanOrEqual(end);
    expect(figure.end).toBeGreaterThan(figure.start);
    end = figure.end;
    expectSoundNumber(figure);
  }
  const ids = figures.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const figure of figures) {
    for (const link of LINKS) {
      const id = figure[link];
      if (id !== null) expect(ids.filter((one) => one !== figure.id)).toContain(id);
    }
  }
}

function expectSoundNumber(figure: Figure): void {
  const { value, min, max, comparator, kind, direction, baseUnit } = figure;
  const isRange = value === null;
  expect([min === null, max === null]).toEqual([!isRange, !isRange]);
  expect(comparator === 'range').toBe(isRange);
  for (const number of [value, min, max, figure.normValue, figure.normMin, figure.normMax]) {
    if (number !== null) expect(number).toMatch(DECIMAL);
  }
  if (min !== null && max !== null) expect(compare(decimalOf(min), decimalOf(max))).toBeLessThanOrEqual(0);
  const { normMin, normMax, period } = figure;
  expect(normMin === null).toBe(normMax === null);
  if (normMin !== null && normMax !== null)
    expect(compare(decimalOf(normMin), decimalOf(normMax))).toBeLessThanOrEqual(0);
  if (period !== null) expectSoundPeriod(period.value);
  if (baseUnit === null)
    expect([figure.normValue, figure.normMin, figure.normMax]).toEqual([null, null, null]);
  if (kind !== 'change') expect(direction).toBeNull();
  if (figure.indicatorId !== null) expect(figure.indicator).not.toBeNull();
  if (kind === 'rank') expect(baseUnit).toBe('rank');
  if (figure.modality === 'actual') expect(figure.strength).toBeNull();
}

/** One time, or two of which the second does not end before the first. */
function expectSoundPeriod(period: string): void {
  expect(period).toMatch(
    /^\d{4}(?:-(?:H\d|Q\d|\d\d(?:-\d\d)?))?(?:\/\d{4}(?:-(?:H\d|Q\d|\d\d(?:-\d\d)?))?)?$/,
  );
  const [from = '', to = from] = period.split('/');
  expect(from <= to, period).toBe(true);
}

describe('every page', () => {
  test('gives figures that are cut from it exactly, in order, with sound numbers and links', () => {
    fc.assert(
      fc.property(page, (text) => {
        const { document, figures } = readArticleText(text, DEMO);
        expect(document.text).toBe(text);
        expectSound(text, figures);
      }),
      { numRuns: 2000 },
    );
  });

  test('gives targets in words that are cut from it exactly, in order', () => {
    const words = fc.constantFrom(
      '稳步增长',
      '与经济增长同步',
      '高于全省平均水平',
      '只增不减',
      '实现全覆盖',
      '控制在省下达目标以内',
    );
    const targeting = fc
      .array(fc.oneof(words, piece), { maxLength: 40 })
      .map((pieces) => articleOf('题目', pieces.join('')));
    fc.assert(
      fc.property(targeting, (text) => {
        let end = 0;
        for (const target of readArticleText(text, DEMO).wordedTargets) {
          expect(text.slice(target.start, target.end)).toBe(target.exact);
          expect(target.start).toBeGreaterThanOrEqual(end);
          expect(target.modality).not.toBe('actual');
          expect(target.indicator).not.toBeNull();
          end = target.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is read without an error, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), body, fc.string({ unit: 'grapheme' })), (text) => {
        expectSound(text, readArticleText(text, DEMO).figures);
      }),
      { numRuns: 1000 },
    );
  });

  test('is read twice alike', () => {
    fc.assert(
      fc.property(page, (text) => {
        expect(readArticleText(text, DEMO)).toEqual(readArticleText(text, DEMO));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the same text in full-width and in half-width forms', () => {
  const narrowPiece = fc.constantFrom(...NUMBERS, ...UNITS, ...WORDS, ...MARKS).map(foldWidths);
  const widened = (words: string) =>
    words.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).replaceAll(' ', '　');
  const folded = (words: string | null) => (words === null ? null : foldWidths(words));
  /** All of a figure, its printed words folded. */
  const sense = (figure: Figure) => ({
    ...figure,
    exact: folded(figure.exact),
    unit: folded(figure.unit),
    indicator: folded(figure.indicator),
    basis: folded(figure.basis),
    listMark: folded(figure.listMark),
    sectionPath: figure.sectionPath.map(folded),
  });

  test('gives the same figures but for the widths', () => {
    fc.assert(
      fc.property(fc.array(narrowPiece, { maxLength: 50 }), (pieces) => {
        const words = pieces.join('');
        const [narrow, wide] = [articleOf('题目', words), articleOf('题目', widened(words))].map(
          (text) => readArticleText(text, DEMO).figures,
        );
        expect(wide?.map(sense)).toEqual(narrow?.map(sense));
      }),
      { numRuns: 1000 },
    );
  });

  test('as on a page of both', () => {
    const words = 'GDP458.51亿元,增长2.8%;供地266.67公顷(4000亩),超8%。';
    const [narrow, wide] = [words, widened(words)].map(
      (one) => readArticleText(articleOf('题目', one), DEMO).figures,
    );
    expect(narrow).toHaveLength(5);
    expect(wide?.map(sense)).toEqual(narrow?.map(sense));
  });
});
