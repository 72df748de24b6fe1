import { describe, expect, it } from 'vitest';
import { setPolicy, takeDown } from './room-rights.ts';
import { type Room, pathOf, publish, smallRoom } from './small-archive.ts';

const ARTICLE = '/jmrb/2023-02-25/B02/667012';
const RAW = `/jmrb/raw/2/${pathOf('content_667012.htm')}`;

async function status(room: Room, path: string): Promise<number> {
  return (await room.ask(path)).status;
}

/** `NOW` of the room is 08:00 on 26 February in China: an issue of the 25th is a day old. */
const WITHHELD = {
  level: 'public-facts',
  embargo: { days: 2, level: 'closed' },
};

describe('a policy', () => {
  it('opens full text and bytes to everybody where it says open', async () => {
    const room = await smallRoom('public');
    expect(await status(room, RAW)).toBe(451);
    await setPolicy(room, { level: 'open' });
    expect(await status(room, RAW)).toBe(200);
    const view = await room.page(ARTICLE);
    expect(view('.notice').text()).not.toContain('版权');
    expect(view('a[href*="/raw/"]').length).toBe(1);
    const page = await room.page('/jmrb/2023-02-25/B02');
    expect(page('image').length).toBe(1);
  });

  it('keeps even titles from anybody where it says reading-room, and nothing from readers', async () => {
    const [anybody, reader] = [await smallRoom('public'), await smallRoom()];
    for (const room of [anybody, reader]) await setPolicy(room, { level: 'reading-room' });
    expect(await status(reader, ARTICLE)).toBe(200);
    expect(await status(reader, RAW)).toBe(200);
    expect(await status(anybody, ARTICLE)).toBe(451);
    expect(await status(anybody, RAW)).toBe(451);
    expect(await (await anybody.ask('/feeds/events.atom')).text()).not.toContain('报告');
    const issue = await anybody.ask('/jmrb/2023-02-25');
    expect([issue.status, (await issue.text()).includes('667012')]).toEqual([200, false]);
  });

  it('that closes a date is told to readers in colour and words, with counts and the reason', async () => {
    const room = await smallRoom();
    await setPolicy(room, { rules: [{ access: 'block', after: '2023-02-24', before: '2023-02-26' }] });
    const $ = await room.page('/jmrb/2023-02-25');
    expect($('.badge.is-embargoed').text()).toBe('暂不开放');
    expect($('.badge.is-partial').length).toBe(1);
    expect($('main').text()).toContain('4 篇文章');
    expect($('main .notice').text()).toContain('不提供');
    expect($('main').text()).not.toContain('聚焦示例两会');
    const year = await room.page('/jmrb/2023/');
    const cell = year('td.is-embargoed');
    expect(cell.text()).toContain('不开放');
    expect(cell.text()).toContain('缺口 2');
    expect(year('.reasons tr:has(time[datetime="2023-02-25"])').text()).toContain(
      '本期按本馆的开放规定不提供',
    );
    for (const path of [ARTICLE, `${ARTICLE}.json`, '/jmrb/2023-02-25/B02', RAW])
      expect(await status(room, path)).toBe(451);
    expect(await status(room, '/jmrb/2023-02-24')).toBe(200);
    expect(await status(room, '/jmrb/2023-02-25/captures')).toBe(200);
  });

  it('that excludes a date leaves it out everywhere, as if it never were', async () => {
    const room = await smallRoom();
    await setPolicy(room, { rules: [{ access: 'exclude', after: '2023-02-24', before: '2023-02-26' }] });
    const gone = [
      '/jmrb/2023-02-25',
      '/jmrb/2023-02-25.json',
      '/jmrb/2023-02-25/captures',
      '/jmrb/2023-02-25/B02',
    ];
    const site = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm';
    const mementos = [`/web/${site}`, `/web/timemap/link/${site}`, `/web/20230225030000id_/${site}`];
    for (const path of [...gone, ARTICLE, `${ARTICLE}/versions`, RAW, ...mementos])
      expect([path, await status(room, path)]).toEqual([path, 404]);
    for (const path of [
      '/',
      '/jmrb/',
      '/jmrb/2023/',
      '/status',
      '/feeds/events.atom',
      '/index.json',
      '/status.json',
    ])
      expect([path, (await (await room.ask(path)).text()).includes('2023-02-25/')]).toEqual([path, false]);
    const neighbours = await room.page('/jmrb/2023-02-24');
    expect(neighbours('a[rel=next]').attr('href')).toBe('/jmrb/2023-02-26');
  });

  it('under an embargo shows its end to readers, and nothing more than before', async () => {
    const room = await smallRoom();
    await setPolicy(room, WITHHELD);
    expect(await status(room, ARTICLE)).toBe(451);
    const $ = await room.page('/jmrb/2023-02-25');
    expect($('main .notice').text()).toContain('2023-02-27 起开放');
    expect(await room.json('/jmrb/2023-02-25.json')).toMatchObject({
      withheld: { kind: 'embargo', until: '2023-02-27' },
    });
    // The day before is two days old, and open.
    expect(await room.json('/jmrb/2023-02-24.json')).toMatchObject({ withheld: null });
  });

  it('leaves a release as it was published', async () => {
    const room = await smallRoom('public');
    await publish(room, '1.0.0', 'a,b\n1,2\n');
    await setPolicy(room, { level: 'closed' });
    await takeDown(room);
    expect(await status(room, '/data/1.0.0/figures.csv')).toBe(200);
  });
});

describe('rights that cannot be read', () => {
  it.each(['a policy', 'a takedown'])('close the paper, to readers too: %s', async (which) => {
    const room = await smallRoom();
    await setPolicy(room, { level: 'open' });
    const body = which === 'a policy' ? { kind: 'policy', level: 'everything' } : { kind: 'takedown' };
    await room.table.putOnce({ pk: 'RIGHTS#jmrb', sk: 'RIGHTS#2023-02-25T00:00:00.000Z#x', body });
    for (const path of [ARTICLE, `${ARTICLE}.json`, RAW, '/jmrb/2023-02-25/B02'])
      expect([path, await status(room, path)]).toEqual([path, 451]);
    const $ = await room.page('/jmrb/2023-02-25');
    expect($('main .notice').text()).toContain('权限记录无法读取');
    expect(await (await room.ask('/feeds/events.atom')).text()).not.toContain('<entry>');
    expect(room.reported.length).toBeGreaterThan(0);
    expect(await status(room, '/takedowns')).toBe(500);
  });
});

describe('caches', () => {
  it('keep what readers see from others, and what others see from readers', async () => {
    const [anybody, reader] = [await smallRoom('public'), await smallRoom()];
    for (const path of ['/', '/jmrb/2023-02-25', ARTICLE, `${ARTICLE}.json`]) {
      const open = (await anybody.ask(path)).headers;
      expect([open.get('cache-control'), open.get('vary')]).toEqual([
        'no-cache',
        'Authorization, Cookie, Accept-Encoding',
      ]);
      expect((await reader.ask(path)).headers.get('cache-control')).toBe('private, no-cache');
    }
    const withheld = (await anybody.ask(RAW)).headers;
    expect(withheld.get('cache-control')).toBe('no-store');
  });
});
