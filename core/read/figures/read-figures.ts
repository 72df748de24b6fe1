import type { Flaw } from '../document.ts';
import { flaw } from '../flaw.ts';
import { foldWidths } from '../fold-widths.ts';
import {
  type Spoken,
  becameOf,
  isCountedAs,
  partOfEarlier,
  spokenOfBefore,
  topicOf,
} from './carried-names.ts';
import { dealOut } from './deal-out.ts';
import { decimalOf, decimalText, times } from './decimal.ts';
import { type Named, isTopicOfList, nameOf } from './figure-indicator.ts';
import { directionOf, elidedChange, isGrowthOf } from './figure-kind.ts';
import { substance } from './figure-words.ts';
import type { Figure } from './figure.ts';
import type { Quantity } from './find-quantities.ts';
import { inferredPriceBasisOf } from './indicators.ts';
import { linkFigures } from './link-figures.ts';
import { type OwnWords, ownWordsOf } from './own-words.ts';
import type { FigureSource } from './passages.ts';
import type { Scene } from './scene.ts';
import type { Setting } from './setting.ts';
import { settingsOf, toldPassages } from './told-passages.ts';

/** The longest report has some hundred figures; what has many times that is no article, but must not fill the archive. */
const MAX_FIGURES = 5_000;

/** No number goes on about what was told more figures before it. */
const LOOK_BACK = 100;

/**
 * The figures of the document, in the order of the text, all of them or the first 5,000 with a flaw: each number with a
 * printed unit, see {@link findQuantities} for what counts as one.
 *
 * What a figure says of itself is taken from its own sentence and the headings above it; a clause with nothing in it
 * but words of change (增长2.8%) is read with the figure before it, and a sentence without a time of its own with the
 * time that was printed before it in the same paragraph or list.
 */
export function readFigures(source: FigureSource): {
  readonly figures: readonly Figure[];
  readonly flaws: readonly Flaw[];
} {
  const { folded } = source;
  const { text } = source.document;
  const { told, found } = toldPassages(source, MAX_FIGURES);
  const settings = settingsOf(source, told);
  const words = ownWordsOf(
    text,
    told.flatMap(({ scenes }) => scenes),
  );
  let lead: readonly Figure[] = [];
  let count = 0;
  const meant = told.map(({ passage, scenes }) => {
    const inPassage: Figure[] = [];
    for (const scene of scenes) {
      const before = inPassage.at(-1) ?? null;
      const own = words[count];
      const setting = settings[count];
      if (own === undefined || setting === undefined)
        throw new RangeError(`nothing was told of scene ${count}`);
      count += 1;
      const situation = {
        scene,
        own,
        before,
        earlier: inPassage.slice(-LOOK_BACK),
        lead: passage.kind === 'item' ? lead : [],
      };
      inPassage.push(figureOf(source, `f${count}`, situation, setting));
    }
    if (passage.kind !== 'item') lead = passage.kind === 'paragraph' ? inPassage.slice(0, LOOK_BACK) : [];
    return inPassage;
  });
  const dealt = told.map(({ scenes }, at) => dealOut(text, scenes, meant[at] ?? []));
  const figures = told.flatMap(({ scenes }, at) => {
    const linked = linkFigures(folded, scenes, dealt[at] ?? []);
    return linked.map((one, next) => thresholdNamed(one, linked[next + 1]));
  });
  const flaws = found > MAX_FIGURES ? [flaw('too-many-figures', `${found} figures`)] : [];
  return { figures, flaws };
}

/** 45岁以下的有216名: a threshold that nothing else names is about what it restricts. */
function thresholdNamed(figure: Figure, next: Figure | undefined): Figure {
  const { kind, indicator, qualifies } = figure;
  if (kind !== 'threshold' || indicator !== null || next === undefined || next.id !== qualifies)
    return figure;
  return { ...figure, indicator: next.indicator, indicatorId: null };
}

