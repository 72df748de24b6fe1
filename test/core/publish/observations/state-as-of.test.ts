import { expect, it } from 'vitest';
import { Catalog } from '../../../../core/catalog/catalog.ts';
import type { IssueRecord } from '../../../../core/catalog/records.ts';
import { type Instant, asInstant } from '../../../../core/paper/instant.ts';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { asResourcePath } from '../../../../core/paper/resource.ts';
import { sha256Of } from '../../../../core/paper/sha256.ts';
import { stateAsOf } from '../../../../core/publish/observations/state-as-of.ts';
import { MemoryTable } from '../../../support/memory-ports.ts';

const DATE = asIssueDate('2023-02-25');
const day = (of: number): Instant => asInstant(`2023-03-${String(of).padStart(2, '0')}T00:00:00.000Z`);

const ISSUE: IssueRecord = {
  ...{ paper: 'jmrb', date: DATE, state: 'complete', evidence: '', site: 'http://paper.example/' },
  ...{ pages: 1, articles: 1, resources: 2, gaps: 0, firstAskedAt: day(1), checkedAt: day(20) },
  ...{ missingAt: null, settledAt: day(20) },
};

/** Listed on one day, and captured on another. */
async function list(catalog: Catalog, name: string, listed: Instant, captured: Instant): Promise<void> {
  const ofIssue = { paper: 'jmrb', date: DATE, path: asResourcePath(name), kind: 'article' } as const;
  await catalog.expect({ ...ofIssue, page: null, title: null, foundOn: null, at: listed });
  await catalog.addSnapshot({
    ...{ ...ofIssue, version: 1, sha256: sha256Of(name), bytes: 1, mediaType: 'text/html', object: name },
    ...{ captureId: name, url: `http://paper.example/${name}`, at: captured, etag: null, lastModified: null },
    ...{ content: null, classes: [] },
  });
}

it('an issue that is complete was partial until the last of what it listed then had come', async () => {
  const catalog = new Catalog(new MemoryTable());
  await list(catalog, 'early.htm', day(1), day(1));
  await list(catalog, 'late.htm', day(1), day(10));
  await list(catalog, 'added.htm', day(12), day(15));
  const states = [5, 9, 10, 13, 15, 20].map((of) => stateAsOf(catalog, ISSUE, day(of)));
  expect(await Promise.all(states)).toEqual([
    ...['partial', 'partial', 'complete'],
    // What was added since had not come either.
    ...['partial', 'complete', 'complete'],
  ]);
});

it('any other state is what it is', async () => {
  const catalog = new Catalog(new MemoryTable());
  await list(catalog, 'late.htm', day(1), day(10));
  for (const state of ['no-edition', 'partial', 'missing'] as const)
    expect(await stateAsOf(catalog, { ...ISSUE, state }, day(5))).toBe(state);
});
