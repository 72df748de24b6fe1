import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetsOf } from './budgets.ts';
import { LARGE_ISSUE, PICTURE_BYTES, keepLargeIssue } from './exports/large-issue.ts';

/*
 * How much memory handing an issue out takes, and checking what was handed out, when the issue is eight times as large:
 * each by the command, in a process of its own. The budget is the one of bench/budgets.json; what exceeds it is told in a sentence, and the
 * run fails.
 *
 *   npm run --silent bench:exports
 */

const PICTURES = 32;
const TIMES = 8;
const JMNEWS = join(import.meta.dirname, '../bin/jmnews.ts');
const TELL_PEAK = join(import.meta.dirname, 'exports/tell-peak.ts');
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const budgets = await budgetsOf('exports');
const root = await mkdtemp(join(tmpdir(), 'jmnews-bench-'));
const exceeded: string[] = [];
try {
  const [one, eight] = [join(root, 'one'), join(root, 'eight')];
  await keepLargeIssue(one, PICTURES);
  await keepLargeIssue(eight, TIMES * PICTURES);
  const [small, large] = [PICTURES, TIMES * PICTURES].map((count) => (count * PICTURE_BYTES) / 2 ** 20);
  print(`The most that a process held, in MiB, for an issue of ${small} and of ${large} MiB`);
  for (const [form, ending] of [
    ['warc', 'warc.gz'],
    ['wacz', 'wacz'],
  ] as const) {
    const file = (folder: string): string => `${folder}.${ending}`;
    await compare(`export ${form}`, [one, eight], (folder) => [
      ...['export', form, LARGE_ISSUE, '--data', folder, '--out', file(folder)],
    ]);
    const bytes = (await stat(file(eight))).size;
    if (bytes < TIMES * PICTURES * PICTURE_BYTES) throw new Error(`${file(eight)} has ${bytes} bytes only`);
    await compare(`verify ${ending}`, [one, eight], (folder) => ['verify', file(folder)]);
  }
} finally {
  await rm(root, { recursive: true });
}
if (exceeded.length > 0) {
  process.stderr.write(`\n${exceeded.join('\n')}\n`);
  process.exitCode = 1;
}

async function compare(
  what: string,
  [one, eight]: readonly [string, string],
  args: (folder: string) => readonly string[],
): Promise<void> {
  const [small, large] = [await peakOf(args(one)), await peakOf(args(eight))];
  const ratio = large / small;
  const cells = [small / 2 ** 20, large / 2 ** 20].map((cell) => cell.toFixed(0).padStart(8));
  print(
    `  ${what.padEnd(16)}${cells.join('')}${ratio.toFixed(2).padStart(8)}, at most ${budgets.eightTimesOne}`,
  );
  if (!(ratio <= budgets.eightTimesOne))
    exceeded.push(`memory of ${what}: ${ratio.toFixed(2)}; the budget is ${budgets.eightTimesOne}`);
}

/** Of the command with `args`, in bytes. Fails when that does. */
async function peakOf(args: readonly string[]): Promise<number> {
  const file = join(root, 'peak');
  const { status, stderr } = spawnSync(process.execPath, ['--import', TELL_PEAK, JMNEWS, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PEAK_FILE: file },
  });
  if (status !== 0) throw new Error(`'${args.join(' ')}' ended with ${status ?? 'a signal'}: ${stderr}`);
  return Number(await readFile(file, 'utf8'));
}
