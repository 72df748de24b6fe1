import type { Figure } from '../../core/read/figures/figure.ts';
import { foldWidths } from '../../core/read/fold-widths.ts';
import type { Note } from './notes.ts';

/** A field that is compared among figures which stand for the same number. */
export interface ComparedField {
  readonly name: string;
  /** What a person noted and what the reader says, as they are printed in a list of misses. */
  readonly expected: (note: Note) => string | null;
  readonly got: (figure: Figure) => string | null;
  /** What goes without saying; `null` when left out. */
  readonly usual?: string;
  /** Whether the two agree; when left out, they do when they are the same but for the width of their forms. */
  readonly agree?: (expected: string | null, got: string | null) => boolean;
}

export const FIELDS = [
  {
    name: 'comparator',
    expected: (note) => note.comparator,
    got: (figure) => figure.comparator,
    usual: 'eq',
  },
  { name: 'kind', expected: (note) => note.kind, got: (figure) => figure.kind },
  { name: 'modality', expected: (note) => note.modality, got: (figure) => figure.modality, usual: 'actual' },
  { name: 'strength', expected: (note) => note.strength, got: (figure) => figure.strength },
  { name: 'direction', expected: (note) => note.direction, got: (figure) => figure.direction },
  { name: 'basis', expected: (note) => note.basis, got: (figure) => figure.basis },
  { name: 'indicator', expected: (note) => note.indicator, got: (figure) => figure.indicator },
  {
    name: 'indicator-overlap',
    expected: (note) => note.indicator,
    got: (figure) => figure.indicator,
    agree: wordsOverlap,
  },
  {
    name: 'indicator-partial',
    expected: (note) => note.indicator,
    got: (figure) => figure.indicator,
    agree: wordsShareNoun,
  },
  { name: 'indicator-id', expected: (note) => note.id, got: (figure) => figure.indicatorId },
  { name: 'place', expected: (note) => note.place, got: (figure) => figure.place?.value ?? null },
  { name: 'period', expected: (note) => note.period, got: (figure) => figure.period?.value ?? null },
  {
    name: 'section',
    expected: (note) => pathText(note.section),
    got: (figure) => pathText(figure.sectionPath),
  },
] as const satisfies readonly ComparedField[];

export type FieldName = (typeof FIELDS)[number]['name'];

/** Whether a field's two values agree by the field's own rule. */
export function agrees(field: ComparedField, note: Note, figure: Figure): boolean {
  const [expected, got] = [field.expected(note), field.got(figure)];
  return field.agree === undefined ? isSameText(expected, got) : field.agree(expected, got);
}

/** Whether the note or the figure says more of the field than what is usual. */
export function saysMore(field: ComparedField, note: Note, figure: Figure): boolean {
  const usual = field.usual ?? null;
  return field.expected(note) !== usual || field.got(figure) !== usual;
}

/** Equal but for the width of their forms: ％ and %. */
export function isSameText(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && foldWidths(a) === foldWidths(b));
}

const LEAST_OVERLAP = 2;

/** Whether both are the same, or one holds the other, of two characters at least. */
export function wordsOverlap(a: string | null, b: string | null): boolean {
  if (isSameText(a, b)) return true;
  if (a === null || b === null) return false;
  const [short = '', long = ''] = [foldWidths(a), foldWidths(b)].toSorted((x, y) => x.length - y.length);
  return short.length >= LEAST_OVERLAP && long.includes(short);
}

/**
 * What CQE (EMNLP 2023) calls a partial match: the same, or a stretch of characters that both have, at least half of the shorter one
 * and two of them; 一般贸易出口 and 贸易出口额 share 贸易出口.
 */
export function wordsShareNoun(a: string | null, b: string | null): boolean {
  if (wordsOverlap(a, b)) return true;
  if (a === null || b === null) return false;
  const [short = '', long = ''] = [foldWidths(a), foldWidths(b)].toSorted((x, y) => x.length - y.length);
  const least = Math.max(LEAST_OVERLAP, Math.ceil(short.length / 2));
  for (let start = 0; start + least <= short.length; start++) {
    if (long.includes(short.slice(start, start + least))) return true;
  }
  return false;
}

/** Whether both are the same number, or the same two ends. Decimals are compared as they are printed. */
export function isSameValue(
  a: Pick<Figure, 'value' | 'min' | 'max'>,
  b: Pick<Figure, 'value' | 'min' | 'max'>,
): boolean {
  return a.value === b.value && a.min === b.min && a.max === b.max;
}

function pathText(path: readonly string[]): string | null {
  return path.length === 0 ? null : path.join(' / ');
}
