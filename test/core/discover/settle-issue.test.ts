import { describe, expect, it } from 'vitest';
import type { CatalogTable } from '../../../core/catalog/catalog-table.ts';
import { Catalog } from '../../../core/catalog/catalog.ts';
import type { Discovery } from '../../../core/discover/discover-issue.ts';
import { openIssue, settleIssue } from '../../../core/discover/settle-issue.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath, frontPath, siteOf } from '../../../core/paper/resource.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { MemoryTable } from '../../support/memory-ports.ts';

const FIRST = asInstant('2023-02-24T22:00:00.000Z');
const SOON = asInstant('2023-02-25T10:00:00.000Z');
const LATER = asInstant('2023-02-25T22:00:00.000Z');
const ISSUE = { site: siteOf(JMRB, 'http://127.0.0.1:9/jmrb/'), date: asIssueDate('2023-02-25') };
const AFTER = asInstant('2023-02-26T22:00:00.000Z');
const SHA = sha256Of('a page');
const FOUND: Discovery = { kind: 'found', front: 'unchanged', next: [] };

describe('settleIssue', () => {
  it.each([
    ['all', FOUND, LATER],
    ['gaps', FOUND, FIRST],
    ['all', null, FIRST],
    ['all', unreachable(), FIRST],
  ] as const)(
    'takes for a check what asked for %s and was answered: %o',
    async (ask, discovery, checkedAt) => {
      const catalog = new Catalog(new MemoryTable());
      await openIssue(catalog, ISSUE, FIRST);
      const settled = await settleIssue(catalog, { ...ISSUE, ask }, discovery, LATER);
      expect(settled).toMatchObject({ firstAskedAt: FIRST, checkedAt, settledAt: LATER });
    },
  );
});

describe('what the site took back', () => {
  it('is counted and is no gap', async () => {
    const catalog = new Catalog(new MemoryTable());
    await openIssue(catalog, ISSUE, FIRST);
    await hold(catalog);
    const path = asResourcePath('html/2023-02/25/content_1.htm');
    const state = await catalog.state(JMRB.id, ISSUE.date, path);
    if (state === null) throw new Error('it is not held');
    await catalog.putState({ ...state, state: 'withdrawn', reason: 'status 404', checkedAt: AFTER });
    const settled = await settleIssue(catalog, ISSUE, FOUND, LATER);
    expect(settled).toMatchObject({ state: 'complete', gaps: 0, withdrawn: 1 });
  });
});

describe('an issue that should be there and is not', () => {
  it('is told of once, also when the run that found it missing was killed and the next one finds it there', async () => {
    const table = new MemoryTable();
    const catalog = new Catalog(table);
    await openIssue(catalog, ISSUE, FIRST);
    await expect(settleIssue(new Catalog(mute(table)), ISSUE, absent(), SOON)).rejects.toThrow('killed');
    expect((await catalog.issue(JMRB.id, ISSUE.date))?.state).toBe('missing');

    await hold(catalog);
    const settled = await settleIssue(catalog, ISSUE, FOUND, LATER);
    expect(settled).toMatchObject({ state: 'complete', missingAt: null });
    await settleIssue(catalog, ISSUE, FOUND, LATER);
    const events = await Array.fromAsync(catalog.events(JMRB.id), ({ kind, at }) => [kind, at]);
    expect(events).toEqual([['issue-missing', SOON]]);
  });
});

/** A table whose process ends before it tells of anything. */
function mute(table: MemoryTable): CatalogTable {
  return {
    get: (pk, sk) => table.get(pk, sk),
    query: (query) => table.query(query),
    putNewer: (item, rank) => table.putNewer(item, rank),
    putOnce: (item) =>
      item.sk.startsWith('EVENT#') ? Promise.reject(new Error('killed')) : table.putOnce(item),
  };
}

/** The front page and one that it lists are on record as held. */
async function hold(catalog: Catalog): Promise<void> {
  for (const name of [frontPath(JMRB, ISSUE.date), asResourcePath('html/2023-02/25/content_1.htm')]) {
    const of = { paper: JMRB.id, date: ISSUE.date, path: name, kind: 'article' } as const;
    await catalog.expect({ ...of, page: null, title: null, foundOn: null, at: LATER });
    await catalog.putState({
      ...{ ...of, state: 'captured', url: 'http://127.0.0.1:9/', reason: null, sha256: SHA, bytes: 1 },
      ...{ version: 1, refusedSha256: null, checkedAt: LATER },
    });
  }
}

function absent(): Discovery {
  const trouble = { path: frontPath(JMRB, ISSUE.date), state: 'missing', reason: 'status 404' } as const;
  return { kind: 'missing', evidence: 'it is listed and not there', trouble, listed: true };
}

function unreachable(): Discovery {
  const trouble = { path: frontPath(JMRB, ISSUE.date), state: 'failed', reason: 'unreachable' } as const;
  return { kind: 'unreachable', evidence: 'no answer', trouble };
}
