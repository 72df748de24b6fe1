import { afterAll, beforeAll } from 'vitest';
import type { Moment } from '../../demo/edition.ts';
import { type DemoPaper, startDemoPaper } from '../../demo/server.ts';
import { type Outcome, jmnews } from './command.ts';
import { copiedArchive } from './copied-archive.ts';

/** An issue of the demonstration paper as the command captured it. */
export interface DemoArchive {
  /** The paper, while a test runs. */
  readonly paper: () => DemoPaper;
  /** The folder of a copy that is a test's own, with every moment captured. */
  readonly copy: () => Promise<string>;
  /** Captures the issue into such a folder, as the paper is now. */
  readonly capture: (data: string) => Promise<Outcome>;
}

/** Starts the paper for the tests of a file, and captures `day` of it once for all of them, at each of the moments. */
export function demoArchive(day: string, moments: readonly Moment[]): DemoArchive {
  let started: DemoPaper | null = null;
  const paper = (): DemoPaper => {
    if (started === null) throw new Error('the paper starts with the first test');
    return started;
  };
  beforeAll(async () => {
    started = await startDemoPaper();
  });
  afterAll(() => started?.close());
  const capture = (data: string): Promise<Outcome> =>
    jmnews('capture', day, '--base-url', paper().baseUrl, '--data', data, '--delay', '0');
  const copy = copiedArchive(async (data) => {
    for (const moment of moments) {
      paper().setMoment(moment);
      await capture(data);
    }
  });
  return { paper, copy, capture };
}
