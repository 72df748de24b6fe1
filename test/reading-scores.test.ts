import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { scoreCorpus } from '../bench/scoring/read-articles.ts';
import { TABLE_BEGINS, TABLE_ENDS, scoreMarkdown } from '../bench/scoring/score-table.ts';

it('docs/reading.md publishes what the reader is worth today', async () => {
  const page = await readFile('docs/reading.md', 'utf8');
  const [start, end] = [page.indexOf(TABLE_BEGINS), page.indexOf(TABLE_ENDS)];
  expect(start, 'the table has its markers').toBeGreaterThanOrEqual(0);
  const published = `${page.slice(start, end)}${TABLE_ENDS}\n`;
  expect(published, 'npm run --silent score -- --markdown prints what belongs there').toBe(
    scoreMarkdown(await scoreCorpus()),
  );
});
