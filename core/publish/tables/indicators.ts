import { PRICE_BASES } from '../../read/figures/figure.ts';
import { INDICATORS, type Indicator } from '../../read/figures/indicator-registry.ts';
import { type Column, type RowOf, type Table, joined, rowFrom } from './column.ts';

const codesOf = ({ codes }: Indicator, of: 'level' | 'change'): string | null =>
  joined(
    codes.filter((one) => one.of === of).map(({ scheme, code }) => `${scheme}: ${code}`),
    '; ',
  );

export const INDICATOR_COLUMNS = [
  {
    name: 'indicator_id',
    type: 'string',
    title: '指标编号',
    description: 'Names the indicator in all tables',
    example: 'gdp',
    required: true,
    value: ({ id }) => id,
  },
  {
    name: 'zh',
    type: 'string',
    title: '中文名称',
    description: 'Its name in Chinese',
    example: '地区生产总值',
    required: true,
    value: ({ zh }) => zh,
  },
  {
    name: 'en',
    type: 'string',
    title: '英文名称',
    description: 'Its name in English',
    example: 'Gross regional product',
    required: true,
    value: ({ en }) => en,
  },
  {
    name: 'unit',
    type: 'string',
    title: '常用单位',
    description: 'What its level is usually printed in',
    example: '亿元',
    required: true,
    value: ({ unit }) => unit,
  },
  {
    name: 'price_basis',
    type: 'string',
    title: '价格口径',
    description:
      'Which prices its growth is usually computed at when the report says nothing; missing where prices play no part, or usage is divided',
    example: 'constant',
    oneOf: PRICE_BASES,
    value: ({ priceBasis }) => priceBasis,
  },
  {
    name: 'aliases',
    type: 'string',
    title: '别名',
    description: 'Other printed forms, joined by blanks',
    example: '国内生产总值 生产总值 GDP',
    value: ({ aliases }) => joined(aliases),
  },
  {
    name: 'level_codes',
    type: 'string',
    title: '水平值外部代码',
    description: 'What others call its level, where that is sure',
    example: 'World Bank: NY.GDP.MKTP.CN',
    value: (indicator) => codesOf(indicator, 'level'),
  },
  {
    name: 'change_codes',
    type: 'string',
    title: '增速外部代码',
    description: 'What others call its growth, where that is sure',
    example: 'World Bank: NY.GDP.MKTP.KD.ZG',
    value: (indicator) => codesOf(indicator, 'change'),
  },
] as const satisfies readonly Column<Indicator>[];

export type IndicatorRow = RowOf<typeof INDICATOR_COLUMNS>;

export const INDICATORS_TABLE: Table = {
  name: 'indicators',
  title: '指标表',
  description: 'The headline indicators that the reader knows by name.',
  columns: INDICATOR_COLUMNS,
  key: 'indicator_id',
  order: ['indicator_id'],
};

export function indicatorRows(): IndicatorRow[] {
  return INDICATORS.map((indicator) => rowFrom(INDICATOR_COLUMNS, indicator));
}
