import type { IssueDate } from '../../paper/issue-date.ts';
import { decimalOf, decimalText, times } from './decimal.ts';
import type { ArticleDocument, Block, Flaw } from '../document.ts';
import { countedWords } from './figure-indicator.ts';
import { periodOf, placeOf } from './figure-setting.ts';
import {
  basisIn,
  changeBefore,
  comparatorOf,
  modalityIn,
  modalityOfHeadings,
  restricts,
  strengthIn,
  substance,
} from './figure-words.ts';
import type { Figure } from './figure.ts';
import { type Quantity, findQuantities } from './find-quantities.ts';
import { flaw } from '../flaw.ts';
import { type Span, foldWidths } from '../fold-widths.ts';
import { lastIndicatorIn } from './indicators.ts';
import { sameDimension } from './units.ts';

/** What the figures of an article are read from. */
export interface FigureSource {
  readonly document: ArticleDocument;
  /** The lines of title and captions. */
  readonly head: readonly Span[];
  /** The masthead's, or the issue's; `null` when neither is known. */
  readonly date: IssueDate | null;
  /** The places that the paper reports on, in full. */
  readonly places: readonly string[];
}

/** The longest report has some hundred figures; what has many times that is no article, but must not fill the archive. */
const MAX_FIGURES = 5_000;

/**
 * The figures of the document, in the order of the text, all of them or the first 5,000 with a flaw: each Arabic number with a printed unit, see
 * {@link findQuantities} for what counts as one.
 *
 * What a figure says of itself is taken from its own sentence and the headings above it; only a clause with nothing
 * in it but words of change (增长2.8%) is read with the figure before it.
 */
export function readFigures(source: FigureSource): {
  readonly figures: readonly Figure[];
  readonly flaws: readonly Flaw[];
} {
  const { text } = source.document;
  const folded = foldWidths(text);
  const figures: Figure[] = [];
  let found = 0;
  for (const passage of passagesOf(source)) {
    const inPassage: Figure[] = [];
    const quantities = findQuantities(folded, passage);
    for (const at of quantities.keys()) {
      if (figures.length + inPassage.length === MAX_FIGURES) break;
      const scene = sceneOf(folded, passage, quantities, at);
      const before = scene.previous === null ? null : (inPassage.at(-1) ?? null);
      inPassage.push({
        id: `f${figures.length + inPassage.length + 1}`,
        ...quotedAs(text, scene.quantity),
        ...valuesOf(scene.quantity),
        ...meaningOf(text, scene, before),
        ...settingOf(source, passage, scene),
        partOf: null,
        qualifies: null,
      });
    }
    found += quantities.length;
    for (const figure of linkThresholds(folded, inPassage)) figures.push(figure);
  }
  const flaws = found > MAX_FIGURES ? [flaw('too-many-figures', `${found} figures`)] : [];
  return { figures, flaws };
}

/** A stretch of text that is read on its own: a line of the head or a block of the body. */
interface Passage extends Span {
  readonly sectionPath: readonly string[];
  readonly listMark: string | null;
  /** {@link sectionPath}, folded. */
  readonly headings: readonly string[];
}

function passagesOf({ document, head }: FigureSource): Passage[] {
  const passages: Passage[] = head.map(({ start, end }) => ({
    start,
    end,
    sectionPath: [],
    listMark: null,
    headings: [],
  }));
  const path: string[] = [];
  for (const block of document.blocks) {
    if (block.kind === 'heading') path.length = Math.min(path.length, block.level - 1);
    passages.push({
      ...spanOf(block),
      sectionPath: [...path],
      listMark: block.kind === 'item' ? block.mark : null,
      headings: path.map(foldWidths),
    });
    // A heading that announces its list ends with a colon, which is not a part of its name.
    if (block.kind === 'heading') path.push(block.text.replace(/[:：]$/, ''));
  }
  return passages;
}

function spanOf({ start, end }: Block): Span {
  return { start, end };
}

/** A quantity with the words around it, folded and bounded, so that a page without punctuation costs no more. */
interface Scene {
  readonly quantity: Quantity;
  /** From the last stop or the figure before to the number. */
  readonly clause: string;
  /** The sentence up to the number. */
  readonly sentence: string;
  readonly after: string;
  /** The quantity before in the same sentence. */
  readonly previous: Quantity | null;
  /** Whether this is the other unit of {@link previous}: 266.67公顷(4000亩). */
  readonly restates: boolean;
  /** Whether the number only restricts what is counted: 10亿元以上项目. */
  readonly restricts: boolean;
  readonly change: ReturnType<typeof changeBefore>;
}

