import { describe, expect, it } from 'vitest';
import { Catalog } from '../../../core/catalog/catalog.ts';
import type { Discovery } from '../../../core/discover/discover-issue.ts';
import { openIssue, settleIssue } from '../../../core/discover/settle-issue.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { frontPath, siteOf } from '../../../core/paper/resource.ts';
import { MemoryTable } from '../../support/memory-ports.ts';

const FIRST = asInstant('2023-02-24T22:00:00.000Z');
const LATER = asInstant('2023-02-25T22:00:00.000Z');
const ISSUE = { site: siteOf(JMRB, 'http://127.0.0.1:9/jmrb/'), date: asIssueDate('2023-02-25') };
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

function unreachable(): Discovery {
  const trouble = { path: frontPath(JMRB, ISSUE.date), state: 'failed', reason: 'unreachable' } as const;
  return { kind: 'unreachable', evidence: 'no answer', trouble };
}
