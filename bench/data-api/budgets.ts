import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Ratios of two measurements of one run, so that they hold on any machine. */
const DATA_API = z.strictObject({
  /** What 95 of 100 filtered questions take of the processor, against the first page of all rows. */
  filteredTimesFirstPage: z.number(),
  /** What making the index of a million observations takes of the processor, a row, against one of a tenth of them. */
  millionRowTimesTenth: z.number(),
});
export type DataApiBudgets = z.infer<typeof DATA_API>;

/** The budgets of bench/budgets.json for the API. */
export async function dataApiBudgets(): Promise<DataApiBudgets> {
  const file = join(import.meta.dirname, '../budgets.json');
  return z.object({ dataApi: DATA_API }).parse(JSON.parse(await readFile(file, 'utf8'))).dataApi;
}
