import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Rights } from '../web/deps.ts';
import { createReadingRoom } from '../web/reading-room.ts';
import type { Archive } from './archive.ts';
import type { Paper } from '../core/paper/paper.ts';
import type { Instant } from '../core/paper/instant.ts';
import { type Terminal, printable } from './terminal.ts';

export interface RunningRoom {
  readonly url: string;
  /** Resolves when the room has closed, after {@link Terminal.ending}. */
  readonly ended: Promise<void>;
}

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
  const room = createReadingRoom({
    ...archive,
    rights,
    report: (error) => {
      terminal.err(`${printable(error instanceof Error ? error.message : String(error))}\n`);
    },
  });
  const listener = getRequestListener((request) => room.fetch(request));
  const server = createServer((request, response) => {
    void listener(request, response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;

  const ended = once(server, 'close').then(() => undefined);
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  if (terminal.ending.aborted) close();
  else terminal.ending.addEventListener('abort', close, { once: true });
  return { url: `http://127.0.0.1:${actual}/`, ended };
}