/** What one figure is read from. */
interface Situation {
  readonly scene: Scene;
  readonly own: OwnWords;
  /** The figure before in the same passage. */
  readonly before: Figure | null;
  /** The last figures before in the same passage. */
  readonly earlier: readonly Figure[];
  /** Of an item the figures of the paragraph that its list stands under. */
  readonly lead: readonly Figure[];
}

function figureOf(
  { document: { text }, folded }: FigureSource,
  id: string,
  situation: Situation,
  { modality, strength, place, period, sectionPath, listMark }: Setting,
): Figure {
  const { quantity } = situation.scene;
  const { start, end } = quantity;
  const { value, min, max, normValue, normMin, normMax, baseUnit } = valuesOf(quantity);
  const meaning = meaningOf(text, situation);
  const { comparator, kind, direction, indicator, indicatorId, basis, changeOf, sameAs } = meaning;
  // Written out: to copy objects into one another takes as long as to read a number.
  return {
    id,
    exact: text.slice(start, end),
    start,
    end,
    unit: printedUnit(text, folded, quantity),
    source: null,
    value,
    min,
    max,
    normValue,
    normMin,
    normMax,
    baseUnit,
    comparator,
    kind,
    direction,
    indicator,
    indicatorId,
    basis,
    changeOf,
    sameAs,
    inferredPriceBasis: inferredPriceBasisOf(indicatorId, kind, basis, baseUnit),
    modality,
    strength,
    place,
    period,
    sectionPath,
    listMark,
    partOf: null,
    qualifies: null,
  };
}

function printedUnit(text: string, folded: string, { unit, unitSpan }: Quantity): string {
  // Of 3万多亩 the unit is 万亩, which stands nowhere in one piece.
  const whole = folded.slice(unitSpan.start, unitSpan.end) === unit.text;
  return whole ? text.slice(unitSpan.start, unitSpan.end) : unit.text;
}

/** What the number says, and of what. */
type Meaning = Pick<
  Figure,
  'comparator' | 'kind' | 'direction' | 'indicator' | 'indicatorId' | 'basis' | 'changeOf' | 'sameAs'
>;

function meaningOf(text: string, situation: Situation): Meaning {
  const { scene, before, earlier, lead } = situation;
  if (before !== null && scene.restates) return restatedMeaning(situation.own, before);
  if (before !== null && continues(scene, situation.own, before)) return continuedMeaning(situation, before);
  const { own, carried, isPart } = ownMeaning(text, situation, elidedChange(scene, before));
  const isCounted = own.indicator !== null && scene.after.startsWith(own.indicator);
  if (scene.previous === null && isTopicOfList(scene.since) && !isCounted) {
    return named(own, lead.find((figure) => isCountedAs(figure, scene)) ?? null);
  }
  const part = partOfEarlier(scene, earlier);
  if (part !== undefined && !(isCounted && scene.clause.endsWith('的'))) return named(own, part);
  if (own.indicator !== null) return named(own, becameOf(own.indicator, scene, earlier) ?? own);
  if (isPart) return { ...namedBefore(own, situation), indicatorId: null, changeOf: null };
  if (carried || goesOn(own, scene)) return namedBefore(own, situation);
  return named(own, spokenOfBefore(scene, earlier));
}

/** The same, about what another figure is about, or about nothing. */
function named(meaning: Meaning, other: Spoken | null): Meaning {
  return { ...meaning, indicator: other?.indicator ?? null, indicatorId: other?.indicatorId ?? null };
}

/** Everything is said in the figure's own sentence; without a name there, it has none. */
function ownMeaning(
  text: string,
  { scene, own: words }: Situation,
  elided: Figure['direction'],
): { readonly own: Meaning; readonly carried: boolean; readonly isPart: boolean } {
  const isChange = words.changes || elided !== null;
  const known = isChange === words.changes ? words.name : undefined;
  const name = known === undefined ? nameOf(text, scene, isChange) : known;
  const named: Named | null = name === 'carried' || name === 'carried-part' ? null : name;
  const grows = !isChange && isGrowthOf(named?.id ?? null, scene);
  const own = {
    comparator: words.comparator,
    kind: kindOf(scene, words, isChange || grows),
    direction: isChange ? (directionOf(scene) ?? elided) : grows ? ('increase' as const) : null,
    indicator: named?.words ?? null,
    indicatorId: named?.id ?? null,
    basis: words.basis,
    changeOf: null,
    sameAs: null,
  };
  return { own, carried: name === 'carried' || name === 'carried-part', isPart: name === 'carried-part' };
}

