import type { IssueDate } from '../paper/issue-date.ts';
import type { NodeMarkup } from '../paper/paper.ts';
import { type ResourcePath, type Site, eraOf, readPath, resolveLink } from '../paper/resource.ts';
import type { Flaw } from '../read/document.ts';
import { flaw } from '../read/flaw.ts';
import { textLines } from '../read/page/node-text.ts';
import { readPageLabel } from '../read/page/page-label.ts';
import { mastheadOf } from '../read/page/page-masthead.ts';
import { type PageElement, type ParsedPage, parseHtml } from '../read/page/parse-html.ts';
import { allWithin, closest, textOf } from '../read/page/select.ts';

/** What a page slot's node says of its issue. Paths are canonical and lie in the issue of the given date. */
export interface NodeReading {
  /** Whether this is a node in the template of its date; when not, the rest is not to be believed. */
  readonly recognised: boolean;
  readonly pageLabel: string | null;
  readonly section: string | null;
  readonly mastheadDate: IssueDate | null;
  /** The pages of the issue in the order of the page list, this page among them. */
  readonly pages: readonly ListedPage[];
  /** The articles of this page: those of the title list, then those that only the page picture leads to. */
  readonly articles: readonly ListedArticle[];
  /** The scan of this page. */
  readonly image: ResourcePath | null;
  /** The PDF of this page, not of the others in the page list. */
  readonly pdf: ResourcePath | null;
  readonly flaws: readonly Flaw[];
}

export interface ListedPage {
  readonly path: ResourcePath;
  readonly label: string | null;
  readonly section: string | null;
}

export interface ListedArticle {
  readonly path: ResourcePath;
  /** `BR` lines joined by line feeds; `null` when only the page picture knows the article. */
  readonly title: string | null;
  /** Polygons on the page picture, each as x and y by turns, in pixels of the picture. */
  readonly zones: readonly (readonly number[])[];
}

export interface NodeAddress {
  readonly site: Site;
  readonly path: ResourcePath;
  readonly date: IssueDate;
}

/** Reads the decoded HTML of a node. Any text gives a reading. */
export function readNode(html: string, address: NodeAddress): NodeReading {
  const page = parseHtml(html);
  const { markup } = eraOf(address.site.paper, address.date);
  const links = new Links(address);
  const { label, labelCell, date: mastheadDate } = mastheadOf(page, markup);
  const recognised = markup.node.recognisedBy.every((selector) => page.all(selector).length > 0);
  const pages = pagesOf(page, markup.node, links);
  const articles = articlesOf(page, markup.node, links);
  return {
    recognised,
    pageLabel: label?.label ?? null,
    section: label?.section ?? null,
    mastheadDate,
    pages,
    articles: articles.listed,
    image: links.file(page.all(markup.node.pageImage)[0]?.attribs['src']),
    pdf: links.file(pdfLink(labelCell, markup.node)),
    flaws: [
      ...page.flaws,
      ...(recognised ? [] : [flaw('template-unknown', textOf(page.all('title')[0]))]),
      ...(label === null ? [flaw('no-page-label')] : []),
      ...(mastheadDate === null ? [flaw('no-masthead-date')] : []),
      ...(mastheadDate !== null && mastheadDate !== address.date
        ? [flaw('masthead-date-differs', mastheadDate)]
        : []),
      ...(pages.length === 0 ? [flaw('no-page-list')] : []),
      ...articles.flaws,
      ...links.flaws,
    ],
  };
}

/**
 * What a page can list at most. A newspaper's page has some dozens of articles; a page that lists thousands is not
 * to fill the archive's index, or the site's log with requests.
 */
const MAX_PAGES = 200;
const MAX_ARTICLES = 500;
const MAX_ZONE_NUMBERS = 20_000;
const MAX_IGNORED_LINKS = 50;

