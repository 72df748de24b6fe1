import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Manners, POLITE } from '../../../adapters/http/manners.ts';
import { UndiciPaper } from '../../../adapters/http/undici-paper.ts';

const QUICK: Manners = { ...POLITE, delayMs: 0, robots: false, tries: 1 };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A newspaper that serves the same pages on two ports of one machine, as 8080 and 8090 of dzb.jmrb.com. */
describe('two ports of one host', () => {
  it('have one connection between them', async () => {
    const ports = [await startPort(), await startPort()] as const;
    const client = clientOf(ports, QUICK);
    for (const port of [ports[0], ports[1], ports[0], ports[0], ports[1]]) {
      await client.fetch(ask(`${port.origin}/a`));
      expect(ports.map(({ open }) => open())).toEqual(ports.map((one) => (one === port ? 1 : 0)));
    }
    // Of one port the connection is kept: it is opened anew only when the other was asked meanwhile.
    expect(ports.map(({ opened }) => opened())).toEqual([2, 2]);
  });

  it('are asked one after the other, also when both are asked for at once', async () => {
    const ports = [await startPort({ tookMs: 30 }), await startPort({ tookMs: 30 })] as const;
    const client = clientOf(ports, QUICK);
    await Promise.all([0, 1, 2, 3].map((at) => client.fetch(ask(`${ports[at % 2 ? 1 : 0].origin}/${at}`))));
    expect(Math.max(...ports.flatMap(({ busy }) => busy))).toBe(1);
    expect(ports.flatMap(({ asked }) => asked).sort()).toEqual(['/0', '/1', '/2', '/3']);
  });

  it('have one pace: a request to the one waits for the delay behind the other', async () => {
    const delayMs = 80;
    const ports = [await startPort(), await startPort()] as const;
    const client = clientOf(ports, { ...QUICK, delayMs });
    await Promise.all(ports.map(({ origin }) => client.fetch(ask(`${origin}/a`))));
    const [first = 0, second = 0] = ports.flatMap(({ times }) => times).sort((a, b) => a - b);
    // A timer may ring a little early, and never by much.
    expect(second - first).toBeGreaterThan(delayMs * 0.8);
  });

  it('are both left alone when one of them asks for it', async () => {
    const busy = await startPort({ status: 503, retryAfter: '3600' });
    const other = await startPort();
    const client = clientOf([busy, other], QUICK);
    expect((await client.fetch(ask(`${busy.origin}/a`))).response.status).toBe(503);
    await expect(client.fetch(ask(`${other.origin}/a`))).rejects.toMatchObject({ reason: 'asked-to-wait' });
    expect(other.asked).toEqual([]);
  });

  it('have each its own robots.txt', async () => {
    const shut = await startPort({ robots: 'User-agent: *\nDisallow: /' });
    const open = await startPort({ robots: '' });
    const client = clientOf([shut, open], { ...QUICK, robots: true });
    await expect(client.fetch(ask(`${shut.origin}/a`))).rejects.toMatchObject({
      reason: 'disallowed-by-robots',
    });
    expect((await client.fetch(ask(`${open.origin}/a`))).response.status).toBe(200);
    expect([shut.asked, open.asked]).toEqual([['/robots.txt'], ['/robots.txt', '/a']]);
  });
});

interface PortScript {
  readonly tookMs?: number;
  readonly status?: number;
  readonly retryAfter?: string;
  readonly robots?: string;
}

interface Port {
  readonly origin: string;
  readonly asked: string[];
  readonly times: number[];
  /** How many requests either port was busy with when one came. */
  readonly busy: number[];
  readonly open: () => number;
  readonly opened: () => number;
}

let atWork = 0;

async function startPort({ tookMs = 0, status = 200, retryAfter, robots }: PortScript = {}): Promise<Port> {
  const [asked, times, busy]: [string[], number[], number[]] = [[], [], []];
  let [open, opened] = [0, 0];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    times.push(performance.now());
    busy.push((atWork += 1));
    // Long enough for the end of another connection to be seen here.
    void wait(Math.max(tookMs, 20)).then(() => {
      atWork -= 1;
      if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
      response.writeHead(status).end(request.url === '/robots.txt' ? robots : 'page');
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    [open, opened] = [open + 1, opened + 1];
    socket.on('close', () => (open -= 1));
  });
  closing.push(() => stop(server));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  return { origin, asked, times, busy, open: () => open, opened: () => opened };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

function clientOf(ports: readonly Port[], manners: Manners): UndiciPaper {
  const client = new UndiciPaper({ origins: ports.map(({ origin }) => origin), manners, contact: 'test' });
  closing.push(() => client.close());
  return client;
}

function ask(url: string): Parameters<UndiciPaper['fetch']>[0] {
  return { url, etag: null, lastModified: null, maxBytes: 1_000_000 };
}
