import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetsOf } from './budgets.ts';
import {
  type Job,
  type Outcome,
  archiveBytes,
  runJob,
  runWget,
  startPaper,
  wgetVersion,
} from './capture/children.ts';
import type { Requests } from './capture/counted-ports.ts';
import { ISSUES_A_MONTH, datesOf, filesOf } from './capture/issues.ts';
import { median } from './reading/stopwatch.ts';

/*
 * How fast issues are captured, what that costs, and what it asks of the store and the index. Everything is measured
 * in one run, on loopback, one connection and no delay, each job in a process of its own and turn by turn, so that
 * the ratios hold on any machine. The budgets are those of bench/budgets.json; whatever exceeds one is told in a
 * sentence, and the run fails.
 *
 *   npm run --silent bench:capture
 */

const ROUNDS = 3;
/** Where files are kept in memory: there a sync costs nothing, and what is left is the work itself. */
const IN_MEMORY = '/dev/shm';

const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const columns = (first: string, cells: readonly string[]): void => {
  print(`  ${first.padEnd(38)}${cells.map((cell) => cell.padStart(13)).join('')}`);
};

const budgets = await budgetsOf('capture');
const exceeded: string[] = [];
const hold = (what: string, value: number, budget: number): void => {
  // What is no number is not within its budget either.
  if (!(value <= budget)) exceeded.push(`${what}: ${value.toFixed(2)}; the budget is ${budget}`);
};

const wget = wgetVersion();
if (wget === null) {
  process.stderr.write(
    '\nWGET IS NOT INSTALLED: nothing is set beside it, and its budgets are NOT checked.\n\n',
  );
}
const paper = await startPaper(12 * ISSUES_A_MONTH);
const { baseUrl } = paper;
const root = await mkdtemp(join(tmpdir(), 'jmnews-bench-'));
const memory = existsSync(IN_MEMORY) ? await mkdtemp(join(IN_MEMORY, 'jmnews-bench-')) : null;
let folders = 0;
try {
  await measureSpeed('One issue', 1);
  const month = await measureSpeed('One month', ISSUES_A_MONTH);
  holdSpeed(month);
  measureRequests();
  measureMemory();
} finally {
  await paper.close();
  await rm(root, { recursive: true });
  if (memory !== null) await rm(memory, { recursive: true });
}

if (exceeded.length > 0) {
  process.stderr.write(`\n${exceeded.join('\n')}\n`);
  process.exitCode = 1;
}

/** What one way of fetching the same resources took, in the median, for each of them. */
interface Row {
  readonly resources: number;
  readonly ms: number;
  readonly cpuMs: number;
  /** `null` where nothing is kept. */
  readonly bytes: number | null;
  /** How much of these is the index. */
  readonly indexBytes: number;
}

type RowName = 'loop' | 'wget' | 'list' | 'listInMemory' | 'whole';

async function measureSpeed(title: string, issues: number): Promise<Partial<Record<RowName, Row>>> {
  const addresses = filesOf(datesOf(issues)).map(({ path }) => baseUrl + path);
  const list = join(root, 'list');
  await writeFile(list, addresses.map((address) => `${address}\n`).join(''));

  const kept = async (kind: Job['kind'], within: string): Promise<Row> => {
    const folder = newFolder(within);
    const outcome = runJob({ kind, baseUrl, issues, folder });
    mustBe(outcome, { captured: addresses.length, unchanged: 0 });
    const { objects, index } = await archiveBytes(folder);
    await rm(folder, { recursive: true });
    return { ...outcome, bytes: objects + index, indexBytes: index };
  };
  const ways: Partial<Record<RowName, () => Promise<Row>>> = {
    loop: () => {
      const outcome = runJob({ kind: 'loop', baseUrl, issues, folder: '' });
      return Promise.resolve({ ...outcome, bytes: null, indexBytes: 0 });
    },
    ...(wget !== null && {
      wget: async () => {
        const folder = newFolder(root);
        await mkdir(folder);
        const { ms, cpuMs, warcBytes } = await runWget(list, folder);
        await rm(folder, { recursive: true });
        return { resources: addresses.length, ms, cpuMs, bytes: warcBytes, indexBytes: 0 };
      },
    }),
    list: () => kept('list', root),
    ...(memory !== null && { listInMemory: () => kept('list', memory) }),
    whole: () => kept('whole', root),
  };
  const names: Readonly<Record<RowName, string>> = {
    loop: 'undici, and nothing kept',
    wget: 'wget --warc-file',
    list: 'capture of the list',
    listInMemory: '  the same on a disk in memory',
    whole: 'jmnews capture, which reads as well',
  };

  const rows: Partial<Record<RowName, Row[]>> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of namesOf(ways)) (rows[name] ??= []).push(await must(ways[name])());
  }
  print(`${title}: ${addresses.length} resources, the median of ${ROUNDS} turns`);
  columns('', ['a second', 'ms each', 'CPU ms each', 'bytes each', 'of it index']);
  const medians: Partial<Record<RowName, Row>> = {};
  for (const name of namesOf(ways)) {
    const row = medianOf(rows[name] ?? []);
    medians[name] = row;
    const { resources, ms, cpuMs, bytes, indexBytes } = row;
    columns(names[name], [
      ((1000 * resources) / ms).toFixed(0),
      (ms / resources).toFixed(2),
      (cpuMs / resources).toFixed(2),
      bytes === null ? '–' : (bytes / resources).toFixed(0),
      indexBytes === 0 ? '–' : (indexBytes / resources).toFixed(0),
    ]);
  }
  print();
  return medians;
}

