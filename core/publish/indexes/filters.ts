import { REPORT_KINDS } from '../../read/document.ts';
import { FIGURE_KINDS, MODALITIES } from '../../read/figures/figure.ts';
import { OUTCOMES } from '../observations/outcome.ts';
import { FREQUENCIES } from '../observations/period-bounds.ts';
import { VERSION_STATUSES } from '../tables/article-version.ts';
import type { AskedName } from './facets.ts';

/** The same in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** How the value of a filter is written. All but words and ends may be several, joined by commas: any of them fits. */
export type Written =
  /** `any`: that word is for all of them. */
  | { readonly as: 'one-of'; readonly values: readonly string[]; readonly any?: true }
  /** A name as it is, or its beginning with a star behind it. */
  | { readonly as: 'name' }
  /** An indicator of the registry, by slug, name or alias. */
  | { readonly as: 'indicator' }
  /** Words that are held. */
  | { readonly as: 'words' }
  | { readonly as: 'pattern'; readonly pattern: string; readonly form: Said }
  /** An end of a stretch of time, itself included. `to` names the filter of the other end. */
  | { readonly as: 'from'; readonly of: 'year' | 'date'; readonly to: string }
  | { readonly as: 'to'; readonly of: 'year' | 'date' };

/** What rows of a table can be asked for by, from outside. */
export interface Filter {
  /** Of the parameter. */
  readonly name: string;
  readonly facet: string;
  readonly written: Written;
  readonly says: Said;
  readonly example: string;
  /** Names single rows or what they stand in: with it superseded rows are found too, unless `status` says otherwise. */
  readonly names?: true;
  /** What holds when it is not given, unless a filter that {@link Filter.names} is. */
  readonly otherwise?: string;
}

const YEAR = '^(19|20)\\d\\d$';
const ID = '^[0-9a-f]{32}$';
const HEX: Said = { zh: '32 位小写十六进制数字', en: '32 lower-case hexadecimal digits' };
const DOCUMENT = '^[a-z][a-z0-9-]{0,40}/[!-+\\--~]{1,400}@[1-9]\\d{0,5}$';

const id = (name: string, zh: string, en: string, example: string): Filter => ({
  ...{ name, facet: name, example, names: true, says: { zh, en } },
  written: { as: 'pattern', pattern: ID, form: HEX },
});

const FIGURE_ID = id(
  'figure_id',
  '数据编号',
  'The id of a figure: a row of the figures table',
  '3f0c9a51d2e84b7796aa01c4e58f2b6d',
);
const OBSERVATION_ID = id(
  'observation_id',
  '观测编号：figures 中即为它的全部提及',
  'The id of an observation; of figures, all that are mentions of it',
  '5be1c2f0a9d84c6e8f3b7a1d20c49e75',
);

const PLACES: readonly Filter[] = [
  {
    ...{ name: 'place', facet: 'place', written: { as: 'name' }, example: '鹤山市' },
    says: {
      zh: '地区全名；后加星号则为其开头，如 鹤山*',
      en: 'The full name of a place, or its beginning with a star behind it, such as 鹤山*',
    },
  },
];
const PLACE_CODE: Filter = {
  ...{ name: 'place_code', facet: 'place_code', example: '440784' },
  written: { as: 'pattern', pattern: '^\\d{6}$', form: { zh: '六位数字', en: 'six digits' } },
  says: { zh: 'GB/T 2260 行政区划代码', en: 'The code of a place in GB/T 2260' },
};

const INDICATOR: Filter = {
  ...{ name: 'indicator', facet: 'indicator_id', written: { as: 'indicator' }, example: 'gdp' },
  says: {
    zh: '登记的指标：编号、名称或别名（gdp、地区生产总值、GDP 同义）',
    en: 'A registered indicator by its slug, name or alias: gdp, 地区生产总值 and GDP are the same',
  },
};
const INDICATOR_WORDS: Filter = {
  ...{ name: 'indicator_words', facet: 'indicator', written: { as: 'words' }, example: '发电' },
  says: {
    zh: '原文指标中含有的字词，不论是否登记',
    en: 'Words that the printed indicator holds, registered or not',
  },
};

const yearRange = (first: string, last: string, zh: string, en: string): readonly Filter[] => [
  {
    ...{ name: 'year_from', facet: first, example: '2020' },
    written: { as: 'from', of: 'year', to: 'year_to' },
    says: { zh: `${zh}不早于此年`, en: `${en} begins in this year or later` },
  },
  {
    ...{ name: 'year_to', facet: last, example: '2024', written: { as: 'to', of: 'year' } },
    says: { zh: `${zh}不晚于此年`, en: `${en} ends in this year or earlier` },
  },
];
const YEAR_FILTER: Filter = {
  ...{ name: 'year', facet: 'year', example: '2022' },
  written: { as: 'pattern', pattern: YEAR, form: { zh: '四位年份', en: 'a year of four digits' } },
  says: { zh: '时期在此年之内', en: 'The period lies in this year' },
};
const PERIODS: readonly Filter[] = [
  {
    ...{ name: 'period', facet: 'period', example: '2022-H1' },
    written: {
      as: 'pattern',
      pattern: '^[0-9HQ/-]{4,21}$',
      form: {
        zh: '2022、2022-H1、2022-Q1、2022-01、2022-01-31 或以 / 连接的两者',
        en: '2022, 2022-H1, 2022-Q1, 2022-01, 2022-01-31, or two of them joined by /',
      },
    },
    says: { zh: '时期，与表中写法一致', en: 'The period, as the column has it' },
  },
  YEAR_FILTER,
  ...yearRange('period_first', 'period_last', '时期', 'The period'),
];

