import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
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
    { bare: () => run(process.execPath, ['-e', '0']), read: () => run(COMMAND, ['read', file, '--json']) },
    { warmUps: 3, rounds: 15 },
  );
  return { bare: times.get('bare') ?? Number.NaN, read: times.get('read') ?? Number.NaN };
}

function run(command: string, args: readonly string[]): void {
  // The command is run by its first line, as a user runs it, with the Node that measures.
  const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) };
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', env, maxBuffer: 2 ** 26 });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${status ?? 'a signal'}: ${stderr}`);
}
