import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Ratios of two measurements of one run, so that they hold on any machine, and exact counts. */
const CAPTURE = z.strictObject({
  /** The time of capturing the list of a month, against wget with a WARC on one connection. */
  listTimesWget: z.number(),
  /** The processor time of the same. */
  listCpuTimesWget: z.number(),
  /** The time of the list against a loop that asks for it and keeps nothing. */
  listTimesBareLoop: z.number(),
  /** `capture` of the same issues, which reads what it keeps, against capturing their list. */
  wholeTimesList: z.number(),
  /** Bytes on disk of the objects and the index, against wget's WARC. */
  diskTimesWget: z.number(),
  /** Peak resident set of capturing twelve months, against one. */
  twelveMonthsTimesOne: z.number(),
  /** Of a resource that was not held before, at most. */
  newObjects: z.number().int(),
  newIndexWrites: z.number().int(),
  /** Of a resource that is as it was, at most. */
  unchangedObjects: z.number().int(),
  unchangedIndexWrites: z.number().int(),
});
export type CaptureBudgets = z.infer<typeof CAPTURE>;

/** The budgets of bench/budgets.json for capturing. */
export async function captureBudgets(): Promise<CaptureBudgets> {
  const file = join(import.meta.dirname, '../budgets.json');
  return z.object({ capture: CAPTURE }).parse(JSON.parse(await readFile(file, 'utf8'))).capture;
}
