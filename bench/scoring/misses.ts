import type { Figure } from '../../core/read/figures/figure.ts';
import { type Alignment, isSame } from './align.ts';
import { FIELDS, type FieldName, agrees, isSameText, isSameValue } from './fields.ts';
import type { LocatedNote } from './locate-notes.ts';
import { LINKS, type LinkName } from './notes.ts';
import type { WrongLink } from './score-links.ts';
import type { WrongWorded } from './score-worded.ts';

/** What can be missed; `figure` is one that was not found, or found where none was noted. */
export const MISSABLE = [
  'figure',
  'span',
  'value',
  'unit',
  ...FIELDS.map(({ name }) => name),
  ...LINKS,
  'worded',
  'report',
] as const;
export type Missable = 'figure' | 'span' | 'value' | 'unit' | FieldName | LinkName | 'worded' | 'report';

/** A point on which the reading and the notes disagree; what one of both does not have is `null`. */
export interface Miss {
  readonly article: string;
  readonly field: Missable;
  /** The figure's characters and its sentence; empty for the article as a whole. */
  readonly exact: string;
  readonly sentence: string;
  readonly expected: string | null;
  readonly got: string | null;
}

/** Every disagreement of one article, in the order of the text. */
export function missesOf({
  article,
  text,
  alignment: { pairs, missed, spurious },
  wrong,
  reports,
}: {
  readonly article: string;
  readonly text: string;
  readonly alignment: Alignment<LocatedNote, Figure>;
  readonly wrong: { readonly links: readonly WrongLink[]; readonly worded: readonly WrongWorded[] };
  readonly reports: { readonly expected: string | null; readonly got: string | null };
}): Miss[] {
  const misses: { readonly at: number; readonly miss: Miss }[] = [];
  const add = (
    field: Missable,
    exact: string,
    at: number,
    expected: string | null,
    got: string | null,
  ): void => {
    const sentence = sentenceAt(text, at, at + exact.length);
    misses.push({ at, miss: { article, field, exact, sentence, expected, got } });
  };
  if (reports.expected !== reports.got) {
    misses.push({ at: -1, miss: { article, field: 'report', exact: '', sentence: '', ...reports } });
  }
  for (const note of missed) add('figure', note.exact, note.start, note.exact, null);
  for (const figure of spurious) add('figure', figure.exact, figure.start, null, figure.exact);
  for (const { expected, found } of pairs) {
    const at = (field: Missable, a: string | null, b: string | null): void => {
      add(field, expected.exact, expected.start, a, b);
    };
    if (!isSame(expected, found)) at('span', expected.exact, found.exact);
    if (!isSameValue(expected, found)) at('value', valueText(expected), valueText(found));
    if (!isSameText(expected.unit, found.unit)) at('unit', expected.unit, found.unit);
    for (const field of FIELDS) {
      if (!agrees(field, expected, found)) at(field.name, field.expected(expected), field.got(found));
    }
  }
  for (const { name, note, figure, expected, got } of wrong.links) {
    const from = note ?? figure;
    if (from !== null) add(name, from.exact, from.start, expected, got);
  }
  for (const { note, target } of wrong.worded) {
    const words = target?.exact ?? note?.worded ?? '';
    const say = (exact: string, indicator: string | null): string => `${indicator ?? '(nothing)'}: ${exact}`;
    add(
      'worded',
      words,
      Math.max(0, target?.start ?? text.indexOf(words)),
      note && say(note.worded, note.indicator),
      target && say(target.exact, target.indicator),
    );
  }
  return misses.toSorted((a, b) => a.at - b.at).map(({ miss }) => miss);
}

function valueText({ value, min, max }: Pick<Figure, 'value' | 'min' | 'max'>): string {
  return value ?? `${min ?? ''} to ${max ?? ''}`;
}

/** What is shown of a sentence before and behind a figure, in characters. */
const MOST_AROUND = 60;

function sentenceAt(text: string, start: number, end: number): string {
  const before = /[^。；！？\n]*$/.exec(text.slice(Math.max(0, start - MOST_AROUND), start))?.[0] ?? '';
  const behind = /^[^。；！？\n]*[。；！？]?/.exec(text.slice(end, end + MOST_AROUND))?.[0] ?? '';
  return (before + text.slice(start, end) + behind).trim();
}
