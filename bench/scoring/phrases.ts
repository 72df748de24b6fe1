import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { foldWidths } from '../../core/read/fold-widths.ts';
import { COMPARATORS } from '../../core/read/figures/figure.ts';
import { readArticleText } from '../../core/read/read-text.ts';
import { JMRB } from '../../core/paper/papers/jmrb.ts';
import {
  type Hits,
  NO_HITS,
  NO_TALLY,
  type Tally,
  accuracy,
  addHits,
  addTally,
  f1,
  precision,
  recall,
} from './tally.ts';

/*
 * Single phrases of the genre, with the value, the unit and the comparator of each figure: what the articles of the
 * corpus are too few to hold, each form once.
 */

const PHRASES = new URL('../../test/core/read/corpus/phrases.jsonl', import.meta.url);

const NotedFigure = z.strictObject({
  exact: z.string().min(1),
  value: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  unit: z.string().min(1),
  comparator: z.enum(COMPARATORS),
});
const Phrase = z.strictObject({ text: z.string().min(1), figures: z.array(NotedFigure) });

type NotedPhrase = Readonly<z.infer<typeof Phrase>>;

/** What all phrases come to. */
export interface PhraseScore {
  readonly phrases: number;
  /** Value and unit. */
  readonly figures: Tally;
  readonly ranges: Tally;
  /** Of the figures found. */
  readonly comparators: Hits;
}

/** Fails with a SyntaxError or a ZodError when the file is not as told. */
export async function scorePhrases(): Promise<PhraseScore> {
  const lines = (await readFile(PHRASES, 'utf8')).split('\n').filter((line) => line !== '');
  return lines
    .map((line) => scorePhrase(Phrase.parse(JSON.parse(line))))
    .reduce(
      (a, b) => ({
        phrases: a.phrases + b.phrases,
        figures: addTally(a.figures, b.figures),
        ranges: addTally(a.ranges, b.ranges),
        comparators: addHits(a.comparators, b.comparators),
      }),
      { phrases: 0, figures: NO_TALLY, ranges: NO_TALLY, comparators: NO_HITS },
    );
}

function scorePhrase({ text, figures: noted }: NotedPhrase): PhraseScore {
  const page = `2023 年 2 月 25 日 星期\n\n题目\n\n    ${text}\n`;
  const left = [...readArticleText(page, JMRB).figures];
  const found = left.length;
  let [right, ranges, comparators] = [0, 0, 0];
  for (const note of noted) {
    // Two figures of one phrase may say the same: the one at the same characters comes first.
    const same = left.filter((figure) => sayingOf(figure) === sayingOf(note));
    const figure = same.find(({ exact }) => exact === note.exact) ?? same[0];
    if (figure === undefined) continue;
    left.splice(left.indexOf(figure), 1);
    right += 1;
    if (note.min !== undefined) ranges += 1;
    if (figure.comparator === note.comparator) comparators += 1;
  }
  const expectedRanges = noted.filter(({ min }) => min !== undefined).length;
  return {
    phrases: 1,
    figures: { expected: noted.length, found, right },
    ranges: { expected: expectedRanges, found: expectedRanges, right: ranges },
    comparators: { compared: right, right: comparators },
  };
}

/** A figure, read or noted, as far as it is compared. */
interface Saying {
  readonly value?: string | null | undefined;
  readonly min?: string | null | undefined;
  readonly max?: string | null | undefined;
  readonly unit: string;
}

function sayingOf({ value, min, max, unit }: Saying): string {
  return `${value ?? `${min ?? ''}~${max ?? ''}`} ${foldWidths(unit)}`;
}

/** One line for a terminal. */
export function phraseText({ phrases, figures, ranges, comparators }: PhraseScore): string {
  const percent = (share: number | null) => ((share ?? 0) * 100).toFixed(1);
  const shares = [precision(figures), recall(figures), f1(figures)].map(percent).join(' / ');
  return (
    `${phrases} phrases: value and unit ${shares} (precision / recall / F1 of ${figures.expected} noted), ` +
    `comparator ${percent(accuracy(comparators))}, ranges ${ranges.right} of ${ranges.expected}\n`
  );
}
