import type { Block } from '../document.ts';
import type { Span } from '../fold-widths.ts';
import { LEAD_RANK, PLAIN_FORMS, type PlainForm, WHOLE_ARTICLE } from './heading-forms.ts';
import { type Line, hasFigure, isDay, isNoHeading, readLines, seriesOf } from './outline-lines.ts';
import { bareMarksBehind, linesOfHeading, mayHead, pairsBehind } from './bare-marks.ts';

/**
 * The body's blocks, in order, from its lines. `folded` is the folded text, see fold-widths.ts; quotes are cut from
 * `text`. Headings are recognised by their marks, see heading-forms.ts, or by being short and without a full stop.
 * Every line is asked about a bounded number of its neighbours.
 */
export function outlineOf(text: string, folded: string, spans: readonly Span[]): Block[] {
  return new Outline(text, folded, readLines(text, folded, spans)).blocks();
}

/** A heading that is open: what comes next is under it. */
interface Open {
  readonly series: string;
  readonly rank: number | null;
}

/** A line under an announcement that is longer is text again, and no more of its list. */
const LONGEST_OF_LIST = 80;
/** A sentence that heads the text behind it. */
const LONGEST_RUN_IN = 40;
const LONGEST_BOXED = 22;
const SHORTEST_OF_COUPLET = 5;

/** Walks the lines once and keeps the headings that are open. */
class Outline {
  readonly #text: string;
  readonly #folded: string;
  readonly #lines: readonly Line[];
  readonly #behind: ReadonlySet<number>;
  readonly #pairs: ReadonlySet<number>;
  readonly #listed: ReadonlySet<number>;
  readonly #lastOf = new Map<string, number>();
  readonly #blocks: Block[] = [];
  #open: Open[] = [];
  /** Whether the article's years are its outermost headings; `null` until its first heading without a mark. */
  #yearsAreOutermost: boolean | null = null;
  /** The series that headings without a rank were first seen inside of. */
  readonly #homes = new Set<string>();

  constructor(text: string, folded: string, lines: readonly Line[]) {
    this.#text = text;
    this.#folded = folded;
    this.#lines = lines;
    this.#behind = bareMarksBehind(lines);
    this.#pairs = pairsBehind(lines, this.#behind);
    this.#listed = listedLines(lines);
    for (const [at, line] of lines.entries()) if (line.form !== null) this.#lastOf.set(seriesOf(line), at);
  }

