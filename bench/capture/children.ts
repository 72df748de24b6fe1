import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { COMMAND_FLAGS } from '../command-flags.ts';

/**
 * What a child process is to do with the first `issues` issues of the paper at `baseUrl`, on one connection and
 * without delay. `loop` asks for the list of their files and keeps nothing; `list` captures that list, into the
 * archive at `folder`; `whole` runs `capture` on their dates.
 */
export interface Job {
  readonly kind: 'loop' | 'list' | 'whole';
  readonly baseUrl: string;
  readonly issues: number;
  readonly folder: string;
  /** Whether `list` asks without validators for what it holds. */
  readonly unconditional?: boolean;
}

const RequestsShape = z.strictObject({
  objectsWritten: z.number(),
  objectsRead: z.number(),
  indexWrites: z.number(),
  indexReads: z.number(),
});

const Outcome = z.strictObject({
  resources: z.number().int().positive(),
  /** Those of them that came to be new versions, and that were as held. */
  captured: z.number().int(),
  unchanged: z.number().int(),
  /** From the first request to the last write; the process's start is not in it. */
  ms: z.number(),
  cpuMs: z.number(),
  /** Peak resident set of the process. */
  peakBytes: z.number(),
  /** What all of it asked of the ports. */
  requests: RequestsShape,
  /** What a resource asked of them at most; only `list` tells. */
  most: RequestsShape.nullable(),
});
export type Outcome = z.infer<typeof Outcome>;

/** Does a job in a process of its own. Fails when the job does. */
export function runJob(job: Job): Outcome {
  const script = join(import.meta.dirname, 'job.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...COMMAND_FLAGS, script, JSON.stringify(job)],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    },
  );
  if (status !== 0) throw new Error(`the job '${job.kind}' ended with ${status ?? 'a signal'}: ${stderr}`);
  return Outcome.parse(JSON.parse(stdout));
}

/** The first issues of the paper, served by a process of its own. */
export interface ServedPaper {
  readonly baseUrl: string;
  close(): Promise<void>;
}

export async function startPaper(issues: number): Promise<ServedPaper> {
  const child = fork(join(import.meta.dirname, 'serve.ts'), [String(issues)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return { baseUrl: await firstLine(child), close: () => ended(child) };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of stdout ?? []) {
    text += String(chunk);
    const line = text.split('\n', 1)[0] ?? '';
    if (line.length < text.length) return line;
  }
  throw new Error('the paper ended before it was served');
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.disconnect();
  await exit;
}

/** What a run of wget took. */
export interface WgetRun {
  readonly ms: number;
  readonly cpuMs: number;
  readonly warcBytes: number;
}

export function wgetVersion(): string | null {
  const { status, stdout } = spawnSync('wget', ['--version'], { encoding: 'utf8' });
  return status === 0 ? (stdout.split('\n', 1)[0] ?? '') : null;
}

/** Fetches the addresses in `list` on one connection into `folder`/all.warc.gz, and throws the bodies away. */
export async function runWget(list: string, folder: string): Promise<WgetRun> {
  const warc = join(folder, 'all');
  const wget = [
    'wget',
    '--quiet',
    '--no-config',
    '--input-file',
    list,
    '--warc-file',
    warc,
    '-O',
    '/dev/null',
  ];
  const started = performance.now();
  // Node does not tell what a child's processor time was; the shell does.
  const script = '"$@" || exit; times';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', ...wget], {
    encoding: 'utf8',
    cwd: folder,
  });
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`wget ended with ${status ?? 'a signal'}: ${stderr}`);
  return { ms, cpuMs: childrenCpuMs(stdout), warcBytes: (await stat(`${warc}.warc.gz`)).size };
}

/** What the shell's `times` says of its children, user and system together: the second of its two lines. */
export function childrenCpuMs(times: string): number {
  const spans = [...(times.trim().split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  if (spans.length !== 2) throw new Error(`the shell tells no times: ${times}`);
  return spans.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

/** Lengths of the files of an archive's objects, and of its index. */
export async function archiveBytes(folder: string): Promise<{ objects: number; index: number }> {
  const objects = await readdir(join(folder, 'objects'), { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    objects
      .filter((one) => one.isFile())
      .map(async (one) => (await stat(join(one.parentPath, one.name))).size),
  );
  const index = (await stat(join(folder, 'catalog.sqlite'))).size;
  return { objects: sizes.reduce((sum, size) => sum + size, 0), index };
}
