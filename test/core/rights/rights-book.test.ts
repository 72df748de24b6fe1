import { describe, expect, it } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { RightsBook } from '../../../core/rights/rights-book.ts';
import {
  type Asker,
  LiftRecord,
  PolicyRecord,
  type RightsRecord,
  TakedownRecord,
} from '../../../core/catalog/rights-records.ts';

const DATE = asIssueDate('2023-02-25');
const ARTICLE = { date: DATE, articleId: '667012', pages: ['B02'] };

function policy(over: object): PolicyRecord {
  return PolicyRecord.parse({
    ...{ kind: 'policy', paper: 'jmrb', id: 'p1', at: '2023-01-01T00:00:00.000Z' },
    ...{ level: 'public-facts', embargo: null, rules: [], words: null },
    ...over,
  });
}

function takedown(over: object): TakedownRecord {
  return TakedownRecord.parse({
    ...{ kind: 'takedown', paper: 'jmrb', id: 't1', at: '2023-03-01T00:00:00.000Z', level: 'block' },
    ...{ of: { what: 'article', date: DATE, articleId: '667012' }, withholdsFigures: false },
    ...{ reason: 'copyright', words: null, askedBy: null, blockedBy: null },
    ...over,
  });
}

function lift(over: object): LiftRecord {
  return LiftRecord.parse({
    ...{ kind: 'lift', paper: 'jmrb', id: 'l1', at: '2023-03-02T00:00:00.000Z', takedown: 't1' },
    ...{ words: null, askedBy: null },
    ...over,
  });
}

function book(records: RightsRecord[] | null, asker: Asker = 'anybody', now = '2023-03-05T00:00:00.000Z') {
  return new RightsBook(JMRB, records, asInstant(now), asker);
}

describe('a policy', () => {
  it.each([
    ['open', 'all', 'all'],
    ['public-facts', 'facts', 'all'],
    ['reading-room', 'existence', 'all'],
    ['closed', 'existence', 'existence'],
  ])('%s shows anybody %s and readers %s', (level, anybody, reader) => {
    expect(book([policy({ level })]).judge(ARTICLE).shown).toBe(anybody);
    expect(book([policy({ level })], 'reader').judge(ARTICLE).shown).toBe(reader);
  });

  it('is public-facts where none was set, and the newest where several were', () => {
    expect(book([]).judge(ARTICLE)).toEqual({ shown: 'facts', listed: true, why: { kind: 'reading-room' } });
    const both = [policy({ level: 'closed' }), policy({ id: 'p2', level: 'open' })];
    expect(book(both).judge(ARTICLE).shown).toBe('all');
  });

  it('closes the paper where the records cannot be read, to readers as well', () => {
    const closed = { shown: 'existence', listed: true, why: { kind: 'unreadable' } };
    expect(book(null).judge(ARTICLE)).toEqual(closed);
    expect(book(null, 'reader').judge(ARTICLE)).toEqual(closed);
  });

  it('takes the first rule whose bounds all hold; after and before leave their own date out', () => {
    const rules = [
      { access: 'exclude', after: '2023-02-24', before: '2023-02-26', user: 'anybody' },
      { access: 'block', before: '2000-01-01' },
      { access: 'allow', level: 'open', older: 9000 },
    ];
    const shown = (date: string, asker: Asker = 'anybody'): string =>
      book([policy({ rules })], asker).judge({ date: asIssueDate(date) }).shown;
    expect(shown('2023-02-24')).toBe('facts');
    expect(shown('2023-02-25')).toBe('nothing');
    expect(shown('2023-02-25', 'reader')).toBe('all');
    expect(shown('2023-02-26')).toBe('facts');
    expect(shown('1999-12-31', 'reader')).toBe('existence');
    // 2023-03-05 is 8,465 days after 2000-01-01.
    expect(shown('2000-01-01')).toBe('facts');
  });

  it('counts newer and older in days of the paper: younger than, and at least so old', () => {
    const rules = [
      { access: 'block', newer: 8 },
      { access: 'allow', level: 'open', older: 9 },
    ];
    const shown = (date: string): string =>
      book([policy({ rules })]).judge({ date: asIssueDate(date) }).shown;
    expect(shown('2023-02-26')).toBe('existence');
    expect(shown('2023-02-25')).toBe('facts');
    expect(shown('2023-02-24')).toBe('all');
  });

  it('refuses a word that it does not know, and a level that a block cannot give', () => {
    expect(() => policy({ rules: [{ access: 'allow', befor: '2023-01-01' }] })).toThrow();
    expect(() => policy({ rules: [{ access: 'block', level: 'open' }] })).toThrow();
  });
});