function holdSpeed({ loop, wget: other, list, whole }: Partial<Record<RowName, Row>>): void {
  const [ours, all, bare] = [must(list), must(whole), must(loop)];
  const told: [string, number, number][] = [
    ['capturing the list, times as long as the bare loop', ours.ms / bare.ms, budgets.listTimesBareLoop],
    ['capturing and reading, times as long as capturing the list', all.ms / ours.ms, budgets.wholeTimesList],
  ];
  if (other) {
    told.push(
      ['capturing the list, times as long as wget', ours.ms / other.ms, budgets.listTimesWget],
      ['its processor time, times wget’s', ours.cpuMs / other.cpuMs, budgets.listCpuTimesWget],
      ['its bytes on disk, times wget’s', (ours.bytes ?? 0) / (other.bytes ?? 0), budgets.diskTimesWget],
    );
  }
  for (const [what, ratio, budget] of told) {
    print(`  ${what}: ${ratio.toFixed(2)}, at most ${budget}`);
    hold(what, ratio, budget);
  }
  print();
}

/** One month once more, and what each resource asks of the store and the index. */
function measureRequests(): void {
  const issues = ISSUES_A_MONTH;
  const resources = filesOf(datesOf(issues)).length;
  const folder = newFolder(root);
  const list = (unconditional: boolean): Outcome =>
    runJob({ kind: 'list', baseUrl, issues, folder, unconditional });
  const [first, notModified, same] = [list(false), list(false), list(true)];
  mustBe(first, { captured: resources, unchanged: 0 });
  for (const again of [notModified, same]) mustBe(again, { captured: 0, unchanged: resources });

  print('Requests to the object store and the index: each resource in the mean, and the one with most');
  columns('', ['objects put', 'got', 'index writes', 'index reads']);
  requestsLine('new', first);
  requestsLine('unchanged: answered with 304', notModified);
  requestsLine('unchanged: the same bytes again', same);
  const wholeFolder = newFolder(root);
  const whole = (): Outcome => runJob({ kind: 'whole', baseUrl, issues, folder: wholeFolder });
  requestsLine('new, with reading and the issue’s own', whole());
  requestsLine('unchanged, with the issue’s own', whole());
  print();

  const put = (what: string, most: Outcome['most'], objects: number, indexWrites: number): void => {
    hold(`objects put for ${what} resource`, most?.objectsWritten ?? Number.NaN, objects);
    hold(`index writes for ${what} resource`, most?.indexWrites ?? Number.NaN, indexWrites);
  };
  put('a new', first.most, budgets.newObjects, budgets.newIndexWrites);
  for (const { most } of [notModified, same])
    put('an unchanged', most, budgets.unchangedObjects, budgets.unchangedIndexWrites);
}

function requestsLine(name: string, { resources, requests, most }: Outcome): void {
  const cell = (what: keyof Requests): string => {
    const mean = (requests[what] / resources).toFixed(2);
    return most === null ? mean : `${mean} (${most[what]})`;
  };
  columns(name, (['objectsWritten', 'objectsRead', 'indexWrites', 'indexReads'] as const).map(cell));
}

function measureMemory(): void {
  print("Memory of 'jmnews capture': the most that its process held, in MiB");
  columns('', ['resources', 'MiB', 'a second']);
  const peak = (name: string, months: number): number => {
    const issues = months * ISSUES_A_MONTH;
    const { resources, ms, peakBytes } = runJob({ kind: 'whole', baseUrl, issues, folder: newFolder(root) });
    const cells = [resources, peakBytes / 2 ** 20, (1000 * resources) / ms];
    columns(
      name,
      cells.map((cell) => cell.toFixed(0)),
    );
    return peakBytes;
  };
  const ratio = peak('twelve months', 12) / peak('one month', 1);
  print(`  twelve months, times one: ${ratio.toFixed(2)}, at most ${budgets.twelveMonthsTimesOne}`);
  hold('memory of twelve months, times that of one', ratio, budgets.twelveMonthsTimesOne);
}

function medianOf(rows: readonly Row[]): Row {
  const of = (value: (row: Row) => number): number => median(rows.map(value));
  const [first] = rows;
  return {
    resources: of(({ resources }) => resources),
    ms: of(({ ms }) => ms),
    cpuMs: of(({ cpuMs }) => cpuMs),
    bytes: first?.bytes === null ? null : of(({ bytes }) => bytes ?? Number.NaN),
    indexBytes: of(({ indexBytes }) => indexBytes),
  };
}

/** A comparison of other work than was meant would be worth nothing. */
function mustBe(outcome: Outcome, meant: Pick<Outcome, 'captured' | 'unchanged'>): void {
  const { captured, unchanged } = outcome;
  if (captured !== meant.captured || unchanged !== meant.unchanged) {
    throw new Error(
      `${captured} captured and ${unchanged} unchanged, where ${meant.captured} and ${meant.unchanged} were to be`,
    );
  }
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a row that all the others are set beside is missing');
  return value;
}

function namesOf<K extends string>(of: Readonly<Partial<Record<K, unknown>>>): K[] {
  const names: K[] = [];
  for (const name in of) names.push(name);
  return names;
}

function newFolder(within: string): string {
  folders += 1;
  return join(within, String(folders));
}