function pdfLink(labelCell: PageElement | null, markup: NodeMarkup): string | undefined {
  const frame = labelCell && closest(labelCell, markup.labelFrame);
  return frame === null ? undefined : allWithin(frame, markup.pagePdf)[0]?.attribs['href'];
}

function pagesOf(page: ParsedPage, markup: NodeMarkup, links: Links): ListedPage[] {
  const pages = new Map<ResourcePath, ListedPage>();
  for (const link of page.all(markup.pageLinks)) {
    if (pages.size >= MAX_PAGES) {
      links.cut('page list');
      break;
    }
    const path = links.ofIssue(link.attribs['href'], 'node');
    if (path === null || pages.has(path)) continue;
    const label = readPageLabel(textOf(link));
    pages.set(path, { path, label: label?.label ?? null, section: label?.section ?? null });
  }
  return [...pages.values()];
}

function articlesOf(
  page: ParsedPage,
  markup: NodeMarkup,
  links: Links,
): { listed: ListedArticle[]; flaws: Flaw[] } {
  const titles = new Map<ResourcePath, string | null>();
  for (const link of page.all(markup.articleLinks)) {
    if (titles.size >= MAX_ARTICLES) {
      links.cut('title list');
      break;
    }
    const path = links.ofIssue(link.attribs['href'], 'article');
    if (path === null || (titles.get(path) ?? null) !== null) continue;
    const title = textLines([link]).join('\n');
    titles.set(path, title === '' ? null : title);
  }
  const zones = new Map<ResourcePath, (readonly number[])[]>();
  const flaws: Flaw[] = [];
  let numbers = 0;
  for (const area of page.all(markup.hotZones).slice(0, MAX_ARTICLES)) {
    const path = links.ofIssue(area.attribs['href'], 'article');
    if (path === null) continue;
    if (!titles.has(path)) titles.set(path, null);
    const coords = area.attribs['coords'] ?? '';
    const zone = polygon(coords);
    numbers += zone?.length ?? 0;
    if (zone === null || numbers > MAX_ZONE_NUMBERS) flaws.push(flaw('bad-zone', coords));
    else if (zones.get(path)?.push(zone) === undefined) zones.set(path, [zone]);
  }
  const listed = [...titles].map(([path, title]) => ({ path, title, zones: zones.get(path) ?? [] }));
  return { listed, flaws };
}

/** A list of corners; two corners are a rectangle. `null` for anything that encloses nothing. */
function polygon(coords: string): readonly number[] | null {
  const numbers = coords.split(',').map((part) => (/^ *-?\d{1,6} *$/.test(part) ? Number(part) : NaN));
  if (numbers.some((number) => Number.isNaN(number)) || numbers.length % 2 === 1) return null;
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers;
  if (numbers.length === 4) return [left, top, right, top, right, bottom, left, bottom];
  return numbers.length >= 6 ? numbers : null;
}

/** Follows a page's links; those that lead out of the paper or into another issue are noted and left. */
class Links {
  readonly flaws: Flaw[] = [];
  readonly #address: NodeAddress;

  constructor(address: NodeAddress) {
    this.#address = address;
  }

  ofIssue(link: string | undefined, kind: 'node' | 'article'): ResourcePath | null {
    const path = this.file(link);
    if (path === null) return null;
    const { site, date } = this.#address;
    const read = readPath(site.paper, path);
    if (read?.kind === kind && read.date === date) return path;
    return this.#ignore(link);
  }

  file(link: string | undefined): ResourcePath | null {
    if (link === undefined || link === '') return null;
    const resolved = resolveLink(this.#address.site, this.#address.path, link);
    return resolved.kind === 'resource' ? resolved.path : this.#ignore(link);
  }

  /** Notes that a list goes on past what a page can list. */
  cut(list: string): void {
    this.flaws.push(flaw('too-long', list));
  }

  #ignore(link: string | undefined): null {
    if (this.flaws.length < MAX_IGNORED_LINKS) this.flaws.push(flaw('link-ignored', link ?? ''));
    return null;
  }
}
