import { describe, expect, it } from 'vitest';
import { DATE } from './made-up-reading.ts';
import { lift, setPolicy, takeDown } from './room-rights.ts';
import { type Room, smallRoom } from './small-archive.ts';

const SITE = 'http://dzb.jmrb.com:8080/jmrb/';
const DAY = `${SITE}html/2023-02/25/`;
const URL_R = `${DAY}content_667012.htm`;

/** What every way of asking for many addresses is answered with. */
const MANY = [`${DAY}*`, `${SITE}*`, 'http://dzb.jmrb.com:8080/&matchType=host', '*.jmrb.com'];

async function namesIn(room: Room, url: string, more = ''): Promise<string[]> {
  const answer = await room.ask(`/cdx?url=${url}&output=text&fl=url${more}`);
  expect(answer.status).toBe(200);
  const names = (await answer.text()).split('\n').slice(0, -1);
  return names.map((name) => name.slice(name.lastIndexOf('/') + 1));
}

const EVERYTHING = [
  'B02.jpg',
  ...['content_667012.htm', 'content_667012.htm', 'content_667015.htm', 'node_23.htm'],
];
const WITHOUT_IT = ['B02.jpg', 'content_667015.htm', 'node_23.htm'];

const pagesOf = async (room: Room, url: string) => room.json(`/cdx?url=${url}&showNumPages=true`);

describe('the index of what was taken down', () => {
  it.each(['reading-room', 'public'] as const)(
    'has no line of a blocked article in a %s room, however it is asked for',
    async (rights) => {
      const room = await smallRoom(rights);
      for (const url of MANY) expect([url, await namesIn(room, url)]).toEqual([url, EVERYTHING]);
      await takeDown(room);
      for (const url of MANY) {
        expect([url, await namesIn(room, url)]).toEqual([url, WITHOUT_IT]);
        expect([url, await namesIn(room, url, '&sort=reverse&limit=2')]).toEqual([
          url,
          ['node_23.htm', 'content_667015.htm'],
        ]);
        // No key leads on from a line that is not told.
        const first = await room.ask(`/cdx?url=${url}&limit=1&showResumeKey=true`);
        expect(await first.text()).not.toContain('667012');
      }
      expect(await namesIn(room, URL_R)).toEqual([]);
      expect(await pagesOf(room, URL_R)).toMatchObject({ blocks: 0, pages: 0 });
      expect(await pagesOf(room, `${DAY}node_23.htm`)).toMatchObject({ blocks: 1 });
      const links = await room.ask(`/cdx?url=${URL_R}&output=link`);
      expect([links.status, links.headers.get('cache-control')]).toEqual([451, 'no-store']);
      expect(await links.text()).not.toContain('20230225030000');
      await lift(room, 't1');
      expect(await namesIn(room, `${DAY}*`)).toEqual(EVERYTHING);
    },
  );

  it('has an unlisted article for whoever knows its address, and for nobody else', async () => {
    const room = await smallRoom();
    await takeDown(room, { level: 'unlist' });
    for (const url of MANY) expect([url, await namesIn(room, url)]).toEqual([url, WITHOUT_IT]);
    expect(await namesIn(room, URL_R)).toEqual(['content_667012.htm', 'content_667012.htm']);
    expect((await room.ask(`/cdx?url=${URL_R}&output=link`)).status).toBe(200);
  });

  it('has nothing of a page that was taken down, nor of an issue, which is no block either', async () => {
    const room = await smallRoom();
    await takeDown(room, { of: { what: 'page', date: DATE, page: 'B02' } });
    for (const url of MANY) expect([url, await namesIn(room, url)]).toEqual([url, []]);
    expect(await pagesOf(room, `${SITE}*`)).toMatchObject({ blocks: 5 });
    await takeDown(room, { id: 't2', of: { what: 'issue', date: DATE } });
    expect(await namesIn(room, `${DAY}*`)).toEqual([]);
    expect(await pagesOf(room, `${SITE}*`)).toMatchObject({ blocks: 4 });
  });
});

describe('the index of what is closed', () => {
  it.each([
    ['block', 451],
    ['exclude', 404],
  ])('has no line of a date under %s', async (access, status) => {
    const room = await smallRoom();
    await setPolicy(room, { rules: [{ access, after: '2023-02-24', before: '2023-02-26' }] });
    for (const url of MANY) expect([url, await namesIn(room, url)]).toEqual([url, []]);
    expect(await namesIn(room, URL_R)).toEqual([]);
    expect(await pagesOf(room, '*.jmrb.com')).toMatchObject({ blocks: 4 });
    expect((await room.ask(`/cdx?url=${URL_R}&output=link`)).status).toBe(status);
  });

  it('under an embargo has lines from its end on', async () => {
    const room = await smallRoom();
    await setPolicy(room, { embargo: { days: 2, level: 'closed' } });
    expect(await namesIn(room, `${SITE}*`)).toEqual([]);
    await setPolicy(room, {
      ...{ id: 'p2', at: '2023-02-25T06:00:01.000Z', embargo: { days: 1, level: 'closed' } },
    });
    expect(await namesIn(room, `${SITE}*`)).toEqual(EVERYTHING);
  });

  it('is for readers where a paper is in the reading room alone', async () => {
    const [reader, anybody] = [await smallRoom(), await smallRoom('public')];
    for (const room of [reader, anybody]) await setPolicy(room, { level: 'reading-room' });
    expect(await namesIn(reader, `${SITE}*`)).toEqual(EVERYTHING);
    expect(await namesIn(anybody, `${SITE}*`)).toEqual([]);
  });
});
