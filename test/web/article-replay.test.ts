import { describe, expect, it } from 'vitest';
import { setPolicy } from './room-rights.ts';
import { type Room, smallRoom } from './small-archive.ts';

const ARTICLE = '/jmrb/2023-02-25/B02/667012';
const URL_OF_ARTICLE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm';
const FIRST = `/web/20230224220500/${URL_OF_ARTICLE}`;
const SECOND = `/web/20230225030000/${URL_OF_ARTICLE}`;

/** Where a page leads to an archived page as it was, in order. */
async function replaysIn(room: Room, path: string): Promise<(string | undefined)[]> {
  const $ = await room.page(path);
  return $('main a')
    .toArray()
    .filter((one) => /原页重现|The page as it was/.test($(one).text()))
    .map((one) => $(one).attr('href'));
}

describe('the page as it was', () => {
  it('is one step away from each version of an article, and from the list of them', async () => {
    const room = await smallRoom();
    expect(await replaysIn(room, ARTICLE)).toEqual([SECOND]);
    expect(await replaysIn(room, `${ARTICLE}?v=1`)).toEqual([FIRST]);
    expect(await replaysIn(room, `${ARTICLE}/versions`)).toEqual([FIRST, SECOND]);
    for (const path of [FIRST, SECOND]) {
      const answer = await room.ask(path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(await answer.text()).toContain(`src="${path.replace(/(\d{14})/, '$1mp_')}"`);
    }
    expect(await room.json(`${ARTICLE}.json`)).toMatchObject({ snapshot: { replayHref: SECOND } });
  });

  it('keeps the language of who goes there', async () => {
    const room = await smallRoom();
    const [path = ''] = await replaysIn(room, `${ARTICLE}?lang=en`);
    const answer = await room.ask(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<html lang="en"');
  });

  it('is led to by no page of a room where its bytes are withheld', async () => {
    const room = await smallRoom('public');
    for (const path of [ARTICLE, `${ARTICLE}/versions`]) expect(await replaysIn(room, path)).toEqual([]);
    expect(await room.json(`${ARTICLE}.json`)).toMatchObject({ snapshot: { replayHref: null } });
    await setPolicy(room, { level: 'open' });
    expect(await replaysIn(room, ARTICLE)).toEqual([SECOND]);
  });
});
