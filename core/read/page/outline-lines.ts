import { findQuantities } from '../figures/find-quantities.ts';
import { type Span, trimSpan } from '../fold-widths.ts';
import { HEADING_FORMS, type HeadingForm, LONGEST_MARK, NO_HEADINGS } from './heading-forms.ts';

/** A line of the body as the outline sees it. */
export interface Line extends Span {
  /** `null` for a line without a mark. */
  readonly form: HeadingForm | null;
  /** As printed. */
  readonly mark: string | null;
  /** What an Arabic mark counts, `NaN` for every other. */
  readonly number: number;
  /** Where the words begin, behind the mark. */
  readonly words: number;
  /** Nothing but its mark. */
  readonly alone: boolean;
  /** Short, and without the punctuation that ends a sentence: it may be a heading. */
  readonly brief: boolean;
  /** Ends with a comma: a heading goes on on the next line. */
  readonly continued: boolean;
  /** Brief, and announcing by a colon what follows. */
  readonly lead: boolean;
  /** Whether a form that heads only some of its lines makes this one a heading. */
  readonly heads: boolean;
}

const LONGEST_HEADING = 40;
const LONGEST_UNMARKED_HEADING = 30;

/** The body's lines with their marks. `folded` is the folded text, see fold-widths.ts; marks are cut from `text`. */
export function readLines(text: string, folded: string, spans: readonly Span[]): Line[] {
  const lines = spans
    .map((span) => trimSpan(folded, span))
    .filter(({ start, end }) => end > start)
    .map((span) => readLine(text, folded, span));
  return settleSeries(folded, settleGlued(folded, settleBare(folded, lines)));
}

function readLine(text: string, folded: string, { start, end }: Span): Line {
  const head = folded.slice(start, Math.min(end, start + LONGEST_MARK + 1));
  for (const form of HEADING_FORMS) {
    const found = form.mark.exec(head);
    if (!found) continue;
    const printed = found[1] ?? '';
    const words = start + found[0].length;
    const alone = words >= end;
    if (alone && !form.alone) continue;
    return {
      start,
      end,
      form,
      mark: text.slice(start, start + printed.length),
      number: Number.parseInt(/\d+/.exec(printed)?.[0] ?? '', 10),
      words,
      alone,
      heads: false,
      ...shapeOf(folded, words, end, /[。;….]$/, LONGEST_HEADING),
    };
  }
  return unmarked(folded, { start, end });
}

function unmarked(folded: string, { start, end }: Span): Line {
  return {
    start,
    end,
    form: null,
    mark: null,
    number: NaN,
    words: start,
    alone: false,
    heads: false,
    ...shapeOf(folded, start, end, /[。;…!?.]$/, LONGEST_UNMARKED_HEADING),
  };
}

