/** How a newspaper's e-paper site is built and where it is. A value of the registry, never a constant in code. */
export interface Paper {
  /** Short, stable, lower case; part of every key and address: `jmrb`. */
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };

  /** Where the paper lives, with a slash at the end; `null` for a paper that is only served on loopback. */
  readonly baseUrl: string | null;

  /** Other bases that serve the very same files, such as a second port. */
  readonly aliasBaseUrls: readonly string[];

  /** IANA zone that the masthead's dates are in. */
  readonly timeZone: string;

  /** The template eras that the site went through, newest first. */
  readonly eras: readonly TemplateEra[];

  /** What the publisher says of copying, in its own words. */
  readonly rights: string;

  /** The administrative divisions that it reports on, in full: 鹤山市. The reader knows places by these. */
  readonly places: readonly string[];
}

/** A span of dates in which the site used one template. */
export interface TemplateEra {
  /** Stable kebab-case name, kept with each reading. */
  readonly id: string;
  /** First issue date of the era, `YYYY-MM-DD`; `null` when it is the oldest. */
  readonly from: string | null;
  readonly addresses: AddressRules;
  /** What the bytes of every page of the era hold, whatever its charset: looked for before anything is parsed. */
  readonly marks: { readonly node: readonly RegExp[]; readonly article: readonly RegExp[] };
  readonly markup: Markup;
}

/** How an era lays out its addresses. All paths are relative to the paper's base. */
export interface AddressRules {
  /** The front node of an issue; `{yyyy}`, `{mm}` and `{dd}` stand for the date. */
  readonly front: string;
  /** The calendar of a month. */
  readonly calendar: string;
  /** Matches a node's path; group 1 is year-month, 2 the day. */
  readonly node: RegExp;
  /** Matches an article's path; group 1 is year-month, 2 the day, 3 the article id. */
  readonly article: RegExp;
  /** Query parameters that never tell two articles apart. */
  readonly ignoredQuery: readonly string[];
}

/**
 * What the reader knows of an era's markup: CSS selectors as data, read by one loop. Where a selector may match
 * more than one element, the comment says which one counts.
 */
export interface Markup {
  readonly node: NodeMarkup;
  readonly article: ArticleMarkup;
  /** Cells without a table in them; the one whose text is a date with a weekday is the masthead's. */
  readonly mastheadDate: string;
  /** Cells of which the first that reads `第A01版：…` is the label of this page, not of the page list. */
  readonly pageLabel: string;
}

/** The markup of a page slot's node. */
export interface NodeMarkup {
  /** Selectors that must all match on a node of this era; if one does not, the template is another. */
  readonly recognisedBy: readonly string[];
  /** The page list; a link may be there twice. */
  readonly pageLinks: string;
  /** The title list. */
  readonly articleLinks: string;
  /** The zones of the page picture that lead to articles. */
  readonly hotZones: string;
  readonly pageImage: string;
  /** The ancestor of the label cell that also holds the link to this page's PDF. */
  readonly labelFrame: string;
  /** Within the label's frame. */
  readonly pagePdf: string;
}

/** The markup of an article page. */
export interface ArticleMarkup {
  /** As {@link NodeMarkup.recognisedBy}. */
  readonly recognisedBy: readonly string[];
  /** The last match before the body is the article's head. */
  readonly head: string;
  /** The main title within the head; what stands before it is 引题. */
  readonly mainTitle: string;
  /** After the main title, in this order: 副题, 作者. */
  readonly underTitle: string;
  readonly body: string;
  /** Pictures of the article, as far as they stand between the head and the end of the body. */
  readonly pictures: string;
}