const LONGEST_CLAUSE = 80;
const LONGEST_SENTENCE = 400;
const LONGEST_AFTER = 40;

function sceneOf(folded: string, passage: Passage, quantities: readonly Quantity[], at: number): Scene {
  const quantity = quantities[at];
  if (quantity === undefined) throw new RangeError(`there is no quantity ${at} of ${quantities.length}`);
  const before = quantities[at - 1] ?? null;
  const sentenceStart = Math.max(passage.start, quantity.start - LONGEST_SENTENCE);
  const sentence = afterLast(folded.slice(sentenceStart, quantity.start), /[。;!?]/g);
  const previous = before !== null && before.start >= quantity.start - sentence.length ? before : null;
  const clauseStart = Math.max(
    quantity.start - LONGEST_CLAUSE,
    previous?.end ?? 0,
    quantity.start - sentence.length,
  );
  const sinceFigure = folded.slice(clauseStart, quantity.start);
  const clause = afterLast(sinceFigure, /[,()]/g);
  const behind = folded.slice(quantity.end, Math.min(passage.end, quantity.end + LONGEST_AFTER));
  const after = afterFigure(behind, quantity);
  const isCount = quantity.unit.kind === 'count';
  return {
    quantity,
    clause,
    sentence,
    after,
    previous,
    restricts: restricts(clause, after, isCount),
    change: changeBefore(clause, isCount),
    restates: previous !== null && sinceFigure === '(' && sameDimension(previous.unit, quantity.unit),
  };
}

function afterLast(text: string, stop: RegExp): string {
  const last = [...text.matchAll(stop)].at(-1);
  return last ? text.slice(last.index + last[0].length) : text;
}

/** What follows the unit, with a second unit in brackets skipped: the 以下 of 1公顷(15亩)以下 is about both. */
function afterFigure(text: string, { unit }: Quantity): string {
  const bracket = /^\([\d.,]{1,15}([^()\d]{0,6})\)([^()\d]{0,3})/.exec(text);
  if (unit.baseUnit === null || !bracket) return text.replace(/^\)/, '');
  const inside = bracket[1] ?? '';
  const outside = inside === '' ? (/^(?:亩|公顷|平方米|平方公里)/.exec(bracket[2] ?? '')?.[0] ?? '') : '';
  return text.slice(bracket[0].length - (bracket[2] ?? '').length + outside.length);
}

function quotedAs(
  text: string,
  { start, end, unit }: Quantity,
): Pick<Figure, 'exact' | 'start' | 'end' | 'unit'> {
  return { exact: text.slice(start, end), start, end, unit: text.slice(end - unit.text.length, end) };
}

function settingOf(
  { document, date, places }: FigureSource,
  { headings, sectionPath, listMark }: Passage,
  { sentence }: Scene,
): Pick<Figure, 'modality' | 'strength' | 'place' | 'period' | 'sectionPath' | 'listMark'> {
  const titled = [foldWidths(document.title ?? ''), ...headings];
  const expected = titled.some((heading) => heading.includes('预期目标'));
  return {
    modality: modalityIn(sentence) ?? modalityOfHeadings(headings) ?? 'actual',
    strength: strengthIn(sentence) ?? (expected ? 'expected' : null),
    place: placeOf({ sentence, headings: [foldWidths(document.section ?? ''), ...titled], places }),
    period: periodOf({ sentence, headings: titled, date }),
    sectionPath,
    listMark,
  };
}

/** What the number says, and of what. */
type Meaning = Pick<
  Figure,
  'comparator' | 'kind' | 'direction' | 'indicator' | 'indicatorId' | 'basis' | 'changeOf' | 'sameAs'
>;

/** `before` is the figure before in the same sentence. */
function meaningOf(text: string, scene: Scene, before: Figure | null): Meaning {
  if (before !== null && scene.restates) return restatedMeaning(scene, before);
  if (before !== null && continues(scene, before)) return continuedMeaning(scene, before);
  return ownMeaning(text, scene);
}

/** Everything is said in the figure's own clause. */
function ownMeaning(text: string, scene: Scene): Meaning {
  const isChange = changes(scene);
  const own = indicatorOf(text, scene, isChange);
  return {
    comparator: comparatorIn(scene),
    kind: kindOf(scene, isChange),
    direction: scene.change?.direction ?? null,
    indicator: own?.words ?? null,
    indicatorId: own?.id ?? null,
    basis: basisIn(scene.clause),
    changeOf: null,
    sameAs: null,
  };
}

