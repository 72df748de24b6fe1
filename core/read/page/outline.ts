import type { Block } from '../document.ts';
import { findQuantities } from '../figures/find-quantities.ts';
import { type Span, trimSpan } from '../fold-widths.ts';

/**
 * The body's blocks, in order, from its lines. `folded` is the folded text, see fold-widths.ts; quotes are cut from
 * `text`. Headings of this paper are recognised by their marks (一、 (一) or a digit on a line of its own, before or
 * after a heading of one or two lines), by a colon at their end, or by being short and without a full stop.
 */
export function outlineOf(text: string, folded: string, lines: readonly Span[]): Block[] {
  const trimmed = lines.map((line) => trimSpan(folded, line)).filter(({ start, end }) => end > start);
  const read = trimmed.map((span) => readLine(text, folded, span));
  return new Outline(text, folded, settleMarks(folded, read)).blocks();
}

interface Line extends Span {
  readonly kind: 'text' | 'digit' | 'chinese' | 'bracketed' | 'bullet' | 'numbered';
  /** As printed. */
  readonly mark: string | null;
  /** What an Arabic mark counts, `NaN` for every other. */
  readonly number: number;
  /** Where the words begin, behind the mark. */
  readonly words: number;
  /** Short, and without the punctuation that ends a sentence: it may be a heading. */
  readonly brief: boolean;
  /** Brief, and announcing by a colon what follows. */
  readonly lead: boolean;
}

const MARKS: readonly (readonly [Line['kind'], RegExp])[] = [
  ['digit', /^(\d{1,2})$/],
  ['chinese', /^([一二三四五六七八九十]{1,3}[、.]) ?/],
  ['bracketed', /^(\([一二三四五六七八九十]{1,3}\)) ?/],
  ['bullet', /^([●•·□■◆◇▲△★☆○◎▶►]) ?/],
  ['numbered', /^(\d{1,2}[.、]|\(\d{1,2}\)|[①-⑳]) ?/],
];
const LONGEST_MARK = 8;
const LONGEST_HEADING = 40;
const LONGEST_UNMARKED_HEADING = 30;

function readLine(text: string, folded: string, { start, end }: Span): Line {
  const head = folded.slice(start, Math.min(end, start + LONGEST_MARK));
  const whole = end - start <= LONGEST_MARK;
  for (const [kind, form] of MARKS) {
    const found = form.exec(head);
    if (!found || (kind === 'digit' && !whole)) continue;
    const words = start + found[0].length;
    const mark = text.slice(start, start + (found[1] ?? '').length);
    const number = Number.parseInt(found[1] ?? '', 10);
    return { start, end, kind, mark, number, words, ...shape(folded, words, end, LONGEST_HEADING) };
  }
  return {
    start,
    end,
    kind: 'text',
    mark: null,
    number: NaN,
    words: start,
    ...shape(folded, start, end, LONGEST_UNMARKED_HEADING),
  };
}

function shape(folded: string, start: number, end: number, longest: number): Pick<Line, 'brief' | 'lead'> {
  const last = folded[end - 1] ?? '';
  const brief = end > start && end - start <= longest && !/[。;!?….]/.test(last);
  return { brief, lead: brief && last === ':' };
}

/**
 * `2.5亿元` may be a number of its own, or item 2 with half a billion: a mark with a digit right behind it counts only
 * where the list asks for it, after the item before or ahead of the next.
 */
function settleMarks(folded: string, lines: readonly Line[]): Line[] {
  const settled: Line[] = [];
  let lastNumber = NaN;
  for (const [at, line] of lines.entries()) {
    const glued = line.kind === 'numbered' && /^\d/.test(folded.slice(line.words, line.words + 1));
    const dotted = /[.．]$/.test(line.mark ?? '');
    const follows = lastNumber === line.number - 1;
    const leads = line.number === 1 && lines[at + 1]?.number === 2;
    const asNumber = glued && dotted && !follows && !leads;
    settled.push(asNumber ? { ...line, kind: 'text', mark: null, number: NaN, words: line.start } : line);
    if (!asNumber && line.kind !== 'text') lastNumber = line.number;
  }
  return settled;
}

/** How far inside each kind of heading stands: a heading closes those of its own rank and of greater ranks. */
const RANKS = { dated: 0, plain: 1, chinese: 2, digit: 3, bracketed: 4, lead: 5 } as const;
type Rank = keyof typeof RANKS;

/** Walks the lines once and keeps the headings that are open. */
class Outline {
  readonly #text: string;
  readonly #folded: string;
  readonly #lines: readonly Line[];
  readonly #blocks: Block[] = [];
  readonly #open: Rank[] = [];

