import { type Span, foldWidths } from '../fold-widths.ts';
import type { ArticleParts } from './article-parts.ts';
import { dispatchEnd, isByline, isIssuer, isSubtitle } from './credits.ts';
import { HEADING_FORMS } from './heading-forms.ts';
import { isFooter, isNavigation } from './navigation.ts';
import { type TextLine, textLinesOf } from './text-lines.ts';
import { type TextMasthead, readTextMasthead } from './text-masthead.ts';

/** Pages of this paper have 2,000 to 16,000 characters; what is forty times that is no page. */
const MAX_CHARACTERS = 600_000;

/** A line that is longer than this is cut within. */
const LONGEST_LINE = 20_000;

/**
 * How much of a text is read: all of it, or as many whole lines as {@link MAX_CHARACTERS} hold, of a very long line as
 * many clauses. What has no end is left out: a number that is cut in two would be another number.
 */
export function readableLength(text: string): number {
  if (text.length <= MAX_CHARACTERS) return text.length;
  const head = text.slice(0, MAX_CHARACTERS);
  const lineEnd = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1;
  if (lineEnd > MAX_CHARACTERS - LONGEST_LINE) return lineEnd;
  for (let end = MAX_CHARACTERS; end > MAX_CHARACTERS - LONGEST_LINE; end--) {
    // A comma between digits groups them.
    if (/(?:[。；;！？，]|[^\d],)$/.test(head.slice(end - 2, end))) return end;
  }
  return lineEnd;
}

/**
 * Finds the parts of an article in the text of its whole page. The order of such a text is fixed: label, pager, title
 * list, navigation, date with the zoom words, 引题 right under the date or an empty line, 主题 and 副题, captions,
 * paragraphs, pager, footer. A text without the date line is taken for an article alone. Of a text that is too long
 * only the beginning is read, see {@link readableLength}.
 */
export function partsOfText(text: string): ArticleParts {
  const read = text.slice(0, readableLength(text));
  const lines = textLinesOf(read, foldWidths(read));
  const masthead = readTextMasthead(lines);
  const end = endOf(lines, masthead.next);
  const content = lines
    .slice(masthead.next, end)
    .filter((line) => line !== masthead.imprint && !isNavigation(line.text));
  const onPage = masthead.date !== null && masthead.imprint === null;
  const head = headOf(content, masthead, onPage);
  const rest = content.slice(head.next);
  const under = underHead(rest, onPage, head);
  return {
    text,
    pageLabel: masthead.label,
    section: masthead.section,
    date: masthead.date,
    introTitle: head.intro,
    title: head.title,
    subtitle: [...head.subtitle, ...under.subtitle],
    byline: [...head.byline, ...under.byline],
    captions: under.captions,
    body: rest.slice(under.next).filter(({ blank }) => !blank),
    pictures: [],
  };
}

/** The site's footer has some lines; whatever stands further up is of the article. */
const FOOTER_LINES = 40;

/** The line that the footer begins with, or the end. */
function endOf(lines: readonly TextLine[], from: number): number {
  const first = Math.max(from, lines.length - FOOTER_LINES);
  const at = lines.slice(first).findIndex(({ text, indented }) => !indented && isFooter(text));
  return at < 0 ? lines.length : first + at;
}

interface Head {
  readonly intro: readonly Span[];
  readonly title: readonly Span[];
  readonly subtitle: readonly Span[];
  readonly byline: readonly Span[];
  /** The first line behind the head. */
  readonly next: number;
  /** Whether text follows the title's lines without a blank line, as it does where all of them were lost. */
  readonly runsOn: boolean;
}

const LONGEST_TITLE = 60;
const LONGEST_SUBTITLE = 90;
/** Lines of a head that no list vouches for: more are rather captions. */
const LONGEST_HEAD = 8;

function headOf(lines: readonly TextLine[], { titleList }: TextMasthead, onPage: boolean): Head {
  const firstAt = lines.findIndex(({ blank }) => !blank);
  const first = lines[firstAt];
  const none = { intro: [], title: [], subtitle: [], byline: [], next: Math.max(firstAt, 0), runsOn: false };
  if (first === undefined || first.text.length > LONGEST_TITLE) return none;
  if (first.indented)
    return isCentred(lines, firstAt) ? { ...none, title: [first], next: firstAt + 1 } : none;

  // The title list holds the title, so it says where the title begins, and below which lines 副题 begins.
  const groupEnd = endOfGroup(lines, firstAt, titleList.length > 0);
  const group = lines.slice(firstAt, groupEnd);
  const listed = new ListedTitles(titleList);
  const inList = group.findIndex((_line, at) => listed.linesAt(group, at) > 0);
  // 引题 stands right under the date; where there is none, the line is empty.
  const introLines = inList >= 0 ? inList : onPage && firstAt === 0 && group.length > 1 ? 1 : 0;
  const titleEnd = titleEndIn(group, introLines, listed);
  if (titleEnd - introLines === 0 || group.length > LONGEST_HEAD) return none;
  const under = group.slice(titleEnd);
  const next = lines[groupEnd];
  const isCredit = (line: TextLine) => isByline(line.text, whole(line)) || isIssuer(line.text, whole(line));
  return {
    intro: group.slice(0, introLines),
    title: group.slice(introLines, titleEnd),
    subtitle: under.filter((line) => !isCredit(line)),
    byline: under.filter(isCredit),
    next: groupEnd,
    runsOn: next !== undefined && !next.blank && !next.indented,
  };
}