/** The clause goes on about the figure before: 增长2.8% after a level, 力争实现8.5% after a growth. */
function continuedMeaning(scene: Scene, before: Figure): Meaning {
  const { change, clause, quantity } = scene;
  // Without a word of change, the same unit means the same thing again.
  const again = change === null && foldWidths(before.unit) === quantity.unit.text;
  const isChange = changes(scene) || (again && before.kind === 'change');
  return {
    comparator: comparatorIn(scene),
    kind: kindOf(scene, isChange),
    direction: change?.direction ?? (again ? before.direction : null),
    indicator: before.indicator,
    indicatorId: before.indicatorId,
    basis: basisIn(clause) ?? (again ? before.basis : null),
    changeOf: isChange ? levelOf(before) : null,
    sameAs: null,
  };
}

/** The figure before in another unit: the 4000亩 of 超266.67公顷(4000亩) are just as much more than that. */
function restatedMeaning(scene: Scene, before: Figure): Meaning {
  const comparator = comparatorIn(scene);
  return {
    comparator: comparator === 'eq' ? before.comparator : comparator,
    kind: before.kind,
    direction: before.direction,
    indicator: before.indicator,
    indicatorId: before.indicatorId,
    basis: null,
    changeOf: null,
    sameAs: before.sameAs ?? before.id,
  };
}

function changes({ quantity, change }: Scene): boolean {
  return quantity.unit.kind === 'change' || (change !== null && !change.toLevel);
}

function comparatorIn({ clause, after, quantity }: Scene): Figure['comparator'] {
  return comparatorOf(clause, after, quantity.more, quantity.numbers.length === 2);
}

/**
 * Whether the clause says nothing of what it counts, so that it can only go on about the figure before: 增长2.8%,
 * 力争实现8.5%, 、6% after a growth, 达到300亿元 after one.
 */
function continues({ quantity, clause, change, restricts }: Scene, before: Figure): boolean {
  if (before.kind === 'threshold' || before.kind === 'rank') return false;
  if (quantity.ordinal || restricts || substance(clause) !== '') return false;
  const worded = /[^、,\s]/.test(clause);
  if (foldWidths(before.unit) === quantity.unit.text)
    return worded || (before.kind === 'change' && clause !== '');
  return change !== null || (worded && before.kind === 'change');
}

/** The figure that a change right behind `figure` changes. */
function levelOf(figure: Figure): string | null {
  if (figure.kind === 'change') return figure.changeOf;
  return figure.sameAs ?? figure.id;
}

function kindOf({ quantity, restricts }: Scene, isChange: boolean): Figure['kind'] {
  if (quantity.ordinal) return 'rank';
  if (isChange) return 'change';
  return restricts ? 'threshold' : quantity.unit.kind;
}

function indicatorOf(
  text: string,
  { quantity, clause, after, restricts }: Scene,
  isChange: boolean,
): { readonly id: string | null; readonly words: string } | null {
  // 分别 deals several numbers out to several indicators: which is whose is not for the nearest to say.
  if (clause.includes('分别')) return null;
  const start = quantity.start - clause.length;
  const known = restricts ? null : lastIndicatorIn(clause);
  if (known !== null) return { id: known.id, words: text.slice(start + known.start, start + known.end) };
  if (quantity.ordinal) return null;
  const { unit } = quantity;
  const subject = restricts && unit.kind !== 'count' ? '' : clause;
  const words = countedWords(subject, after, { unit, restricts, isChange });
  return words === null ? null : { id: null, words };
}

function valuesOf(
  quantity: Quantity,
): Pick<Figure, 'value' | 'min' | 'max' | 'normValue' | 'normMin' | 'normMax' | 'baseUnit'> {
  const baseUnit = quantity.ordinal ? 'rank' : quantity.unit.baseUnit;
  const norm = (number: string) => {
    if (baseUnit === null) return null;
    return baseUnit === 'rank'
      ? number
      : decimalText(times(decimalOf(number), quantity.unit.factor, NORM_PLACES));
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

/** A threshold restricts the figure that follows it in its clause: 10亿元以上项目不少于8个. */
function linkThresholds(folded: string, figures: readonly Figure[]): Figure[] {
  return figures.map((figure, at) => {
    const next = figures[at + 1];
    if (figure.kind !== 'threshold' || next === undefined || next.sameAs !== null) return figure;
    const between = folded.slice(figure.end, Math.min(next.start, figure.end + LONGEST_CLAUSE + 1));
    const joined = between.length <= LONGEST_CLAUSE && !/[,。;!?()]/.test(between);
    return joined ? { ...figure, qualifies: next.id } : figure;
  });
}
