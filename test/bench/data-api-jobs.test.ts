import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { budgetsOf } from '../../bench/budgets.ts';
import { runJob } from '../../bench/data-api/children.ts';
import { generatedObservations } from '../../bench/data-api/observations.ts';
import { questions, someRows } from '../../bench/data-api/questions.ts';
import { OBSERVATIONS } from '../../core/publish/tables/observations.ts';
import { byCodePoint } from '../../core/text-order.ts';

const COUNT = 4_000;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jmnews-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

function allQuestions(): string[] {
  return questions([...someRows(COUNT)], COUNT).flatMap(({ queries }) => queries);
}

it('generated observations have the columns of the table and come in its order, the same every time', () => {
  const rows = [...generatedObservations(COUNT)];
  expect(Math.abs(rows.length - COUNT)).toBeLessThan(COUNT / 10);
  const names = new Set(OBSERVATIONS.columns.map(({ name }) => name));
  for (const row of rows)
    for (const name of Object.keys(row)) expect([name, names.has(name)]).toEqual([name, true]);
  const keys = rows.map((row) =>
    ['place', 'indicator_id', 'period'].map((column) => row[column] ?? '').join('\0'),
  );
  expect(keys).toEqual(keys.toSorted(byCodePoint));
  expect(rows).toEqual([...generatedObservations(COUNT)]);
});

it('there are at least 200 questions, none of them twice', () => {
  const queries = allQuestions();
  expect(queries.length).toBeGreaterThanOrEqual(200);
  expect(new Set(queries).size).toBe(queries.length);
});

it('the jobs keep a release, make its index, and ask it each question', async () => {
  runJob('keep', folder, COUNT);
  const made = runJob('make', folder, COUNT);
  expect(made.rows).toBe([...generatedObservations(COUNT)].length);
  expect(made.bytes / made.rows).toBeGreaterThan(50);
  const asked = runJob('ask', folder, COUNT);
  const rounds = asked.kinds.flatMap(({ questions: asking }) => asking.map(({ ms }) => ms.length));
  expect([rounds.length, new Set(rounds).size]).toEqual([allQuestions().length, 1]);
  expect(await budgetsOf('dataApi')).toMatchObject({ filteredTimesFirstPage: expect.any(Number) as number });
});
