import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { SqliteIndexMaker } from '../../adapters/sqlite/sqlite-index-maker.ts';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { WITHOUT_DEADLINE } from '../../core/deadline.ts';
import { MadePackages } from '../../adapters/files/made-packages.ts';
import { SqliteIndexes } from '../../adapters/sqlite/sqlite-indexes.ts';
import { indexesPrefix } from '../../core/capture/object-keys.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { PAPERS } from '../../core/paper/registry.ts';
import { INDEX_FORM } from '../../core/publish/indexes/data-index.ts';
import { makeIndexes } from '../../core/publish/indexes/make-indexes.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { type Asked, type Kept, type Made, type Times, Told } from './children.ts';
import { questions, someRows } from './questions.ts';
import { keepRelease } from './release.ts';

/* Does one job, told as JSON, and prints what it took as JSON; see children.ts. */

const ROUNDS = 5;

const { kind, folder, count } = Told.parse(JSON.parse(process.argv[2] ?? ''));
const data = await openDataFolder(folder, { mode: kind === 'ask' ? 'read' : 'write' });
const archive = { objects: data.objects, catalog: new Catalog(data.table) };
try {
  const outcome = await { keep, make, ask }[kind]();
  process.stdout.write(JSON.stringify({ ...outcome, peakBytes: process.resourceUsage().maxRSS * 1024 }));
} finally {
  await data.close();
}

async function keep(): Promise<Kept> {
  return { fileBytes: await keepRelease(archive.objects, archive.catalog, count) };
}

async function make(): Promise<Made> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  let rows = 0;
  for await (const made of makeIndexes({ ...archive, indexMaker: new SqliteIndexMaker(folder) })) {
    if (made.kind === 'unmade') throw made.why;
    rows += made.rows;
  }
  const ms = performance.now() - started;
  const cpuMs = cpuSince(cpu);
  let bytes = 0;
  for await (const index of archive.objects.list(indexesPrefix(INDEX_FORM))) bytes += index.bytes;
  return { rows, ms, cpuMs, bytes };
}

/** The whole way of a request through the reading room, but for the network; the body is read to its end. */
async function ask(): Promise<Asked> {
  const indexes = new SqliteIndexes(archive.objects);
  const app = createReadingRoom({
    ...{
      ...archive,
      indexes,
      searchIndexes: new SqliteSearchIndexes(archive.objects),
      papers: PAPERS,
      rights: 'public',
      freshForMs: 0,
      largeFiles: null,
    },
    ...{ packages: new MadePackages(0), within: WITHOUT_DEADLINE },
    now: () => asInstant('2026-01-01T00:00:00.000Z'),
    report: (failure) => {
      throw failure;
    },
  });
  const time = async (query: string, times: Times): Promise<void> => {
    const cpu = process.cpuUsage();
    const started = performance.now();
    const answer = await app.request(`http://127.0.0.1/api/observations?${query}`);
    const body = await answer.text();
    times.ms.push(performance.now() - started);
    times.cpuMs.push(cpuSince(cpu));
    if (answer.status !== 200) throw new Error(`${query} is answered ${answer.status}: ${body}`);
  };
  const [first, firstPages, longPages] = [noTimes(), noTimes(), noTimes()];
  await time('', first);
  const kinds = questions([...someRows(count)], count).map(({ name, queries }) => ({
    ...{ name, queries, questions: queries.map(noTimes) },
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { queries, questions: times } of kinds) {
      await time('', firstPages);
      await time('limit=1000', longPages);
      for (const [at, query] of queries.entries()) await time(query, times[at] ?? noTimes());
    }
  }
  await indexes.close();
  return {
    ...{ first: first.ms[0] ?? Number.NaN, firstPages, longPages },
    kinds: kinds.map(({ name, questions: times }) => ({ name, questions: times })),
  };
}

function noTimes(): Times {
  return { ms: [], cpuMs: [] };
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
