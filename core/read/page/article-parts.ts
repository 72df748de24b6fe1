import type { IssueDate } from '../../paper/issue-date.ts';
import type { ArticleDocument } from '../document.ts';
import { type Span, foldWidths, trimSpan } from '../fold-widths.ts';
import { outlineOf } from './outline.ts';

/** The parts of an article as spans of its text: what both forms of a page are brought to before they are read. */
export interface ArticleParts {
  readonly text: string;
  readonly pageLabel: string | null;
  readonly section: string | null;
  readonly date: IssueDate | null;
  readonly introTitle: readonly Span[];
  readonly title: readonly Span[];
  readonly subtitle: readonly Span[];
  readonly byline: readonly Span[];
  readonly captions: readonly Span[];
  readonly body: readonly Span[];
  readonly pictures: readonly string[];
}

/**
 * The document that the parts make: its head and captions quoted, the body as blocks with their outline, and the lines
 * that only name authors taken out of the body. Offsets count in `parts.text`.
 */
export function documentOf(parts: ArticleParts): ArticleDocument {
  const { text } = parts;
  const folded = foldWidths(text);
  const quote = (spans: readonly Span[]) =>
    spans.map((span) => trimSpan(folded, span)).map(({ start, end }) => text.slice(start, end));
  const joined = (spans: readonly Span[]) => quote(spans).join('\n') || null;

  const body = parts.body.map((span) => trimSpan(folded, span)).filter(({ start, end }) => end > start);
  const bylines = new Set(body.filter((span) => isByline(folded, span)));
  return {
    pageLabel: parts.pageLabel,
    section: parts.section,
    date: parts.date,
    introTitle: joined(parts.introTitle),
    title: joined(parts.title),
    subtitle: joined(parts.subtitle),
    byline: joined([...parts.byline, ...bylines]) ?? dispatchLine(text, folded, body.at(0)),
    captions: quote(parts.captions),
    pictures: parts.pictures,
    blocks: outlineOf(
      text,
      folded,
      body.filter((span) => !bylines.has(span)),
    ),
    text,
  };
}

const LONGEST_BYLINE = 120;

/** `文/…`, `□统筹/…`, `本报记者 …`: a short line that names who made the article. Also used for the line in the head. */
export function isByline(folded: string, { start, end }: Span): boolean {
  const line = folded.slice(start, Math.min(end, start + LONGEST_BYLINE + 1));
  return line.length <= LONGEST_BYLINE && !/[。;!?]/.test(line) && BYLINE.test(line);
}

const BYLINE =
  /^[□■]? ?(?:(?:文|图|文图|文、图|统筹|策划|撰文|采写|整理|摄影|摄|编辑|记者|本报记者|通讯员|实习生|作者) ?[/:]|文\/图|(?:本报|见习)?记者 |通讯员 )/;

/** `江门日报讯 (记者/… 通讯员/…)` at the beginning of the first paragraph, which it stays a part of. */
function dispatchLine(text: string, folded: string, first: Span | undefined): string | null {
  if (first === undefined) return null;
  const found = /^[\u4e00-\u9fff]{1,8}讯 ?\([^()]{2,100}\)/.exec(
    folded.slice(first.start, first.start + 120),
  );
  return found ? text.slice(first.start, first.start + found[0].length) : null;
}
