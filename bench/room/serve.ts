import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { request } from 'undici';
import * as z from 'zod';
import { COMMAND_FLAGS } from '../command-flags.ts';
import { type Load, Outcome } from './load.ts';

const ENTRY = join(import.meta.dirname, '../../bin/jmnews.js');
const Told = z.object({ url: z.url() });

export interface ServedRoom {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly command: ChildProcess;
  readonly close: () => Promise<void>;
}

/** `jmnews serve` over the archive in `folder`, from when it says where. */
export async function serveRoom(folder: string): Promise<ServedRoom> {
  const args = [...COMMAND_FLAGS, ENTRY, 'serve', '--data', folder, '--port', '0', '--json'];
  const command = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  for await (const chunk of command.stdout) {
    told += String(chunk);
    if (told.trimEnd().endsWith('}')) break;
  }
  const origin = Told.parse(JSON.parse(told)).url.replace(/\/$/, '');
  return {
    ...{ origin, command },
    close: async () => {
      command.kill('SIGINT');
      if (command.exitCode === null) await once(command, 'exit');
    },
  };
}

/** Milliseconds from the start of the command to the last byte of its first page, at its quickest. */
export async function coldFirstPage(folder: string, rounds: number): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const room = await serveRoom(folder);
    const { statusCode, body } = await request(`${room.origin}/`);
    await body.arrayBuffer();
    if (statusCode === 200) least = Math.min(least, performance.now() - started);
    await room.close();
  }
  return least;
}

/** Milliseconds that a process takes that does nothing, at its quickest. */
export function bareNode(rounds: number): number {
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

/** The outcome of a load, made by a process of its own. */
export function underLoad(load: Load): Outcome {
  const script = join(import.meta.dirname, 'load.ts');
  const told = execFileSync(process.execPath, [script, JSON.stringify(load)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return Outcome.parse(JSON.parse(told));
}
