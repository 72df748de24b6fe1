import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** All of them ratios of two times of one run, so that they hold on any machine. */
const READING = z.strictObject({
  /** A page from HTML to checked figures, against its parser alone. */
  pageTimesParser: z.number(),
  /** A character of the corpus, which is dense with figures, against a character of a page in its parser. */
  denseTimesParser: z.number(),
  /** A page with its body eight times over, against the page. */
  eightCopiesTimesOne: z.number(),
  /** The hostile text that grows worst, at twice its size. */
  doubledTimes: z.number(),
  /** A process that reads one page and ends, against one that does nothing. */
  coldStartTimesBareNode: z.number(),
});
export type ReadingBudgets = z.infer<typeof READING>;

/** The budgets of bench/budgets.json for reading. */
export async function readingBudgets(): Promise<ReadingBudgets> {
  const file = join(import.meta.dirname, '../budgets.json');
  return z.object({ reading: READING }).parse(JSON.parse(await readFile(file, 'utf8'))).reading;
}
