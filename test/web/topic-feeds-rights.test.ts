import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventRecord } from '../../core/catalog/records.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { type AskedRoom, askedRoom, fillArchive } from './asked-room.ts';
import { lift, setPolicy, takeDown } from './room-rights.ts';

const DATE = asIssueDate('2022-02-25');
const FEEDS = [
  ...['/feeds/place/heshan.atom', '/feeds/place/heshan.json', '/feeds/place/heshan/2022-02.atom'],
  ...['/feeds/indicator/gdp.atom', '/feeds/indicator/gdp/2022-02.json'],
];

let room: AskedRoom;

beforeAll(async () => {
  room = await askedRoom();
  await fillArchive(room.archive);
  const told = (kind: EventRecord['kind'], at: string): EventRecord => ({
    ...{ paper: 'jmrb', date: DATE, path: asResourcePath('html/2022-02/25/content_600005.htm'), page: 'B02' },
    ...{ title: '鹤山市的报告', version: 1, changes: [], classes: [], kind, id: kind, at: asInstant(at) },
  });
  await room.archive.catalog.addEvent(told('report-published', '2022-02-25T22:00:00.000Z'));
  await room.archive.catalog.addEvent(told('article-withdrawn', '2022-02-26T22:00:00.000Z'));
  await room.release();
});
afterAll(() => room.close());

/** What a feed tells of the article. */
async function toldIn(path: string): Promise<readonly boolean[]> {
  const text = await (await room.ask(path)).text();
  return [/鹤山市的报告/, /421\.50亿元/, /600005/].map((pattern) => pattern.test(text));
}

describe('feeds of topics', () => {
  it.each([{}, { level: 'unlist' }, { withholdsFigures: true }, { of: { what: 'issue', date: DATE } }])(
    'tell nothing of an article under %j, whoever held a copy',
    async (over) => {
      const id = JSON.stringify(over).replaceAll(/\W/g, '-');
      const of = { what: 'article', date: DATE, articleId: '600005' };
      for (const path of FEEDS) expect([path, await toldIn(path)]).toEqual([path, [true, true, true]]);
      const held = new Map<string, Headers>();
      for (const path of FEEDS) held.set(path, (await room.ask(path)).headers);
      await takeDown(room.archive, { id, at: '2024-05-01T00:00:00.000Z', of, ...over });
      for (const path of FEEDS) {
        expect([path, await toldIn(path)]).toEqual([path, [false, false, false]]);
        const etag = held.get(path)?.get('etag') ?? '';
        const again = await room.ask(path, { headers: { 'If-None-Match': etag } });
        expect([path, again.status]).toEqual([path, 200]);
      }
      await lift(room.archive, id, { at: '2024-05-01T00:00:01.000Z' });
      for (const path of FEEDS) expect([path, await toldIn(path)]).toEqual([path, [true, true, true]]);
    },
  );

  it.each([
    ['closed', '10', { level: 'closed' }],
    ['excluded', '12', { rules: [{ access: 'exclude', after: '2022-01-01' }] }],
  ])('tell nothing of a date that is %s', async (id, hour, policy) => {
    await setPolicy(room.archive, { id, at: `2024-05-01T${hour}:00:00.000Z`, ...policy });
    for (const path of FEEDS) expect([path, await toldIn(path)]).toEqual([path, [false, false, false]]);
    await setPolicy(room.archive, { id: `not ${id}`, at: `2024-05-01T${hour}:30:00.000Z` });
    for (const path of FEEDS) expect([path, await toldIn(path)]).toEqual([path, [true, true, true]]);
  });
});
