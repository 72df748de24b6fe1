import { once } from 'node:events';
import { type IncomingMessage, createServer, request } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import type { Room } from './small-archive.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** As it came, with its content coding. */
  readonly body: Buffer;
  /** Whether all of it came; a connection that breaks leaves a part. */
  readonly isWhole: boolean;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Hangs up as soon as this much has come. */
  readonly leavesAfter?: number;
}

/** The room over real HTTP, and a client that undoes nothing of what it is sent. */
export async function served(room: Room): Promise<(path: string, asked?: Asked) => Promise<Answer>> {
  const listener = getRequestListener((asked) => room.fetch(asked), { overrideGlobalObjects: false });
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;

  return async (path, { method = 'GET', headers = {}, leavesAfter = Infinity } = {}) => {
    const asking = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
    asking.end();
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= leavesAfter) break;
      }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ECONNRESET')) throw error;
    }
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers,
      body: Buffer.concat(chunks),
      isWhole: answer.complete,
    };
  };
}
