import { Parser } from 'htmlparser2';
import { headerOf } from '../capture/paper-client.ts';
import type { KeptResponse } from '../capture/warc-capture.ts';
import type { Revisited } from '../capture/warc-revisit.ts';
import { type ResourcePath, type Site, pathOfUrl } from '../paper/resource.ts';
import { decodeHtml } from '../read/page/decode-html.ts';
import type { CapturePart, WarcPart } from './issue-warc.ts';
import { type HeldCapture, capturedAt } from './kept-captures.ts';
import type { OtherAddress } from './links-warc.ts';

/** The paper's own pages have two. More of one resource would be somebody's play. */
const MAX_SPELLINGS = 16;

/** What the captures of an issue are, and how its pages link to each other, while they are handed out. */
export class SeenCaptures {
  readonly #spellings: LinkSpellings;
  readonly #captures = new Map<HeldCapture, Revisited>();
  readonly #asked = new Set<string>();

  constructor(site: Site) {
    this.#spellings = new LinkSpellings(site);
  }

  async *watch(parts: AsyncIterable<WarcPart | CapturePart>): AsyncGenerator<WarcPart> {
    for await (const part of parts) {
      for (const { url } of part.entries) this.#asked.add(url);
      if ('held' in part && isPage(part.held)) {
        this.#captures.set(part.held, part.revisited);
        if (part.kept !== null) this.#spellings.add(part.kept.response, part.kept.payload);
      }
      yield part;
    }
  }

  /** Of every capture of a page those addresses that pages link to and that were never asked. */
  otherAddresses(): OtherAddress[] {
    return Array.from(this.#captures).flatMap(([held, of]) => {
      const others = this.#spellings.of(held.of.path).filter((url) => !this.#asked.has(url));
      return others.map((url) => ({ url, at: capturedAt(held), of }));
    });
  }
}

function isPage({ of: { kind } }: HeldCapture): boolean {
  return kind === 'node' || kind === 'article';
}

/**
 * The addresses under which pages link to resources of their paper, as they are written there but without a fragment:
 * with `?div=-1`, `?div=0` or on another port they lead to one resource. In order of appearance.
 */
class LinkSpellings {
  readonly #site: Site;
  readonly #spellings = new Map<ResourcePath, Set<string>>();

  constructor(site: Site) {
    this.#site = site;
  }

  /** Adds the links of a page. One that was kept is nested no deeper than can be read. */
  add({ url, headers }: KeptResponse, payload: Uint8Array): void {
    const parser = new Parser({
      onopentag: (name, { href }) => {
        if ((name === 'a' || name === 'area') && href !== undefined) this.#link(href, url);
      },
    });
    parser.end(decodeHtml(payload, headerOf(headers, 'content-type')).text);
  }

  of(path: ResourcePath): string[] {
    return [...(this.#spellings.get(path) ?? [])];
  }

  #link(href: string, page: string): void {
    if (!URL.canParse(href, page)) return;
    const target = new URL(href, page);
    target.hash = '';
    const resolved = pathOfUrl(this.#site, target.href);
    if (resolved.kind !== 'resource') return;
    const spellings = this.#spellings.get(resolved.path) ?? new Set();
    this.#spellings.set(resolved.path, spellings);
    if (spellings.size < MAX_SPELLINGS) spellings.add(target.href);
  }
}
