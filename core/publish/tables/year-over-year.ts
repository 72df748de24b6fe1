import { areaCodeOf } from '../../paper/papers/area-codes.ts';
import { COMPARATORS, MODALITIES, PRICE_BASES, STRENGTHS } from '../../read/figures/figure.ts';
import { indicatorOfId } from '../../read/figures/indicators.ts';
import { INCOMPARABLE, OUTCOMES } from '../observations/outcome.ts';
import { type Cell, GAPS, type YearOfSeries } from '../observations/year-of-series.ts';
import { type Column, type RowOf, type Table, joined } from './column.ts';

const KEY_COLUMNS = [
  {
    name: 'row_id',
    type: 'string',
    title: '行编号',
    description: 'Names the row: its place, indicator and year',
    example: '鹤山市/gdp/2023',
    required: true,
    value: ({ place, indicator, year }) => `${place}/${indicator}/${year}`,
  },
  {
    name: 'place',
    type: 'string',
    title: '地区',
    description: 'Where the numbers hold',
    example: '鹤山市',
    required: true,
    value: ({ place }) => place,
  },
  {
    name: 'place_code',
    type: 'string',
    title: '行政区划代码',
    description: 'The code of the place in GB/T 2260, where the archive knows it',
    example: '440784',
    value: ({ place }) => areaCodeOf(place),
  },
  {
    name: 'indicator_id',
    type: 'string',
    title: '指标编号',
    description: 'The indicator: a row of the indicators table',
    example: 'gdp',
    required: true,
    value: ({ indicator }) => indicator,
  },
  {
    name: 'indicator',
    type: 'string',
    title: '指标',
    description: 'Its name in the registry',
    example: '地区生产总值',
    value: ({ indicator }) => indicatorOfId(indicator)?.zh ?? null,
  },
  {
    name: 'year',
    type: 'integer',
    title: '年份',
    description: 'The calendar year that the numbers are of',
    example: '2023',
    required: true,
    value: ({ year }) => year,
  },
] as const satisfies readonly Column<YearOfSeries>[];

type CellOf = (of: YearOfSeries) => Cell;

/** The number of a cell, with how it is meant and who says so. `zh` and `en` say what it is: 水平, Level. */
function numberOf<const Prefix extends string>(prefix: Prefix, zh: string, en: string, cell: CellOf) {
  const example = EXAMPLES[prefix.endsWith('level') ? 'level' : 'growth'];
  return [
    {
      name: `${prefix}_value` as const,
      type: 'number',
      title: zh,
      description: `${en}, as printed, in the base unit; a fall is negative; missing for a range`,
      example,
      value: (of: YearOfSeries) => cell(of).row?.norm_value ?? null,
    },
    {
      name: `${prefix}_min` as const,
      type: 'number',
      title: `${zh}下限`,
      description: `${en}: the lower end of a range`,
      example,
      value: (of: YearOfSeries) => cell(of).row?.norm_min ?? null,
    },
    {
      name: `${prefix}_max` as const,
      type: 'number',
      title: `${zh}上限`,
      description: `${en}: the upper end of a range`,
      example,
      value: (of: YearOfSeries) => cell(of).row?.norm_max ?? null,
    },
    {
      name: `${prefix}_comparator` as const,
      type: 'string',
      title: `${zh}比较`,
      description: `${en}: eq, gte, gt, lte, lt, approx or range, of the signed value`,
      example: 'eq',
      oneOf: COMPARATORS,
      value: (of: YearOfSeries) => cell(of).row?.comparator ?? null,
    },
    {
      name: `${prefix}_observation_id` as const,
      type: 'string',
      title: `${zh}观测编号`,
      description: `${en}: the observation, which has the sentence, the page and the snapshot`,
      example: '5be1c2f0a9d84c6e8f3b7a1d20c49e75',
      refersTo: 'observations',
      value: (of: YearOfSeries) => cell(of).row?.observation_id ?? null,
    },
  ] as const;
}

const EXAMPLES = { level: '45851000000', growth: '0.028' } as const;

