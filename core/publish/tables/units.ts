import { foldWidths } from '../../read/fold-widths.ts';
import { type Unit, printedUnitAt } from '../../read/figures/units.ts';
import { type Column, type RowOf, type Table, rowFrom } from './column.ts';

/** A unit as the papers print it. */
interface PrintedForm {
  readonly text: string;
  /** What the reader knows of it; `null` of one that it only knows where it stands, such as 百分之. */
  readonly unit: Unit | null;
  readonly figures: number;
}

export const UNIT_COLUMNS = [
  {
    name: 'unit',
    type: 'string',
    title: '单位',
    description: 'As printed, with its multiplier',
    example: '亿元',
    required: true,
    value: ({ text }) => text,
  },
  {
    name: 'base_unit',
    type: 'string',
    title: '基本单位',
    description:
      'What the norm columns count in; missing when there is nothing that it could be converted to',
    example: 'CNY',
    value: ({ unit }) => unit?.baseUnit ?? null,
  },
  {
    name: 'factor_numerator',
    type: 'number',
    title: '换算分子',
    description:
      'A value in the unit times this, divided by factor_denominator, is the value in the base unit',
    example: '100000000',
    value: ({ unit }) => (isConverted(unit) ? String(unit.factor.numerator) : null),
  },
  {
    name: 'factor_denominator',
    type: 'number',
    title: '换算分母',
    description: 'See factor_numerator',
    example: '1',
    value: ({ unit }) => (isConverted(unit) ? String(unit.factor.denominator) : null),
  },
  {
    name: 'figures',
    type: 'integer',
    title: '数据条数',
    description: 'How many rows of the figures table are in it',
    example: '72',
    required: true,
    value: ({ figures }) => figures,
  },
] as const satisfies readonly Column<PrintedForm>[];

export type UnitRow = RowOf<typeof UNIT_COLUMNS>;

export const UNITS: Table = {
  name: 'units',
  title: '单位表',
  description: 'Every unit that a figure is printed in, with what it is in its base unit.',
  columns: UNIT_COLUMNS,
  key: 'unit',
  order: ['unit'],
};

/** Counts the units of figures as they go by. */
export class UnitCount {
  readonly #figures = new Map<string, number>();

  add(unit: string): void {
    this.#figures.set(unit, (this.#figures.get(unit) ?? 0) + 1);
  }

  rows(): UnitRow[] {
    return [...this.#figures].map(([text, figures]) =>
      rowFrom(UNIT_COLUMNS, { text, figures, unit: unitOf(text) }),
    );
  }
}

function isConverted(unit: Unit | null): unit is Unit {
  return unit !== null && unit.baseUnit !== null;
}

function unitOf(text: string): Unit | null {
  const folded = foldWidths(text);
  const printed = printedUnitAt(folded);
  return printed !== null && printed.length === folded.length ? printed.unit : null;
}
