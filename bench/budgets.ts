import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** All but exact counts and sizes are ratios of two measurements of one run, so that they hold on any machine. */
const BUDGETS = z.strictObject({
  /** The most that a function's bundle may have, by its name. */
  lambdaBundleKilobytes: z.record(z.string(), z.number()),
  reading: z.strictObject({
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
  }),
  capture: z.strictObject({
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
  }),
  release: z.strictObject({
    /** The time of a row of 100,000 articles, against one of 10,000: a ratio of one run, so that it holds on any machine. */
    rowTimesTenfold: z.number(),
    /** The processor time of the same, which what else the machine does disturbs less. */
    rowCpuTimesTenfold: z.number(),
    /** Peak resident set of the larger release in MiB: releases are made by machines that have so much and no more. */
    peakMebibytes: z.number(),
  }),
  dataApi: z.strictObject({
    /** What 95 of 100 filtered questions take of the processor, against the first page of all rows. */
    filteredTimesFirstPage: z.number(),
    /** What making the index of a million observations takes of the processor, a row, against one of a tenth of them. */
    millionRowTimesTenth: z.number(),
  }),
  room: z.strictObject({
    /** What 95 of 100 answers of the slowest main page take with 16 connections, against a file of its size. */
    slowestPageTimesFile: z.number(),
    /** What the first page takes from the start of the command, against a process that does nothing. */
    coldFirstPageTimesBareNode: z.number(),
    /** What importing the function's bundle takes, against the same. */
    functionImportTimesBareNode: z.number(),
  }),
  search: z.strictObject({
    /** What 95 of 100 pages of results take, against looking through the texts of all articles in memory. */
    pageTimesLookThrough: z.number(),
  }),
  exports: z.strictObject({
    /** Peak resident set of handing out, and of checking, an issue of eight times the bytes, against one. */
    eightTimesOne: z.number(),
  }),
});
export type Budgets = z.infer<typeof BUDGETS>;

/** The budgets of bench/budgets.json for one kind of measurement. */
export async function budgetsOf<const Kind extends keyof Budgets>(kind: Kind): Promise<Budgets[Kind]> {
  const file = join(import.meta.dirname, 'budgets.json');
  return BUDGETS.parse(JSON.parse(await readFile(file, 'utf8')))[kind];
}
