import type { Column } from './column.ts';
import type { Mention } from './mention.ts';

/** The number itself, as printed and in its base unit. */
export const VALUE_COLUMNS = [
  {
    name: 'value',
    type: 'number',
    title: '数值',
    description: "The number as printed, without the unit's multiplier; missing for a range",
    example: '458.51',
    value: ({ figure }) => figure.value,
  },
  {
    name: 'value_min',
    type: 'number',
    title: '下限',
    description: 'The lower end of a range, as printed',
    example: '5',
    value: ({ figure }) => figure.min,
  },
  {
    name: 'value_max',
    type: 'number',
    title: '上限',
    description: 'The upper end of a range, as printed',
    example: '6.5',
    value: ({ figure }) => figure.max,
  },
  {
    name: 'unit',
    type: 'string',
    title: '单位',
    description: 'The unit as printed, with its multiplier: a row of the units table',
    example: '亿元',
    required: true,
    refersTo: 'units',
    value: ({ figure }) => figure.unit,
  },
  {
    name: 'norm_value',
    type: 'number',
    title: '换算值',
    description: 'The value in the base unit, exact; missing when the unit has no known base',
    example: '45851000000',
    value: ({ figure }) => figure.normValue,
  },
  {
    name: 'norm_min',
    type: 'number',
    title: '换算下限',
    description: 'The lower end of a range in the base unit',
    example: '0.05',
    value: ({ figure }) => figure.normMin,
  },
  {
    name: 'norm_max',
    type: 'number',
    title: '换算上限',
    description: 'The upper end of a range in the base unit',
    example: '0.065',
    value: ({ figure }) => figure.normMax,
  },
  {
    name: 'base_unit',
    type: 'string',
    title: '基本单位',
    description:
      'What the norm columns count in; 1 for shares, growth and multiples, pp for percentage points',
    example: 'CNY',
    value: ({ figure }) => figure.baseUnit,
  },
] as const satisfies readonly Column<Mention>[];
