import type { PageTask } from '../deadline.ts';
import { type NodeAddress, type NodeReading, readNode } from '../discover/read-node.ts';
import { type ArticlePlace, type HtmlParts, partsOfHtml } from './page/article-html.ts';

/** What takes the decoded pages of a site apart. The results are shared and may not be altered. */
export interface TakesApart {
  readonly article: (html: string, place: ArticlePlace) => HtmlParts;
  readonly node: (html: string, address: NodeAddress) => NodeReading;
}

/** A task that takes a page apart. Who does several for the same page hands each what remembers it. */
export interface TaskOnPage<Input extends readonly unknown[], Output> extends PageTask<Input, Output> {
  readonly load: (apart?: TakesApart) => Promise<(...input: Input) => Output>;
}

/** Takes each page apart anew. */
export const TAKE_APART: TakesApart = {
  article: (html, place) => partsOfHtml({ ...place, html }),
  node: readNode,
};

/**
 * Remembers the last pages that it took apart, so that a page which is judged and read soon after is parsed once. A page is
 * known again by all of its characters and by where it stands: what depends on neither is not remembered.
 */
export class RecentPages implements TakesApart {
  readonly article = remembering(TAKE_APART.article);
  readonly node = remembering(TAKE_APART.node);
}

/** No more, however short they are: each is looked for among them. */
const MAX_PAGES = 64;
/** As many as the longest page has that is taken apart at all, and some twenty to forty of the papers' pages together. */
const MAX_CHARACTERS = 600_000;

interface Remembered<Made> {
  readonly html: string;
  readonly place: NodeAddress;
  readonly made: Made;
}

function remembering<Made>(
  take: (html: string, place: NodeAddress) => Made,
): (html: string, place: NodeAddress) => Made {
  const pages: Remembered<Made>[] = [];
  let characters = 0;
  return (html, place) => {
    const known = pages.findLast((page) => isSamePlace(page.place, place) && page.html === html);
    if (known !== undefined) return known.made;
    const made = take(html, place);
    pages.push({ html, place, made });
    characters += html.length;
    while (pages.length > MAX_PAGES || characters > MAX_CHARACTERS)
      characters -= pages.shift()?.html.length ?? 0;
    return made;
  };
}

function isSamePlace(one: NodeAddress, other: NodeAddress): boolean {
  return (
    one.path === other.path &&
    one.date === other.date &&
    one.site.baseUrl === other.site.baseUrl &&
    one.site.paper === other.site.paper
  );
}
