import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetsOf } from './budgets.ts';
import { quantile } from './reading/stopwatch.ts';
import { functionImport } from './room/function-import.ts';
import { makeRoomArchive, putFiles } from './room/room-archive.ts';
import { bareNode, coldFirstPage, serveRoom, underLoad } from './room/serve.ts';

/*
 * The reading room over an archive of 15,000 articles: what its five main pages take with 16 connections, each beside a
 * file of its size from the same server, what the first page takes from the start of the command, and what the
 * function on AWS takes to be loaded. The budgets of bench/budgets.json are ratios of one run; whatever exceeds one is told in a sentence, and the run fails.
 *
 *   npm run --silent bench:room
 */

const ARTICLES = 15_000;
const CONNECTIONS = 16;
const REQUESTS = 1000;
const ROUNDS = 9;
/** What a visitor who opens the room should wait at most. */
const DEMANDED_MS = 300;
/** What the function should take to be loaded at most. */
const DEMANDED_IMPORT_MS = 150;

const MAIN_PAGES = [
  ['front page', '/'],
  ['days of a year', '/demo/2015/'],
  ['issue', '/demo/2023-02-25'],
  ['page', '/demo/2023-02-25/B02'],
  ['article', '/demo/2023-02-25/B02/667000'],
] as const;

const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const columns = (first: string, cells: readonly string[]): void => {
  print(`  ${first.padEnd(20)}${cells.map((cell) => cell.padStart(12)).join('')}`);
};

const budgets = await budgetsOf('room');
const exceeded: string[] = [];
const hold = (what: string, ratio: number, budget: number): void => {
  print(`  ${what}: ${ratio.toFixed(2)} times, at most ${budget}`);
  // A ratio that is no number is not within its budget either.
  if (!(ratio <= budget)) exceeded.push(`${what}: ${ratio.toFixed(2)} times; the budget is ${budget}`);
};

const folder = await mkdtemp(join(tmpdir(), 'jmnews-bench-'));
try {
  await makeRoomArchive(folder, ARTICLES);
  const paths = MAIN_PAGES.map(([, path]) => path);
  const sizes = await sizesOf(paths);
  const files = await putFiles(folder, sizes);
  const room = await serveRoom(folder);
  try {
    const load = { origin: room.origin, connections: CONNECTIONS, requests: REQUESTS };
    const pages = underLoad({ ...load, paths });
    const plain = underLoad({ ...load, paths: files });
    print(`${ARTICLES} articles, ${CONNECTIONS} connections; milliseconds, beside a file of the same size`);
    columns('', ['bytes', 'a second', 'p50', 'p95', 'file p95', 'times']);
    const ratios = MAIN_PAGES.map(([name], at) => {
      const [page, file] = [pages[at], plain[at]];
      if (page === undefined || file === undefined) throw new Error(`'${name}' was not asked for`);
      const [p50, p95, fileP95] = [quantile(page.ms, 0.5), quantile(page.ms, 0.95), quantile(file.ms, 0.95)];
      const times = p95 / fileP95;
      columns(name, [
        ...[String(page.bytes), page.perSecond.toFixed(0)],
        ...[p50, p95, fileP95].map((ms) => ms.toFixed(1)),
        times.toFixed(2),
      ]);
      return times;
    });
    print();
    hold('the slowest page, 95 of 100, against a file', Math.max(...ratios), budgets.slowestPageTimesFile);
  } finally {
    await room.close();
  }
  const [cold, bare] = [await coldFirstPage(folder, ROUNDS), bareNode(ROUNDS)];
  print(
    `  first page from the start of the command: ${cold.toFixed(0)} ms, demanded are ${DEMANDED_MS}; bare node ${bare.toFixed(0)} ms`,
  );
  hold(
    'the first page, against a process that does nothing',
    cold / bare,
    budgets.coldFirstPageTimesBareNode,
  );
  const { bytes, ms } = functionImport(folder, ROUNDS);
  print(
    `  the function on AWS, ${bytes} bytes at its start: imported in ${ms.toFixed(0)} ms, demanded are ${DEMANDED_IMPORT_MS}`,
  );
  hold('its import, against a process that does nothing', ms / bare, budgets.functionImportTimesBareNode);
} finally {
  await rm(folder, { recursive: true });
}

if (exceeded.length > 0) {
  process.stderr.write(`\n${exceeded.join('\n')}\n`);
  process.exitCode = 1;
}

/** Bytes of each page, uncompressed. */
async function sizesOf(paths: readonly string[]): Promise<number[]> {
  const room = await serveRoom(folder);
  try {
    const asked = { origin: room.origin, connections: 1, requests: 1, paths: [...paths] };
    return underLoad(asked).map(({ bytes }) => bytes);
  } finally {
    await room.close();
  }
}