  constructor(text: string, folded: string, lines: readonly Line[]) {
    this.#text = text;
    this.#folded = folded;
    this.#lines = lines;
  }

  blocks(): Block[] {
    for (let at = 0; at < this.#lines.length;) at += this.#take(at);
    return this.#blocks;
  }

  /** Adds the block that begins at line `at`, and says how many lines it took. */
  #take(at: number): number {
    const line = this.#lines[at];
    if (line === undefined) return 1;
    if (line.kind === 'digit') return this.#takeBareDigit(at, line);
    const afterDigit = this.#digitBehind(at);
    if (afterDigit !== null) {
      this.#heading(
        'digit',
        line.words,
        this.#lines[at + afterDigit - 1]?.end ?? line.end,
        this.#markOf(at + afterDigit),
      );
      return afterDigit + 1;
    }
    if ((line.kind === 'chinese' || line.kind === 'bracketed') && line.brief) {
      this.#heading(line.kind, line.words, line.end, line.mark);
    } else if (line.kind !== 'text') {
      this.#content('item', line);
    } else if (this.#isHeading(at, line)) {
      this.#heading(line.lead ? 'lead' : this.#isDated(line) ? 'dated' : 'plain', line.start, line.end, null);
    } else {
      this.#content('paragraph', line);
    }
    return 1;
  }

  /** A digit on its own, its heading behind it; without one it is a paragraph like any other. */
  #takeBareDigit(at: number, line: Line): number {
    const first = this.#lines[at + 1];
    if (first?.kind !== 'text' || !first.brief) {
      this.#content('paragraph', { ...line, words: line.start, mark: null });
      return 1;
    }
    const last = this.#secondLine(at + 1) ?? first;
    this.#heading('digit', first.start, last.end, line.mark);
    return last === first ? 2 : 3;
  }

  /** How many lines of a heading begin at `at`, if its bare digit stands behind it; else `null`. */
  #digitBehind(at: number): 1 | 2 | null {
    const first = this.#lines[at];
    if (first?.kind !== 'text' || !first.brief) return null;
    const lines = this.#lines[at + 1]?.kind === 'digit' ? 1 : 2;
    const second = this.#lines[at + 1];
    if (lines === 2 && (second?.kind !== 'text' || !second.brief || !this.#isContinued(first))) return null;
    const digit = this.#lines[at + lines];
    const behind = this.#lines[at + lines + 1];
    // When words follow the digit, it is the digit of those words.
    return digit?.kind === 'digit' &&
      behind !== undefined &&
      behind.kind !== 'text' &&
      behind.kind !== 'digit'
      ? lines
      : null;
  }

  /** The second line of a heading that begins at `at`, if it has one. */
  #secondLine(at: number): Line | null {
    const [first, second, behind] = [this.#lines[at], this.#lines[at + 1], this.#lines[at + 2]];
    if (first === undefined || second?.kind !== 'text' || !second.brief) return null;
    return this.#isContinued(first) || behind?.kind === 'bracketed' ? second : null;
  }

  #isContinued(line: Line): boolean {
    return /[,、]/.test(this.#folded[line.end - 1] ?? '');
  }

  #isHeading(at: number, line: Line): boolean {
    if (!line.brief || this.#isContinued(line) || at === this.#lines.length - 1) return false;
    if (findQuantities(this.#folded, line).length > 0) return false;
    // Lines under an announcement are its list, unless the list has marks: then what has none is the next heading.
    return line.lead || this.#open.at(-1) !== 'lead' || this.#blocks.at(-1)?.kind === 'item';
  }

  #isDated(line: Line): boolean {
    return /(?<!\d)(?:19|20)\d\d(?!\d)/.test(this.#folded.slice(line.start, line.end));
  }

  #heading(rank: Rank, start: number, end: number, mark: string | null): void {
    while (this.#open.length > 0 && RANKS[this.#open.at(-1) ?? 'dated'] >= RANKS[rank]) this.#open.pop();
    this.#open.push(rank);
    const text = this.#text.slice(start, end).replace(/[\r\n][\s\u00a0\u3000]*/g, '');
    this.#blocks.push({ kind: 'heading', text, start, end, mark, level: this.#open.length });
  }

  #content(kind: 'paragraph' | 'item', { words, end, mark }: Line): void {
    // A line that is nothing but a mark still has its place.
    this.#blocks.push({
      kind,
      text: this.#text.slice(words, end),
      start: words,
      end,
      mark,
      level: this.#open.length,
    });
  }

  #markOf(at: number): string | null {
    return this.#lines[at]?.mark ?? null;
  }
}