describe('an embargo', () => {
  const embargoed = [policy({ embargo: { days: 7, level: 'closed' } })];

  it('ends with the civil date in China and not in UTC', () => {
    // Midnight of 4 March in Jiangmen is 16:00 of the 3rd in UTC.
    expect(book(embargoed, 'reader', '2023-03-03T15:59:59.999Z').judge(ARTICLE)).toEqual({
      shown: 'existence',
      listed: true,
      why: { kind: 'embargo', until: '2023-03-04' },
    });
    expect(book(embargoed, 'reader', '2023-03-03T16:00:00.000Z').judge(ARTICLE).shown).toBe('all');
  });

  it('says that something changed at the midnight before', () => {
    expect(book(embargoed, 'reader', '2023-03-03T16:00:00.000Z').changedAt).toBe('2023-03-03T16:00:00.000Z');
    expect(book(embargoed, 'reader', '2023-03-03T15:59:59.999Z').changedAt).toBe('2023-03-02T16:00:00.000Z');
    expect(book([policy({})]).changedAt).toBe('2023-01-01T00:00:00.000Z');
    expect(book([]).changedAt).toBeNull();
  });

  it('has another revision with every record, though its clock said an earlier time', () => {
    const held = [policy({}), takedown({})];
    const lifted = [...held, lift({ at: '2022-01-01T00:00:00.000Z' })];
    expect(book(lifted).changedAt).toBe(book(held).changedAt);
    expect(book(lifted).revision).not.toBe(book(held).revision);
    expect(book([]).revision).toBe('');
  });

  it('is passed over by allow_ignore_embargo, and opens nothing that is closed anyway', () => {
    const ignored = policy({
      embargo: { days: 7, level: 'closed' },
      rules: [{ access: 'allow_ignore_embargo', after: '2023-02-24' }],
    });
    const now = '2023-02-26T00:00:00.000Z';
    expect(book([ignored], 'reader', now).judge(ARTICLE).shown).toBe('all');
    const closed = policy({ level: 'closed', embargo: { days: 7, level: 'open' } });
    expect(book([closed], 'reader', now).judge(ARTICLE).why).toEqual({ kind: 'closed' });
  });
});

describe('a takedown', () => {
  it('blocks an article for everybody, wherever it stands, by its id or by its path', () => {
    const why = { kind: 'takedown', id: 't1', level: 'block', reason: 'copyright', blockedBy: null };
    for (const asker of ['anybody', 'reader'] as const) {
      const judge = book([takedown({})], asker);
      expect(judge.judge(ARTICLE)).toEqual({ shown: 'figures', listed: true, why });
      expect(judge.judge({ ...ARTICLE, pages: ['A01'] }).shown).toBe('figures');
      const path = asResourcePath('html/2023-02/25/content_667012.htm');
      expect(judge.judge({ date: DATE, path }).shown).toBe('figures');
    }
    expect(book([takedown({})]).judge({ ...ARTICLE, articleId: '667013' }).shown).toBe('facts');
    expect(book([takedown({})]).judge({ ...ARTICLE, date: asIssueDate('2023-02-24') }).shown).toBe('facts');
  });

  it('of an article keeps back the bytes of what shows it, and nothing else of it', () => {
    const scan = { date: DATE, pages: ['B02'], shows: ['667012', '667013'] };
    expect(book([takedown({})], 'reader').judge(scan).shown).toBe('facts');
    expect(book([takedown({ level: 'unlist' })], 'reader').judge(scan)).toMatchObject({
      shown: 'all',
      listed: true,
    });
  });

  it('takes figures with it only where it says so', () => {
    expect(book([takedown({ withholdsFigures: true })]).judge(ARTICLE).shown).toBe('existence');
  });

  it('of a page or an issue covers what stands on it', () => {
    const page = takedown({ of: { what: 'page', date: DATE, page: 'B02' } });
    expect(book([page], 'reader').judge(ARTICLE).shown).toBe('figures');
    expect(book([page], 'reader').judge({ date: DATE }).shown).toBe('all');
    const issue = takedown({ of: { what: 'issue', date: DATE } });
    expect(book([issue], 'reader').judge({ date: DATE }).shown).toBe('figures');
  });

  it('that only unlists leaves everything else as it is', () => {
    expect(book([takedown({ level: 'unlist' })]).judge(ARTICLE)).toEqual({
      shown: 'facts',
      listed: false,
      why: { kind: 'reading-room' },
    });
  });

  it('is over when it is lifted, in whatever order the records come and whatever their clocks say', () => {
    const early = lift({ at: '2023-02-01T00:00:00.000Z' });
    expect(book([early, takedown({})], 'reader').judge(ARTICLE).shown).toBe('all');
    expect(book([takedown({}), lift({})], 'reader').judge(ARTICLE).shown).toBe('all');
    const again = takedown({ id: 't2', at: '2023-02-15T00:00:00.000Z' });
    expect(book([again, takedown({}), lift({})], 'reader').judge(ARTICLE).shown).toBe('figures');
  });

  it('shows no more than the policy does', () => {
    const records = [policy({ level: 'closed' }), takedown({})];
    expect(book(records, 'reader').judge(ARTICLE)).toMatchObject({
      shown: 'existence',
      why: { kind: 'closed' },
    });
  });
});
