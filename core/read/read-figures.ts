import type { IssueDate } from '../paper/issue-date.ts';
import { decimalOf, decimalText, times } from './decimal.ts';
import type { ArticleDocument, Block } from './document.ts';
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
import { type Span, foldWidths } from './fold-widths.ts';
import { lastIndicatorIn } from './indicators.ts';
import { sameDimension } from './units.ts';

/**
 * Every figure of the document, in the order of the text: each Arabic number with a printed unit, see
 * {@link findQuantities} for what counts as one. `head` are the lines of title and captions.
 *
 * What a figure says of itself is taken from its own sentence and the headings above it; only a clause with nothing
 * in it but words of change (增长2.8%) is read with the figure before it.
 */
export function readFigures(
  document: ArticleDocument,
  head: readonly Span[],
  date: IssueDate | null,
): Figure[] {
  const folded = foldWidths(document.text);
  const figures: Figure[] = [];
  for (const passage of passagesOf(document, head)) {
    const inPassage: Figure[] = [];
    const quantities = findQuantities(folded, passage);
    for (const at of quantities.keys()) {
      const scene = sceneOf(folded, passage, quantities, at);
      const id = `f${figures.length + inPassage.length + 1}`;
      inPassage.push(figureOf(id, document, date, passage, scene, inPassage.at(-1) ?? null));
    }
    figures.push(...linkThresholds(folded, inPassage));
  }
  return figures;
}

/** A stretch of text that is read on its own: a line of the head or a block of the body. */
interface Passage extends Span {
  readonly sectionPath: readonly string[];
  readonly listMark: string | null;
}

function passagesOf(document: ArticleDocument, head: readonly Span[]): Passage[] {
  const passages: Passage[] = head.map(({ start, end }) => ({ start, end, sectionPath: [], listMark: null }));
  const path: string[] = [];
  for (const block of document.blocks) {
    if (block.kind === 'heading') path.length = Math.min(path.length, block.level - 1);
    passages.push({
      ...spanOf(block),
      sectionPath: [...path],
      listMark: block.kind === 'item' ? block.mark : null,
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
  return {
    quantity,
    clause: afterLast(sinceFigure, /[,()]/g),
    sentence,
    after: afterFigure(
      folded.slice(quantity.end, Math.min(passage.end, quantity.end + LONGEST_AFTER)),
      quantity,
    ),
    previous,
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

function figureOf(
  id: string,
  document: ArticleDocument,
  date: IssueDate | null,
  passage: Passage,
  scene: Scene,
  previous: Figure | null,
): Figure {
  const { quantity, clause, sentence, after } = scene;
  const before = scene.previous === null ? null : previous;
  const { start, end, unit } = quantity;
  const change = changeBefore(clause, unit.kind === 'count');
  // 增长2.8% right after a level speaks of that level; 力争实现8.5% right after a growth is that growth again.
  const elided = before !== null && (scene.restates || continues(scene, before, change !== null));
  const again = elided && change === null && foldWidths(before.unit) === unit.text && !scene.restates;
  const own = elided ? null : indicatorOf(document.text, scene);
  const isChange =
    unit.kind === 'change' || (change !== null && !change.toLevel) || (again && before.kind === 'change');
  const kind = kindOf(scene, isChange);
  const comparator = comparatorOf(clause, after, quantity.more, quantity.numbers.length === 2);
  const headings = [foldWidths(document.title ?? ''), ...passage.sectionPath.map(foldWidths)];
  const setting = { sentence, headings, date };
  return {
    id,
    exact: document.text.slice(start, end),
    start,
    end,
    ...valuesOf(quantity),
    unit: document.text.slice(end - unit.text.length, end),
    comparator: scene.restates && before !== null && comparator === 'eq' ? before.comparator : comparator,
    kind: scene.restates && before !== null ? before.kind : kind,
    modality: modalityIn(sentence) ?? modalityOfHeadings(passage.sectionPath.map(foldWidths)) ?? 'actual',
    strength:
      strengthIn(sentence) ?? (headings.some((heading) => heading.includes('预期目标')) ? 'expected' : null),
    direction: change?.direction ?? (again || scene.restates ? (before?.direction ?? null) : null),
    indicator: elided ? before.indicator : (own?.words ?? null),
    indicatorId: elided ? before.indicatorId : (own?.id ?? null),
    basis: basisIn(clause) ?? (again ? before.basis : null),
    place: placeOf({ sentence, headings: [foldWidths(document.section ?? ''), ...headings] }),
    period: periodOf(setting),
    sectionPath: passage.sectionPath,
    listMark: passage.listMark,
    changeOf: elided && isChange && !scene.restates ? levelOf(before) : null,
    sameAs: scene.restates && before !== null ? (before.sameAs ?? before.id) : null,
    partOf: null,
    qualifies: null,
  };
}

/**
 * Whether the clause says nothing of what it counts, so that it can only go on about the figure before: 增长2.8%,
 * 力争实现8.5%, 、6% after a growth, 达到300亿元 after one.
 */
function continues({ quantity, clause, after }: Scene, before: Figure, isChange: boolean): boolean {
  if (before.kind === 'threshold' || before.kind === 'rank') return false;
  if (
    substance(clause) !== '' ||
    quantity.ordinal ||
    restricts(clause, after, quantity.unit.kind === 'count')
  )
    return false;
  const worded = /[^、,\s]/.test(clause);
  if (foldWidths(before.unit) === quantity.unit.text)
    return worded || (before.kind === 'change' && clause !== '');
  return isChange || (worded && before.kind === 'change');
}

/** The figure that a change right behind `figure` changes. */
function levelOf(figure: Figure): string | null {
  if (figure.kind === 'change') return figure.changeOf;
  return figure.sameAs ?? figure.id;
}

function kindOf({ quantity, clause, after }: Scene, isChange: boolean): Figure['kind'] {
  if (quantity.ordinal) return 'rank';
  if (isChange) return 'change';
  return restricts(clause, after, quantity.unit.kind === 'count') ? 'threshold' : quantity.unit.kind;
}

function indicatorOf(
  text: string,
  { quantity, clause, after }: Scene,
): { id: string | null; words: string } | null {
  // 分别 deals several numbers out to several indicators: which is whose is not for the nearest to say.
  if (clause.includes('分别')) return null;
  const start = quantity.start - clause.length;
  const known = restricts(clause, after, quantity.unit.kind === 'count') ? null : lastIndicatorIn(clause);
  if (known !== null) return { id: known.id, words: text.slice(start + known.start, start + known.end) };
  if (quantity.ordinal) return null;
  const words = countedWords(
    restricts(clause, after, false) && quantity.unit.kind !== 'count' ? '' : clause,
    after,
  );
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
