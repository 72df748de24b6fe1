import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { datesOf, filesOf } from './issues.ts';

/*
 * Serves as many issues as it is told on loopback until its parent ends it, and prints the paper's address. Everything is ready beforehand, zipped as well: what is measured is who asks.
 */

interface Answer {
  readonly etag: string;
  readonly type: string;
  readonly plain: Buffer;
  /** Of HTML only, as the demonstration's server does. */
  readonly zipped: Buffer | null;
}

const TYPES: Readonly<Record<string, string>> = {
  htm: 'text/html',
  png: 'image/png',
  pdf: 'application/pdf',
  txt: 'text/plain',
};
const BASE = '/jmrb/';
const MODIFIED = new Date('2021-12-31T00:00:00Z').toUTCString();

const dates = datesOf(Number(process.argv[2]));
const answers = new Map<string, Answer>([
  ['/robots.txt', answerOf('robots.txt', Buffer.from('User-agent: *\n'))],
]);
for (const { path, bytes } of filesOf(dates)) answers.set(BASE + path, answerOf(path, bytes));

const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? '');
  if (answer === undefined) {
    response.writeHead(404, { 'Content-Length': 0 }).end();
    return;
  }
  const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? answer.zipped : null;
  const etag = zipped === null ? `"${answer.etag}"` : `"${answer.etag}-gz"`;
  const validators = { ETag: etag, 'Last-Modified': MODIFIED };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, validators).end();
    return;
  }
  const body = zipped ?? answer.plain;
  response.writeHead(200, {
    ...validators,
    ...(zipped === null ? {} : { 'Content-Encoding': 'gzip' }),
    'Content-Type': answer.type,
    'Content-Length': body.length,
  });
  response.end(body);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
if (address === null || typeof address === 'string') throw new TypeError('the server has no port of its own');
process.stdout.write(`http://127.0.0.1:${address.port}${BASE}\n`);
// Without its parent it serves nobody.
process.once('disconnect', () => process.exit());

function answerOf(path: string, bytes: Buffer): Answer {
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
  return {
    etag: createHash('sha256').update(path).update(bytes).digest('hex').slice(0, 20),
    type,
    plain: bytes,
    zipped: type === 'text/html' ? gzipSync(bytes) : null,
  };
}
