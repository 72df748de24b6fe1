import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const RELEASE = z.strictObject({
  /** The time of a row of 100,000 articles, against one of 10,000: a ratio of one run, so that it holds on any machine. */
  rowTimesTenfold: z.number(),
  /** The processor time of the same, which what else the machine does disturbs less. */
  rowCpuTimesTenfold: z.number(),
  /** Peak resident set of the larger release in MiB: releases are made by machines that have so much and no more. */
  peakMebibytes: z.number(),
});
export type ReleaseBudgets = z.infer<typeof RELEASE>;

/** The budgets of bench/budgets.json for releases. */
export async function releaseBudgets(): Promise<ReleaseBudgets> {
  const file = join(import.meta.dirname, '../budgets.json');
  return z.object({ release: RELEASE }).parse(JSON.parse(await readFile(file, 'utf8'))).release;
}
