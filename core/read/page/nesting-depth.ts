/**
 * Whether the elements of `source` nest deeper than `limit`, found in one pass that builds nothing and ends at the
 * first element that is too deep. Elements without content, such as BR, are no level.
 *
 * A page that is hostile would hide its depth wherever this pass and the parser disagree on what is a tag, so it
 * takes every turn that htmlparser2 10.1 takes, its oddities included: its Tokenizer.js and Parser.js are the source.
 */
export function isTooDeep(source: string, limit: number, xmlMode: boolean): boolean {
  const nesting = new Nesting(xmlMode);
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at)) {
    const next = source[at + 1] ?? '';
    if (next === '!') {
      at = declarationEnd(source, at);
    } else if (next === '?') {
      at = past(source, '>', at + 2);
    } else if (next === '/') {
      at = closeTag(nesting, source, at);
    } else if (startsName(source, at + 1, xmlMode)) {
      at = openTag(nesting, source, at);
    } else {
      at += 1;
    }
    if (nesting.deepest > limit) return true;
  }
  return false;
}

/** The elements that are open, outermost first, as the parser keeps them. */
class Nesting {
  deepest = 0;
  readonly xmlMode: boolean;
  readonly #open: string[] = [];
  /** Whether the place is one of SVG or MathML, where `<x/>` has no content. The parser closes these by name alone. */
  readonly #foreign: boolean[];

  constructor(xmlMode: boolean) {
    this.xmlMode = xmlMode;
    this.#foreign = [xmlMode];
  }

