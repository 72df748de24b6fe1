import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { leastTimes } from './stopwatch.ts';

const COMMAND = join(import.meta.dirname, '../../bin/jmnews.js');

/** Milliseconds that a process takes from its start to its end, at its quickest. */
export interface ColdStart {
  /** `node -e 0`. */
  readonly bare: number;
  /** `jmnews read FILE --json`. */
  readonly read: number;
}

/**
 * How long a process takes that reads one page; the first runs, which leave behind what they compiled, do not count.
 * Fails when the command does.
 */
export function coldStart(file: string): ColdStart {
  const times = leastTimes(
    { bare: () => run(['-e', '0']), read: () => run([COMMAND, 'read', file, '--json']) },
    { warmUps: 3, rounds: 15 },
  );
  return { bare: times.get('bare') ?? Number.NaN, read: times.get('read') ?? Number.NaN };
}

function run(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
}