function unitOf<const Prefix extends string>(prefix: Prefix, zh: string, en: string, cell: CellOf) {
  return {
    name: `${prefix}_unit` as const,
    type: 'string',
    title: `${zh}单位`,
    description: `${en}: the base unit`,
    example: 'CNY',
    value: (of: YearOfSeries) => cell(of).row?.base_unit ?? null,
  } as const;
}

function basisOf<const Prefix extends string>(prefix: Prefix, zh: string, en: string, cell: CellOf) {
  return [
    {
      name: `${prefix}_basis` as const,
      type: 'string',
      title: `${zh}口径`,
      description: `${en}: printed words such as 可比口径; never inferred`,
      example: '可比口径',
      value: (of: YearOfSeries) => cell(of).row?.basis ?? null,
    },
    {
      name: `${prefix}_inferred_price_basis` as const,
      type: 'string',
      title: `${zh}推断价格口径`,
      description: `${en}: prices that it is usually at, where nothing printed tells; a convention`,
      example: 'constant',
      oneOf: PRICE_BASES,
      value: (of: YearOfSeries) => cell(of).row?.inferred_price_basis ?? null,
    },
  ] as const;
}

/** Whether it came, or is what was thought to have come. */
function modalityOf<const Prefix extends string>(prefix: Prefix, zh: string, en: string, cell: CellOf) {
  return {
    name: `${prefix}_modality` as const,
    type: 'string',
    title: `${zh}性质`,
    description: `${en}: actual, or forecast where only an estimate (预计) was printed after the year was over`,
    example: 'actual',
    oneOf: MODALITIES,
    value: (of: YearOfSeries) => cell(of).row?.modality ?? null,
  } as const;
}

function strengthOf<const Prefix extends string>(prefix: Prefix, zh: string, en: string, cell: CellOf) {
  return {
    name: `${prefix}_strength` as const,
    type: 'string',
    title: `${zh}力度`,
    description: `${en}: expected where the paper says 预期目标`,
    example: 'expected',
    oneOf: STRENGTHS,
    value: (of: YearOfSeries) => cell(of).row?.strength ?? null,
  } as const;
}

function gapOf<const Prefix extends 'level' | 'growth' | 'target'>(prefix: Prefix, zh: string, en: string) {
  return {
    name: `${prefix}_gap` as const,
    type: 'string',
    title: `${zh}缺失原因`,
    description: `Why there is no ${en}: conflict, not-captured, not-printed or no-issue`,
    example: 'not-printed',
    oneOf: GAPS,
    value: ({ gaps }: YearOfSeries) => gaps[prefix],
  } as const;
}

const LEVEL: CellOf = ({ level }) => level;
const GROWTH: CellOf = ({ growth }) => growth;
const TARGET_GROWTH: CellOf = ({ target }) => target.growth;
const TARGET_LEVEL: CellOf = ({ target }) => target.level;
const STRIVE_GROWTH: CellOf = ({ strive }) => strive.growth;
const STRIVE_LEVEL: CellOf = ({ strive }) => strive.level;

const CAME_COLUMNS = [
  ...numberOf('level', '水平', 'Level', LEVEL),
  unitOf('level', '水平', 'Level', LEVEL),
  modalityOf('level', '水平', 'Level', LEVEL),
  gapOf('level', '水平', 'level'),
  ...numberOf('growth', '增速', 'Growth over the year before', GROWTH),
  ...basisOf('growth', '增速', 'Growth', GROWTH),
  modalityOf('growth', '增速', 'Growth', GROWTH),
  gapOf('growth', '增速', 'growth'),
] as const satisfies readonly Column<YearOfSeries>[];

