import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isPublicAddress } from '../../../adapters/http/addresses.ts';
import { type Manners, POLITE } from '../../../adapters/http/manners.ts';
import { RunOver } from '../../../adapters/http/request-permit.ts';
import { UndiciPaper, type UndiciPaperOptions } from '../../../adapters/http/undici-paper.ts';
import type { PaperRequest } from '../../../core/capture/paper-client.ts';
import { type RawServer, httpAnswer, startRawServer } from '../../support/raw-server.ts';

const QUICK: Manners = { ...POLITE, delayMs: 0, robots: false, tries: 1 };
const realNow = performance.now.bind(performance);
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0).reverse()) await close();
});

describe('UndiciPaper, kept away from addresses that are not the public’s', () => {
  it('asks nothing of a name that leads to this machine and is not loopback’s own', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('200 OK', 'secret')));
    const origin = server.origin.replace('127.0.0.1', 'localhost');
    // As with a paper's name that somebody has made to lead here.
    const client = clientOf(origin, { mayConnect: isPublicAddress });
    const failure: unknown = await client.fetch(ask(`${origin}/`)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'FetchFailed', reason: 'address-not-allowed' });
    expect(String(failure)).toContain('localhost leads to ');
    expect(server.requests).toEqual([]);
  });

  it.each(['10.0.0.1', '169.254.169.254', '192.168.0.1', '0.0.0.0', '[fd00::1]', '[::ffff:127.0.0.1]'])(
    'asks nothing of %s, which an origin spells out',
    async (host) => {
      const origin = `http://${host}:8080`;
      const url = `${origin}/`;
      const client = clientOf(new URL(url).origin, { manners: { ...QUICK, robots: true, tries: 3 } });
      await expect(client.fetch(ask(url))).rejects.toMatchObject({ reason: 'address-not-allowed', url });
    },
  );

  it('sends nothing over a connection that came out elsewhere than it was judged', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('200 OK', 'secret')));
    const origin = server.origin.replace('127.0.0.1', 'localhost');
    let judged = 0;
    const client = clientOf(origin, { mayConnect: () => (judged += 1) === 1 });
    await expect(client.fetch(ask(`${origin}/`))).rejects.toMatchObject({ reason: 'address-not-allowed' });
    expect(server.requests).toEqual([]);
  });

  it('asks a server on loopback that is named as one', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('200 OK', 'page')));
    for (const origin of [server.origin, server.origin.replace('127.0.0.1', 'localhost')]) {
      const { response } = await clientOf(origin).fetch(ask(`${origin}/`));
      expect(response.status).toBe(200);
    }
  });
});

