import { describe, expect, it } from 'vitest';
import { Catalog } from '../../../core/catalog/catalog.ts';
import { holdingsOf, isIncomplete } from '../../../core/catalog/holdings.ts';
import { ISSUE_STATES, type IssueRecord } from '../../../core/catalog/records.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { MemoryTable } from '../../support/memory-ports.ts';

const AT = asInstant('2023-02-24T22:00:00.000Z');

async function catalogOf(...issues: readonly (readonly [string, Partial<IssueRecord>])[]): Promise<Catalog> {
  const catalog = new Catalog(new MemoryTable());
  for (const [date, over] of issues) {
    await catalog.putIssue({
      ...{ paper: 'jmrb', date: asIssueDate(date), state: 'complete', evidence: 'x', site: 'x' },
      ...{ pages: 8, articles: 40, resources: 64, gaps: 0, withdrawn: 0 },
      ...{ firstAskedAt: AT, checkedAt: AT, missingAt: null, settledAt: AT },
      ...over,
    });
  }
  return catalog;
}

function newestFirst(catalog: Catalog): AsyncIterable<IssueRecord> {
  return catalog.issues('jmrb', undefined, undefined, true);
}

describe('holdingsOf', () => {
  it('adds up every issue of the paper', async () => {
    const catalog = await catalogOf(
      ['2023-02-24', {}],
      ['2023-02-25', { state: 'partial', pages: 2, articles: 3, resources: 9, gaps: 4 }],
      ['2023-02-26', { paper: 'other' }],
    );
    expect(await holdingsOf(newestFirst(catalog))).toMatchObject({
      ...{ issues: 2, pages: 10, articles: 43, resources: 73, gaps: 4 },
      byState: { complete: 1, partial: 1 },
    });
  });

  it('takes for the newest issue the newest with a page, whatever days without one follow', async () => {
    const catalog = await catalogOf(
      ['2023-02-24', {}],
      ['2023-02-25', { state: 'partial' }],
      ['2023-02-26', { state: 'no-edition', pages: 0 }],
      ['2023-02-27', { state: 'late', pages: 0 }],
    );
    expect((await holdingsOf(newestFirst(catalog))).newest?.date).toBe('2023-02-25');
  });

  it('tells when the site was last asked, for whichever issue', async () => {
    const later = asInstant('2023-03-01T00:00:00.000Z');
    const catalog = await catalogOf(['2023-02-24', { checkedAt: later }], ['2023-02-25', {}]);
    expect((await holdingsOf(newestFirst(catalog))).lastCheckedAt).toBe(later);
  });

  it('lists what is incomplete, newest first', async () => {
    const catalog = await catalogOf(
      ['2023-02-23', { state: 'missing', gaps: 1 }],
      ['2023-02-24', {}],
      ['2023-02-25', { state: 'open' }],
    );
    const { incomplete } = await holdingsOf(newestFirst(catalog));
    expect(incomplete.map(({ date }) => date)).toEqual(['2023-02-25', '2023-02-23']);
  });

  it('is nothing for a paper that was never asked for', async () => {
    expect(await holdingsOf(newestFirst(await catalogOf()))).toEqual({
      ...{ issues: 0, pages: 0, articles: 0, resources: 0, gaps: 0, byState: {} },
      ...{ newest: null, lastCheckedAt: null, incomplete: [] },
    });
  });
});

describe('isIncomplete', () => {
  it('is every state but complete and no-edition, and these when something is missing all the same', () => {
    expect(ISSUE_STATES.filter((state) => !isIncomplete({ state, gaps: 0 }))).toEqual([
      'complete',
      'no-edition',
    ]);
    expect(isIncomplete({ state: 'complete', gaps: 1 })).toBe(true);
  });
});
