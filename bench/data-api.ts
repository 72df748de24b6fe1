import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetsOf } from './budgets.ts';
import { type Times, runJob } from './data-api/children.ts';
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

const budgets = await budgetsOf('dataApi');
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
  columns('', ['questions', 'p50', 'p95', 'max', 'CPU p95']);
  for (const { name, questions } of asked.kinds) timesLine(name, questions);
  const all = asked.kinds.flatMap(({ questions }) => questions);
  timesLine('all of them', all);
  timesLine('the first page of all rows', [asked.firstPages]);
  timesLine('  of 1000 rows', [asked.longPages]);
  columns('  with the index closed', ['1', '', '', asked.first.toFixed(1)]);
  print(`  peak of the process: ${(asked.peakBytes / MEBIBYTE).toFixed(0)} MiB`);
  const [ms, cpuMs] = [all.flatMap((times) => times.ms), all.flatMap((times) => times.cpuMs)].map((times) =>
    quantile(times, 0.95),
  );
  print(
    `  95 of 100 take ${ms?.toFixed(1)} ms by the clock and ${cpuMs?.toFixed(1)} ms of the processor; demanded are ${DEMANDED_MS}`,
  );
  const times = (cpuMs ?? Number.NaN) / quantile(asked.firstPages.cpuMs, 0.5);
  print(
    `  which is ${times.toFixed(2)} times what the first page of all rows takes of it, at most ${budgets.filteredTimesFirstPage}`,
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

function timesLine(name: string, questions: readonly Times[]): void {
  const ms = questions.flatMap((times) => times.ms);
  const cpuMs = questions.flatMap((times) => times.cpuMs);
  const told = [quantile(ms, 0.5), quantile(ms, 0.95), Math.max(...ms), quantile(cpuMs, 0.95)];
  columns(name, [String(questions.length), ...told.map((time) => time.toFixed(1))]);
}
