import type { IssueDate } from '../../paper/issue-date.ts';
import type { ArticleMarkup, TemplateEra } from '../../paper/paper.ts';
import { type ResourcePath, type Site, eraOf, resolveLink } from '../../paper/resource.ts';
import type { ArticleParts } from './article-parts.ts';
import { isByline } from './credits.ts';
import type { Flaw, Reading } from '../document.ts';
import { flaw } from '../flaw.ts';
import { type Span, foldWidths } from '../fold-widths.ts';
import { isNavigation } from './navigation.ts';
import { type SourceRange, sourceLines } from './node-text.ts';
import { mastheadOf } from './page-masthead.ts';
import { type PageElement, type ParsedPage, parseHtml } from './parse-html.ts';
import { allWithin, textOf } from './select.ts';
import { type SourceLine, SourceMap, type SourcePiece } from './source-map.ts';

/** Where an article page stands. */
export interface ArticlePlace {
  readonly site: Site;
  readonly path: ResourcePath;
  /** The issue that the article belongs to: chooses the template and stands in for a missing masthead. */
  readonly date: IssueDate;
}

/** An article page as it was decoded; see decode-html.ts. */
export interface ArticleSource extends ArticlePlace {
  readonly html: string;
  readonly charset: Reading['charset'];
}

/** An article page brought to its parts; `eraId` is `null` and the parts are empty when the template is unknown. */
export interface HtmlParts {
  readonly parts: ArticleParts;
  /** Where the characters of the parts' text stand in the HTML. */
  readonly sourceMap: SourceMap;
  readonly eraId: string | null;
  readonly flaws: readonly Flaw[];
}

/**
 * Finds the parts of an article in its markup. The text of the result is made here: one line each for the lines of
 * 引题, 主题, 副题, author, captions and paragraphs, in that order, joined by line feeds.
 */
export function partsOfHtml(source: Omit<ArticleSource, 'charset'>): HtmlParts {
  const page = parseHtml(source.html);
  const era = eraOf(source.site.paper, source.date);
  const { article } = era.markup;
  const [body] = page.all(article.body);
  const recognised = article.recognisedBy.every((selector) => page.all(selector).length > 0);
  if (!recognised || body === undefined) {
    const title = textOf(page.all('title')[0]);
    return {
      parts: empty(page, era),
      sourceMap: new SourceMap('', []),
      eraId: null,
      flaws: [...page.flaws, flaw('template-unknown', title)],
    };
  }
  const bodyStart = body.startIndex ?? 0;
  const head = headOf(page, article.head, bodyStart);
  const title = head === undefined ? NO_TITLES : titlesOf(page, head, article);
  // Between head and body stand the pictures with their captions, and nothing else but pagers.
  const between: SourceRange = { from: head?.endIndex ?? bodyStart, to: bodyStart };
  const captions = sourceLines(page, page.roots, between).filter(({ text }) => !isNavigation(text));
  const pictures = picturesOf(page, article, { from: between.from, to: body.endIndex ?? bodyStart }, source);
  const lines = new TextLines();
  const parts = {
    ...empty(page, era),
    introTitle: lines.add(title.intro),
    title: lines.add(title.main),
    subtitle: lines.add(title.sub),
    byline: lines.add(title.byline),
    captions: lines.add(captions),
    body: lines.add(sourceLines(page, body.children)),
    pictures: pictures.paths,
  };
  return {
    parts: { ...parts, text: lines.text },
    sourceMap: lines.sourceMap,
    eraId: era.id,
    flaws: [...page.flaws, ...pictures.flaws],
  };
}

function empty(page: ParsedPage, { markup }: TemplateEra): ArticleParts {
  const { label, date } = mastheadOf(page, markup);
  return {
    text: '',
    pageLabel: label?.label ?? null,
    section: label?.section ?? null,
    date,
    introTitle: [],
    title: [],
    subtitle: [],
    byline: [],
    captions: [],
    body: [],
    pictures: [],
  };
}

function headOf(page: ParsedPage, selector: string, before: number): PageElement | undefined {
  return page.all(selector).findLast((element) => (element.startIndex ?? before) < before);
}

interface Titles {
  readonly intro: readonly SourceLine[];
  readonly main: readonly SourceLine[];
  readonly sub: readonly SourceLine[];
  readonly byline: readonly SourceLine[];
}

const NO_TITLES: Titles = { intro: [], main: [], sub: [], byline: [] };

function titlesOf(page: ParsedPage, head: PageElement, markup: ArticleMarkup): Titles {
  const [main] = allWithin(head, markup.mainTitle);
  if (main === undefined) return NO_TITLES;
  const start = main.startIndex ?? 0;
  const end = main.endIndex ?? start;
  const under = allWithin(head, markup.underTitle)
    .filter((element) => (element.startIndex ?? 0) > end)
    .map((element) => sourceLines(page, [element]));
  const loose = under.length > 0 ? under : [sourceLines(page, head.children, { from: end, to: Infinity })];
  const [sub = [], ...rest] = loose;
  // An empty 副题 may be left out of the markup: then the author's line stands in its place.
  const isAuthor =
    rest.every((lines) => lines.length === 0) &&
    sub.length === 1 &&
    isByline(foldWidths(sub[0]?.text ?? ''), whole(sub[0]?.text));
  return {
    intro: sourceLines(page, head.children, { from: 0, to: start }),
    main: sourceLines(page, [main]),
    sub: isAuthor ? [] : sub,
    byline: isAuthor ? sub : rest.flat(),
  };
}

function whole(text = ''): Span {
  return { start: 0, end: text.length };
}

/** The paper's fullest picture pages have some dozen. More would each be fetched from its site. */
const MAX_PICTURES = 100;
const MAX_IGNORED_LINKS = 50;

function picturesOf(
  page: ParsedPage,
  markup: ArticleMarkup,
  range: SourceRange,
  { site, path }: ArticlePlace,
) {
  const paths = new Set<string>();
  const flaws: Flaw[] = [];
  for (const element of page.all(markup.pictures)) {
    const at = element.startIndex ?? -1;
    const link = element.attribs['src'] ?? '';
    if (at < range.from || at > range.to || link === '') continue;
    const resolved = resolveLink(site, path, link);
    if (resolved.kind !== 'resource') {
      if (flaws.length < MAX_IGNORED_LINKS) flaws.push(flaw('link-ignored', link));
    } else if (paths.size < MAX_PICTURES) {
      paths.add(resolved.path);
    } else if (!paths.has(resolved.path)) {
      flaws.push(flaw('too-many-pictures', `more than ${MAX_PICTURES} pictures`));
      break;
    }
  }
  return { paths: [...paths], flaws };
}

/** Builds the article's text line by line and tells where each line came to stand. */
class TextLines {
  readonly #lines: string[] = [];
  readonly #pieces: SourcePiece[] = [];
  #length = 0;

  get text(): string {
    return this.#lines.join('\n');
  }

  get sourceMap(): SourceMap {
    return new SourceMap(this.text, this.#pieces);
  }

  add(lines: readonly SourceLine[]): Span[] {
    return lines.map(({ text, pieces }) => {
      const start = this.#length;
      this.#lines.push(text);
      this.#length += text.length + 1;
      for (const piece of pieces) this.#pieces.push({ text: moved(piece.text, start), source: piece.source });
      return { start, end: start + text.length };
    });
  }
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
