import { expect, test } from 'vitest';
import { deliverEvents } from '../../../core/alert/deliver-events.ts';
import type { Notifier } from '../../../core/alert/notifier.ts';
import { subscribe } from '../../../core/alert/subscriptions.ts';
import { Catalog, CatalogDamaged } from '../../../core/catalog/catalog.ts';
import type { EventRecord } from '../../../core/catalog/records.ts';
import {
  type Asker,
  LiftRecord,
  PolicyRecord,
  type RightsRecord,
  TakedownRecord,
} from '../../../core/catalog/rights-records.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { MemoryTable } from '../../support/memory-ports.ts';

const DATE = asIssueDate('2023-02-25');
/** Noon of the issue's day in Jiangmen. */
const NOON = asInstant('2023-02-25T04:00:00.000Z');
const ARTICLE = asResourcePath('html/2023-02/25/content_667012.htm');
const BLOCKED = { of: { what: 'article', date: DATE, articleId: '667012' } };

test.each([
  ['nothing is written down', [], ['article', 'other', 'gap']],
  ['an article is unlisted', [takedown({ ...BLOCKED, level: 'unlist' })], ['other', 'gap']],
  ['an article is blocked', [takedown({ ...BLOCKED, level: 'block' })], ['other', 'gap']],
  ['an article is removed', [takedown({ ...BLOCKED, level: 'remove' })], ['other', 'gap']],
  ['its page is blocked', [takedown({ of: { what: 'page', date: DATE, page: 'B02' } })], ['other', 'gap']],
  ['its issue is blocked', [takedown({ of: { what: 'issue', date: DATE } })], ['gap']],
  ['a takedown was lifted', [takedown(BLOCKED), lift()], ['article', 'other', 'gap']],
  ['the paper is closed', [policy({ level: 'closed' })], []],
  ['a date is closed', [policy({ rules: [{ access: 'block', after: '2023-02-24' }] })], ['gap']],
  [
    'a date is as if it never were',
    [policy({ rules: [{ access: 'exclude', after: '2023-02-24' }] })],
    ['gap'],
  ],
  ['it is under an embargo', [policy({ embargo: { days: 1, level: 'closed' } })], ['gap']],
  ['only readers are shown anything', [policy({ level: 'reading-room' })], ['article', 'other', 'gap']],
] as const)('where %s a reader is alerted of what a feed would tell', async (_case, records, told) => {
  const { deliver } = await desk(records);
  expect((await deliver()).told).toEqual(told);
});

test('what only readers are shown is told nobody else', async () => {
  const { deliver } = await desk([policy({ level: 'reading-room' })]);
  expect(await deliver(NOON, 'anybody')).toEqual({ told: [], withheld: 3 });
});

test('what was kept back is told by the first run after it may be shown, once', async () => {
  const { deliver, catalog } = await desk([takedown(BLOCKED)]);
  expect(await deliver()).toEqual({ told: ['other', 'gap'], withheld: 1 });
  await catalog.addRights(lift());
  expect(await deliver()).toEqual({ told: ['article'], withheld: 0 });
  expect(await deliver()).toEqual({ told: [], withheld: 0 });
});

test('an embargo ends at midnight where the paper is', async () => {
  const { deliver } = await desk([policy({ embargo: { days: 1, level: 'closed' } })]);
  await deliver();
  expect((await deliver(asInstant('2023-02-25T15:59:59.999Z'))).told).toEqual([]);
  expect((await deliver(asInstant('2023-02-25T16:00:00.000Z'))).told).toEqual(['article', 'other']);
});

test('an article that stands on a second page which was taken down is not told of', async () => {
  const { deliver, catalog } = await desk([takedown({ of: { what: 'page', date: DATE, page: 'B05' } })]);
  await catalog.expect({
    ...{ paper: 'jmrb', date: DATE, path: ARTICLE, kind: 'article', page: 'B05' },
    ...{ title: null, foundOn: null, at: NOON },
  });
  expect((await deliver()).told).toEqual(['other', 'gap']);
});

test('nothing is told where the rights cannot be read', async () => {
  const { deliver, table, postbox } = await desk([takedown(BLOCKED)]);
  for (const [name, { item }] of table.items)
    if (item.pk.startsWith('RIGHTS#'))
      table.items.set(name, { item: { ...item, body: { kind: 'takedown' } }, rank: null });
  await expect(deliver()).rejects.toThrow(CatalogDamaged);
  expect(postbox).toEqual([]);
});

/** A desk where somebody waits for everything, with three events: of two articles of an issue, and of a gap the day before. */
async function desk(records: readonly RightsRecord[]) {
  const table = new MemoryTable();
  const catalog = new Catalog(table);
  for (const record of records) await catalog.addRights(record);
  await subscribe(catalog, { kinds: null, target: 'a', fromStart: true }, NOON, 's');
  const event = { paper: 'jmrb', at: NOON, changes: [], classes: [] } satisfies Partial<EventRecord>;
  const report = { ...event, kind: 'report-published' as const, date: DATE, page: 'B02', version: 1 };
  const other = asResourcePath('html/2023-02/25/content_667013.htm');
  const missing = { kind: 'issue-missing', date: asIssueDate('2023-02-24') } as const;
  const events: EventRecord[] = [
    { ...report, id: 'article', path: ARTICLE, title: '鹤山市政府工作报告' },
    { ...report, id: 'other', path: other, page: 'B03', title: '另一篇' },
    { ...event, ...missing, id: 'gap', path: null, page: null, title: null, version: null },
  ];
  for (const one of events) await catalog.addEvent(one);

  const postbox: string[] = [];
  const notifierOf = (): Notifier => ({
    send: (notice) => Promise.resolve(void postbox.push(notice.event.id)),
  });
  const deliver = async (
    at = NOON,
    asker: Asker = 'reader',
  ): Promise<{ told: string[]; withheld: number }> => {
    const { withheld } = await deliverEvents({ catalog, notifierOf, asker }, ['jmrb'], at);
    return { told: postbox.splice(0).sort(inTurn), withheld };
  };
  return { table, catalog, postbox, deliver };
}

function inTurn(a: string, b: string): number {
  const turn = ['article', 'other', 'gap'];
  return turn.indexOf(a) - turn.indexOf(b);
}

function policy(over: object): RightsRecord {
  return PolicyRecord.parse({
    ...{ kind: 'policy', paper: 'jmrb', id: 'p1', at: NOON },
    ...{ level: 'public-facts', embargo: null, rules: [], words: null, ...over },
  });
}

function takedown(over: object): RightsRecord {
  return TakedownRecord.parse({
    ...{ kind: 'takedown', paper: 'jmrb', id: 't1', at: NOON, level: 'block', withholdsFigures: false },
    ...{ reason: 'personal-data', words: null, askedBy: null, blockedBy: null, ...over },
  });
}

function lift(): RightsRecord {
  const told = { kind: 'lift', paper: 'jmrb', id: 'l1', takedown: 't1' } as const;
  return LiftRecord.parse({ ...told, at: NOON, words: null, askedBy: null });
}
