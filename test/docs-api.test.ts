import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { PAPERS } from '../core/paper/registry.ts';
import { asInstant } from '../core/paper/instant.ts';
import { withArchive } from '../cli/archive.ts';
import { type RunningRoom, serveReadingRoom } from '../cli/serve-reading-room.ts';
import { parseCsv } from './support/parse-csv.ts';

/*
 * What docs/datasets.md shows of asking for rows, run by a shell against the room of the demonstration's archive. The rows
 * that are expected are those of the release's files.
 */

const run = promisify(execFile);
const SECTION =
  /## Asking for rows\n([\s\S]*?)\n## /.exec(readFileSync('docs/datasets.md', 'utf8'))?.[1] ?? '';
const COMMANDS = [...SECTION.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, text = '']) => text);
const [SERIES = '', INVESTMENT = '', PAGES = '', WRONG = ''] = COMMANDS;
const SHOWN_ROOM = 'http://127.0.0.1:8420/';

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
type Row = z.infer<typeof Row>;
const Page = z.object({ release: z.string(), rows: z.array(Row), next: z.string().nullable() });

let folder: string;
let room: RunningRoom;
const ending = new AbortController();
let closed: Promise<void>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jmnews-test-'));
  const data = join(folder, 'archive');
  await run(process.execPath, ['demo/start.ts', '--once', '--data', data]);
  const terminal = {
    ...{ out: () => undefined, err: () => undefined, interactive: false },
    ...{ now: () => asInstant('2026-01-01T00:00:00.000Z'), ending: ending.signal },
  };
  const { promise, resolve } = Promise.withResolvers<RunningRoom>();
  closed = withArchive(data, 'read', async (archive) => {
    const running = await serveReadingRoom({ ...archive, papers: PAPERS, now: terminal.now }, 0, terminal);
    resolve(running);
    await running.ended;
  });
  room = await promise;
}, 180_000);
afterAll(async () => {
  ending.abort();
  await closed;
  await rm(folder, { recursive: true });
});

/** Runs a command as it is shown, but for the room's address, and gives back what it prints. */
async function shown(command: string): Promise<string> {
  const { stdout, stderr } = await run('sh', ['-c', command.replaceAll(SHOWN_ROOM, room.url)], {
    cwd: folder,
  });
  expect(stderr).toBe('');
  return stdout;
}

async function releasedRows(table: string): Promise<Row[]> {
  const file = join(folder, `archive/objects/releases/1.0.0/${table}.ndjson`);
  return (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => Row.parse(JSON.parse(line)));
}

it('shows four ways of asking', () => {
  expect(COMMANDS).toHaveLength(4);
});

it('the years of an indicator are those of the release', async () => {
  const { release, rows } = Page.parse(JSON.parse(await shown(SERIES)));
  const expected = (await releasedRows('year-over-year')).filter(
    (row) => row['place'] === '鹤山市' && row['indicator_id'] === 'gdp' && Number(row['year']) >= 2020,
  );
  expect(expected.length).toBeGreaterThan(3);
  expect([release, rows]).toEqual(['1.0.0', expected]);
});

it('the table of investment has every observation of it', async () => {
  expect(await shown(INVESTMENT)).toBe('');
  const [header = [], ...records] = parseCsv(await readFile(join(folder, 'investment.csv'), 'utf8'));
  const expected = (await releasedRows('observations')).filter(
    (row) =>
      row['status'] === 'current' &&
      String(row['place']).startsWith('鹤') &&
      String(row['indicator']).includes('投资'),
  );
  expect(expected.length).toBeGreaterThan(5);
  const id = header.indexOf('observation_id');
  expect(records.map((record) => record[id])).toEqual(expected.map((row) => row['observation_id']));
});

it('the pages of all amounts have each of them once', async () => {
  expect(await shown(PAGES)).toBe('');
  const lines = (await readFile(join(folder, 'pages.ndjson'), 'utf8')).trimEnd().split('\n');
  const pages = lines.map((line) => Page.parse(JSON.parse(line)));
  expect(pages.length).toBeGreaterThan(1);
  const expected = (await releasedRows('figures')).filter(
    (row) => row['status'] === 'current' && row['kind'] === 'level',
  );
  expect(pages.flatMap(({ rows }) => rows)).toEqual(expected);
});

it('what is wrong is told as it is shown', async () => {
  const told: unknown = JSON.parse((await shown(WRONG)).replaceAll(room.url, SHOWN_ROOM));
  const document: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(SECTION)?.[1] ?? '');
  expect(told).toEqual(document);
});
