import type { IssueDate } from '../../paper/issue-date.ts';
import type { ArticleParts } from './article-parts.ts';
import { type Span, foldWidths, linesOf, trimSpan } from '../fold-widths.ts';
import { readMastheadDate } from './masthead-date.ts';
import { isFooter, isNavigation } from './navigation.ts';
import { type PageLabel, readPageLabel } from './page-label.ts';

interface Line extends Span {
  readonly text: string;
  readonly blank: boolean;
  /** Whether it begins with blanks, as every paragraph of the body does and nothing else. */
  readonly indented: boolean;
}

/**
 * Finds the parts of an article in the text of its whole page. The order of such a text is fixed: label, pager, title
 * list, navigation, date with the zoom words, 引题 right under the date or an empty line, 主题 and 副题, captions,
 * paragraphs, pager, footer. A text without the date line is taken for an article alone.
 */
export function partsOfText(text: string): ArticleParts {
  const folded = foldWidths(text);
  const lines = linesOf(text).map((line) => lineOf(folded, line));
  const masthead = mastheadOf(lines);
  const end = endOf(lines, masthead.next);
  const content = lines.slice(masthead.next, end).filter(({ text }) => !isNavigation(text));
  const listed = new Set(masthead.titleList);
  const head = headOf(content, listed, masthead.date !== null);
  const rest = content.slice(head.next);
  const bodyAt = rest.findIndex(({ blank, indented }) => !blank && indented);
  const captionsEnd = bodyAt >= 0 ? bodyAt : onlyCaptions(rest, masthead.date !== null) ? rest.length : 0;
  const captions = rest.slice(0, captionsEnd);
  const body = rest.slice(captionsEnd);
  return {
    text,
    pageLabel: masthead.label?.label ?? null,
    section: masthead.label?.section ?? null,
    date: masthead.date,
    introTitle: head.intro,
    title: head.title,
    subtitle: head.subtitle,
    byline: [],
    captions: captions.filter(({ blank }) => !blank),
    body: body.filter(({ blank }) => !blank),
    pictures: [],
  };
}

/** Without a single indent: captions stand close together, paragraphs that lost their indent have blank lines between. */
function onlyCaptions(lines: readonly Line[], onPage: boolean): boolean {
  const first = lines.findIndex(({ blank }) => !blank);
  const last = lines.findLastIndex(({ blank }) => !blank);
  return onPage && !lines.slice(first, last).some(({ blank }) => blank);
}

function lineOf(folded: string, line: Span): Line {
  const { start, end } = trimSpan(folded, line);
  return {
    start,
    end,
    text: folded.slice(start, end),
    blank: start === end,
    indented: start - line.start >= 2,
  };
}

interface Masthead {
  readonly label: PageLabel | null;
  readonly date: IssueDate | null;
  readonly titleList: readonly string[];
  /** The first line behind the masthead. */
  readonly next: number;
}

/** The label and the date line stand near the top, below a title list of at most some dozen lines. */
const MASTHEAD_LINES = 200;

function mastheadOf(lines: readonly Line[]): Masthead {
  const top = lines.slice(0, MASTHEAD_LINES);
  const dateAt = top.findIndex(({ text }) => DATE_LINE.test(text) && readMastheadDate(text) !== null);
  const labelAt = top.slice(0, dateAt < 0 ? 3 : dateAt).findIndex(({ text }) => readPageLabel(text) !== null);
  const label = readPageLabel(lines[labelAt]?.text ?? '');
  if (dateAt < 0) return { label, date: null, titleList: [], next: labelAt + 1 };
  const above = top.slice(labelAt + 1, dateAt).filter(({ blank, text }) => !blank && !isNavigation(text));
  return {
    label,
    date: readMastheadDate(lines[dateAt]?.text ?? ''),
    titleList: above.map(({ text }) => text),
    next: dateAt + 1,
  };
}

const DATE_LINE = /^\d{4} ?年/;

/** The line that the footer begins with, or the end. */
function endOf(lines: readonly Line[], from: number): number {
  const at = lines.findIndex(({ text, indented }, index) => index >= from && !indented && isFooter(text));
  return at < 0 ? lines.length : at;
}

interface Head {
  readonly intro: readonly Span[];
  readonly title: readonly Span[];
  readonly subtitle: readonly Span[];
  /** The first line behind the head. */
  readonly next: number;
}

const LONGEST_TITLE = 60;

function headOf(lines: readonly Line[], listed: ReadonlySet<string>, onPage: boolean): Head {
  const isTitleLine = ({ blank, indented, text }: Line) =>
    !blank && !indented && text.length <= LONGEST_TITLE;
  const firstAt = lines.findIndex(({ blank }) => !blank);
  const first = lines[firstAt];
  if (first === undefined || !isTitleLine(first))
    return { intro: [], title: [], subtitle: [], next: Math.max(firstAt, 0) };

  // The title list holds the title, so it says where the title begins, and below which lines 副题 begins.
  const groupEnd = endOfGroup(lines, firstAt);
  const group = lines.slice(firstAt, groupEnd);
  const inList = group.findIndex(({ text }) => listed.has(text));
  // 引题 stands right under the date; where there is none, the line is empty.
  const introLines = inList >= 0 ? inList : onPage && firstAt === 0 && group.length > 1 ? 1 : 0;
  const titleEnd = titleEndIn(group, introLines, listed);
  if (titleEnd - introLines === 0 || group.length > LONGEST_HEAD)
    return { intro: [], title: [], subtitle: [], next: firstAt };
  return {
    intro: group.slice(0, introLines),
    title: group.slice(introLines, titleEnd),
    subtitle: group.slice(titleEnd),
    next: groupEnd,
  };
}

/** Lines of a head that no list vouches for: more are rather captions. */
const LONGEST_HEAD = 8;

function endOfGroup(lines: readonly Line[], start: number): number {
  let end = start;
  while (end < lines.length && lines[end]?.blank === false && lines[end]?.indented === false) end++;
  return end;
}

function titleEndIn(group: readonly Line[], start: number, listed: ReadonlySet<string>): number {
  let end = start;
  while (end < group.length && listed.has(group[end]?.text ?? '')) end++;
  return end > start ? end : Math.min(start + 1, group.length);
}
