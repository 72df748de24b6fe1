import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import * as z from 'zod';

/*
 * Asks for addresses over so many connections at once, each as soon as it is free, in a process of its own: the server
 * under test has the other processor. Told by its one argument, a {@link Load} in JSON; prints an {@link Outcome}.
 */

const Load = z.strictObject({
  origin: z.string(),
  connections: z.number().int().positive(),
  /** Of each address, after a tenth of them that do not count. */
  requests: z.number().int().positive(),
  paths: z.array(z.string()),
});
export type Load = z.infer<typeof Load>;

export const Outcome = z.array(
  z.strictObject({
    path: z.string(),
    /** Of a body. */
    bytes: z.number(),
    perSecond: z.number(),
    /** Milliseconds of each request that counts. */
    ms: z.array(z.number()),
  }),
);
export type Outcome = z.infer<typeof Outcome>;

async function measure(pool: Pool, { connections, requests }: Load, path: string): Promise<Outcome[number]> {
  const warmUps = Math.ceil(requests / 10);
  const ms: number[] = [];
  let [left, started, bytes] = [requests + warmUps, performance.now(), 0];
  const connection = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if (left === requests) started = performance.now();
      const at = performance.now();
      const { statusCode, body } = await pool.request({ path, method: 'GET' });
      bytes = (await body.arrayBuffer()).byteLength;
      if (statusCode !== 200) throw new Error(`${path} answers ${statusCode}`);
      if (at >= started) ms.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return { path, bytes, perSecond: (ms.length / (performance.now() - started)) * 1000, ms };
}

if (process.argv[1] === import.meta.filename) {
  const load = Load.parse(JSON.parse(process.argv[2] ?? ''));
  const pool = new Pool(load.origin, { connections: load.connections, pipelining: 1 });
  const outcome: Outcome = [];
  for (const path of load.paths) outcome.push(await measure(pool, load, path));
  await pool.close();
  process.stdout.write(JSON.stringify(outcome));
}