  open(name: string): void {
    const rule = this.xmlMode ? undefined : RULES.get(name);
    if (rule !== undefined) {
      const { ends } = rule;
      for (let top = this.#open.at(-1); top !== undefined && ends?.has(top); top = this.#open.at(-1))
        this.#open.pop();
      if (rule.isVoid) return;
      if (rule.foreign !== null) this.#foreign.push(rule.foreign);
    }
    this.#open.push(name);
    if (this.#open.length > this.deepest) this.deepest = this.#open.length;
  }

  /** The tag just opened ended in a slash. */
  endSelf(name: string): void {
    const closes = this.xmlMode || this.#foreign.at(-1) === true;
    if (closes && this.#open.at(-1) === name) this.#open.pop();
  }

  close(name: string): void {
    const rule = this.xmlMode ? undefined : RULES.get(name);
    if (rule !== undefined && rule.foreign !== null) this.#foreign.pop();
    if (rule?.isVoid === true) return;
    const at = this.#open.lastIndexOf(name);
    if (at >= 0) {
      this.#open.length = at;
    } else if (!this.xmlMode && name === 'p') {
      // An end without a beginning is an empty paragraph.
      this.deepest = Math.max(this.deepest, this.#open.length + 1);
    }
  }
}

const VOID: ReadonlySet<string> = namesIn(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr',
);
const RAW: ReadonlySet<string> = namesIn('script style title textarea xmp');
const FOREIGN: ReadonlySet<string> = namesIn('math svg');
const INTEGRATION: ReadonlySet<string> = namesIn('mi mo mn ms mtext annotation-xml foreignobject desc title');

/** Names that end the open elements on the other side of the arrow when these are innermost. */
const ENDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    'tr > tr th td',
    'th > th',
    'td > thead th td',
    'body > head link script',
    'li > li',
    'select input output button datalist textarea > input option optgroup select button datalist textarea',
    'option > option',
    'optgroup > optgroup option',
    'dd dt > dd dt',
    'rt rp > rt rp',
    'tbody tfoot > thead tbody',
    'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form ' +
      'header hr main nav ol pre section table ul > p',
  ].flatMap((rule) => {
    const [openers = '', ended = ''] = rule.split(' > ');
    return [...namesIn(openers)].map((opener) => [opener, namesIn(ended)] as const);
  }),
);

function namesIn(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

interface NameRule {
  /** Has no content. */
  readonly isVoid: boolean;
  /** Holds text only, whatever it looks like. */
  readonly isRaw: boolean;
  /** Whether its content is foreign; `null` when that is as around it. */
  readonly foreign: boolean | null;
  /** What it ends where that is innermost. */
  readonly ends: ReadonlySet<string> | undefined;
}

/** All of the above by name; a name that is not here has no rule. */
const RULES: ReadonlyMap<string, NameRule> = new Map(
  [...VOID, ...RAW, ...FOREIGN, ...INTEGRATION, ...ENDS.keys()].map((name) => {
    const foreign = FOREIGN.has(name) ? true : INTEGRATION.has(name) ? false : null;
    return [name, { isVoid: VOID.has(name), isRaw: RAW.has(name), foreign, ends: ENDS.get(name) }] as const;
  }),
);

/** Takes the tag that begins at `at`, with the raw text that it may hold, and says where the source goes on. */
function openTag(nesting: Nesting, source: string, at: number): number {
  const nameEnd = firstOf(BLANK | SLASH | CLOSE, source, at + 1);
  const name = nameOf(nesting, source.slice(at + 1, nameEnd));
  const tag = tagEnd(source, nameEnd);
  if (tag === null) return source.length;
  nesting.open(name);
  if (tag.slash) nesting.endSelf(name);
  const raw = !nesting.xmlMode && !tag.slash && RULES.get(name)?.isRaw === true;
  return raw ? rawEnd(nesting, source, name, tag.end) : tag.end;
}

function closeTag(nesting: Nesting, source: string, at: number): number {
  const start = pastAll(BLANK, source, at + 2);
  // `</ >` is skipped whole; `</1 …>` is a comment.
  if (startsName(source, start, nesting.xmlMode)) {
    const end = firstOf(BLANK | CLOSE, source, start);
    if (end < source.length) nesting.close(nameOf(nesting, source.slice(start, end)));
  }
  return past(source, '>', start);
}

function nameOf({ xmlMode }: Nesting, written: string): string {
  return xmlMode ? written : written.toLowerCase();
}

function startsName(source: string, at: number, xmlMode: boolean): boolean {
  if (at >= source.length) return false;
  if (xmlMode) return !isOf(BLANK | SLASH | CLOSE, source.charCodeAt(at));
  const small = source.charCodeAt(at) | 0x20;
  return small >= 0x61 && small <= 0x7a;
}

/* Kinds of characters, as bits that can be joined. */
const BLANK = 1;
const SLASH = 2;
const CLOSE = 4;
const EQUALS = 8;
const KINDS = new Uint8Array(0x80);
for (const blank of ' \t\n\f\r') KINDS[blank.charCodeAt(0)] = BLANK;
KINDS['/'.charCodeAt(0)] = SLASH;
KINDS['>'.charCodeAt(0)] = CLOSE;
KINDS['='.charCodeAt(0)] = EQUALS;

function isOf(kinds: number, code: number): boolean {
  return ((KINDS[code] ?? 0) & kinds) !== 0;
}

/** The place of the first character from `at` on that is of these kinds, or the source's end. */
function firstOf(kinds: number, source: string, at: number): number {
  let end = at;
  while (end < source.length && !isOf(kinds, source.charCodeAt(end))) end++;
  return end;
}

/** The place of the first character from `at` on that is of none of these kinds, or the source's end. */
function pastAll(kinds: number, source: string, at: number): number {
  let end = at;
  while (end < source.length && isOf(kinds, source.charCodeAt(end))) end++;
  return end;
}

/**
 * Past the `>` of the tag whose attributes begin at `start`, and whether a slash, not one of a value, ends it; `null`
 * when the source ends before: then the parser drops the tag.
 */
function tagEnd(source: string, start: number): { readonly end: number; readonly slash: boolean } | null {
  let at = start;
  while (at < source.length) {
    const between = at;
    at = pastAll(BLANK | SLASH, source, at);
    if (source[at] === '>') return { end: at + 1, slash: source.slice(between, at).includes('/') };
    // The first character of a name may be an equals sign.
    const nameEnd = firstOf(BLANK | SLASH | CLOSE | EQUALS, source, at + 1);
    at = valueEnd(source, pastAll(BLANK, source, nameEnd));
  }
  return null;
}

/** Past the value that may stand at `at`, behind its equals sign; without a value the sign begins another name. */
function valueEnd(source: string, at: number): number {
  if (source[at] !== '=') return at;
  const start = pastAll(BLANK, source, at + 1);
  const first = source[start];
  if (first === undefined || first === '>') return at;
  return first === '"' || first === "'"
    ? past(source, first, start + 1)
    : firstOf(BLANK | CLOSE, source, start + 1);
}

/** Past what begins with `<!` at `at`. `<!-->` and `<!--->` are whole comments; `<!>` and `<!->` are not yet ended. */
function declarationEnd(source: string, at: number): number {
  if (source.startsWith('--', at + 2)) return past(source, '-->', at + 2);
  if (source.startsWith('[CDATA[', at + 2)) return past(source, ']]>', at + 9);
  return past(source, '>', source[at + 2] === '-' ? at + 4 : at + 3);
}

/**
 * Takes the raw text that begins at `start` with its end tag, and says where the source goes on. The parser compares
 * with a bit set that makes small letters of capitals, but also a `<` of U+001C and a `/` of U+000F, unless it just
 * skips to the next `<`.
 */
function rawEnd(nesting: Nesting, source: string, name: string, start: number): number {
  const wanted = `</${name}`;
  let matched = 0;
  for (let at = start; at < source.length; at++) {
    if (matched === wanted.length) {
      if (/[ \t\n\f\r>]/.test(source[at] ?? '')) {
        nesting.close(name);
        return past(source, '>', at);
      }
      matched = 0;
    }
    if ((source.charCodeAt(at) | 0x20) === wanted.charCodeAt(matched)) {
      matched++;
    } else if (matched === 0 && name !== 'title') {
      const next = source.indexOf('<', at + 1);
      if (next < 0) return source.length;
      at = next;
      matched = 1;
    } else {
      matched = source[at] === '<' ? 1 : 0;
    }
  }
  return source.length;
}

function past(source: string, what: string, start: number): number {
  const at = source.indexOf(what, start);
  return at < 0 ? source.length : at + what.length;
}
