import { type CheerioAPI, load } from 'cheerio/slim';
import type { Flaw } from '../document.ts';
import { flaw } from '../flaw.ts';
import { isTooDeep } from './nesting-depth.ts';

/** Pages of this template have 15,000 to 40,000 characters; what is fifteen times that is no page. */
const MAX_CHARACTERS = 600_000;

/** Real pages nest 30 deep. Selectors cost nodes times depth, so the depth is capped before parsing. */
const MAX_DEPTH = 100;

export interface ParsedPage {
  /** Empty when the page is `too-long` or `too-deep`. */
  readonly $: CheerioAPI;
  readonly flaws: readonly Flaw[];
}

/** Any node of a parsed page: an element, a text, a comment. */
export type PageNode = ReturnType<CheerioAPI['root']>[number]['children'][number];
export type PageElement = Extract<PageNode, { attribs: unknown }>;

export function isElement(node: PageNode | undefined): node is PageElement {
  return node !== undefined && 'attribs' in node;
}

/**
 * The tree of an HTML page, in source order, every node with its `startIndex` and `endIndex` in `html`.
 * Why this parser: docs/decisions/0002-cheerio-slim.md.
 */
export function parseHtml(html: string): ParsedPage {
  return parse(html, false);
}

/** The tree of an XML file. Entities are left as they stand: nothing is expanded, nothing is fetched. */
export function parseXml(xml: string): ParsedPage {
  return parse(xml, true);
}

function parse(source: string, xmlMode: boolean): ParsedPage {
  const refused = refusal(source, xmlMode);
  const options = { xmlMode, decodeEntities: !xmlMode, withStartIndices: true, withEndIndices: true };
  return {
    $: load(refused === null ? source : '', { xml: options }),
    flaws: refused === null ? [] : [refused],
  };
}

function refusal(source: string, xmlMode: boolean): Flaw | null {
  if (source.length > MAX_CHARACTERS) return flaw('too-long', `${source.length} characters`);
  return isTooDeep(source, MAX_DEPTH, xmlMode) ? flaw('too-deep', `more than ${MAX_DEPTH} levels`) : null;
}
