import { type Socket, createServer } from 'node:net';
import { once } from 'node:events';

/** A server that says, byte for byte, what a test wants it to say. */
export interface RawServer {
  readonly origin: string;
  /** The bytes of each request head that came, as Latin-1. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** `answer` is called with each request's path and its number for that path, from 1. */
export async function startRawServer(
  answer: (socket: Socket, path: string, time: number) => void,
): Promise<RawServer> {
  const requests: string[] = [];
  const times = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      for (let end = head.indexOf('\r\n\r\n'); end >= 0; end = head.indexOf('\r\n\r\n')) {
        const request = head.slice(0, end + 4);
        head = head.slice(end + 4);
        requests.push(request);
        const path = request.split(' ')[1] ?? '';
        const time = (times.get(path) ?? 0) + 1;
        times.set(path, time);
        answer(socket, path, time);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A whole answer with its length. */
export function httpAnswer(
  status: string,
  body: Uint8Array | string,
  fields: readonly string[] = [],
): Buffer {
  const bytes = Buffer.from(body);
  const head = [`HTTP/1.1 ${status}`, ...fields, `Content-Length: ${bytes.length}`, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), bytes]);
}
