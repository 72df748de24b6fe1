import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ndjsonName } from '../core/publish/release/table-formats.ts';
import { TABLES } from '../core/publish/tables/tables.ts';
import { budgetsOf } from './budgets.ts';
import { makeArchive } from './release/make-archive.ts';
import { type Outcome, runRelease } from './release/run-job.ts';

/*
 * How long a release takes and how much memory, of an archive and of one ten times as large. Both are made for it, of
 * the demonstration paper's articles as the reader reads them, with other places, years and numbers. The budgets are
 * those of bench/budgets.json; whatever exceeds one is told in a sentence, and the run fails. It takes some gigabytes
 * of the disk that holds temporary files, and gives them back.
 *
 *   npm run --silent bench:release
 */

const ARTICLES = 10_000;
const TENFOLD = 10 * ARTICLES;
const MEBIBYTE = 2 ** 20;

const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const columns = (first: string, cells: readonly string[]): void => {
  print(`  ${first.padEnd(28)}${cells.map((cell) => cell.padStart(16)).join('')}`);
};

const budgets = await budgetsOf('release');
const exceeded: string[] = [];
const hold = (what: string, value: number, budget: number): void => {
  print(`  ${what}: ${value.toFixed(2)}, at most ${budget}`);
  // What is no number is not within its budget either.
  if (!(value <= budget)) exceeded.push(`${what}: ${value.toFixed(2)}; the budget is ${budget}`);
};

const small = await measure(ARTICLES);
const large = await measure(TENFOLD);

print('A release, from the archive to its files, in a process of its own');
columns('articles', [ARTICLES, TENFOLD].map(String));
for (const { name } of TABLES) line(`rows of ${name}`, ({ rows }) => String(rows.get(name) ?? 0));
line('rows', (one) => String(rowsOf(one)));
line('seconds', ({ ms }) => (ms / 1000).toFixed(1));
line('of the processor', ({ cpuMs }) => (cpuMs / 1000).toFixed(1));
line('microseconds a row', (one) => microsecondsOf(one).toFixed(1));
line('of the processor', (one) => processorOf(one).toFixed(1));
line('MiB of memory at the peak', ({ peakBytes }) => (peakBytes / MEBIBYTE).toFixed(0));
line('MiB written', ({ files }) => (files.reduce((sum, { bytes }) => sum + bytes, 0) / MEBIBYTE).toFixed(0));
print();
const times = (of: (one: Measured) => number): number => of(large) / of(small);
hold('a row of ten times the articles, times as long', times(microsecondsOf), budgets.rowTimesTenfold);
hold('its processor time', times(processorOf), budgets.rowCpuTimesTenfold);
hold('MiB of memory at the peak of the larger', large.peakBytes / MEBIBYTE, budgets.peakMebibytes);

if (exceeded.length > 0) {
  process.stderr.write(`\n${exceeded.join('\n')}\n`);
  process.exitCode = 1;
}

interface Measured extends Outcome {
  readonly rows: ReadonlyMap<string, number>;
}

async function measure(articles: number): Promise<Measured> {
  const root = await mkdtemp(join(tmpdir(), 'jmnews-bench-'));
  try {
    const [folder, workspace] = [join(root, 'archive'), join(root, 'workspace')];
    await mkdir(workspace);
    await makeArchive(folder, articles);
    const outcome = runRelease(folder, workspace);
    const rows = new Map<string, number>();
    for (const table of TABLES) {
      const file = outcome.files.find(({ name }) => name === ndjsonName(table));
      if (file === undefined) throw new Error(`the release has no ${ndjsonName(table)}`);
      rows.set(table.name, await linesIn(join(folder, 'objects', file.object)));
    }
    return { ...outcome, rows };
  } finally {
    await rm(root, { recursive: true });
  }
}

async function linesIn(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file, 'latin1')) lines += String(chunk).split('\n').length - 1;
  return lines;
}

function line(name: string, cell: (one: Measured) => string): void {
  columns(name, [small, large].map(cell));
}

function rowsOf({ rows }: Measured): number {
  return [...rows.values()].reduce((sum, count) => sum + count, 0);
}

function microsecondsOf(one: Measured): number {
  return (1000 * one.ms) / rowsOf(one);
}

function processorOf(one: Measured): number {
  return (1000 * one.cpuMs) / rowsOf(one);
}
