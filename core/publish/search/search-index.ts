import type { ObjectKey } from '../../capture/object-store.ts';
import type { IssueDate } from '../../paper/issue-date.ts';
import type { ResourcePath } from '../../paper/resource.ts';
import type { ReportKind } from '../../read/document.ts';
import type { NewIndex } from '../indexes/data-index.ts';

/**
 * The version of how an index of words is laid out, of what is searched and of how it is folded. It is part of every such
 * index's address: raise it with any of them.
 */
export const SEARCH_FORM = 1;

/** The lines of an article that are searched, in the order in which a reader meets them. */
export const SEARCHED_LINES = ['intro-title', 'title', 'subtitle', 'byline', 'caption', 'text'] as const;
export type SearchedLine = (typeof SEARCHED_LINES)[number];

/** A title, a caption or a paragraph; a word that is found lies within one. */
export interface SearchedField {
  readonly line: SearchedLine;
  readonly text: string;
}

/** What of a figure articles can be asked for by. */
export interface FigureTag {
  readonly place: string | null;
  readonly indicatorId: string | null;
  readonly indicator: string | null;
}

/** An article as it is searched: its newest version that was read. */
export interface SearchedArticle {
  readonly paper: string;
  readonly date: IssueDate;
  readonly page: string | null;
  readonly section: string | null;
  readonly articleId: string;
  readonly path: ResourcePath;
  readonly version: number;
  readonly title: string | null;
  readonly report: ReportKind | null;
  readonly fields: readonly SearchedField[];
}

export interface IndexedArticle {
  readonly article: SearchedArticle;
  readonly figures: readonly FigureTag[];
}

/** Makes indexes of words, on a disk. */
export interface SearchIndexMaker {
  /**
   * The articles in the order in which they are to be found, read to their end. Fails with StoreFull, or with what the
   * articles fail with; then nothing is left behind. Whoever asks for an index closes it.
   */
  make(articles: AsyncIterable<IndexedArticle>): Promise<NewIndex>;
}

/** Which articles are asked for; `null` is no condition. */
export interface SearchFilter {
  /** Folded, none empty, at least one: an article has to have them all. */
  readonly words: readonly string[];
  readonly paper: string | null;
  /** Issue dates, both ends included. */
  readonly from: IssueDate | null;
  readonly to: IssueDate | null;
  /** A page's label, `B02`, or the letters that labels begin with, `B`. */
  readonly page: string | null;
  /** What the name of the page's section holds. */
  readonly section: string | null;
  /** How the place of a figure of the article begins. */
  readonly place: string | null;
  /** Of the same figure: its indicator by slug, name or alias, or else words that the printed indicator holds. */
  readonly indicator: string | null;
}

/** An article among those of an index. */
export interface SearchPlace {
  readonly date: IssueDate;
  readonly paper: string;
  readonly articleId: string;
}

/** Articles that are to be as if they were in no index: one, or with `null` all of an issue. */
export interface HiddenArticles {
  readonly paper: string;
  readonly date: IssueDate;
  readonly articleId: string | null;
}

export interface SearchQuestion extends SearchFilter {
  /** Neither given back nor counted: a count alone would tell what words they have. */
  readonly hidden: readonly HiddenArticles[];
  /** Only articles behind this one are given back; where it is not there any more, from its date on. */
  readonly after: SearchPlace | null;
  /** How many are given back at most; 0 to count only. */
  readonly limit: number;
}

export interface SearchFound {
  /** How many articles fit, wherever they are. */
  readonly total: number;
  /** In the order of the index, newest first. */
  readonly articles: readonly SearchedArticle[];
  /** Whether more fit, behind the last of these. */
  readonly more: boolean;
}

/** The words of a month's articles, to be asked again and again. */
export interface SearchIndex {
  /** Fails with IndexDamaged. */
  ask(question: SearchQuestion): SearchFound;
}

/** The indexes of words of a store, open to be asked. */
export interface SearchIndexes {
  /**
   * The index that lies under `key`, to be asked at once: it is closed for another one in a later turn of the event loop
   * at the earliest. Fails with ObjectMissing, IndexDamaged or IndexNotReady.
   */
  open(key: ObjectKey): Promise<SearchIndex>;
}
