import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, request as ask } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import * as z from 'zod';
import { EDITED } from '../../demo/issues.ts';
import { startDemoPaper } from '../../demo/server.ts';
import type { Shown } from './replay-page.ts';

const run = promisify(execFile);
const ENTRY = fileURLToPath(new URL('../../bin/jmnews.js', import.meta.url));
const DAY = '2023-02-24';
/** What the article says at first, and what after it was edited. */
const TEXTS = ['同比增长5.0%', '同比增长5.5%'] as const;

export interface CapturedIssue {
  readonly wacz: Uint8Array;
  readonly captures: number;
  readonly unchanged: number;
  readonly shown: readonly Shown[];
}

const Exported = z.object({ captures: z.number(), unchanged: z.number() });
const PageEntry = z.object({ url: z.string() });
const IndexEntry = z.object({ url: z.string(), mime: z.string() });

/**
 * An issue of the demonstration paper as the command hands it out: captured, found unchanged by its bytes, found
 * unchanged by a 304, and captured once more after an article was edited. The paper is gone when it is handed out.
 */
export async function capturedTwice(folder: string): Promise<CapturedIssue> {
  const data = join(folder, 'archive');
  const jmnews = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, [ENTRY, ...args, '--data', data, '--json'])).stdout;

  const paper = await startDemoPaper();
  const front = await startForgetfulFront(new URL(paper.baseUrl));
  const capture = async (): Promise<void> => {
    await jmnews('capture', DAY, '--paper', 'demo', '--base-url', front.baseUrl, '--delay', '0');
    // An address in a replay tells no milliseconds: each capture has a second of its own.
    await wait(1100);
  };
  try {
    await capture();
    front.forgets = true;
    await capture();
    front.forgets = false;
    await capture();
    paper.setMoment('later');
    await capture();
  } finally {
    await front.close();
    await paper.close();
  }

  const file = join(folder, 'issue.wacz');
  const exported = Exported.parse(JSON.parse(await jmnews('export', 'wacz', DAY, '--out', file)));
  const wacz = await readFile(file);
  return { ...exported, wacz, shown: shownIn(wacz, front.baseUrl + EDITED) };
}

/** The article at each of its captures, and by a click on the page's picture at the first and the last one. */
function shownIn(wacz: Uint8Array, url: string): Shown[] {
  const files = unzipSync(wacz);
  const index = new TextDecoder().decode(files['indexes/index.cdx']);
  const captures = index
    .trimEnd()
    .split('\n')
    .map((line) => ({
      time: line.split(' ')[1]?.slice(0, 14) ?? '',
      ...IndexEntry.parse(JSON.parse(line.slice(line.indexOf('{')))),
    }))
    .filter((entry) => entry.url === url);
  const kinds = captures.map(({ mime }) => (mime === 'warc/revisit' ? 'revisit' : 'response')).join();
  if (kinds !== 'response,revisit,revisit,response') throw new Error(`the index has ${kinds} of ${url}`);
  const what = ['an article', 'its revisit', 'its revisit by a 304', 'its second version'];
  const shown = captures.map(({ time }, nth) => ({
    what: what[nth] ?? '',
    ...{ url, from: null, time, picture: true },
    text: TEXTS[nth < 3 ? 0 : 1],
    notText: TEXTS[nth < 3 ? 1 : 0],
  }));
  const from = nodeBefore(new TextDecoder().decode(files['pages/pages.jsonl']), url);
  const clicked = shown
    .filter((_, nth) => nth !== 1)
    .map((one) => ({ ...one, what: `${one.what}, by a link with ?div=-1`, url: `${url}?div=-1`, from }));
  return [...shown, ...clicked];
}

/** The list of pages has each node before its articles. */
function nodeBefore(pages: string, url: string): string {
  const urls = pages
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => PageEntry.parse(JSON.parse(line)).url);
  const node = urls.slice(0, urls.indexOf(url)).findLast((one) => one.includes('/node_'));
  if (node === undefined) throw new Error(`the list of pages has no node before ${url}`);
  return node;
}

const AREA = /(<area [^>]*href="[^"?]+\.htm)"/gi;

interface Front {
  readonly baseUrl: string;
  /** While it is so, it passes no condition on: whatever is asked for is sent again. */
  forgets: boolean;
  close(): Promise<void>;
}

/**
 * A server before the paper's, on loopback, which can be told to pass no conditional request on. The areas of its pages
 * link with `?div=-1`, as those of papers in this template do.
 */
async function startForgetfulFront(paper: URL): Promise<Front> {
  const passOn: RequestListener = (asked, answer) => {
    const headers = { ...asked.headers };
    delete headers['accept-encoding'];
    if (front.forgets) {
      delete headers['if-none-match'];
      delete headers['if-modified-since'];
    }
    const further = ask({ host: paper.hostname, port: paper.port, path: asked.url, headers }, (answered) => {
      void passBack(answered, answer);
    });
    further.on('error', () => answer.destroy());
    further.end();
  };
  const passBack = async (answered: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await Array.fromAsync<Buffer>(answered));
    const isPage = answered.headers['content-type']?.startsWith('text/html') === true;
    const sent = isPage ? Buffer.from(body.toString('latin1').replace(AREA, '$1?div=-1"'), 'latin1') : body;
    const { 'content-length': length, ...headers } = answered.headers;
    const changed = length === undefined ? headers : { ...headers, 'content-length': sent.length };
    answer.writeHead(answered.statusCode ?? 502, changed).end(sent);
  };
  const server = createServer(passOn).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // As `server.address()` says of a TCP server that listens.
  const { port } = server.address() as AddressInfo;
  const front: Front = {
    baseUrl: `http://127.0.0.1:${port}${paper.pathname}`,
    forgets: false,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return front;
}
