import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { makeRelease } from '../../core/publish/release/make-release.ts';
import { releasedRows } from '../../core/publish/release/released-rows.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { ISSUE_DATES } from '../../demo/issues.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

/**
 * Five years of the demonstration paper, from its pages to the table of years. What is expected was written by hand from
 * the texts in demo/reports and demo/specials.ts: a target that was missed and one that was met, targets in words, two
 * sources that contradict one another, an estimate, and gaps for each reason that the paper gives cause for.
 */
test('the years of the demonstration paper are those that were tabled by hand, cell by cell', async () => {
  const desk = new MemoryDesk();
  for (const date of ISSUE_DATES) await desk.capture(date);
  const { objects, catalog } = desk;
  const deps = { objects, catalog, workbench: () => new SqliteWorkbench() };
  const made = await makeRelease(deps, [DEMO], desk.now());
  if (made.kind !== 'published') throw new Error(`the release is ${made.kind}`);
  const rows = await Array.fromAsync(releasedRows(objects, made.release, 'year-over-year'));

  const [header = [], ...expected] = await tableByHand();
  const indicators = new Set(expected.map(([place, indicator]) => `${place} ${indicator}`));
  const told = rows
    .map(asTabled)
    .filter((row) => indicators.has(`${row['place']} ${row['indicator']}`))
    .map((row) => header.map((name) => row[name]));
  expect(told.sort(byText)).toEqual(expected.sort(byText));

  // Every number leads to the sentence that it is printed in.
  const observations = new Map<unknown, Row>();
  for await (const row of releasedRows(objects, made.release, 'observations'))
    observations.set(row['observation_id'], row);
  for (const row of rows) {
    for (const [name, id] of Object.entries(row)) {
      if (!name.endsWith('observation_id') || id === null) continue;
      const value = row[name.replace('_observation_id', '_value')] ?? null;
      if (value !== null)
        expect(observations.get(id)?.['norm_value'], `${row['row_id']} ${name}`).toBe(value);
    }
  }
});

async function tableByHand(): Promise<string[][]> {
  const text = await readFile(join(import.meta.dirname, 'demo-years.tsv'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

/** A row as the table by hand has it: a number with its comparator and whether it is an estimate, `-` for nothing. */
function asTabled(row: Row): Record<string, string> {
  const cell = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  const number = (of: string): string | null => {
    const comparator = cell(`${of}_comparator`);
    const value = cell(`${of}_value`);
    if (value === null) return null;
    const words = [comparator === 'eq' ? null : comparator, value, estimate(cell(`${of}_modality`))];
    return words.filter((word) => word !== null).join(' ');
  };
  const cells = {
    place: cell('place'),
    indicator: cell('indicator_id'),
    year: cell('year'),
    level: number('level'),
    level_gap: cell('level_gap'),
    growth: number('growth'),
    growth_gap: cell('growth_gap'),
    basis: cell('growth_basis'),
    target: number('target_growth') ?? number('target_level') ?? cell('target_words'),
    target_gap: cell('target_gap'),
    strive: number('strive_growth') ?? number('strive_level'),
    outcome: cell('outcome'),
    reason: cell('outcome_reason'),
    computed: cell('computed_nominal_change'),
  };
  return Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, value ?? '-']));
}

function estimate(modality: string | null | undefined): string | null {
  return modality === 'forecast' ? 'forecast' : null;
}

function byText(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
  return a.join('\t') < b.join('\t') ? -1 : 1;
}
