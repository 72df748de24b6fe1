import { describe, expect, it } from 'vitest';
import type { IssueRecord } from '../../../core/catalog/records.ts';
import { isCheckDue, isUnconditional, nextCheck } from '../../../core/discover/due-checks.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';

const FIRST = '2023-02-24T22:00:00.000Z';

describe('the checks for silent edits', () => {
  it.each([
    [FIRST, '2023-02-24T23:00:00.000Z'],
    ['2023-02-24T22:59:59.999Z', '2023-02-24T23:00:00.000Z'],
    ['2023-02-24T23:00:00.000Z', '2023-02-25T04:00:00.000Z'],
    ['2023-02-25T05:00:00.000Z', '2023-02-25T22:00:00.000Z'],
    ['2023-02-26T00:00:00.000Z', '2023-02-27T22:00:00.000Z'],
    ['2023-02-28T00:00:00.000Z', '2023-03-03T22:00:00.000Z'],
    ['2023-03-04T00:00:00.000Z', '2023-03-26T22:00:00.000Z'],
  ])(
    'come after an hour, six, a day, three, seven and thirty: checked at %s, next at %s',
    (checked, next) => {
      expect(nextCheck(issue(checked))).toBe(next);
      expect(isCheckDue(issue(checked), asInstant(next))).toBe(true);
      expect(isCheckDue(issue(checked), asInstant(checked))).toBe(false);
    },
  );

  it.each([
    [FIRST, '2023-02-24T23:00:00.000Z', false],
    ['2023-02-25T22:00:00.000Z', '2023-03-03T21:59:59.999Z', false],
    ['2023-02-28T00:00:00.000Z', '2023-03-03T22:00:00.000Z', true],
    // Nobody was there on the seventh day.
    ['2023-02-25T22:00:00.000Z', '2023-03-10T00:00:00.000Z', true],
    ['2023-03-03T22:00:00.000Z', '2023-03-10T00:00:00.000Z', false],
    ['2023-03-10T00:00:00.000Z', '2023-03-26T22:00:00.000Z', true],
    ['2023-03-26T22:00:00.000Z', '2024-01-01T00:00:00.000Z', false],
    [FIRST, '2024-01-01T00:00:00.000Z', true],
  ])('believe no validators from the seventh day on: checked at %s, asked at %s', (checked, at, is) => {
    expect(isUnconditional(issue(checked), asInstant(at))).toBe(is);
  });

  it('are none of an issue that was captured long after it came out, but for those that are asked for', () => {
    const late = {
      ...issue('2023-03-20T00:00:00.000Z'),
      firstAskedAt: asInstant('2023-03-20T00:00:00.000Z'),
    };
    expect(nextCheck(late)).toBeNull();
    expect(isUnconditional(late, asInstant('2023-03-27T00:00:00.000Z'))).toBe(true);
    const soon = { ...late, firstAskedAt: asInstant('2023-03-10T00:00:00.000Z') };
    expect(nextCheck(soon)).not.toBeNull();
  });

  it('end after the last, and there are none of a day without a paper', () => {
    expect(nextCheck(issue('2023-03-26T22:00:00.000Z'))).toBeNull();
    expect(nextCheck({ ...issue(FIRST), state: 'no-edition' })).toBeNull();
  });
});

function issue(checkedAt: string): IssueRecord {
  return {
    paper: 'jmrb',
    date: asIssueDate('2023-02-25'),
    state: 'complete',
    evidence: '',
    site: 'http://dzb.jmrb.com:8080/jmrb/',
    pages: 1,
    articles: 1,
    resources: 2,
    gaps: 0,
    withdrawn: 0,
    firstAskedAt: asInstant(FIRST),
    checkedAt: asInstant(checkedAt),
    missingAt: null,
    settledAt: asInstant(checkedAt),
  };
}