function shapeOf(
  folded: string,
  start: number,
  end: number,
  stop: RegExp,
  longest: number,
): Pick<Line, 'brief' | 'continued' | 'lead'> {
  if (end <= start || end - start > longest) return { brief: false, continued: false, lead: false };
  const words = folded.slice(start, end);
  // A stop may stand in front of the quotation mark that closes the sentence.
  const brief = !words.includes('。') && !stop.test(words.replace(/[”’"')》]+$/, ''));
  return { brief, continued: brief && /[,、]$/.test(words), lead: brief && /[:∶]$/.test(words) };
}

/** A number on its own line that is no section's may be one that is printed large: it counts only where 14 went before 15. */
function settleBare(folded: string, lines: readonly Line[]): Line[] {
  let last = NaN;
  return lines.map((line) => {
    if (line.form?.name !== 'digit') return line;
    const isSection = line.number < FIRST_OF_TWO_DIGITS || line.number === last + 1;
    last = line.number;
    return isSection ? line : unmarked(folded, line);
  });
}

const FIRST_OF_TWO_DIGITS = 10;

/**
 * `2.5亿元` may be a number of its own, or item 2 with half a billion: a mark with a digit right behind it counts only
 * where the list asks for it, after the item before or ahead of the next. So does a number that only a blank parts
 * from the words: `5 个项目` is no fifth item.
 */
function settleGlued(folded: string, lines: readonly Line[]): Line[] {
  const settled: Line[] = [];
  let lastNumber = NaN;
  for (const [at, line] of lines.entries()) {
    const glued =
      line.form?.name === 'numbered' &&
      /[.．]$/.test(line.mark ?? '') &&
      /^\d/.test(folded.slice(line.words, line.words + 1));
    const follows = lastNumber === line.number - 1;
    const leads = line.number === 1 && lines[at + 1]?.number === 2;
    const asNumber = glued && !follows && !leads;
    settled.push(asNumber ? unmarked(folded, line) : line);
    if (!asNumber && line.form !== null) lastNumber = line.number;
  }
  return settled;
}

/** Tells headings from items where the form alone does not; see {@link HeadingForm.heads}. */
function settleSeries(folded: string, lines: readonly Line[]): Line[] {
  const spaced = lines.filter(({ form }) => form?.heads === 'in-series');
  const counted = new Set(
    spaced.filter((line, at) => {
      const [before, behind] = [spaced[at - 1], spaced[at + 1]];
      const [goesOn, isFollowed] = [before?.number === line.number - 1, behind?.number === line.number + 1];
      return line.brief && (hasFigure(folded, line) ? goesOn && isFollowed : goesOn || isFollowed);
    }),
  );
  const last = new Map<string, Line>();
  return lines.map((line, at) => {
    const { form } = line;
    if (form === null) return line;
    if (form.heads === 'in-series')
      return counted.has(line) ? { ...line, heads: true } : unmarked(folded, line);
    if (form.heads !== 'over-text') return line;
    const before = last.get(seriesOf(line));
    const goesOn = before !== undefined && before.number === line.number - 1;
    const settled = {
      ...line,
      heads: line.brief && (goesOn ? before.heads : standsOverText(folded, lines, at)),
    };
    last.set(seriesOf(line), settled);
    return settled;
  });
}

/** Lines of one series: those of one form, and with one bullet of the many. */
export function seriesOf({ form, mark }: Pick<Line, 'form' | 'mark'>): string {
  return form?.name === 'bullet' ? `bullet ${mark ?? ''}` : (form?.name ?? '');
}

/** Whether text, or a list of another kind, stands between the line and its neighbours in the series. */
function standsOverText(folded: string, lines: readonly Line[], at: number): boolean {
  const [before, line, behind] = [lines[at - 1], lines[at], lines[at + 1]];
  if (line === undefined || behind === undefined || hasFigure(folded, line)) return false;
  const series = seriesOf(line);
  if (seriesOf(behind) === series || (before !== undefined && seriesOf(before) === series)) return false;
  if (behind.form === null) return !behind.brief;
  const inner = (behind.form.rank ?? Infinity) > (line.form?.rank ?? -1);
  return !behind.alone && (line.form?.rank === null ? behind.form.heads === 'over-text' : inner);
}

/**
 * Whether a short line tells a figure, as items do more often than headings. Only short lines are looked at; words
 * such as 十件民生实事 tell none.
 */
export function hasFigure(folded: string, { words, end }: Pick<Line, 'words' | 'end'>): boolean {
  if (end - words > LONGEST_HEADING || !/\d/.test(folded.slice(words, end))) return false;
  return findQuantities(folded, { start: words, end }).some(({ start }) =>
    /^[-+]?\d/.test(folded.slice(start, start + 2)),
  );
}

/** Whether a short line looks like a heading and is none. */
export function isNoHeading(folded: string, { start, end }: Span): boolean {
  const words = folded.slice(start, Math.min(end, start + LONGEST_HEADING));
  return NO_HEADINGS.some((form) => form.test(words));
}

/** A line that has nothing on it but a day, as a report's last line. */
export function isDay(folded: string, { start, end }: Span): boolean {
  return (
    end - start <= LONGEST_MARK &&
    /^(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日$/.test(folded.slice(start, end))
  );
}
