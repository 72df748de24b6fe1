import type { IssueDate } from '../../paper/issue-date.ts';
import type { Paper } from '../../paper/paper.ts';
import type { KnownPeriod, KnownPlace } from './figure.ts';

/** Where and when a figure holds, as far as the page says. All texts are folded; see fold-widths.ts. */
export interface Setting {
  /** The sentence up to the number. */
  readonly sentence: string;
  /** Headings above the figure, outermost first; the title counts as the outermost. */
  readonly headings: readonly string[];
  readonly date: IssueDate | null;
  /** The places that the paper reports on, in full. */
  readonly places: Paper['places'];
}

/**
 * The period: what the sentence prints last, else the year of the innermost heading that has one, else the year of
 * the masthead. A whole year is `2022`, a part of it `2022-H1`, `2022-Q1/2022-Q3` or `2022-01/2022-10`.
 */
export function periodOf({ sentence, headings, date }: Omit<Setting, 'places'>): KnownPeriod | null {
  const masthead = date?.slice(0, 4) ?? null;
  const printed = [...sentence.matchAll(PRINTED_YEAR)].at(-1);
  const relative = [...sentence.matchAll(RELATIVE_YEAR)].at(-1);
  const fromHeading = headings
    .toReversed()
    .map(yearIn)
    .find((year) => year !== null);
  if (printed && (!relative || printed.index > relative.index)) {
    return { value: withPart(printed[1] ?? '', sentence.slice(printed.index)), from: 'printed' };
  }
  if (relative && masthead !== null) {
    const year = String(Number(masthead) + (RELATIVE[relative[0]] ?? 0));
    return { value: withPart(year, sentence.slice(relative.index)), from: 'masthead' };
  }
  if (typeof fromHeading === 'string') return { value: withPart(fromHeading, sentence), from: 'heading' };
  return masthead === null ? null : { value: withPart(masthead, sentence), from: 'masthead' };
}

// 比2020年增长 tells what is compared with, not when.
const PRINTED_YEAR = /(?<![\d比较])((?:19|20)\d\d)年/g;
const RELATIVE_YEAR = /(?<![比较])(?:今年|去年|明年|上年)/g;
const RELATIVE: Readonly<Record<string, number>> = { 今年: 0, 去年: -1, 上年: -1, 明年: 1 };

function yearIn(text: string): string | null {
  return /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(text)?.[1] ?? null;
}

function withPart(year: string, text: string): string {
  const part = [...text.matchAll(PART_OF_YEAR)].at(-1)?.[0];
  if (part === undefined) return year;
  const known = PARTS[part];
  if (known !== undefined) return known.map((one) => `${year}-${one}`).join('/');
  const [from = '', to = ''] = part.match(/\d{1,2}/g) ?? [];
  return `${year}-${from.padStart(2, '0')}/${year}-${to.padStart(2, '0')}`;
}

const PART_OF_YEAR = /上半年|下半年|前三季度|[一二三四]季度|(?<!\d)\d{1,2}月?[-—至](?:\d|1[0-2])月(?!\d)/g;
const PARTS: Readonly<Record<string, readonly string[]>> = {
  上半年: ['H1'],
  下半年: ['H2'],
  前三季度: ['Q1', 'Q3'],
  一季度: ['Q1'],
  二季度: ['Q2'],
  三季度: ['Q3'],
  四季度: ['Q4'],
};

/** The place that the sentence prints in full, else the one that the innermost heading names; else unknown. */
export function placeOf({ sentence, headings, places }: Omit<Setting, 'date'>): KnownPlace | null {
  const printed = lastPlaceIn(sentence, places, (full) => full);
  if (printed !== null) return { value: printed, from: 'printed' };
  for (const heading of headings.toReversed()) {
    const named = lastPlaceIn(heading, places, shortNameOf);
    if (named !== null) return { value: named, from: 'heading' };
  }
  return null;
}

/** What headings print of a place: 鹤山 of 鹤山市. */
function shortNameOf(full: string): string {
  return full.slice(0, -1);
}

function lastPlaceIn(
  text: string,
  places: readonly string[],
  nameOf: (full: string) => string,
): string | null {
  let last: { readonly full: string; readonly at: number } | null = null;
  for (const full of places) {
    const at = text.lastIndexOf(nameOf(full));
    if (at >= 0 && at > (last?.at ?? -1)) last = { full, at };
  }
  return last?.full ?? null;
}
