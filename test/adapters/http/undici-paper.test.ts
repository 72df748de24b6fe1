import { once } from 'node:events';
import { type Socket, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Manners, POLITE } from '../../../adapters/http/manners.ts';
import { UndiciPaper, userAgentOf } from '../../../adapters/http/undici-paper.ts';
import { FetchFailed, type PaperRequest } from '../../../core/capture/paper-client.ts';
import { readCapture, writeCapture } from '../../../core/capture/warc-capture.ts';
import { readWarc } from '../../../core/capture/warc.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { type RawServer, httpAnswer, startRawServer } from '../../support/raw-server.ts';

const QUICK: Manners = { ...POLITE, delayMs: 0, robots: false, tries: 1 };
const CONTACT = 'archive@example.invalid';
const realNow = performance.now.bind(performance);
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
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

  it.each([
    ['characters whose low bytes are an end of line', Buffer.from('\u010d\u010a\u010d\u010a')],
    ['control characters', Buffer.from('a\u0001b\u007fc\u0085\td')],
    ['a last byte that could pass for a space', Buffer.from('voil\u00e0')],
    ['a character beyond the first 65,536', Buffer.from('\u{1f4f0} OK')],
    ['nothing', Buffer.alloc(0)],
  ])('keeps a reason phrase of %s, byte for byte, through the WARC', async (_what, phrase) => {
    const start = Buffer.concat([Buffer.from('HTTP/1.1 200'), Buffer.from(phrase.length ? ' ' : ''), phrase]);
    const field = Buffer.concat([Buffer.from('X-Name: '), phrase.filter((byte) => byte >= 0x80)]);
    const rest = Buffer.from('\r\nContent-Length: 4\r\n\r\nbody');
    const sent = Buffer.concat([start, Buffer.from('\r\n'), field, rest]);
    const server = await serve((socket) => socket.write(sent));
    const exchange = await clientOf(server).fetch(ask(`${server.origin}/`));
    const file = writeCapture(JMRB, 'abc', 'a.warc.gz', exchange);
    expect(Buffer.from(readWarc(file, 1_000_000)[2]?.block ?? []).toString('hex')).toBe(sent.toString('hex'));
    const kept = readCapture(file);
    expect(kept.statusLine).toBe(start.toString('latin1'));
    expect(kept.headers).toEqual(exchange.response.headers);
    expect(Buffer.from(kept.body).toString()).toBe('body');
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
    expect(String(failure)).toContain('ECONNREFUSED');
  });

  it('takes whatever else keeps it from a server for unreachable, as a TLS that is none', async () => {
    const plain = createServer((socket) => {
      socket.on('error', () => undefined).resume();
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    }).listen(0, '127.0.0.1');
    closing.push(() => new Promise((done) => plain.close(() => done())));
    await once(plain, 'listening');
    const address = plain.address();
    const origin = `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const client = new UndiciPaper({ origins: [origin], manners: QUICK, contact: CONTACT });
    closing.push(() => client.close());
    const failure: unknown = await client.fetch(ask(`${origin}/`)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'FetchFailed', reason: 'unreachable' });
    expect(failure).toHaveProperty('cause.code', expect.stringMatching(/SSL|EPROTO/));
  });

  it('takes a mistake of the program for no failure of the site', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('200 OK', '')));
    const broken = clientOf(server).fetch(ask(`${server.origin}/`, { etag: 'two\r\nlines' }));
    await expect(broken).rejects.toMatchObject({ code: 'UND_ERR_INVALID_ARG' });
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

  it('asks for nothing more until that patience is over', async () => {
    const server = await serve((socket, path) =>
      socket.write(
        path === '/a' ? httpAnswer('429 Slow Down', '', ['Retry-After: 3600']) : httpAnswer('200 OK', ''),
      ),
    );
    const client = clientOf(server, { ...QUICK, tries: 3 });
    // The second is already waiting for the connection when the answer to the first comes.
    const [first, second] = await Promise.allSettled([
      client.fetch(ask(`${server.origin}/a`)),
      client.fetch(ask(`${server.origin}/b`)),
    ]);
    expect(first).toMatchObject({ value: { response: { status: 429 } } });
    expect(second).toMatchObject({ reason: { name: 'FetchFailed', reason: 'asked-to-wait' } });
    const third = client.fetch(ask(`${server.origin}/c`));
    await expect(third).rejects.toThrow(
      `${server.origin} asks to be left alone for another 3600 seconds; run the same command again after that`,
    );
    expect(server.requests).toHaveLength(1);
    letTimePass(3600_000);
    expect((await client.fetch(ask(`${server.origin}/c`))).response.status).toBe(200);
  });

  it('lets all requests wait for as long as one answer asks, also when it is the last try', async () => {
    const starts: number[] = [];
    const server = await serve((socket, path) => {
      starts.push(performance.now());
      socket.write(path === '/a' ? httpAnswer('503 Busy', '', ['Retry-After: 1']) : httpAnswer('200 OK', ''));
    });
    const client = clientOf(server, { ...QUICK, connections: 1 });
    await Promise.all(['/a', '/b'].map((path) => client.fetch(ask(server.origin + path))));
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThan(900);
  });

  it('does not mind a clock that is set back', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('200 OK', '')));
    const client = clientOf(server, { ...QUICK, delayMs: 50 });
    await client.fetch(ask(`${server.origin}/a`));
    const now = Date.now.bind(Date);
    vi.spyOn(Date, 'now').mockImplementation(() => now() - 3600_000);
    await client.fetch(ask(`${server.origin}/b`));
    expect(server.requests).toHaveLength(2);
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
    expect(pathsOf(server)).toEqual(['/robots.txt', '/a', '/b']);
  });

  it('asks for nothing while robots.txt cannot be had, and for all when there is none', async () => {
    const broken = await serve((socket) => socket.write(httpAnswer('500 Oops', '')));
    const without = await serve((socket, path) =>
      socket.write(path === '/robots.txt' ? httpAnswer('404 Not Found', '') : httpAnswer('200 OK', 'page')),
    );
    const manners = { ...QUICK, robots: true };
    await expect(clientOf(broken, manners).fetch(ask(`${broken.origin}/a`))).rejects.toMatchObject({
      reason: 'unreachable',
      url: `${broken.origin}/a`,
    });
    expect(broken.requests).toHaveLength(1);
    expect((await clientOf(without, manners).fetch(ask(`${without.origin}/a`))).response.status).toBe(200);
  });

  it.each([
    ['500', (socket: Socket) => socket.write(httpAnswer('500 Oops', ''))],
    ['429', (socket: Socket) => socket.write(httpAnswer('429 Slow Down', ''))],
    ['a broken connection', (socket: Socket) => socket.destroy()],
  ])('asks for robots.txt anew after %s, also when several pages waited for it', async (_what, fail) => {
    const server = await serve((socket, path, time) => {
      if (path === '/robots.txt' && time === 1) fail(socket);
      else if (path === '/robots.txt') socket.write(httpAnswer('200 OK', 'User-agent: *\nDisallow: /b'));
      else socket.write(httpAnswer('200 OK', 'page'));
    });
    const client = clientOf(server, { ...QUICK, robots: true });
    const both = ['/a', '/b'].map((path) => client.fetch(ask(server.origin + path)));
    for (const outcome of await Promise.allSettled(both))
      expect(outcome).toMatchObject({ reason: { reason: 'unreachable' } });
    expect((await client.fetch(ask(`${server.origin}/a`))).response.status).toBe(200);
    await expect(client.fetch(ask(`${server.origin}/b`))).rejects.toMatchObject({
      reason: 'disallowed-by-robots',
    });
    expect(pathsOf(server)).toEqual(['/robots.txt', '/robots.txt', '/a']);
  });

  it('asks for robots.txt anew after a day', async () => {
    const server = await serve((socket, path, time) =>
      socket.write(
        path === '/robots.txt' && time === 1 ? httpAnswer('404 Not Found', '') : httpAnswer('200 OK', ''),
      ),
    );
    const client = clientOf(server, { ...QUICK, robots: true });
    await client.fetch(ask(`${server.origin}/a`));
    letTimePass(23 * 3600_000);
    await client.fetch(ask(`${server.origin}/b`));
    letTimePass(24 * 3600_000);
    await client.fetch(ask(`${server.origin}/c`));
    expect(pathsOf(server)).toEqual(['/robots.txt', '/a', '/b', '/robots.txt', '/c']);
  });

  it('keeps the Crawl-delay of robots.txt, but not that of this machine', async () => {
    const starts: number[] = [];
    const server = await serve((socket, path) => {
      starts.push(performance.now());
      socket.write(httpAnswer('200 OK', path === '/robots.txt' ? 'User-agent: *\nCrawl-delay: 0.4' : ''));
    });
    // This machine, too, but by an address that could be another's.
    const other = server.origin.replace('127.0.0.1', '0.0.0.0');
    const client = new UndiciPaper({
      ...{ origins: [server.origin, other], contact: CONTACT },
      manners: { ...QUICK, robots: true },
      mayConnect: () => true,
    });
    closing.push(() => client.close());
    for (const origin of [server.origin, other]) {
      for (const path of ['/a', '/b']) await client.fetch(ask(origin + path));
    }
    const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? 0));
    expect(Math.max(...gaps.slice(0, 2))).toBeLessThan(300);
    expect(Math.min(...gaps.slice(3))).toBeGreaterThan(350);
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

async function serve(answer: Parameters<typeof startRawServer>[0]): Promise<RawServer> {
  const server = await startRawServer(answer);
  closing.push(() => server.close());
  return server;
}

/** Lets the client believe that it is so much later than it is. */
function letTimePass(ms: number): void {
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + ms);
}

function pathsOf(server: RawServer): (string | undefined)[] {
  return server.requests.map((request) => request.split(' ')[1]);
}

function clientOf(server: RawServer, manners: Manners = QUICK): UndiciPaper {
  const client = new UndiciPaper({ origins: [server.origin], manners, contact: CONTACT });
  closing.push(() => client.close());
  return client;
}

function ask(url: string, more: Partial<PaperRequest> = {}): PaperRequest {
  return { url, etag: null, lastModified: null, maxBytes: 1_000_000, ...more };
}
