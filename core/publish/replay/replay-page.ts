import { Parser } from 'htmlparser2';
import type { PageTask } from '../../deadline.ts';
import { isTooDeep } from '../../read/page/nesting-depth.ts';
import { decodeHtml } from '../../read/page/decode-html.ts';
import { replayCss } from './replay-css.ts';
import { isShown, isWindow, losesContent, useOf } from './replay-tags.ts';

/** As of the reader: what is longer or deeper is kept, and was refused as a page. */
const MAX_CHARACTERS = 600_000;
const MAX_DEPTH = 100;

/** Longer addresses lead nowhere in the archive. */
const MAX_URL_LENGTH = 2_000;

/** A doctype decides how browsers lay a page out; no more of it than it needs. */
const DOCTYPE = /^!doctype[ \w"'/:.+-]{0,200}$/i;

/** A kept page and where it is shown again. */
export interface ReplayedPage {
  readonly payload: Uint8Array;
  readonly contentType: string | null;
  /** Where it was captured, which its links start from. */
  readonly url: string;
  /** When, 14 digits; its links lead to what was seen nearest to then. */
  readonly stamp: string;
}

/**
 * The page as people saw it, as UTF-8 and inert: nothing but elements and attributes of a list is written, each anew, so
 * that whatever a browser would make of the rest it never gets. Links lead to the archive, images come from it.
 * `null` for what is too long or nested too deep to be shown.
 */
export function replayPage(page: ReplayedPage): string | null {
  const html = decodeHtml(page.payload, page.contentType).text;
  if (html.length > MAX_CHARACTERS || isTooDeep(html, MAX_DEPTH, false)) return null;
  const writer = new ReplayWriter(page.url, page.stamp);
  const parser = new Parser(writer);
  parser.end(html);
  return writer.html;
}

/** {@link replayPage}, within a deadline. */
export const REPLAY_PAGE: PageTask<[ReplayedPage], string | null> = {
  name: 'replay-page',
  load: () => Promise.resolve(replayPage),
};

/** Takes what the parser finds and writes what may be shown of it. */
class ReplayWriter {
  html = '';
  /** What links start from: the page's address, or its `base`, of which the first counts. */
  #base: string;
  #hasBase = false;
  readonly #page: string;
  readonly #stamp: string;
  /** How many elements are open whose content is left out, the outermost counted first. */
  #left = 0;
  /** The style sheet that is being read. */
  #css: string | null = null;
  #inTitle = false;

  constructor(url: string, stamp: string) {
    this.#page = url;
    this.#base = url;
    this.#stamp = stamp;
  }

  onprocessinginstruction(_: string, data: string): void {
    if (this.html === '' && DOCTYPE.test(data)) this.html = `<${data}>\n`;
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#left > 0 || losesContent(name)) {
      if (this.#left === 0 && isWindow(name)) this.html += this.#linkInPlace(attributes['src']);
      this.#left += 1;
    } else if (name === 'base') this.#setBase(attributes['href']);
    else if (name === 'style') this.#css = '';
    else if (name === 'title') {
      this.#inTitle = true;
      this.html += '<title>';
    } else if (isShown(name)) {
      this.html += `<${name}${this.#attributesOf(name, attributes)}>`;
    }
  }

  onclosetag(name: string, isImplied: boolean): void {
    if (this.#left > 0) this.#left -= 1;
    else if (name === 'style' && this.#css !== null) {
      this.html += `<style>${replayCss(this.#css, (link) => this.#lead(link, 'im_'))}</style>`;
      this.#css = null;
    } else if (name === 'title' && this.#inTitle) {
      this.#inTitle = false;
      this.html += '</title>';
    } else if (!isImplied && isShown(name)) this.html += `</${name}>`;
  }

  ontext(text: string): void {
    if (this.#left > 0) return;
    if (this.#css === null) this.html += escaped(text);
    else this.#css += text;
  }

  #attributesOf(element: string, attributes: Readonly<Record<string, string>>): string {
    let written = '';
    for (const [name, value] of Object.entries(attributes)) {
      const shown = this.#valueOf(element, name, value);
      if (shown !== null) written += ` ${name}="${escaped(shown)}"`;
    }
    return written;
  }

  #valueOf(element: string, name: string, value: string): string | null {
    const use = useOf(element, name);
    switch (use) {
      case 'plain':
        return value;
      case 'page':
        return value.trim().startsWith('#') ? value.trim() : this.#lead(value, 'mp_');
      case 'image':
        return this.#lead(value, 'im_');
      case 'place':
        return value.startsWith('#') ? value : null;
      case 'style':
        return replayCss(value, (link) => this.#lead(link, 'im_'));
      case null:
        return null;
    }
  }

  /** The address in the archive that a link leads to; `null` for one that leads to no page of the web. */
  #lead(link: string, modifier: 'mp_' | 'im_'): string | null {
    const url = this.#resolve(link);
    return url === null ? null : `/web/${this.#stamp}${modifier}/${url}`;
  }

  #resolve(link: string): string | null {
    if (link.trim() === '' || !URL.canParse(link, this.#base)) return null;
    const { protocol, href } = new URL(link, this.#base);
    return /^https?:$/.test(protocol) && href.length <= MAX_URL_LENGTH ? href : null;
  }

  #setBase(href: string | undefined): void {
    if (this.#hasBase || href === undefined) return;
    this.#hasBase = true;
    if (URL.canParse(href, this.#page)) this.#base = new URL(href, this.#page).href;
  }

  #linkInPlace(source: string | undefined): string {
    const url = source === undefined ? null : this.#resolve(source);
    if (url === null) return '';
    return `<a href="${escaped(`/web/${this.#stamp}mp_/${url}`)}">${escaped(url)}</a>`;
  }
}

function escaped(text: string): string {
  return text
    .replace(/\0/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