/** Whether what has no name goes on about the figure before: 由负转正,增长11.3%, or 1.43万笔、75.2亿元. */
function goesOn({ kind }: Meaning, { since, clause, previous }: Scene): boolean {
  const isListed = since === '、' && previous !== null;
  return isListed || (kind === 'change' && !/[\u4e00-\u9fff]{6}/.test(substance(clause)));
}

/** About what was named before: a share (占八成), a growth behind words that say nothing of the thing. */
function namedBefore(own: Meaning, { scene, before, earlier }: Situation): Meaning {
  const topic = topicOf(scene, earlier);
  if (topic !== null) return named(own, topic);
  // 已完工11个,在建17个: what is counted in the same unit, whatever was told between.
  const counted =
    scene.quantity.unit.kind === 'count' && own.kind !== 'change'
      ? earlier.slice(-MOST_BACK).findLast((figure) => isCountedAs(figure, scene))
      : undefined;
  const about =
    counted ?? earlier.findLast(({ kind, indicator }) => kind !== 'threshold' && indicator !== null);
  if (before === null || about === undefined) return own;
  const isChange = own.kind === 'change' && scene.previous !== null && scene.clause !== '';
  const here = about.start >= scene.quantity.start - scene.sentence.length;
  const changed = isChange ? changedBy(scene, here ? about : before, earlier) : null;
  // 开工以后14.5小时,少了6小时: what has no name itself gives none to what goes on about it.
  const isNameless =
    before.indicator === null && before.baseUnit === null && before.unit === scene.quantity.unit.text;
  if (isNameless) return { ...own, changeOf: isChange ? changedBy(scene, before, earlier) : null };
  return { ...named(own, about), changeOf: changed };
}

/** How many figures before it may count what one counts again. */
const MOST_BACK = 40;

/** The clause goes on about the figure before: 增长2.8% after a level, 力争实现8.5% after a growth. */
function continuedMeaning({ scene, own, earlier }: Situation, before: Figure): Meaning {
  const { change, since, quantity } = scene;
  // Without a word of change, the same unit means the same thing again.
  const joint = /^[、,和及与]*$/.test(since) && sameDimensionAs(before, quantity);
  // 提高98元,达到3156元: what an amount came to is no change of it.
  const cameTo =
    quantity.unit.baseUnit !== '1' && quantity.unit.baseUnit !== 'pp' && /达到?|至|为$/.test(since);
  const again =
    change === null &&
    !since.includes('占') &&
    // 恢复到2019年同期的104.8% is no growth again.
    !/恢复|相当于/.test(since) &&
    !cameTo &&
    (joint || foldWidths(before.unit) === quantity.unit.text);
  const isChange = own.changes || (again && before.kind === 'change');
  return {
    comparator: own.comparator,
    kind: kindOf(scene, own, isChange),
    direction: isChange ? (directionOf(scene) ?? (again ? before.direction : null)) : null,
    indicator: before.indicator,
    indicatorId: before.indicatorId,
    basis: own.basis ?? (again || /^[、和及与]/.test(since) ? before.basis : null),
    changeOf: isChange ? changedBy(scene, before, earlier) : null,
    sameAs: null,
  };
}

/** The figure before in another unit: the 4000亩 of 超266.67公顷(4000亩) are just as much more than that. */
function restatedMeaning({ comparator }: OwnWords, before: Figure): Meaning {
  return {
    comparator: comparator === 'eq' && before.comparator !== 'range' ? before.comparator : comparator,
    kind: before.kind,
    direction: before.direction,
    indicator: before.indicator,
    indicatorId: before.indicatorId,
    basis: null,
    changeOf: null,
    sameAs: before.sameAs ?? before.id,
  };
}

