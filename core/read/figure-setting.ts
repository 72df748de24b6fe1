import type { IssueDate } from '../paper/issue-date.ts';
import type { Known } from './figure.ts';

/** Where and when a figure holds, as far as the page says. All texts are folded; see fold-widths.ts. */
export interface Setting {
  /** The sentence up to the number. */
  readonly sentence: string;
  /** Headings above the figure, outermost first; the title counts as the outermost. */
  readonly headings: readonly string[];
  readonly date: IssueDate | null;
}

/**
 * The period: what the sentence prints last, else the year of the innermost heading that has one, else the year of
 * the masthead. A whole year is `2022`, a part of it `2022-H1`, `2022-Q1/2022-Q3` or `2022-01/2022-10`.
 */
export function periodOf({ sentence, headings, date }: Setting): Known | null {
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
export function placeOf({ sentence, headings }: Pick<Setting, 'sentence' | 'headings'>): Known | null {
  const printed = lastPlaceIn(sentence, ({ full }) => full);
  if (printed !== null) return { value: printed, from: 'printed' };
  for (const heading of headings.toReversed()) {
    const named = lastPlaceIn(heading, ({ short }) => short);
    if (named !== null) return { value: named, from: 'heading' };
  }
  return null;
}

function lastPlaceIn(text: string, form: (place: Place) => string): string | null {
  let last: { full: string; at: number } | null = null;
  for (const place of PLACES) {
    const at = text.lastIndexOf(form(place));
    if (at >= 0 && at > (last?.at ?? -1)) last = { full: place.full, at };
  }
  return last?.full ?? null;
}

interface Place {
  readonly full: string;
  /** What headings print of it. */
  readonly short: string;
}

/** The administrative divisions that a newspaper of Jiangmen reports on. */
const PLACES: readonly Place[] = [
  '江门市',
  '台山市',
  '开平市',
  '鹤山市',
  '恩平市',
  '蓬江区',
  '江海区',
  '新会区',
  '广东省',
].map((full) => ({ full, short: full.slice(0, -1) }));
