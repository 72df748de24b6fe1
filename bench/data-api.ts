import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataApiBudgets } from './data-api/budgets.ts';
import { runJob } from './data-api/children.ts';
import { quantile } from './reading/stopwatch.ts';

/*
 * The index of a million observations, made as a release's is, and what the reading room takes to answer filtered
 * questions from it, all but the network. The budgets of bench/budgets.json are ratios of one run; whatever exceeds one
 * is told in a sentence, and the run fails.
 *
 *   npm run --silent bench:data-api
 */

const MILLION = 1_000_000;
/** What the data of users should be answered in, 95 times of 100, on a desk. */
const DEMANDED_MS = 50;
const MEBIBYTE = 2 ** 20;

const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const columns = (first: string, cells: readonly string[]): void => {
  print(`  ${first.padEnd(28)}${cells.map((cell) => cell.padStart(13)).join('')}`);
};

const budgets = await dataApiBudgets();
const exceeded: string[] = [];
const hold = (what: string, ratio: number, budget: number): void => {
  // A ratio that is no number is not within its budget either.
  if (!(ratio <= budget)) exceeded.push(`${what} ${ratio.toFixed(2)} times as long; the budget is ${budget}`);
};

const folder = await mkdtemp(join(tmpdir(), 'jmnews-bench-'));
try {
  print('The index of the observations of a release, made from its file');
  columns('', ['rows', 'seconds', 'CPU µs a row', 'bytes a row', 'peak MiB']);
  const tenth = made(MILLION / 10);
  const whole = made(MILLION);
  const growth = whole / tenth;
  print(
    `  a row of a million takes ${growth.toFixed(2)} times as long, at most ${budgets.millionRowTimesTenth}`,
  );
  hold('a row of a million takes, against one of a tenth,', growth, budgets.millionRowTimesTenth);

  print();
  print('Answers of /api/observations, 100 rows a page; milliseconds');
  const asked = runJob('ask', archiveOf(MILLION), MILLION);
  columns('', ['questions', 'p50', 'p95', 'max']);
  for (const { name, ms } of asked.kinds) timesLine(name, ms.length, ms.flat());
  const all = asked.kinds.flatMap(({ ms }) => ms);
  const quickest = all.map((times) => Math.min(...times));
  timesLine('all of them', all.length, all.flat());
  timesLine('  each at its quickest', all.length, quickest);
  timesLine('  their processor time', all.length, asked.cpuMs);
  timesLine('the first page of all rows', 1, asked.firstPages);
  timesLine('  of 1000 rows', 1, asked.longPages);
  columns('  with the index closed', ['1', '', '', asked.first.toFixed(1)]);
  print(`  peak of the process: ${(asked.peakBytes / MEBIBYTE).toFixed(0)} MiB`);
  const p95 = quantile(all.flat(), 0.95);
  print(
    `  95 of 100 are answered within ${p95.toFixed(1)} ms, ${p95 <= DEMANDED_MS ? 'less' : 'MORE'} than the ${DEMANDED_MS} demanded`,
  );
  const times = quantile(quickest, 0.95) / Math.min(...asked.firstPages);
  print(
    `  at their quickest, in ${times.toFixed(2)} times the first page of all rows, at most ${budgets.filteredTimesFirstPage}`,
  );
  hold(
    'a filtered question takes, 95 of 100, against the first page of all rows,',
    times,
    budgets.filteredTimesFirstPage,
  );
} finally {
  await rm(folder, { recursive: true });
}

if (exceeded.length > 0) {
  process.stderr.write(`\n${exceeded.join('\n')}\n`);
  process.exitCode = 1;
}

function archiveOf(count: number): string {
  return join(folder, String(count));
}

/** Microseconds of the processor a row. */
function made(count: number): number {
  runJob('keep', archiveOf(count), count);
  const { rows, ms, cpuMs, bytes, peakBytes } = runJob('make', archiveOf(count), count);
  const perRow = (1000 * cpuMs) / rows;
  columns('', [
    ...[String(rows), (ms / 1000).toFixed(1), perRow.toFixed(1), (bytes / rows).toFixed(0)],
    (peakBytes / MEBIBYTE).toFixed(0),
  ]);
  return perRow;
}

function timesLine(name: string, questions: number, ms: readonly number[]): void {
  const told = [quantile(ms, 0.5), quantile(ms, 0.95), Math.max(...ms)];
  columns(name, [String(questions), ...told.map((time) => time.toFixed(1))]);
}