const STATUS: Filter = {
  ...{ name: 'status', facet: 'status', example: 'current', otherwise: 'current' },
  written: { as: 'one-of', values: VERSION_STATUSES, any: true },
  says: {
    zh: '状态；不写则只给现行的（指定编号时除外），any 为全部',
    en: 'How it stands. Without it only what is current, unless an id is named; any is for all',
  },
};
const oneOf = (name: string, values: readonly string[], zh: string, en: string): Filter => ({
  ...{ name, facet: name, example: values[0] ?? '', written: { as: 'one-of', values }, says: { zh, en } },
});
const MEANING: readonly Filter[] = [
  STATUS,
  oneOf('kind', FIGURE_KINDS, '类别', 'What kind of number it is'),
  oneOf('modality', MODALITIES, '性质：实际、目标、预算或预测', 'Actual, target, budget or forecast'),
];
const CONTESTED = oneOf(
  'contested',
  ['true', 'false'],
  '来源之间是否互相矛盾',
  'Whether sources contradict one another',
);

const SOURCES: readonly Filter[] = [
  {
    ...{ name: 'document_id', facet: 'document_id', names: true },
    example: 'jmrb/html/2023-02/25/content_667012.htm@1',
    written: {
      as: 'pattern',
      pattern: DOCUMENT,
      form: { zh: '报纸/路径@版本', en: 'paper/path@version' },
    },
    says: { zh: '文档编号：一篇文章的一个版本', en: 'An article version: a row of the documents table' },
  },
  oneOf('report', REPORT_KINDS, '文章所载报告的类别', 'What report the article carries'),
  {
    ...{ name: 'paper', facet: 'paper', example: 'jmrb' },
    written: {
      as: 'pattern',
      pattern: '^[a-z][a-z0-9-]{0,40}$',
      form: { zh: '报纸的编号', en: 'the id of a paper' },
    },
    says: { zh: '报纸', en: 'The newspaper' },
  },
  {
    ...{ name: 'issue_from', facet: 'issue_date', example: '2023-02-01' },
    written: { as: 'from', of: 'date', to: 'issue_to' },
    says: { zh: '出版日期不早于此日', en: 'Printed on this day or later' },
  },
  {
    ...{ name: 'issue_to', facet: 'issue_date', example: '2023-02-28', written: { as: 'to', of: 'date' } },
    says: { zh: '出版日期不晚于此日', en: 'Printed on this day or earlier' },
  },
];

/** What each table can be asked for by, in the order in which it is told of. */
export const FILTERS: Readonly<Record<AskedName, readonly Filter[]>> = {
  figures: [
    ...[...PLACES, INDICATOR, INDICATOR_WORDS, ...PERIODS, ...MEANING, ...SOURCES],
    ...[FIGURE_ID, OBSERVATION_ID],
  ],
  observations: [
    ...[...PLACES, PLACE_CODE, INDICATOR, INDICATOR_WORDS, ...PERIODS],
    oneOf('freq', FREQUENCIES, '频度', 'How long the period is'),
    ...[...MEANING, CONTESTED],
    id(
      'conflict',
      '冲突编号：互相矛盾的全部观测值',
      'The id of a conflict: all values that contradict one another',
      'c07d1e5f3a824b69b1f0d6a2e98c7354',
    ),
    ...[...SOURCES, OBSERVATION_ID, FIGURE_ID],
  ],
  'year-over-year': [
    ...[...PLACES, PLACE_CODE, INDICATOR, YEAR_FILTER],
    ...yearRange('year', 'year', '年份', 'The year'),
    oneOf('outcome', OUTCOMES, '目标完成情况', 'What became of the target'),
    CONTESTED,
  ],
};

/** What a value of the filter may be. */
export function allowedIn({ written }: Filter): Said {
  switch (written.as) {
    case 'one-of': {
      const values = [...written.values, ...(written.any ? ['any'] : [])].join(', ');
      return { zh: `下列之一，可用逗号并列：${values}`, en: `any of these, joined by commas: ${values}` };
    }
    case 'name':
      return {
        zh: '名称，末尾可带一个星号；可用逗号并列',
        en: 'a name, with at most one star, at its end; more of them joined by commas',
      };
    case 'indicator':
      return {
        zh: '指标表（indicators）中的编号、名称或别名，可用逗号并列；其他字词请用 indicator_words',
        en: 'a slug, name or alias in the indicators table, more of them joined by commas; for other words use indicator_words',
      };
    case 'words':
      return { zh: '字词', en: 'words' };
    case 'pattern':
      return {
        zh: `${written.form.zh}，可用逗号并列`,
        en: `${written.form.en}; more of them joined by commas`,
      };
    case 'from':
    case 'to':
      return written.of === 'year'
        ? { zh: '四位年份', en: 'a year of four digits' }
        : { zh: '形如 2023-02-25 的日期', en: 'a date such as 2023-02-25' };
  }
}
