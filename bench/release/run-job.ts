import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

const Outcome = z.strictObject({
  /** From the first look at the archive to the release in the catalog; the process's start is not in it. */
  ms: z.number(),
  cpuMs: z.number(),
  /** Peak resident set of the process. */
  peakBytes: z.number(),
  files: z.array(z.object({ name: z.string(), object: z.string(), bytes: z.number() })),
});
export type Outcome = z.infer<typeof Outcome>;

/** Makes a release of the archive in `folder` in a process of its own, which lays out its rows in `workspace`. */
export function runRelease(folder: string, workspace: string): Outcome {
  const script = join(import.meta.dirname, 'job.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder, workspace], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`the release ended with ${status ?? 'a signal'}: ${stderr}`);
  return Outcome.parse(JSON.parse(stdout));
}
