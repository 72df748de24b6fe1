import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { IssueDate } from '../core/paper/issue-date.ts';
import type { Moment } from './edition.ts';
import { ISSUE_DATES } from './issues.ts';
import { type PaperFile, paperFiles } from './paper.ts';

export interface DemoPaperOptions {
  /** @default 0, any free port */
  readonly port?: number;
  /** Where the paper lies on the server, with a slash at both ends. @default '/jmrb/' */
  readonly basePath?: string;
  /** @default 'first' */
  readonly moment?: Moment;
}

/** The demonstration paper, on loopback. */
export interface DemoPaper {
  /** With a slash at the end: `http://127.0.0.1:8099/jmrb/`. */
  readonly baseUrl: string;
  /** The issues that are published, oldest first. */
  readonly dates: readonly IssueDate[];
  /** What was asked so far, in order of the answers; `path` as it was asked, with its query. */
  readonly requests: readonly DemoRequest[];
  /** From now on the paper is as it is at `moment`. */
  setMoment(moment: Moment): void;
  /** Ends every connection. */
  close(): Promise<void>;
}

export interface DemoRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** The port that was asked for belongs to another program. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(`port ${port} is in use; give another with --port, or end the program that holds it`, { cause });
    this.port = port;
  }
}

const BASE_PATH_FORM = /^\/(?:[\w.-]+\/)*$/;

/** The delay is short: the demonstration should show that it is read, not make anybody wait. */
const ROBOTS = 'User-agent: *\nAllow: /\nCrawl-delay: 0.1\n';

const NOT_FOUND =
  '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>404</title></head>' +
  '<body><h1>404</h1>没有这个页面</body></html>\n';

/** Fails with {@link PortInUse}, and with a RangeError for a base path that no server can have. */
export async function startDemoPaper(options: DemoPaperOptions = {}): Promise<DemoPaper> {
  const { port = 0, basePath = '/jmrb/', moment = 'first' } = options;
  if (!BASE_PATH_FORM.test(basePath)) {
    throw new RangeError(
      `'${basePath}' is not a base path; give one with a slash at both ends, such as /jmrb/`,
    );
  }
  let files = served(moment, basePath);
  const requests: DemoRequest[] = [];

  const server = createServer((request, response) => {
    answer(files, request, response);
    requests.push({ method: request.method ?? '', path: request.url ?? '', status: response.statusCode });
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new PortInUse(port, error);
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('the server has no port of its own');

  return {
    baseUrl: `http://127.0.0.1:${address.port}${basePath}`,
    dates: ISSUE_DATES,
    requests,
    setMoment: (to) => {
      files = served(to, basePath);
    },
    close: () =>
      new Promise((resolve) => {
        // Asked a second time, the server only says that it is closed already.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Every address of the server. */
function served(moment: Moment, basePath: string): ReadonlyMap<string, PaperFile> {
  const files = new Map<string, PaperFile>();
  for (const [path, file] of paperFiles(moment)) {
    files.set(basePath + path, file);
    if (path === 'index.htm') files.set(basePath, file);
  }
  const modifiedAt = new Date('2019-12-31T00:00:00Z');
  files.set('/robots.txt', { bytes: Buffer.from(ROBOTS), contentType: 'text/plain', modifiedAt });
  return files;
}

function answer(
  files: ReadonlyMap<string, PaperFile>,
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): void {
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Length': 0 }).end();
    return;
  }
  // As a server of files does, whatever stands after the question mark is passed over.
  const file = files.get((url ?? '').replace(/\?.*$/s, ''));
  if (!file) {
    const body = Buffer.from(NOT_FOUND);
    response.writeHead(404, { 'Content-Type': 'text/html', 'Content-Length': body.length });
    response.end(method === 'HEAD' ? undefined : body);
    return;
  }

  const isHtml = file.contentType === 'text/html';
  const zipped = isHtml && takesGzip(headers['accept-encoding']);
  const body = zipped ? gzipSync(file.bytes) : file.bytes;
  // A strong tag stands for exact bytes, so the zipped form has one of its own.
  const etag = `"${createHash('sha256').update(file.bytes).digest('hex').slice(0, 20)}${zipped ? '-gz' : ''}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Last-Modified', file.modifiedAt.toUTCString());
  if (isHtml) response.setHeader('Vary', 'Accept-Encoding');
  if (isUnchanged(headers, etag, file.modifiedAt)) {
    response.writeHead(304).end();
    return;
  }
  if (zipped) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(200, { 'Content-Type': file.contentType, 'Content-Length': body.length });
  response.end(method === 'HEAD' ? undefined : body);
}

function takesGzip(accepted: string | string[] | undefined): boolean {
  const codings = String(accepted ?? '').split(',');
  return codings.some((coding) => /^\s*(?:gzip|\*)\s*(?:;(?!\s*q=0(?:\.0*)?\s*$)|$)/i.test(coding));
}

/** Where both conditions are sent, the tag alone decides (RFC 9110, 13.2.2). */
function isUnchanged(headers: IncomingMessage['headers'], etag: string, modifiedAt: Date): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    const known = tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    return known.includes(etag) || known.includes('*');
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && modifiedAt.getTime() <= since;
}
