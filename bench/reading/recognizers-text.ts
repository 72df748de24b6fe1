import {
  recognizeAge,
  recognizeCurrency,
  recognizeDateTime,
  recognizeDimension,
  recognizeNumber,
  recognizeOrdinal,
  recognizePercentage,
  recognizeTemperature,
} from '@microsoft/recognizers-text-suite';
import * as z from 'zod';
import { foldWidths } from '../../core/read/fold-widths.ts';
import { type Quantity, shifted, withoutMultiplier } from './quantity.ts';

/*
 * Recognizers-Text, the nearest there is to a reader of Chinese amounts on this runtime, with its results brought to
 * the form that both are compared in. It tells a wide unit (Chinese yuan) and not the printed one, which is what
 * stands in its characters besides the number; that is taken as its unit, also where it means another (位 as bit).
 */

const CULTURE = 'zh-cn';

/** `end` is the last character's offset. */
const ENTITY = z.object({
  start: z.number(),
  end: z.number(),
  typeName: z.string(),
  resolution: z.object({ value: z.string().nullish() }).nullish(),
});
type Entity = z.infer<typeof ENTITY>;

/** Its results, whatever its own types promise; one without a place (an abbreviated duration may have none) is none. */
function entitiesOf(results: readonly unknown[]): Entity[] {
  return results.flatMap((result) => {
    const { success, data } = ENTITY.safeParse(result);
    return success ? [data] : [];
  });
}

/** Everything that it recognises in one line of text. */
export interface Recognised {
  readonly numbers: readonly Entity[];
  readonly ordinals: readonly Entity[];
  readonly percentages: readonly Entity[];
  /** Currencies, dimensions, ages and temperatures. */
  readonly withUnit: readonly Entity[];
  readonly times: readonly Entity[];
}

export function recognise(line: string): Recognised {
  const entities = (recognizer: (text: string, culture: string) => readonly unknown[]): Entity[] =>
    entitiesOf(recognizer(line, CULTURE));
  return {
    numbers: entities(recognizeNumber),
    ordinals: entities(recognizeOrdinal),
    percentages: entities(recognizePercentage),
    withUnit: [recognizeCurrency, recognizeDimension, recognizeAge, recognizeTemperature].flatMap((one) =>
      entities(one),
    ),
    times: entities(recognizeDateTime),
  };
}

/** The quantities of a text, recognised line by line: that is quicker than all at once, and loses nothing. */
export function quantitiesIn(text: string): Quantity[] {
  let offset = 0;
  return text.split('\n').flatMap((line) => {
    const start = offset;
    offset += line.length + 1;
    if (line.trim() === '') return [];
    return quantitiesOf(line, recognise(line)).map((one) => ({
      ...one,
      start: one.start + start,
      end: one.end + start,
    }));
  });
}

/**
 * What is recognised with a unit, and the numbers besides: those in dates and ordinals are no amounts, those in
 * durations (33个月) have the rest of the duration as their unit.
 */
export function quantitiesOf(line: string, recognised: Recognised): Quantity[] {
  const { numbers, ordinals, percentages, withUnit, times } = recognised;
  const quantities = percentages.flatMap((entity) => percentageOf(line, entity));
  const isFree = (entity: Entity): boolean =>
    !quantities.some((one) => entity.start < one.end && one.start <= entity.end);
  const durations = times.filter(({ typeName }) => typeName.endsWith('.duration'));
  for (const entity of [...withUnit.toSorted((a, b) => b.end - b.start - (a.end - a.start)), ...durations]) {
    const number = numbers.find((one) => isWithin(one, entity));
    if (number === undefined || !isFree(entity)) continue;
    const unit = line.slice(entity.start, number.start) + line.slice(number.end + 1, entity.end + 1);
    quantities.push(...amountOf(entity, number, withoutMultiplier(foldWidths(unit)).trim()));
  }
  const others = [...ordinals, ...times];
  for (const number of numbers) {
    if (isFree(number) && !others.some((one) => isWithin(number, one)))
      quantities.push(...amountOf(number, number, null));
  }
  return quantities.toSorted((a, b) => a.start - b.start);
}

function percentageOf(line: string, entity: Entity): Quantity[] {
  const value = /^-?\d+(?:\.\d+)?(?=%$)/.exec(entity.resolution?.value ?? '')?.[0];
  if (value === undefined) return [];
  const isPoints = line.slice(entity.start, entity.end + 1).includes('百分点');
  const unit = isPoints ? '个百分点' : '%';
  return [{ start: entity.start, end: entity.end + 1, amounts: [shifted(value, 0)], unit }];
}

/** Nothing for a value that is no plain decimal, such as a fraction. */
function amountOf(entity: Entity, number: Entity, unit: string | null): Quantity[] {
  const value = number.resolution?.value ?? '';
  if (!/^-?\d+(\.\d+)?$/.test(value)) return [];
  return [{ start: entity.start, end: entity.end + 1, amounts: [shifted(value, 0)], unit }];
}

function isWithin(inner: Entity, outer: Entity): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