/** A text that was laid out with blanks has its title further in than its paragraphs. */
function isCentred(lines: readonly TextLine[], at: number): boolean {
  const [title, ...rest] = lines
    .slice(at)
    .filter(({ blank }) => !blank)
    .slice(0, 2);
  const below = rest[0];
  return (
    title !== undefined &&
    below !== undefined &&
    title.indent > below.indent + 1 &&
    !/[。:;]$/.test(title.text)
  );
}

/** A page with a title list has kept its blank lines; where there is none, text may follow the head directly. */
function endOfGroup(lines: readonly TextLine[], start: number, isWhole: boolean): number {
  let end = start;
  for (let line = lines[end]; line !== undefined && !line.blank && !line.indented; line = lines[end]) {
    if (end > start && !isWhole && isText(line)) break;
    end++;
  }
  return end;
}

/** Lines of a head are short and without a stop. */
function isText(line: TextLine): boolean {
  const isHead = isByline(line.text, whole(line)) || isSubtitle(line.text, whole(line));
  return !isHead && (line.text.length > LONGEST_SUBTITLE || line.text.endsWith('。') || beginsBody(line));
}

/** The titles of the page's articles, whose lines cannot be told from several titles. */
class ListedTitles {
  readonly #lines: ReadonlySet<string>;

  constructor(titleList: readonly string[]) {
    this.#lines = new Set(titleList.map(dense));
  }

  /** How many lines of the group make one line of the list, from line `at` on: none, one, or the lines of one title. */
  linesAt(group: readonly TextLine[], at: number): number {
    let joined = '';
    for (let count = 1; count <= LONGEST_HEAD && at + count <= group.length; count++) {
      joined += dense(group[at + count - 1]?.text ?? '');
      if (this.#lines.has(joined)) return count;
    }
    return 0;
  }
}

function dense(text: string): string {
  return text.replace(/ /g, '');
}

function titleEndIn(group: readonly TextLine[], start: number, listed: ListedTitles): number {
  let end = start;
  for (let count = listed.linesAt(group, end); count > 0; count = listed.linesAt(group, end)) end += count;
  if (end > start) return end;
  end = Math.min(start + 1, group.length);
  // Without a list, what follows a comma is still the title.
  while (end < group.length && /[,、]$/.test(group[end - 1]?.text ?? '')) end++;
  return end;
}

interface UnderHead {
  readonly subtitle: readonly Span[];
  readonly byline: readonly Span[];
  readonly captions: readonly Span[];
  /** The first line of the body. */
  readonly next: number;
}

/** Tells what stands between the head and the first indent, where the captions are: 副题 and author may stand there too. */
function underHead(lines: readonly TextLine[], onPage: boolean, { title, runsOn }: Head): UnderHead {
  if (runsOn) return { subtitle: [], byline: [], captions: [], next: 0 };
  const indentAt = lines.findIndex(({ blank, indented }) => !blank && indented);
  const noIndent = indentAt < 0;
  const end = noIndent ? (onlyCaptions(lines, onPage) ? lines.length : 0) : indentAt;
  const begins = lines.findIndex((line) => !line.blank && beginsBody(line));
  const next = begins >= 0 ? Math.min(begins, end) : end;
  const between = lines.slice(0, next).filter(({ blank }) => !blank);
  const [subtitle, byline, captions]: [Span[], Span[], Span[]] = [[], [], []];
  for (const [at, line] of between.entries()) {
    const atTop = title.length > 0 && captions.length === 0;
    if (isByline(line.text, whole(line)) || (atTop && isIssuer(line.text, whole(line)))) byline.push(line);
    else if (atTop && (isSubtitle(line.text, whole(line)) || isSlogan(between, at))) subtitle.push(line);
    else captions.push(line);
  }
  return { subtitle, byline, captions, next };
}

/**
 * 副题 has no stop, the captions under it have: without another line that is told from it, it cannot be known from a
 * caption and is taken for one.
 */
function isSlogan(between: readonly TextLine[], at: number): boolean {
  const line = between[at];
  const below = between.slice(at + 1, at + 1 + LONGEST_HEAD);
  if (line === undefined || below.length === 0 || line.text.length > LONGEST_TITLE) return false;
  return (
    !/[。!?:;)]$/.test(line.text) &&
    /[, ]/.test(line.text) &&
    below.every(({ text }) => /[。!?]”?$/.test(text))
  );
}

/** Without a single indent: captions stand close together, paragraphs that lost their indent have blank lines between. */
function onlyCaptions(lines: readonly TextLine[], onPage: boolean): boolean {
  const first = lines.findIndex(({ blank }) => !blank);
  const last = lines.findLastIndex(({ blank }) => !blank);
  return onPage && !lines.slice(first, last).some(({ blank }) => blank);
}

/** No caption begins like this: the body does, although the line is not indented. */
function beginsBody(line: TextLine): boolean {
  const { text } = line;
  if (dispatchEnd(text, whole(line)) !== null || /^(?:各位|同志们)/.test(text)) return true;
  const head = text.slice(0, LONGEST_COUNT);
  return HEADING_FORMS.some(({ name, mark }) => COUNTS.has(name) && mark.test(head));
}

const LONGEST_COUNT = 12;
const COUNTS: ReadonlySet<string> = new Set(['part', 'chapter', 'chinese', 'bracketed']);

function whole({ text }: TextLine): Span {
  return { start: 0, end: text.length };
}
