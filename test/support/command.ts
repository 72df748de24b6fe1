import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { main } from '../../cli/main.ts';
import { instantOf } from '../../core/paper/instant.ts';

const ENTRY = fileURLToPath(new URL('../../bin/jmnews.js', import.meta.url));

/** What a run of the command came to. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command here, where it is loaded already: a process of its own would do so anew for each call. */
export async function jmnews(...args: string[]): Promise<Outcome> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    interactive: false,
    now: () => instantOf(new Date()),
    ending: new AbortController().signal,
  });
  return { code, out, err };
}

/** The command while it runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
}

/** Starts the command in a process of its own, as a user would. What still runs when the test ends is killed. */
export function startJmnews(...args: string[]): Running {
  return startJmnewsWith({}, ...args);
}

/** The same with these variables of the environment besides this process's own. */
export function startJmnewsWith(env: Readonly<Record<string, string>>, ...args: string[]): Running {
  const child = spawn(process.execPath, [ENTRY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
  return { child, outcome };
}

/** Resolves, with all that was printed so far, when the process has printed `text`. */
export async function untilPrinted(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes(text)) resolve(printed);
    });
    child.on('close', () => {
      reject(new Error(`the process ended without printing '${text}'; it printed '${printed}'`));
    });
  });
}