function sameDimensionAs({ baseUnit }: Figure, { unit }: Quantity): boolean {
  return baseUnit !== null && baseUnit === unit.baseUnit;
}

function kindOf({ quantity }: Scene, { kind }: OwnWords, isChange: boolean): Figure['kind'] {
  return isChange && !quantity.ordinal ? 'change' : kind;
}

/**
 * Whether what stands since the figure before says nothing of what it counts, so that it can only go on about that: 增长2.8%,
 * 力争实现8.5%, 、6% after a growth, 达到300亿元 after one.
 */
function continues(
  { quantity, since, change, restricts, previous }: Scene,
  own: OwnWords,
  before: Figure,
): boolean {
  if (before.kind === 'threshold' || before.kind === 'rank') return false;
  // 近十年增长5% is no growth of the years.
  if (before.indicator === null && /[年月天周]$/.test(before.unit)) return false;
  if (quantity.ordinal || restricts || !own.saysNothing) return false;
  // The sentence before had its own figures: only words of change can look back at them.
  if (previous === null) return change !== null && since !== '';
  const worded = /[^、,\s]/.test(since);
  if (foldWidths(before.unit) === quantity.unit.text || sameDimensionAs(before, quantity))
    return worded || (before.kind === 'change' && since !== '');
  return change !== null || (worded && (before.kind === 'change' || /到|至|达/.test(since)));
}

/** The figure that a change right behind `before` changes. */
function changedBy({ quantity, since }: Scene, before: Figure, earlier: readonly Figure[]): string | null {
  const inPoints = quantity.unit.baseUnit === 'pp';
  // 同比增长4%,比上半年加快0.2个百分点: points behind a rate of change are of that rate.
  if (inPoints && before.kind === 'change' && before.baseUnit === '1' && !/^[、和及与]/.test(since))
    return before.id;
  if (before.kind === 'change') return before.changeOf;
  // 收入30亿元,完成预算的98.4%,增长2.1%: what grew is the revenue and not its share of the budget.
  const amount =
    inPoints || before.kind !== 'ratio'
      ? undefined
      : earlier.findLast((figure) => isAmountOf(figure, before));
  return amount?.id ?? before.sameAs ?? before.id;
}

function isAmountOf({ kind, indicator }: Figure, share: Figure): boolean {
  return indicator !== null && indicator === share.indicator && AMOUNTS.has(kind);
}

const AMOUNTS: ReadonlySet<Figure['kind']> = new Set(['level', 'count', 'area', 'length']);

function valuesOf(
  quantity: Quantity,
): Pick<Figure, 'value' | 'min' | 'max' | 'normValue' | 'normMin' | 'normMax' | 'baseUnit'> {
  const doubles = quantity.unit.text === '番';
  const known = !doubles || quantity.numbers.every((number) => doublings(number) !== null);
  const baseUnit = quantity.ordinal ? 'rank' : known ? quantity.unit.baseUnit : null;
  const norm = (number: string) => {
    if (baseUnit === null) return null;
    if (baseUnit === 'rank') return number;
    if (doubles) return doublings(number);
    return decimalText(times(decimalOf(number), quantity.unit.factor, NORM_PLACES));
  };
  const [first, second] = quantity.numbers;
  const range = second !== undefined;
  return {
    value: range ? null : first,
    min: range ? first : null,
    max: range ? second : null,
    normValue: range ? null : norm(first),
    normMin: range ? norm(first) : null,
    normMax: range ? norm(second) : null,
    baseUnit,
  };
}

/** Only 亩, two thirds of 1000 square metres, does not come out even. */
const NORM_PLACES = 6;

/** 翻一番 grows by once, 翻两番 by three times as much as there was; half of a doubling has no exact value. */
function doublings(number: string): string | null {
  return /^[1-9]$/.test(number) ? String(2 ** Number(number) - 1) : null;
}
