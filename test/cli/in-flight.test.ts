import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { POLITE } from '../../adapters/http/manners.ts';
import { UndiciPaper } from '../../adapters/http/undici-paper.ts';
import { InFlight } from '../../cli/in-flight.ts';
import type { Exchange, PaperClient } from '../../core/capture/paper-client.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { MemoryDesk, publishedPage } from '../support/memory-desk.ts';

const MEGABYTE = 1024 * 1024;

describe('what is in flight', () => {
  it('keeps one connection to the site busy, in order, while what has come is still being kept', async () => {
    const site = await countingSite();
    const flight = new InFlight(site.client, 1);
    const kept: (() => void)[] = [];
    for (let nth = 0; nth < 12; nth += 1) {
      while (!flight.hasRoom({ asks: true })) await flight.change();
      flight.start({ asks: true }, async (client) => {
        await client.fetch(requestOf(`${site.origin}/${nth}`));
        // A disk that writes nothing before all of them have come.
        await new Promise<void>((done) => {
          kept.push(done);
          if (kept.length === 12) for (const one of kept) one();
        });
      });
    }
    while (!flight.isIdle) await flight.change();
    expect(site.paths).toEqual(Array.from({ length: 12 }, (_, nth) => `/${nth}`));
    expect([site.mostAtOnce, site.sockets]).toEqual([1, 1]);
  });

  it('asks by one more than there are connections at most, and by nobody else before one has its answer', async () => {
    const site = new HeldSite(10);
    const flight = new InFlight(site, 2);
    const started = startAll(flight, 5);
    await turn();
    expect([site.asked, started.count]).toEqual([3, 3]);
    site.answer();
    await turn();
    expect([site.asked, started.count]).toEqual([4, 4]);
    site.answerAll();
    await flight.idle();
  });

  it('asks for nothing more while too many bytes have come that are not kept', async () => {
    const site = new HeldSite(20 * MEGABYTE);
    const flight = new InFlight(site, 1);
    const ends: (() => void)[] = [];
    const started = startAll(flight, 9, () => new Promise<void>((end) => ends.push(end)));
    for (let come = 0; come < 4; come += 1) {
      site.answer();
      await turn();
    }
    // Two are more than is allowed; the one that stood ready by then has asked as well.
    expect([site.asked, started.count, ends.length]).toEqual([3, 3, 3]);
    ends.shift()?.();
    await turn();
    expect(started.count).toBe(3);
    ends.shift()?.();
    await turn();
    expect(started.count).toBeGreaterThan(3);
    site.answerAll();
    for (let round = 0; round < 20; round += 1) {
      for (const end of ends.splice(0)) end();
      site.answerAll();
      await turn();
    }
    await flight.idle();
    expect(started.count).toBe(9);
  });

  it('fails with the first failure, and waits for all that is under way in the end', async () => {
    const flight = new InFlight(new HeldSite(1), 1);
    let [end, ended] = [(): void => undefined, false];
    flight.start({ asks: false }, async () => {
      await new Promise<void>((done) => (end = done));
      ended = true;
    });
    flight.start({ asks: false }, () => Promise.reject(new Error('the disk is gone')));
    await expect(flight.change()).rejects.toThrow('the disk is gone');
    setTimeout(end, 20);
    await flight.idle();
    expect([ended, flight.isIdle]).toEqual([true, true]);
  });
});

it('leaves a site alone that is gone, but for those who were asking by then', async () => {
  let [asked, gone] = [0, 0];
  const desk = new MemoryDesk((path) => {
    asked += 1;
    if (asked === 1) return publishedPage(path);
    gone += 1;
    return 'unreachable';
  });
  const run = await desk.capture(asIssueDate('2023-02-25'));
  expect(run.counts.failed).toBe(gone);
  expect(gone).toBeGreaterThanOrEqual(3);
  // Three in a row tell that it is gone; one has its connection and one stands ready.
  expect(gone).toBeLessThanOrEqual(5);
  expect([run.cut, run.issue.state]).toEqual([true, 'partial']);
});

/** A site that answers when it is told to, each time with so many bytes. */
class HeldSite implements PaperClient {
  asked = 0;
  #isOpen = false;
  readonly #bytes: number;
  readonly #waiting: (() => void)[] = [];

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  async fetch({ url }: { readonly url: string }): Promise<Exchange> {
    this.asked += 1;
    if (!this.#isOpen) await new Promise<void>((answer) => this.#waiting.push(answer));
    const body = new Uint8Array(this.#bytes);
    return {
      ...{ url, at: asInstant('2023-02-25T00:00:00.000Z'), tookMs: 1, ip: null },
      request: { line: 'GET / HTTP/1.1', headers: [] },
      response: { statusLine: 'HTTP/1.1 200 OK', status: 200, headers: [], body, payload: body },
    };
  }

  answer(): void {
    this.#waiting.shift()?.();
  }

  answerAll(): void {
    this.#isOpen = true;
    while (this.#waiting.length > 0) this.answer();
  }
}

/** Starts so many as there is room, and tells how many it was. */
function startAll(
  flight: InFlight,
  many: number,
  keep: () => Promise<void> = () => Promise.resolve(),
): { readonly count: number } {
  const started = { count: 0 };
  void (async () => {
    while (started.count < many) {
      if (!flight.hasRoom({ asks: true })) {
        await flight.change();
        continue;
      }
      started.count += 1;
      flight.start({ asks: true }, async (client) => {
        await client.fetch(requestOf('http://127.0.0.1/'));
        await keep();
      });
    }
  })();
  return started;
}

async function countingSite(): Promise<{
  client: PaperClient;
  origin: string;
  paths: string[];
  readonly mostAtOnce: number;
  readonly sockets: number;
}> {
  const paths: string[] = [];
  let [now, mostAtOnce, sockets] = [0, 0, 0];
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') {
      response.writeHead(404).end();
      return;
    }
    paths.push(request.url ?? '');
    now += 1;
    mostAtOnce = Math.max(mostAtOnce, now);
    setTimeout(() => {
      now -= 1;
      response.end('a page');
    }, 2);
  });
  server.on('connection', () => (sockets += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const client = new UndiciPaper({
    origins: [origin],
    manners: { ...POLITE, delayMs: 0 },
    contact: 'a test',
  });
  onTestFinished(async () => {
    await client.close();
    server.close();
  });
  return {
    ...{ client, origin, paths },
    get mostAtOnce() {
      return mostAtOnce;
    },
    get sockets() {
      return sockets;
    },
  };
}

function requestOf(url: string): Parameters<PaperClient['fetch']>[0] {
  return { url, etag: null, lastModified: null, maxBytes: MEGABYTE };
}

function turn(): Promise<void> {
  return new Promise((done) => setTimeout(done, 10));
}
