import { type CheerioAPI, load } from 'cheerio/slim';
import { DomHandler, Parser } from 'htmlparser2';
import type { Flaw } from '../document.ts';
import { flaw } from '../flaw.ts';
import type { Span } from '../fold-widths.ts';
import { isTooDeep } from './nesting-depth.ts';
import { matcherOf } from './select.ts';

/** Pages of this template have 15,000 to 40,000 characters; what is fifteen times that is no page. */
const MAX_CHARACTERS = 600_000;

/** Real pages nest 30 deep. Selectors cost nodes times depth, so the depth is capped before parsing. */
const MAX_DEPTH = 100;

/** Empty when the page is `too-long` or `too-deep`. */
export interface ParsedPage {
  /** Made when it is first asked for. */
  readonly $: CheerioAPI;
  /** The elements of an HTML page that match a CSS selector, in source order, as `$` finds them; looked for once. */
  readonly all: (selector: string) => readonly PageElement[];
  /** What lies in no other node. */
  readonly roots: readonly PageNode[];
  /** The pieces that make a text node's data, in order; none for any other node, nor for CDATA in XML. */
  readonly piecesOf: (node: PageNode) => readonly TextPiece[];
  readonly flaws: readonly Flaw[];
}

/** A part of a text node's data and what it was read from: itself, or one entity. */
export interface TextPiece {
  /** In UTF-16 units of the data. */
  readonly length: number;
  /** In the source. The pieces of a node need not touch: a stray end tag between them makes no node. */
  readonly source: Span;
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
  const handler = new PlacingHandler(options);
  new PlacingParser(refused === null ? source : '', handler, options).read();
  const found = new Map<string, readonly PageElement[]>();
  let $: CheerioAPI | null = null;
  return {
    get $() {
      return ($ ??= load(handler.root, { xml: options }));
    },
    all: (selector) => {
      const elements = found.get(selector) ?? handler.elements.filter(matcherOf(selector));
      found.set(selector, elements);
      return elements;
    },
    roots: handler.root.children,
    piecesOf: (node) => handler.pieces.get(node) ?? [],
    flaws: refused === null ? [] : [refused],
  };
}

type ParseOptions = NonNullable<ConstructorParameters<typeof DomHandler>[1]>;

/** Builds the tree as its parent does, and keeps its elements, and what each text node was put together from. */
class PlacingHandler extends DomHandler {
  /** In source order. */
  readonly elements: PageElement[] = [];
  readonly pieces = new Map<unknown, TextPiece[]>();
  /** Where the text stands that comes next; `null` when the parser does not say, as of CDATA in XML. */
  source: Span | null = null;

  constructor(options: ParseOptions) {
    super(undefined, options);
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    super.onopentag(name, attributes);
    const opened = this.tagStack.at(-1);
    if (isElement(opened)) this.elements.push(opened);
  }

  override ontext(data: string): void {
    super.ontext(data);
    const { source } = this;
    if (source === null) return;
    this.source = null;
    // The handler's last node is now the one that `data` went to: a new one, or one that it lengthened.
    const own = this.pieces.get(this.lastNode) ?? [];
    const last = own.at(-1);
    // An entity of two code points comes in two.
    const again = last?.source.start === source.start;
    if (again) own.pop();
    own.push({ length: data.length + (again ? last.length : 0), source });
    this.pieces.set(this.lastNode, own);
  }
}

/**
 * Tells its handler where each text stands. The indices that nodes themselves have are no help here: they hold what
 * the parser skipped, and entities are not told from text.
 */
class PlacingParser extends Parser {
  readonly #html: string;
  readonly #handler: PlacingHandler;

  constructor(html: string, handler: PlacingHandler, options: ParseOptions) {
    super(handler, options);
    this.#html = html;
    this.#handler = handler;
  }

  read(): void {
    this.end(this.#html);
  }

  override ontext(start: number, end: number): void {
    // Of an end tag that the page breaks off in, the parser takes the last character for text, by a start of -1.
    this.#handler.source = { start: start < 0 ? end + start : start, end };
    super.ontext(start, end);
  }

  override ontextentity(codePoint: number, end: number): void {
    this.#handler.source = { start: this.#html.lastIndexOf('&', end - 1), end };
    super.ontextentity(codePoint, end);
  }
}

function refusal(source: string, xmlMode: boolean): Flaw | null {
  if (source.length > MAX_CHARACTERS) return flaw('too-long', `${source.length} characters`);
  return isTooDeep(source, MAX_DEPTH, xmlMode) ? flaw('too-deep', `more than ${MAX_DEPTH} levels`) : null;
}
