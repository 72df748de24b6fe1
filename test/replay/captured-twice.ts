import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type RequestListener, createServer, request as ask } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { z } from 'zod';
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

/** The article at each of its captures. */
function shownIn(wacz: Uint8Array, url: string): Shown[] {
  const index = new TextDecoder().decode(unzipSync(wacz)['indexes/index.cdx']);
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
  return captures.map(({ time }, nth) => ({
    what: what[nth] ?? '',
    ...{ url, time, picture: true },
    text: TEXTS[nth < 3 ? 0 : 1],
    notText: TEXTS[nth < 3 ? 1 : 0],
  }));
}

interface Front {
  readonly baseUrl: string;
  /** While it is so, it passes no condition on: whatever is asked for is sent again. */
  forgets: boolean;
  close(): Promise<void>;
}

/** A server before the paper's, on loopback, which can be told to pass no conditional request on. */
async function startForgetfulFront(paper: URL): Promise<Front> {
  const passOn: RequestListener = (asked, answer) => {
    const headers = { ...asked.headers };
    if (front.forgets) {
      delete headers['if-none-match'];
      delete headers['if-modified-since'];
    }
    const further = ask({ host: paper.hostname, port: paper.port, path: asked.url, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
      answered.pipe(answer);
    });
    further.on('error', () => answer.destroy());
    further.end();
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