describe('UndiciPaper, before a server that does not end', () => {
  const DEADLINE: Manners = { ...QUICK, totalTimeoutMs: 300 };

  it.each([
    ['says nothing', []],
    ['drips its head', ['HTTP/1.1 200 OK\r\n', 'X-A: 1\r\n', 'X-B: 2\r\n']],
    ['drips chunks', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n', '1\r\nx\r\n']],
  ])('ends the asking when it %s', async (_what, parts) => {
    const server = await serve((socket) => {
      for (const part of parts.slice(0, 1)) socket.write(part);
      const drip = setInterval(() => socket.write(parts.at(-1) ?? ''), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    const asked = clientOf(server.origin, { manners: DEADLINE }).fetch(ask(`${server.origin}/`));
    await expect(asked).rejects.toMatchObject({ name: 'FetchFailed', reason: 'timeout' });
  });

  it('asks only once for what uses up the whole of its time', async () => {
    let asked = 0;
    const server = await serve((socket) => {
      asked += 1;
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    const client = clientOf(server.origin, { manners: { ...DEADLINE, tries: 3 } });
    await expect(client.fetch(ask(`${server.origin}/`))).rejects.toMatchObject({ reason: 'timeout' });
    expect(asked).toBe(1);
  });

  it('takes a gzip that is cut short, though its length is right, for no body', async () => {
    const cut = gzipSync('江门日报'.repeat(500)).subarray(0, -9);
    const server = await serve((socket) =>
      socket.write(httpAnswer('200 OK', cut, ['Content-Encoding: gzip'])),
    );
    const asked = clientOf(server.origin).fetch(ask(`${server.origin}/`));
    await expect(asked).rejects.toMatchObject({ reason: 'bad-encoding' });
  });

  it('tries again after a broken connection, and not after what another try cannot mend', async () => {
    const server = await serve((socket, path, time) => {
      if (path === '/broken' && time < 3) socket.destroy();
      else if (path === '/broken') socket.write(httpAnswer('200 OK', 'well'));
      else socket.write(httpAnswer('200 OK', 'plain', ['Content-Encoding: gzip']));
    });
    const client = clientOf(server.origin, { manners: { ...QUICK, tries: 3 } });
    expect((await client.fetch(ask(`${server.origin}/broken`))).response.status).toBe(200);
    await expect(client.fetch(ask(`${server.origin}/no-gzip`))).rejects.toMatchObject({
      reason: 'bad-encoding',
    });
    expect(server.requests).toHaveLength(3 + 1);
  });
});

describe('UndiciPaper’s robots.txt', () => {
  const RULES = 'User-agent: *\nDisallow: /private/\n';
  const manners = { ...QUICK, robots: true };

  it('is followed where it has moved to on the same server, and not to another', async () => {
    const other = await serve((socket) => socket.write(httpAnswer('200 OK', 'User-agent: *\nDisallow: /')));
    const server = await serve((socket, path) => {
      if (path === '/robots.txt') socket.write(httpAnswer('301 Moved', '', ['Location: /a/../rules.txt']));
      else if (path === '/rules.txt') socket.write(httpAnswer('200 OK', RULES));
      else socket.write(httpAnswer('200 OK', 'page'));
    });
    const away = await serve((socket, path) => {
      const moved = httpAnswer('302 Found', '', [`Location: ${other.origin}/robots.txt`]);
      socket.write(path === '/robots.txt' ? moved : httpAnswer('200 OK', 'page'));
    });
    const client = clientOf(server.origin, { manners });
    await expect(client.fetch(ask(`${server.origin}/private/a`))).rejects.toMatchObject({
      reason: 'disallowed-by-robots',
    });
    expect((await client.fetch(ask(`${server.origin}/a`))).response.status).toBe(200);
    const elsewhere = clientOf(away.origin, { manners });
    expect((await elsewhere.fetch(ask(`${away.origin}/private/a`))).response.status).toBe(200);
    expect(other.requests).toEqual([]);
    expect(pathsOf(away)).toEqual(['/robots.txt', '/private/a']);
  });

  it('allows all when it leads round in a circle, which is asked for five times more and not for ever', async () => {
    const server = await serve((socket, path) =>
      socket.write(
        path === '/robots.txt'
          ? httpAnswer('302 Found', '', ['Location: /robots.txt'])
          : httpAnswer('200 OK', 'page'),
      ),
    );
    const { response } = await clientOf(server.origin, { manners }).fetch(ask(`${server.origin}/a`));
    expect(response.status).toBe(200);
    expect(server.requests).toHaveLength(6 + 1);
  });

  it('is kept to once more when a day has passed and no newer one can be had', async () => {
    let ill = false;
    const server = await serve((socket, path) => {
      if (path === '/robots.txt')
        socket.write(ill ? httpAnswer('500 Oops', '') : httpAnswer('200 OK', RULES));
      else socket.write(httpAnswer('200 OK', 'page'));
    });
    const client = clientOf(server.origin, { manners });
    await client.fetch(ask(`${server.origin}/a`));
    ill = true;
    letTimePass(25 * 3600_000);
    expect((await client.fetch(ask(`${server.origin}/b`))).response.status).toBe(200);
    await expect(client.fetch(ask(`${server.origin}/private/b`))).rejects.toMatchObject({
      reason: 'disallowed-by-robots',
    });
    expect(pathsOf(server)).toEqual(['/robots.txt', '/a', '/robots.txt', '/b']);
    ill = false;
    letTimePass(27 * 3600_000);
    await client.fetch(ask(`${server.origin}/c`));
    expect(pathsOf(server).slice(4)).toEqual(['/robots.txt', '/c']);
  });

  it('is one for each port of a host', async () => {
    const strict = await serve((socket, path) =>
      socket.write(httpAnswer('200 OK', path === '/robots.txt' ? RULES : 'page')),
    );
    const free = await serve((socket, path) =>
      socket.write(path === '/robots.txt' ? httpAnswer('404 Not Found', '') : httpAnswer('200 OK', 'page')),
    );
    const client = new UndiciPaper({ origins: [strict.origin, free.origin], manners, contact: 'test' });
    closing.push(() => client.close());
    await expect(client.fetch(ask(`${strict.origin}/private/`))).rejects.toThrow(strict.origin);
    expect((await client.fetch(ask(`${free.origin}/private/`))).response.status).toBe(200);
  });
});

describe('UndiciPaper’s permit', () => {
  it('is asked before every request, that for robots.txt and retries included', async () => {
    const server = await serve((socket, path, time) =>
      socket.write(path === '/a' && time === 1 ? httpAnswer('503 Busy', '') : httpAnswer('200 OK', '')),
    );
    const asked: string[] = [];
    const permit = (url: string): Promise<void> => {
      asked.push(new URL(url).pathname);
      return Promise.resolve();
    };
    const manners = { ...QUICK, robots: true, tries: 2 };
    await clientOf(server.origin, { manners, permit }).fetch(ask(`${server.origin}/a`));
    expect(asked).toEqual(['/robots.txt', '/a', '/a']);
    expect(pathsOf(server)).toEqual(asked);
  });

  it('sends nothing once it is refused, and then gives what was answered before', async () => {
    const server = await serve((socket) => socket.write(httpAnswer('503 Busy', 'ill')));
    let left = 1;
    const permit = (): Promise<void> =>
      (left -= 1) >= 0 ? Promise.resolve() : Promise.reject(new RunOver('the budget is spent'));
    const client = clientOf(server.origin, { manners: { ...QUICK, tries: 3 }, permit });
    expect((await client.fetch(ask(`${server.origin}/a`))).response.status).toBe(503);
    await expect(client.fetch(ask(`${server.origin}/b`))).rejects.toBeInstanceOf(RunOver);
    expect(server.requests).toHaveLength(1);
  });
});

it('UndiciPaper leaves a slow server alone for a while after each answer', async () => {
  const times: number[] = [];
  const server = await serve((socket) => {
    times.push(realNow());
    setTimeout(() => {
      times.push(realNow());
      socket.write(httpAnswer('200 OK', ''));
    }, 150);
  });
  // This machine, too, but by an address that could be another's.
  const origin = server.origin.replace('127.0.0.1', '0.0.0.0');
  const client = clientOf(origin, { mayConnect: () => true });
  await client.fetch(ask(`${origin}/a`));
  await client.fetch(ask(`${origin}/b`));
  const [, answered = 0, next = 0] = times;
  expect(next - answered).toBeGreaterThan(250);
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

function clientOf(origin: string, options: Partial<UndiciPaperOptions> = {}): UndiciPaper {
  const client = new UndiciPaper({ origins: [origin], manners: QUICK, contact: 'test', ...options });
  closing.push(() => client.close());
  return client;
}

function ask(url: string): PaperRequest {
  return { url, etag: null, lastModified: null, maxBytes: 1_000_000 };
}
