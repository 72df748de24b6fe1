import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { ReadingRoomDeps, Rights } from '../web/deps.ts';
import { FRONT, createFrontRoom } from '../web/front-room.ts';
import { SqliteSearchIndexes } from '../adapters/sqlite/sqlite-search-index.ts';
import { withinReadingDeadline } from '../adapters/deadline.ts';
import { MadePackages } from '../adapters/files/made-packages.ts';
import { SqliteIndexes } from '../adapters/sqlite/sqlite-indexes.ts';
import { isLoopback } from '../adapters/http/manners.ts';
import type { Archive } from './archive.ts';
import type { Paper } from '../core/paper/paper.ts';
import type { Instant } from '../core/paper/instant.ts';
import { type Terminal, printable } from './terminal.ts';

export interface RunningRoom {
  readonly url: string;
  /** Resolves when the room has closed, after {@link Terminal.ending}. */
  readonly ended: Promise<void>;
}

/** What packages may take up on a desk while the room is open: some dozens of issues. */
const PACKAGE_BYTES = 2 * 2 ** 30;

/** Behind the first page its style is asked for, which should not wait. */
const REST_AFTER_MS = 500;

/** Whoever captures meanwhile sees the sums follow. */
const FRESH_FOR_MS = 2_000;

/**
 * Serves the reading room on loopback only: whoever sits at this machine is in the room. `public` is for a look at
 * what others would see, and for a server of one's own in front of it. Fails with EADDRINUSE.
 */
export async function serveReadingRoom(
  archive: Archive & { readonly papers: readonly Paper[]; readonly now: () => Instant },
  port: number,
  terminal: Terminal,
  rights: Rights = 'reading-room',
): Promise<RunningRoom> {
  const indexes = new SqliteIndexes(archive.objects);
  const packages = new MadePackages(PACKAGE_BYTES);
  const searchIndexes = new SqliteSearchIndexes(archive.objects);
  const answer = openRoom({
    ...archive,
    indexes,
    searchIndexes,
    packages,
    within: withinReadingDeadline,
    rights,
    freshForMs: FRESH_FOR_MS,
    largeFiles: null,
    report: (error) => {
      terminal.err(`${printable(error instanceof Error ? error.message : String(error))}\n`);
    },
  });
  const listener = getRequestListener(answer);
  const server = createServer((request, response) => {
    if (!isOwnName(request.headers.host)) {
      response.writeHead(421, { 'Content-Type': 'text/plain' }).end('this room is for this machine only\n');
      return;
    }
    void listener(request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;

  const ended = once(server, 'close').then(async () => {
    await Promise.all([indexes.close(), searchIndexes.close(), packages.close()]);
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  if (terminal.ending.aborted) close();
  else terminal.ending.addEventListener('abort', close, { once: true });
  return { url: `http://127.0.0.1:${actual}/`, ended };
}

/** From its first page on: the rest of the room is loaded a moment behind it, or for the first request that needs it. */
function openRoom(deps: ReadingRoomDeps): (request: Request) => Promise<Response> {
  const front = createFrontRoom(deps);
  type Answer = (request: Request) => Response | Promise<Response>;
  let whole: Promise<Answer> | null = null;
  const load = async (): Promise<Answer> => {
    const { createReadingRoom } = await import('../web/reading-room.ts');
    const room = createReadingRoom(deps);
    return (request) => room.fetch(request);
  };
  const rest = (): Promise<Answer> => (whole ??= load());
  return async (request) => {
    if (whole !== null || !FRONT.has(new URL(request.url).pathname)) {
      const answer = await rest();
      return answer(request);
    }
    // Whoever asks next is told if it fails.
    setTimeout(() => void rest().catch(() => undefined), REST_AFTER_MS).unref();
    return front.fetch(request);
  };
}

/**
 * Whether a request was addressed to this machine by its own name. A page of another site could let its name point
 * here (DNS rebinding) and read the room through its visitor's browser; the name it asks for gives it away.
 */
function isOwnName(host: string | undefined): boolean {
  return (
    host !== undefined && URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname)
  );
}
