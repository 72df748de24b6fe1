import { createHash } from 'node:crypto';
import {
  type Exchange,
  FetchFailed,
  type PaperClient,
  type PaperRequest,
} from '../../core/capture/paper-client.ts';
import type { Instant } from '../../core/paper/instant.ts';

export type Page = Uint8Array | 'missing' | 'unreachable';

/** A paper without a network: says what its script says, with validators. */
export class ScriptedPaper implements PaperClient {
  readonly asked: string[] = [];
  readonly #page: (url: string) => Page;
  readonly #now: () => Instant;

  constructor(page: (url: string) => Page, now: () => Instant) {
    this.#page = page;
    this.#now = now;
  }

  fetch(request: PaperRequest): Promise<Exchange> {
    this.asked.push(request.url);
    const page = this.#page(request.url);
    if (page === 'unreachable') {
      return Promise.reject(new FetchFailed('unreachable', request.url, `${request.url} cannot be reached`));
    }
    const etag = page === 'missing' ? null : `"${createHash('sha256').update(page).digest('hex')}"`;
    const held = etag !== null && request.etag === etag;
    const status = page === 'missing' ? 404 : held ? 304 : 200;
    const body = page === 'missing' || held ? new Uint8Array() : page;
    return Promise.resolve({
      url: request.url,
      at: this.#now(),
      tookMs: 1,
      ip: '127.0.0.1',
      request: { line: `GET ${new URL(request.url).pathname} HTTP/1.1`, headers: [['user-agent', 'test']] },
      response: {
        statusLine: `HTTP/1.1 ${status} Scripted`,
        status,
        headers: [
          ...(etag === null ? [] : [['ETag', etag] as const]),
          ...(status === 304 ? [] : [['Content-Length', String(body.length)] as const]),
        ],
        body,
        payload: body,
      },
    });
  }
}