  blocks(): Block[] {
    for (let at = 0; at < this.#lines.length;) at += this.#take(at);
    return this.#blocks;
  }

  /** Adds what begins at line `at`, and says how many lines it took. */
  #take(at: number): number {
    const line = this.#lines[at];
    if (line === undefined) return 1;
    if (line.alone) return this.#takeBareMark(at, line);
    return (
      this.#takeMarkBehind(at, line) ??
      (line.form === null ? this.#takePlain(at, line) : this.#takeMarked(at, line))
    );
  }

  /** A mark on its own, its heading behind it; without one it is a paragraph like any other. */
  #takeBareMark(at: number, line: Line): number {
    const first = this.#lines[at + 1];
    if (this.#behind.has(at) || !mayHead(first) || (first.alone && line.form?.name !== 'digit')) {
      this.#content('paragraph', { start: line.start, end: line.end, mark: null });
      return 1;
    }
    const count = linesOfHeading(this.#lines, at + 1);
    this.#heading(at, this.#openOf(line), {
      start: first.start,
      end: this.#endOf(at + count),
      mark: line.mark,
    });
    return count + 1;
  }

  /** A heading of one line or more whose bare mark stands behind it; `null` if none begins at `at`. */
  #takeMarkBehind(at: number, line: Line): number | null {
    for (let count = 1; count <= 3; count++) {
      const words = this.#lines[at + count - 1];
      if (words === undefined || words.form !== null || !words.brief) return null;
      const goesOn = count === 1 || this.#lines[at + count - 2]?.continued === true;
      if (!goesOn && !(count === 2 && this.#pairs.has(at + 2))) return null;
      const mark = this.#lines[at + count];
      if (mark === undefined) return null;
      if (!mark.alone || !this.#behind.has(at + count)) continue;
      this.#heading(at + count, this.#openOf(mark), { start: line.start, end: words.end, mark: mark.mark });
      return count + 1;
    }
    return null;
  }

  #takeMarked(at: number, line: Line): number {
    const { form, words, end, mark } = line;
    if (form?.heads === 'brief' && line.brief && !this.#isListItem(at, line)) {
      const count = this.#linesOfMarked(at);
      this.#heading(at, this.#openOf(line), { start: words, end: this.#endOf(at + count - 1), mark });
      return count;
    }
    const sentence = form?.runsIn === true ? this.#runIn(at, line) : null;
    if (line.heads) this.#heading(at, this.#openOf(line), { start: words, end, mark });
    else if (sentence === null) this.#content('item', { start: words, end, mark });
    else {
      this.#heading(at, this.#openOf(line), { start: words, end: sentence, mark });
      this.#rest(sentence + 1, end);
    }
    return 1;
  }

  /** Points that tell figures one after the other are a list, however they are marked. */
  #isListItem(at: number, line: Line): boolean {
    const beside = [this.#lines[at - 1], this.#lines[at + 1]];
    return hasFigure(this.#folded, line) && beside.some((one) => one?.form === line.form && !one.alone);
  }

  /** A marked heading goes on on the next line when it ends with a comma. */
  #linesOfMarked(at: number): number {
    const next = this.#lines[at + 1];
    const goesOn = this.#lines[at]?.continued === true && next?.form === null && next.brief;
    return goesOn && at + 2 < this.#lines.length ? 2 : 1;
  }

  /** Where the line's first sentence ends, if it is the heading of what follows on this line or the next. */
  #runIn(at: number, line: Line): number | null {
    const stop = this.#folded
      .slice(line.words, Math.min(line.end, line.words + LONGEST_RUN_IN + 1))
      .indexOf('。');
    if (stop <= 0) return null;
    const end = line.words + stop;
    if (hasFigure(this.#folded, { words: line.words, end })) return null;
    const next = this.#lines[at + 1];
    const goesOn = end + 1 < line.end ? true : next?.form === null && !next.brief;
    return goesOn ? end : null;
  }

  /** A line without a mark: `【工业】…`, a heading by its looks, or a paragraph. */
  #takePlain(at: number, line: Line): number {
    const boxed = /^【[^【】]{1,20}(?<![讯电])】/.exec(
      this.#folded.slice(line.start, line.start + LONGEST_BOXED),
    );
    if (boxed !== null) {
      const end = line.start + boxed[0].length;
      this.#heading(at, { series: 'boxed', rank: null }, { start: line.start + 1, end: end - 1, mark: null });
      this.#rest(end, line.end);
      return 1;
    }
    const count = this.#linesOfPlain(at, line);
    if (count === 0) {
      this.#content('paragraph', { start: line.start, end: line.end, mark: null });
      return 1;
    }
    const end = this.#endOf(at + count - 1);
    const form = this.#plainForm({ start: line.start, end });
    this.#heading(at, { series: form.name, rank: form.rank }, { start: line.start, end, mark: null });
    return count;
  }

  /** Of how many lines the heading without a mark consists that begins at `at`: none, one or two. */
  #linesOfPlain(at: number, line: Line): 0 | 1 | 2 {
    const next = this.#lines[at + 1];
    if (!line.brief || next === undefined || isNoHeading(this.#folded, line)) return 0;
    // Who signs, and the day on which.
    if (isDay(this.#folded, next) && at + 2 === this.#lines.length) return 0;
    if (this.#isOfLeadsList() && !line.lead) return 0;
    if (line.continued) {
      const pair = next.form === null && next.brief && !next.continued && this.#lines[at + 2] !== undefined;
      return pair && !isNoHeading(this.#folded, next) ? 2 : 0;
    }
    if (this.#listed.has(at)) return 0;
    const before = this.#lines[at - 1];
    const behindText = before === undefined || before.form !== null || !before.brief;
    // 收到提案57件，立案50件 over a list is a sentence that lost its stop.
    const isSentence = next.form !== null && this.#folded.slice(line.start, line.end).includes(',');
    const amidText = behindText && !next.alone && !isSentence && (next.form !== null || !next.brief);
    if (!amidText && hasFigure(this.#folded, line)) return 0;
    return behindText && this.#isCouplet(line, next, this.#lines[at + 2]) ? 2 : 1;
  }

  /** Two lines of one length over text are the halves of one heading: 坚持绿色发展 / 建设美丽海湾. */
  #isCouplet(first: Line, second: Line, behind: Line | undefined): boolean {
    if (second.form !== null || !second.brief || behind === undefined || behind.form !== null || behind.brief)
      return false;
    const [one, other] = [first.end - first.start, second.end - second.start];
    const plain = [first, second].every((line) => this.#isPlainWords(line));
    return plain && Math.abs(one - other) <= 1 && one >= SHORTEST_OF_COUPLET;
  }

  /** Nothing but words, which say nothing of what kind of heading they are. */
  #isPlainWords({ start, end }: Span): boolean {
    const words = this.#folded.slice(start, end);
    return /^[\u4e00-\u9fff]+$/.test(words) && formOfWords(words).name === 'plain';
  }

  /** Lines under an announcement are its list, unless the list has marks: then what has none is the next heading. */
  #isOfLeadsList(): boolean {
    const last = this.#blocks.at(-1);
    if (this.#open.at(-1)?.rank !== LEAD_RANK || last === undefined || last.kind === 'item') return false;
    return last.end - last.start <= LONGEST_OF_LIST;
  }

  #plainForm({ start, end }: Span): Pick<PlainForm, 'name' | 'rank'> {
    const words = this.#folded.slice(start, end).replace(/\n/g, '');
    const form = formOfWords(words);
    if (form.name !== 'plain' && form.name !== 'dated') return form;
    const hasYear = /(?<!\d)(?:19|20)\d\d(?!\d)/.test(words);
    this.#yearsAreOutermost ??= hasYear;
    return hasYear && this.#yearsAreOutermost ? { name: 'dated', rank: 0 } : form;
  }

  #openOf(line: Line): Open {
    // 1, 01 and PART 1 divide an article alike.
    const rank = line.form?.rank ?? null;
    return { series: seriesOf(line), rank };
  }

  #heading(at: number, heading: Open, { start, end, mark }: Span & { readonly mark: string | null }): void {
    this.#open = [...this.#openAbove(at, heading), heading];
    const text = this.#text.slice(start, end).replace(/[\r\n][\s\u00a0\u3000]*/g, '');
    this.#blocks.push({ kind: 'heading', text, start, end, mark, level: this.#open.length });
  }

  /** The open headings that stay open above a heading. */
  #openAbove(at: number, { series, rank }: Open): Open[] {
    const same = this.#open.findIndex((one) => one.series === series);
    if (same >= 0) return this.#open.slice(0, same);
    if (rank !== null) {
      const closed = this.#open.findIndex((one) => (one.rank ?? WHOLE_ARTICLE) >= rank);
      return closed >= 0 ? this.#open.slice(0, closed) : this.#open;
    }
    let depth = this.#open.length;
    for (; depth > 0; depth--) {
      const above = this.#open[depth - 1];
      if (above === undefined || !this.#closesFor(at, above)) break;
    }
    const home = this.#open[depth - 1];
    if (home !== undefined) this.#homes.add(home.series);
    return this.#open.slice(0, depth);
  }

  /**
   * Whether a heading without a rank, the first of its kind here, closes the heading `above`: it stands inside one
   * that goes on to be counted, or that it follows directly, and outside of the last of a series.
   */
  #closesFor(at: number, above: Open): boolean {
    if (above.rank === LEAD_RANK) return true;
    if (above.rank === null || above.rank <= WHOLE_ARTICLE) return false;
    const isCountedOn = (this.#lastOf.get(above.series) ?? 0) > at;
    return !isCountedOn && !this.#homes.has(above.series) && this.#blocks.at(-1)?.kind !== 'heading';
  }

  #content(kind: 'paragraph' | 'item', { start, end, mark }: Span & { readonly mark: string | null }): void {
    // Text behind the marked list of an announcement is no more of that list.
    const isText = kind === 'paragraph' && end - start > LONGEST_OF_LIST;
    if (isText && this.#open.at(-1)?.rank === LEAD_RANK && this.#blocks.at(-1)?.kind === 'item')
      this.#open.pop();
    this.#blocks.push({
      kind,
      text: this.#text.slice(start, end),
      start,
      end,
      mark,
      level: this.#open.length,
    });
  }

  /** What stands behind a heading on the same line. */
  #rest(from: number, end: number): void {
    let start = from;
    while (start < end && this.#folded[start] === ' ') start++;
    if (start < end) this.#content('paragraph', { start, end, mark: null });
  }

  #endOf(at: number): number {
    return this.#lines[at]?.end ?? 0;
  }
}

function formOfWords(words: string): Pick<PlainForm, 'name' | 'rank'> {
  return PLAIN_FORMS.find((form) => form.words.test(words)) ?? { name: 'plain', rank: null };
}

/**
 * Lines of a list without marks: three or more short lines in a row. The first of them may be its heading, and the
 * last that of the text behind.
 */
function listedLines(lines: readonly Line[]): ReadonlySet<number> {
  const listed = new Set<number>();
  const isShort = (line: Line | undefined) =>
    line?.form === null && line.brief && !line.lead && !line.continued;
  let first = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (isShort(lines[at])) continue;
    const behind = lines[at];
    const headsText = behind !== undefined && (behind.form !== null || !behind.brief || behind.lead);
    const last = headsText ? at - 2 : at - 1;
    if (at - first >= 3) for (let one = first + 1; one <= last; one++) listed.add(one);
    first = at + 1;
  }
  return listed;
}
