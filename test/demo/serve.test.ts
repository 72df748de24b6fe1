import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { EDITED, WITHDRAWN } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { startDemoPaper } from '../../demo/server.ts';

const NODE = new URL('../../node_modules/.bin/node', import.meta.url).pathname;
const SERVE = new URL('../../demo/serve.ts', import.meta.url).pathname;

describe('npm run demo', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'prints its address and dates, and ends well on %s',
    async (signal) => {
      const child = serve();
      const [baseUrl, ...dates] = await greeting(child);

      expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/jmrb\/$/);
      expect(dates).toHaveLength(21);
      expect(dates).toContain('2023-02-25');
      expect(await (await fetch(`${baseUrl ?? ''}${EDITED}`)).text()).toContain('5.0%');

      child.kill(signal);
      expect(await once(child, 'exit')).toStrictEqual([0, null]);
    },
  );

  it('serves the paper after its changes with --later', async () => {
    const child = serve('--later');
    const [baseUrl = ''] = await greeting(child);

    expect(await (await fetch(baseUrl + EDITED)).text()).toContain('5.5%');
    expect((await fetch(baseUrl + WITHDRAWN)).status).toBe(404);
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('serves the same bytes from every process, drawn pictures too', async () => {
    const child = serve();
    const [baseUrl = ''] = await greeting(child);

    const files = [...paperFiles('first')].filter(([path]) => path.includes('2023-02/25'));
    expect(new Set(files.map(([, { contentType }]) => contentType))).toContain('image/png');
    for (const [path, { bytes }] of files) {
      const served = Buffer.from(await (await fetch(baseUrl + path)).arrayBuffer());
      expect(served.equals(bytes), path).toBe(true);
    }
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  it('ends with 1 and one sentence when the port is in use', async () => {
    const holder = await startDemoPaper();
    const { port } = new URL(holder.baseUrl);

    expect(await outcome('--port', port)).toStrictEqual({
      code: 1,
      err: `port ${port} is in use; give another with --port, or end the program that holds it\n`,
    });
    await holder.close();
  });

  it('ends with 2 for a flag or a port that there is not', async () => {
    expect((await outcome('--loud')).code).toBe(2);
    expect((await outcome('extra')).code).toBe(2);
    expect(await outcome('--port', '70000')).toStrictEqual({
      code: 2,
      err: "'70000' is not a port; give --port a number from 1 to 65535\n",
    });
  });

  it('explains itself with --help', async () => {
    const child = serve('--help');

    expect(await text(child.stdout)).toContain('npm run demo -- [--port N] [--later]');
  });
});

function serve(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(NODE, [SERVE, ...args]);
}

/** The lines up to the last date. */
async function greeting(child: ChildProcessWithoutNullStreams): Promise<readonly string[]> {
  let out = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    out += String(chunk);
    if (out.includes('2024-02-23\n')) break;
  }
  return out.trim().split('\n');
}

async function outcome(...args: readonly string[]): Promise<{ code: number | null; err: string }> {
  const child = serve(...args);
  const [err] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, err };
}
