import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tests that need what not every machine has. */
export interface Lane {
  /** As `npm run test:<name>` has it. */
  readonly name: string;
  /** What hinders them here, if anything does. */
  readonly hindrance: (folder: string) => Promise<string | null>;
  /** Runs them; the exit code. */
  readonly test: (folder: string) => Promise<number>;
}

/** Runs a lane, in a folder that is thrown away afterwards, or says why it is skipped. */
export async function runLane({ name, hindrance, test }: Lane): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `jmnews-${name}-`));
  try {
    const hinders = await hindrance(folder);
    if (hinders === null) process.exitCode = await test(folder);
    else sayOf(name)(`SKIPPED, nothing was tested: ${hinders}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Prints what a lane has to say, under its name. */
export function sayOf(lane: string): (text: string) => void {
  return (text) => void process.stdout.write(`test:${lane}: ${text}\n`);
}
