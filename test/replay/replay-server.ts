import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A file of the site, by its path: `/ui.js`. */
export interface ServedFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface ReplayServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves files on loopback the way a WACZ package must be served: by ranges, those from the end included. */
export async function serveFiles(files: ReadonlyMap<string, ServedFile>): Promise<ReplayServer> {
  const server = createServer((request, response) => answer(files, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // As `server.address()` says of a TCP server that listens.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(
  files: ReadonlyMap<string, ServedFile>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const file = files.get(new URL(request.url ?? '/', 'http://loopback').pathname);
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  const { bytes, mediaType } = file;
  const range = rangeOf(request.headers.range, bytes.length);
  const part = range === null ? bytes : bytes.subarray(range.start, range.end);
  const headers = {
    'Content-Type': mediaType,
    'Content-Length': part.length,
    'Accept-Ranges': 'bytes',
    'Access-Control-Allow-Origin': '*',
    'Service-Worker-Allowed': '/',
  };
  if (range === null) response.writeHead(200, headers);
  else {
    const place = `bytes ${range.start}-${range.end - 1}/${bytes.length}`;
    response.writeHead(206, { ...headers, 'Content-Range': place });
  }
  response.end(request.method === 'HEAD' ? undefined : part);
}

/** `end` is exclusive; a range from the end that is longer than the file is all of it. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') return { start: Math.max(0, size - Number(to)), end: size };
  return { start: Number(from), end: to === '' ? size : Math.min(size, Number(to) + 1) };
}
