import type { CharsetSource, Flaw } from '../document.ts';
import { flaw } from '../flaw.ts';

/** A page as text, with how its bytes were read. */
export interface DecodedHtml {
  readonly text: string;
  /** A name that `TextDecoder` knows, and what decided it. */
  readonly charset: { readonly name: string; readonly from: CharsetSource };
  /** `charset-conflict` when the label is not what the bytes are, `invalid-characters` when some could not be read. */
  readonly flaws: readonly Flaw[];
}

/**
 * The text of an HTML page. What decides is, in this order: a byte order mark, the header's charset, the page's own
 * `meta`, strict validity as UTF-8, and at last gb18030, which holds every older Chinese label.
 *
 * `windows-1252` and its aliases count as no label at all: servers say ISO-8859-1 of pages that they know nothing
 * of. A label that the bytes contradict is told as a flaw and the bytes are believed. Any bytes give a text.
 */
export function decodeHtml(bytes: Uint8Array, contentType: string | null): DecodedHtml {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return decoded(bytes, { name: marked, from: 'bom' }, []);

  const utf8 = strictly(bytes, 'utf-8');
  const label = labelled(contentType, 'header') ?? labelled(metaLabel(bytes), 'meta');
  if (label === null) {
    const name = utf8 === null && !isNearlyUtf8(bytes) ? 'gb18030' : 'utf-8';
    return decoded(bytes, { name, from: utf8 === null ? 'fallback' : 'utf-8-valid' }, [], utf8 ?? undefined);
  }
  const isGb18030 = label.name === 'utf-8' && utf8 === null && strictly(bytes, 'gb18030') !== null;
  if (isGb18030 && !isNearlyUtf8(bytes)) {
    return decoded(bytes, { name: 'gb18030', from: 'fallback' }, [flaw('charset-conflict', label.said)]);
  }
  if (label.name !== 'utf-8' && utf8 !== null && isChineseUtf8(utf8)) {
    return decoded(
      bytes,
      { name: 'utf-8', from: 'utf-8-valid' },
      [flaw('charset-conflict', label.said)],
      utf8,
    );
  }
  const isUtf8 = label.name === 'utf-8' && utf8 !== null;
  return decoded(bytes, { name: label.name, from: label.from }, [], isUtf8 ? utf8 : undefined);
}

const META_BYTES = 4096;
/** So far most pages have named their charset. */
const FIRST_BYTES = 1024;

function decoded(
  bytes: Uint8Array,
  charset: DecodedHtml['charset'],
  flaws: readonly Flaw[],
  text = new TextDecoder(charset.name).decode(bytes),
): DecodedHtml {
  const broken = text.indexOf('\ufffd');
  if (broken < 0) return { text, charset, flaws };
  return { text, charset, flaws: [...flaws, flaw('invalid-characters', text.slice(broken, broken + 20))] };
}

/** The charset whose byte order mark the bytes begin with; it decides before any label does. */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | 'utf-16be' | 'utf-16le' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return null;
}

function strictly(bytes: Uint8Array, name: string): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Whether valid UTF-8 reads as Chinese. A short GBK text can be valid UTF-8 by chance, but then as two-byte
 * characters (Greek to Arabic), which a Chinese page hardly has.
 */
function isChineseUtf8(text: string): boolean {
  let chinese = 0;
  let strange = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x4e00 && code <= 0x9fff) chinese++;
    // Latin-1 punctuation such as the no-break space and the copyright sign is common on Chinese pages.
    else if (code >= 0xc0 && code <= 0x7ff) strange++;
  }
  return chinese > strange;
}

/** Whether bytes are Chinese UTF-8 but for a few of them, as a damaged page is; GBK text has hardly a character that is. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return broken * 20 < (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0);
}

interface Label {
  readonly name: string;
  readonly from: 'header' | 'meta';
  readonly said: string;
}

/** `text` is a Content-Type value, or what a meta says in that form. */
function labelled(text: string | null, from: 'header' | 'meta'): Label | null {
  const said = text === null ? null : charsetIn(text);
  if (said === null) return null;
  const name = encodingName(said);
  if (name === null || name === 'windows-1252' || name === 'x-user-defined') return null;
  return { name, from, said };
}

function encodingName(label: string): string | null {
  try {
    const name = new TextDecoder(label).encoding;
    // gb2312 and gbk are subsets; pages that carry these labels hold characters of the whole set.
    return name === 'gbk' ? 'gb18030' : name;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function charsetIn(text: string): string | null {
  return /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** The first `meta` of the page's beginning that names a charset, comments and scripts left out. */
function metaLabel(bytes: Uint8Array): string | null {
  const first = metaLabelIn(bytes.subarray(0, FIRST_BYTES));
  // A tag that is cut off there goes on behind.
  return first?.endsWith('>') === true ? first : metaLabelIn(bytes.subarray(0, META_BYTES));
}

function metaLabelIn(bytes: Uint8Array): string | null {
  // Only ASCII counts here, which is the same in every such charset.
  const lower = new TextDecoder('latin1').decode(bytes).toLowerCase();
  for (let at = lower.indexOf('<'); at >= 0; at = lower.indexOf('<', at)) {
    if (lower.startsWith('<!--', at)) at = past(lower, '-->', at + 4);
    else if (lower.startsWith('<script', at)) at = past(lower, '</script', at + 7);
    else if (lower.startsWith('<style', at)) at = past(lower, '</style', at + 6);
    else {
      const end = past(lower, '>', at);
      const tag = lower.slice(at, end);
      if (tag.startsWith('<meta') && charsetIn(tag) !== null) return tag;
      at = end;
    }
  }
  return null;
}

function past(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at + what.length;
}
