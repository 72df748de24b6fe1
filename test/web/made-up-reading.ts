import { asIssueDate } from '../../core/paper/issue-date.ts';
import type { Reading } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';

/** The day that everything made up happens on. */
export const DATE = asIssueDate('2023-02-25');

/** A figure with nothing known but where it stands. */
export function figure(id: string, exact: string, start: number, over: Partial<Figure> = {}): Figure {
  const nothing = {
    ...{ value: null, min: null, max: null, normValue: null, normMin: null, normMax: null, baseUnit: null },
    ...{
      strength: null,
      direction: null,
      indicator: null,
      indicatorId: null,
      basis: null,
      inferredPriceBasis: null,
    },
    ...{ place: null },
    ...{ period: null, listMark: null, changeOf: null, sameAs: null, partOf: null, qualifies: null },
  };
  return {
    ...nothing,
    ...{ id, exact, start, end: start + exact.length, unit: '亿元', sectionPath: [] },
    ...{ source: null, comparator: 'eq', kind: 'level', modality: 'actual' },
    ...over,
  };
}

const INTRO = '示例市人民代表大会特别报道';
const TITLE = '去年生产总值458.51亿元\n今年预期增长8%';
const HEADING = '工业投资增长12.5%，连续3年上升';
const FIRST = '规模以上工业增加值194.83亿元，增长4.1%。';
const ITEM_ONE = '完成造林266.67公顷(4000亩)；';
const ITEM_TWO = '新增就业1.2万人。';

/** Made-up text with real figures: two in the title, two in a heading, two that overlap and two that touch. */
export const TEXT = [INTRO, TITLE, HEADING, FIRST, `●${ITEM_ONE}`, `●${ITEM_TWO}`].join('\n');

function block(kind: 'paragraph' | 'heading' | 'item', text: string, mark: string | null, level: number) {
  const start = TEXT.indexOf(text);
  return { kind, text, start, end: start + text.length, mark, level };
}

const at = (exact: string): number => TEXT.indexOf(exact);

export const READING: Reading = {
  readerVersion: 1,
  charset: { name: 'utf-8', from: 'meta' },
  eraId: 'founder-classic',
  document: {
    ...{ pageLabel: 'B02', section: '聚焦示例两会', date: DATE, introTitle: INTRO, title: TITLE },
    ...{ subtitle: null, byline: '文/某某', captions: ['会场外景'], pictures: [] },
    blocks: [
      block('heading', HEADING, '一、', 1),
      block('paragraph', FIRST, null, 1),
      block('item', ITEM_ONE, '●', 1),
      block('item', ITEM_TWO, '●', 1),
    ],
    text: TEXT,
  },
  wordedTargets: [
    {
      id: 'w1',
      exact: '与经济增长同步',
      ...{ start: 0, end: 7, indicator: '居民收入', indicatorId: null },
      ...{ modality: 'target', strength: null, place: null, period: { value: '2023', from: 'heading' } },
      ...{ sectionPath: [], listMark: null },
    },
  ],
  figures: [
    figure('f1', '458.51亿元', at('458.51亿元'), {
      ...{
        value: '458.51',
        normValue: '45851000000',
        baseUnit: 'CNY',
        indicator: '生产总值',
        indicatorId: 'gdp',
      },
      period: { value: '2022', from: 'masthead' },
    }),
    figure('f2', '8%', at('8%'), {
      value: '8',
      unit: '%',
      modality: 'target',
      strength: 'expected',
      direction: 'increase',
    }),
    figure('f3', '12.5%', at('12.5%'), {
      value: '12.5',
      unit: '%',
      direction: 'increase',
      indicator: '工业投资',
    }),
    figure('f4', '3年', at('3年'), { value: '3', unit: '年' }),
    figure('f5', '194.83亿元', at('194.83亿元'), { value: '194.83', sectionPath: [HEADING] }),
    figure('f6', '4.1%', at('4.1%'), { value: '4.1', unit: '%' }),
    figure('f7', '266.67公顷', at('266.67公顷'), {
      value: '266.67',
      unit: '公顷',
      baseUnit: 'm2',
      normValue: '2666700',
    }),
    figure('f8', '4000亩', at('4000亩'), { value: '4000', unit: '亩' }),
    figure('f9', '1.2万人', at('1.2万人'), { value: '1.2', unit: '万人', comparator: 'approx' }),
  ],
  report: { kind: 'work-report', reasons: ['标题写明报告'] },
  flaws: [{ code: 'masthead-date-differs', near: '2023年2月24日' }],
  checks: [{ code: 'unit-pair', figures: ['f7', 'f8'], expected: '266.67', got: '266.666667', pass: true }],
};

/** A reading with a title and nothing else. */
export function readingOf(title: string): Reading {
  return {
    ...READING,
    document: {
      ...READING.document,
      introTitle: null,
      title,
      byline: null,
      captions: [],
      blocks: [],
      text: title,
    },
    ...{ figures: [], report: null, flaws: [], checks: [] },
  };
}
