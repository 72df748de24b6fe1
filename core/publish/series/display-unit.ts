import { type Factor, decimalOf, decimalText, times } from '../../read/figures/decimal.ts';
import type { Indicator } from '../../read/figures/indicator-registry.ts';
import { printedUnitAt } from '../../read/figures/units.ts';
import { foldWidths } from '../../read/fold-widths.ts';
import type { Measure } from '../observations/measure.ts';

/** What numbers of one base unit are shown in, so that those printed in several units can stand beside one another. */
export interface DisplayUnit {
  /** As the paper would print it: `亿元`. */
  readonly text: string;
  /** From the base unit to this one. */
  readonly factor: Factor;
}

/** Of a number whose factor does not come out even; what is printed has fewer. */
const PLACES = 4;

/** The unit that the indicator is usually printed in, where it is one of `baseUnit`; else the base unit itself. */
export function displayUnitOf(
  indicator: Indicator | undefined,
  measure: Measure | null,
  baseUnit: string,
): DisplayUnit {
  if (measure === 'growth') return { text: '%', factor: { numerator: 100n, denominator: 1n } };
  if (measure === 'points') return { text: '个百分点', factor: { numerator: 1n, denominator: 1n } };
  for (const printed of indicator === undefined ? [] : [indicator.unit, '亿美元']) {
    const unit = printedUnitAt(foldWidths(printed))?.unit;
    if (unit?.baseUnit !== baseUnit) continue;
    const { numerator, denominator } = unit.factor;
    return { text: printed, factor: { numerator: denominator, denominator: numerator } };
  }
  return { text: baseUnit, factor: { numerator: 1n, denominator: 1n } };
}

/** A number of the base unit in the unit that it is shown in, exact as long as that comes out even. */
export function shownIn({ factor }: DisplayUnit, normValue: string): string {
  return decimalText(times(decimalOf(normValue), factor, PLACES));
}
