import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * What a child process is to do in the archive at `folder` with `count` observations: `keep` a release of them, `make`
 * its index, or `ask` it every question of questions.ts.
 */
export const Told = z.strictObject({
  kind: z.enum(['keep', 'make', 'ask']),
  folder: z.string(),
  count: z.number().int().positive(),
});

const KEPT = z.strictObject({ fileBytes: z.number().int().positive() });
const MADE = z.strictObject({
  rows: z.number().int().positive(),
  ms: z.number(),
  cpuMs: z.number(),
  bytes: z.number(),
});
/** By the clock, and of the processor, which does not tell what else runs on the machine. */
const TIMES = z.strictObject({ ms: z.array(z.number()), cpuMs: z.array(z.number()) });
const ASKED = z.strictObject({
  /** Of the very first answer of the process, which opens the index. */
  first: z.number(),
  /** Of the first page of all rows, 100 and 1000 a page, each time that it was asked for. */
  firstPages: TIMES,
  longPages: TIMES,
  /** Of each question. */
  kinds: z.array(z.strictObject({ name: z.string(), questions: z.array(TIMES) })),
});

/** Peak resident set of the process. */
const PEAK = { peakBytes: z.number() };

/** Times are milliseconds. */
export type Kept = z.infer<typeof KEPT>;
export type Made = z.infer<typeof MADE>;
export type Asked = z.infer<typeof ASKED>;
export type Times = z.infer<typeof TIMES>;
interface Outcomes {
  readonly keep: Kept & { readonly peakBytes: number };
  readonly make: Made & { readonly peakBytes: number };
  readonly ask: Asked & { readonly peakBytes: number };
}
const OUTCOMES: { readonly [K in keyof Outcomes]: z.ZodType<Outcomes[K]> } = {
  keep: KEPT.extend(PEAK),
  make: MADE.extend(PEAK),
  ask: ASKED.extend(PEAK),
};

/** Does a job in a process of its own. Fails when the job does. */
export function runJob<K extends keyof Outcomes>(kind: K, folder: string, count: number): Outcomes[K] {
  const script = join(import.meta.dirname, 'job.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, JSON.stringify({ kind, folder, count })],
    { encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`the job '${kind}' ended with ${status ?? 'a signal'}: ${stderr}`);
  return OUTCOMES[kind].parse(JSON.parse(stdout));
}
