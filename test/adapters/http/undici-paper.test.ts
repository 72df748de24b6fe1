import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Manners, POLITE, isLoopback, retryAfterMs } from '../../../adapters/http/manners.ts';
import { UndiciPaper, userAgentOf } from '../../../adapters/http/undici-paper.ts';
import { FetchFailed, type PaperRequest } from '../../../core/capture/paper-client.ts';
import { type RawServer, httpAnswer, startRawServer } from '../../support/raw-server.ts';

const QUICK: Manners = { ...POLITE, delayMs: 0, robots: false, tries: 1 };
const CONTACT = 'archive@example.invalid';
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe('UndiciPaper', () => {
  it('records the request exactly as it went over the wire', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('200 OK', 'hello')));
    const exchange = await clientOf(server).fetch(
      ask(`${server.origin}/jmrb/a.htm?x=1`, { etag: '"v1"', lastModified: 'Sat, 25 Feb 2023 00:00:00 GMT' }),
    );
    const recorded = [
      exchange.request.line,
      ...exchange.request.headers.map(([name, value]) => `${name}: ${value}`),
    ];
    expect(server.requests).toEqual([`${recorded.join('\r\n')}\r\n\r\n`]);
    expect(server.requests[0]).toContain(`user-agent: ${userAgentOf(CONTACT)}\r\n`);
    expect(server.requests[0]).toContain('if-none-match: "v1"\r\n');
  });

  it('keeps the order, letter case and repetition of header fields, and the status line', async () => {
    const fields = ['X-Second: 2', 'x-FIRST: 1', 'Set-Cookie: a=1', 'set-cookie: b=2'];
    const server = await serve((socket) => socket.write(httpAnswer('200 Quite Fine', 'ok', fields)));
    const { response, ip } = await clientOf(server).fetch(ask(`${server.origin}/`));
    expect(response.statusLine).toBe('HTTP/1.1 200 Quite Fine');
    expect(response.headers).toEqual([
      ['X-Second', '2'],
      ['x-FIRST', '1'],
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['Content-Length', '2'],
    ]);
    expect(ip).toBe('127.0.0.1');
  });

  it('keeps a compressed body as it was sent and unpacks it beside', async () => {
    const packed = gzipSync('江门日报');
    const server = await serve((socket) =>
      socket.write(httpAnswer('200 OK', packed, ['Content-Encoding: gzip'])),
    );
    const { response } = await clientOf(server).fetch(ask(`${server.origin}/`));
    expect(Buffer.from(response.body)).toEqual(packed);
    expect(new TextDecoder().decode(response.payload)).toBe('江门日报');
  });

  it('takes any status as an answer and follows no redirect', async () => {
    const server = await serve((socket) =>
      socket.write(httpAnswer('302 Found', '', ['Location: /elsewhere'])),
    );
    const { response } = await clientOf(server).fetch(ask(`${server.origin}/`));
    expect(response.status).toBe(302);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [
      'a body that ends before its length',
      'broken-off',
      'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort',
    ],
    [
      'a chunked body without its end',
      'broken-off',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
    ],
    ['something that is not HTTP', 'not-http', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    [
      'a body that is not the gzip it says',
      'bad-encoding',
      'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain',
    ],
  ])('fails at %s', async (_what, reason, bytes) => {
    const server = await serve((socket) => socket.end(bytes));
    await expect(clientOf(server).fetch(ask(`${server.origin}/`))).rejects.toMatchObject({
      name: 'FetchFailed',
      reason,
    });
  });

  it('fails at a body that is larger than allowed, on the wire or unpacked', async () => {
    const bomb = gzipSync(new Uint8Array(2_000_000));
    const server = await serve((socket, path) =>
      socket.write(
        path === '/bomb'
          ? httpAnswer('200 OK', bomb, ['Content-Encoding: gzip'])
          : httpAnswer('200 OK', new Uint8Array(20_000)),
      ),
    );
    const client = clientOf(server);
    const failed = { name: 'FetchFailed', reason: 'too-large' };
    await expect(client.fetch(ask(`${server.origin}/large`, { maxBytes: 10_000 }))).rejects.toMatchObject(
      failed,
    );
    await expect(client.fetch(ask(`${server.origin}/bomb`, { maxBytes: 10_000 }))).rejects.toMatchObject(
      failed,
    );
  });

  it('ends a body that drips on for ever', async () => {
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    const client = clientOf(server, { ...QUICK, totalTimeoutMs: 300 });
    await expect(client.fetch(ask(`${server.origin}/`))).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('says in a sentence that a site cannot be reached', async () => {
    const server = await serve(() => undefined);
    await server.close();
    closing.length = 0;
    const failure = await clientOf(server)
      .fetch(ask(`${server.origin}/`))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(FetchFailed);
    expect(failure).toMatchObject({ reason: 'unreachable' });
    expect(String(failure)).toContain(`${server.origin} cannot be reached; check the network`);
  });

  it('asks no server that is not the paper’s', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('200 OK', 'secret')));
    const client = new UndiciPaper({ origins: ['http://127.0.0.1:1'], manners: QUICK, contact: CONTACT });
    closing.push(() => client.close());
    await expect(client.fetch(ask(`${server.origin}/`))).rejects.toMatchObject({
      reason: 'host-not-allowed',
    });
    expect(server.requests).toEqual([]);
  });

  it('tries again when the server cannot answer, and gives its last answer', async () => {
    const server = await serve((socket, path, time) =>
      socket.write(
        path === '/heals' && time > 1
          ? httpAnswer('200 OK', 'well')
          : httpAnswer('503 Busy', 'ill', ['Retry-After: 0']),
      ),
    );
    const client = clientOf(server, { ...QUICK, tries: 3 });
    expect((await client.fetch(ask(`${server.origin}/heals`))).response.status).toBe(200);
    expect((await client.fetch(ask(`${server.origin}/stays-ill`))).response.status).toBe(503);
    expect(server.requests).toHaveLength(2 + 3);
  });

  it('does not wait for a server that wants more patience than a run has', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('503 Busy', '', ['Retry-After: 86400'])));
    const client = clientOf(server, { ...QUICK, tries: 3 });
    expect((await client.fetch(ask(`${server.origin}/`))).response.status).toBe(503);
    expect(server.requests).toHaveLength(1);
  });

  it('obeys robots.txt, which it asks for once', async () => {
    const rules = 'User-agent: *\nDisallow: /private/\n';
    const server = await serve((socket, path) =>
      socket.write(path === '/robots.txt' ? httpAnswer('200 OK', rules) : httpAnswer('200 OK', 'page')),
    );
    const client = clientOf(server, { ...QUICK, robots: true });
    await expect(client.fetch(ask(`${server.origin}/private/a`))).rejects.toMatchObject({
      reason: 'disallowed-by-robots',
    });
    await client.fetch(ask(`${server.origin}/a`));
    await client.fetch(ask(`${server.origin}/b`));
    expect(server.requests.map((request) => request.split(' ')[1])).toEqual(['/robots.txt', '/a', '/b']);
  });

  it('asks for nothing while robots.txt cannot be had, and for all when there is none', async () => {
    const broken = await serve((socket) => socket.write(httpAnswer('500 Oops', '')));
    const without = await serve((socket, path) =>
      socket.write(path === '/robots.txt' ? httpAnswer('404 Not Found', '') : httpAnswer('200 OK', 'page')),
    );
    const manners = { ...QUICK, robots: true };
    await expect(clientOf(broken, manners).fetch(ask(`${broken.origin}/a`))).rejects.toMatchObject({
      reason: 'disallowed-by-robots',
    });
    expect((await clientOf(without, manners).fetch(ask(`${without.origin}/a`))).response.status).toBe(200);
  });

  it('lets requests start one delay apart, also when many are asked for at once', async () => {
    const starts: number[] = [];
    const server = await serve((socket) => {
      starts.push(performance.now());
      socket.write(httpAnswer('200 OK', ''));
    });
    const client = clientOf(server, { ...QUICK, delayMs: 120, connections: 4 });
    await Promise.all(['/a', '/b', '/c'].map((path) => client.fetch(ask(server.origin + path))));
    const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? 0));
    // Timers may fire a little early; what matters is that nothing starts at once.
    expect(Math.min(...gaps)).toBeGreaterThan(90);
  });
});

describe('manners', () => {
  it('reads Retry-After as seconds or as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000);
    expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });

  it('knows this machine from others', () => {
    expect(['127.0.0.1', '127.9.9.9', 'localhost', '[::1]'].every(isLoopback)).toBe(true);
    expect(['127.0.0.1.example.com', '10.0.0.1', 'dzb.jmrb.com', '::1.example'].some(isLoopback)).toBe(false);
  });
});

async function serve(answer: Parameters<typeof startRawServer>[0]): Promise<RawServer> {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  return server;
}

function clientOf(server: RawServer, manners: Manners = QUICK): UndiciPaper {
  const client = new UndiciPaper({ origins: [server.origin], manners, contact: CONTACT });
  closing.push(() => client.close());
  return client;
}

function ask(url: string, more: Partial<PaperRequest> = {}): PaperRequest {
  return { url, etag: null, lastModified: null, maxBytes: 1_000_000, ...more };
}