const TARGET_COLUMNS = [
  ...numberOf('target_growth', '目标增速', 'Growth that was aimed at', TARGET_GROWTH),
  ...basisOf('target_growth', '目标增速', 'Growth that was aimed at', TARGET_GROWTH),
  strengthOf('target_growth', '目标增速', 'Growth that was aimed at', TARGET_GROWTH),
  ...numberOf('target_level', '目标水平', 'Level that was aimed at', TARGET_LEVEL),
  unitOf('target_level', '目标水平', 'Level that was aimed at', TARGET_LEVEL),
  strengthOf('target_level', '目标水平', 'Level that was aimed at', TARGET_LEVEL),
  {
    name: 'target_words',
    type: 'string',
    title: '文字目标',
    description: 'A target without a number: its words, as printed',
    example: '与经济增长基本同步',
    value: ({ target }) => target.words.row?.words ?? null,
  },
  {
    name: 'target_words_observation_id',
    type: 'string',
    title: '文字目标观测编号',
    description: 'Target in words: the observation, which has the sentence, the page and the snapshot',
    example: '5be1c2f0a9d84c6e8f3b7a1d20c49e75',
    refersTo: 'observations',
    value: ({ target }) => target.words.row?.observation_id ?? null,
  },
  gapOf('target', '目标', 'target'),
  ...numberOf('strive_growth', '力争增速', 'Growth that was striven for (力争)', STRIVE_GROWTH),
  ...numberOf('strive_level', '力争水平', 'Level that was striven for (力争)', STRIVE_LEVEL),
  unitOf('strive_level', '力争水平', 'Level that was striven for', STRIVE_LEVEL),
] as const satisfies readonly Column<YearOfSeries>[];

const VERDICT_COLUMNS = [
  {
    name: 'outcome',
    type: 'string',
    title: '目标完成情况',
    description: 'Of the target: met, missed or not-comparable',
    example: 'missed',
    required: true,
    oneOf: OUTCOMES,
    value: ({ outcome }) => outcome.outcome,
  },
  {
    name: 'outcome_reason',
    type: 'string',
    title: '不可比原因',
    description: 'Why it is not comparable',
    example: 'target-in-words',
    oneOf: INCOMPARABLE,
    value: ({ outcome }) => outcome.reason,
  },
  {
    name: 'strive_outcome',
    type: 'string',
    title: '力争目标完成情况',
    description: 'Of what was striven for: met, missed or not-comparable',
    example: 'missed',
    required: true,
    oneOf: OUTCOMES,
    value: ({ striveOutcome }) => striveOutcome.outcome,
  },
  {
    name: 'strive_outcome_reason',
    type: 'string',
    title: '力争目标不可比原因',
    description: 'Why it is not comparable',
    example: 'no-target',
    oneOf: INCOMPARABLE,
    value: ({ striveOutcome }) => striveOutcome.reason,
  },
  {
    name: 'conflicts',
    type: 'string',
    title: '冲突编号',
    description:
      'The conflicts that left cells of the row empty: see conflict in observations; joined by blanks',
    example: 'c07d1e5f3a824b69b1f0d6a2e98c7354',
    value: ({ conflicts }) => joined(conflicts),
  },
  {
    name: 'computed_nominal_change',
    type: 'number',
    title: '计算的名义变化',
    description:
      'Computed, never printed: the level over the level of the year before, less 1, rounded to 4 places',
    example: '0.0967',
    value: ({ computed }) => computed?.value ?? null,
  },
  {
    name: 'computed_from_observation_id',
    type: 'string',
    title: '计算所用上年观测编号',
    description: 'The level of the year before that it is computed from; the other is level_observation_id',
    example: '5be1c2f0a9d84c6e8f3b7a1d20c49e75',
    refersTo: 'observations',
    value: ({ computed }) => computed?.from ?? null,
  },
] as const satisfies readonly Column<YearOfSeries>[];

export const YEAR_OVER_YEAR_COLUMNS = [
  ...KEY_COLUMNS,
  ...CAME_COLUMNS,
  ...TARGET_COLUMNS,
  ...VERDICT_COLUMNS,
] as const;

/** A row of the year-over-year table. */
export type YearOverYearRow = RowOf<typeof YEAR_OVER_YEAR_COLUMNS>;

export const YEAR_OVER_YEAR: Table = {
  name: 'year-over-year',
  title: '年度对比表',
  description:
    'For each place and indicator a row a year: what was aimed at, what came, and what became of it.',
  columns: YEAR_OVER_YEAR_COLUMNS,
  key: 'row_id',
  order: ['place', 'indicator_id', 'year'],
};
