import type { IssueDate } from '../../paper/issue-date.ts';
import type { ArticleDocument, Flaw } from '../document.ts';
import { flaw } from '../flaw.ts';
import { type Span, trimSpan } from '../fold-widths.ts';
import { closingCredit, dispatchEnd, isByline, isCaption, isIssuer, isSubtitle } from './credits.ts';
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

/** The longest report of the paper has some hundred lines; what has many times that is no article. */
const MAX_LINES = 5_000;
const MAX_CAPTIONS = 300;
/** An article that names more authors keeps the rest of them in its body. */
const MAX_BYLINES = 20;
/** Who gives a report stands above its first line of text. */
const LINES_OF_ISSUERS = 4;

/**
 * The parts with what the body holds besides its text taken out of it: lines that name authors, captions, and who
 * gives a report; `folded` is their text, see fold-widths.ts. Of a hostile page only the first lines are kept, which is told among the flaws.
 */
export function settleParts(
  parts: ArticleParts,
  folded: string,
): {
  readonly parts: ArticleParts;
  readonly flaws: readonly Flaw[];
} {
  const byline = [...parts.byline];
  const captions = parts.captions.slice(0, MAX_CAPTIONS);
  const subtitle = [...parts.subtitle];
  const body: Span[] = [];
  let left = Math.max(0, parts.captions.length - MAX_CAPTIONS);
  for (const line of parts.body) {
    const span = trimSpan(folded, line);
    const isHead = body.length === 0;
    if (span.start === span.end) continue;
    if (byline.length < MAX_BYLINES && isByline(folded, span)) byline.push(span);
    else if (captions.length < MAX_CAPTIONS && isCaption(folded, span)) captions.push(span);
    else if (isHead && byline.length < LINES_OF_ISSUERS && isIssuer(folded, span)) byline.push(span);
    else if (
      isHead &&
      subtitle.length < LINES_OF_ISSUERS &&
      parts.title.length > 0 &&
      isSubtitle(folded, span)
    )
      subtitle.push(span);
    else if (body.length < MAX_LINES) body.push(span);
    else left += 1;
  }
  const flaws = left === 0 ? [] : [flaw('too-many-lines', `${left} more lines`)];
  return { parts: { ...parts, subtitle, byline, captions, body }, flaws };
}

/**
 * The document that the parts make, `folded` being their text (see fold-widths.ts): its head and captions quoted, the body as blocks with their outline. Offsets
 * count in `parts.text`.
 */
export function documentOf(parts: ArticleParts, folded: string): ArticleDocument {
  const { text } = parts;
  const quote = (spans: readonly Span[]) =>
    spans.map((span) => trimSpan(folded, span)).map(({ start, end }) => text.slice(start, end));
  const joined = (spans: readonly Span[]) => quote(spans).join('\n') || null;

  return {
    pageLabel: parts.pageLabel,
    section: parts.section,
    date: parts.date,
    introTitle: joined(parts.introTitle),
    title: joined(parts.title),
    subtitle: joined(parts.subtitle),
    byline: joined([...parts.byline, ...creditsWithin(folded, parts)]),
    captions: quote(parts.captions),
    pictures: parts.pictures,
    blocks: outlineOf(text, folded, parts.body),
    text,
  };
}

/** The first paragraphs of an article may follow a heading. */
const LINES_WITH_DISPATCH = 3;

/**
 * Who made an article as its paragraphs tell: `江门日报讯 (记者/…)` before the text, `（本报记者 …）` behind it. `本报讯`
 * names nobody and counts only where nobody is named. None of them where the article has a byline.
 */
function creditsWithin(folded: string, { byline, body }: ArticleParts): Span[] {
  const first = body.slice(0, LINES_WITH_DISPATCH).map((line) => trimSpan(folded, line));
  const dispatches = first.flatMap((span) => {
    const end = dispatchEnd(folded, span);
    return end === null ? [] : [{ start: span.start, end }];
  });
  const last = body.at(-1);
  const closing = last === undefined ? null : closingCredit(folded, trimSpan(folded, last));
  const names = [...dispatches.slice(0, 1), ...(closing === null ? [] : [closing])];
  // A remark in brackets closes an article and tells who else took part in it.
  const others = byline.filter(({ start, end }) => folded.slice(start, end).trim()[0] !== '(');
  if (others.length > 0) return [];
  const named = names.filter(({ start, end }) => /[(记]/.test(folded.slice(start, end)));
  return byline.length > 0 || named.length > 0 ? named : names;
}
