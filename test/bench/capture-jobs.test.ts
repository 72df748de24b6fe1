import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { budgetsOf } from '../../bench/budgets.ts';
import {
  type ServedPaper,
  archiveBytes,
  childrenCpuMs,
  runJob,
  startPaper,
} from '../../bench/capture/children.ts';
import { CountedPorts } from '../../bench/capture/counted-ports.ts';
import { datesOf, filesOf } from '../../bench/capture/issues.ts';
import { MemoryObjects, MemoryTable } from '../support/memory-ports.ts';

const ISSUES = 2;
let paper: ServedPaper;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jmnews-test-'));
  paper = await startPaper(ISSUES);
});
afterAll(async () => {
  await paper.close();
  await rm(folder, { recursive: true });
});

it('a year of issues has a path for each of its files, whichever issue they are made after', () => {
  const dates = datesOf(12 * 28);
  expect(new Set(dates).size).toBe(336);
  expect([dates[0], dates[28], dates.at(-1)]).toEqual(['2021-01-01', '2021-02-01', '2021-12-28']);
  const paths = filesOf(dates.slice(0, 56)).map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});

it('the list is what capture finds, and an unchanged resource asks no more than its budget', async () => {
  const budgets = await budgetsOf('capture');
  const resources = filesOf(datesOf(ISSUES)).length;
  const job = { baseUrl: paper.baseUrl, issues: ISSUES };

  const whole = runJob({ ...job, kind: 'whole', folder: join(folder, 'whole') });
  expect(whole).toMatchObject({ resources, captured: resources, unchanged: 0 });

  const list = { ...job, kind: 'list', folder: join(folder, 'list') } as const;
  const first = runJob(list);
  expect(first).toMatchObject({ captured: resources, requests: { objectsWritten: resources } });
  expect(first.most?.indexWrites).toBe(budgets.newIndexWrites);
  const kept = await archiveBytes(list.folder);
  expect(kept.objects).toBeGreaterThan(0);
  for (const unconditional of [false, true]) {
    const again = runJob({ ...list, unconditional });
    expect(again).toMatchObject({ unchanged: resources, requests: { objectsWritten: 0 } });
    expect(again.most?.indexWrites).toBe(budgets.unchangedIndexWrites);
  }
  expect((await archiveBytes(list.folder)).objects).toBe(kept.objects);

  const loop = runJob({ ...job, kind: 'loop', folder: '' });
  expect(loop.resources).toBe(resources);
});

it('a job that fails is no measurement', () => {
  const job = { kind: 'loop', baseUrl: paper.baseUrl, issues: ISSUES + 1, folder: '' } as const;
  expect(() => runJob(job)).toThrow(/answers 404/);
});

it('every call of a port is counted, also one that changes nothing', async () => {
  const ports = new CountedPorts(new MemoryObjects(), new MemoryTable());
  const item = { pk: 'A', sk: 'B', body: {} };
  await ports.table.putOnce(item);
  await ports.table.putOnce(item);
  await ports.table.putNewer(item, '1');
  await ports.table.get('A', 'B');
  expect(await Array.fromAsync(ports.table.query({ pk: 'A', prefix: '' }))).toHaveLength(1);
  await ports.objects.putOnce('a/b', new Uint8Array(1), 'text/plain');
  await ports.objects.putOnce('a/b', new Uint8Array(1), 'text/plain');
  await ports.objects.get('a/b');
  expect(await Array.fromAsync(ports.objects.list('a/'))).toHaveLength(1);
  expect(ports.soFar).toEqual({ objectsWritten: 2, objectsRead: 2, indexWrites: 3, indexReads: 2 });
});

it('the times of a shell are those of its children, user and system', () => {
  expect(childrenCpuMs('0m0.500s 0m0.250s\n1m2.500s 0m0.125s\n')).toBe(62_625);
  expect(() => childrenCpuMs('0m0.500s 0m0.250s\n')).toThrow(/no times/);
});
