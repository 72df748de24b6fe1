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
    } else if (startsName(next, xmlMode)) {
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
    if (!this.xmlMode) {
      const ended = ENDS.get(name);
      for (let top = this.#open.at(-1); top !== undefined && ended?.has(top); top = this.#open.at(-1))
        this.#open.pop();
      if (VOID.has(name)) return;
      if (FOREIGN.has(name)) this.#foreign.push(true);
      else if (INTEGRATION.has(name)) this.#foreign.push(false);
    }
    this.#open.push(name);
    this.deepest = Math.max(this.deepest, this.#open.length);
  }

  /** The tag just opened ended in a slash. */
  endSelf(name: string): void {
    const closes = this.xmlMode || this.#foreign.at(-1) === true;
    if (closes && this.#open.at(-1) === name) this.#open.pop();
  }

  close(name: string): void {
    if (!this.xmlMode && (FOREIGN.has(name) || INTEGRATION.has(name))) this.#foreign.pop();
    if (!this.xmlMode && VOID.has(name)) return;
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

/** Takes the tag that begins at `at`, with the raw text that it may hold, and says where the source goes on. */
function openTag(nesting: Nesting, source: string, at: number): number {
  const nameEnd = matchEnd(NAME, source, at + 1);
  const name = nameOf(nesting, source.slice(at + 1, nameEnd));
  const tag = tagEnd(source, nameEnd);
  if (tag === null) return source.length;
  nesting.open(name);
  if (tag.slash) nesting.endSelf(name);
  const raw = !nesting.xmlMode && !tag.slash && RAW.has(name);
  return raw ? rawEnd(nesting, source, name, tag.end) : tag.end;
}

function closeTag(nesting: Nesting, source: string, at: number): number {
  const start = matchEnd(BLANKS, source, at + 2);
  // `</ >` is skipped whole; `</1 …>` is a comment.
  if (startsName(source[start] ?? '', nesting.xmlMode)) {
    const end = matchEnd(CLOSING_NAME, source, start);
    if (end < source.length) nesting.close(nameOf(nesting, source.slice(start, end)));
  }
  return past(source, '>', start);
}

function nameOf({ xmlMode }: Nesting, written: string): string {
  return xmlMode ? written : written.toLowerCase();
}

function startsName(char: string, xmlMode: boolean): boolean {
  return xmlMode ? /^[^ \t\n\f\r/>]/.test(char) : /^[A-Za-z]/.test(char);
}

// All of these match at any place, if only nothing, and none can match one place in two ways.
const BLANKS = /[ \t\n\f\r]*/y;
const NAME = /[^ \t\n\f\r/>]*/y;
const CLOSING_NAME = /[^ \t\n\f\r>]*/y;
const BETWEEN_ATTRIBUTES = /[ \t\n\f\r/]*/y;
/** The first character of a name may be an equals sign. */
const ATTRIBUTE_NAME = /[^ \t\n\f\r/>][^ \t\n\f\r/>=]*[ \t\n\f\r]*/y;
const ATTRIBUTE_VALUE = /(?:=[ \t\n\f\r]*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*)?)?/y;

function matchEnd(form: RegExp, source: string, at: number): number {
  form.lastIndex = at;
  return form.test(source) ? form.lastIndex : at;
}

/**
 * Past the `>` of the tag whose attributes begin at `start`, and whether a slash, not one of a value, ends it; `null`
 * when the source ends before: then the parser drops the tag.
 */
function tagEnd(source: string, start: number): { readonly end: number; readonly slash: boolean } | null {
  let at = start;
  while (at < source.length) {
    const between = at;
    at = matchEnd(BETWEEN_ATTRIBUTES, source, at);
    if (source[at] === '>') return { end: at + 1, slash: source.slice(between, at).includes('/') };
    at = matchEnd(ATTRIBUTE_VALUE, source, matchEnd(ATTRIBUTE_NAME, source, at));
  }
  return null;
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
