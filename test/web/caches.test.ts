import { describe, expect, it } from 'vitest';
import { askedRoom, fillArchive } from './asked-room.ts';
import { takeDown } from './room-rights.ts';
import { type Room, smallRoom } from './small-archive.ts';

const SITE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25';

/** Answers that depend on who asks, one of every kind. */
const ASKED = [
  ...['/search', '/search.json?q=a', '/takedowns', '/status', '/jmrb/', '/jmrb/2023/', '/jmrb/on/02-25'],
  ...[`/cdx?url=${SITE}/*`, `/web/*/${SITE}/node_23.htm`, `/web/20230224220500/${SITE}/node_23.htm`],
  ...[
    `/web/timemap/link/${SITE}/node_23.htm`,
    '/iiif/jmrb/2023-02-25/manifest.json',
    '/iiif/collection.json',
  ],
  ...['/iiif/jmrb/2023/collection.json', '/jmrb/coverage/2023.json', '/sitemap.xml', '/robots.txt'],
  ...['/sitemap/jmrb/2023-02.xml', '/jmrb/2023-02-25/B02/667012/cite.bib', '/feeds/events.atom'],
];

/** For readers alone, and so refused to anybody. */
const FOR_READERS = [
  ...['/jmrb/2023-02-25/jmrb-2023-02-25.wacz', '/iiif/jmrb/2023-02-25/B02/text.json'],
  ...[`/web/20230224220500mp_/${SITE}/node_23.htm`, `/web/20230224220500id_/${SITE}/B02.jpg`],
];

async function cachingOf(room: Room, path: string) {
  const { status, headers } = await room.ask(path);
  // In which coding it is sent is another question than to whom: that of compressed.test.ts.
  const vary = headers.get('vary')?.replace(/(, )?Accept-Encoding$/, '') ?? '';
  return [path, status, headers.get('cache-control'), vary === '' ? null : vary];
}

describe('caches', () => {
  it('keep no answer for readers, and none for anybody that they would give to a reader', async () => {
    const [anybody, reader] = [await smallRoom('public'), await smallRoom()];
    for (const path of ASKED) {
      expect(await cachingOf(anybody, path)).toEqual([path, 200, 'no-cache', 'Authorization, Cookie']);
      expect(await cachingOf(reader, path)).toEqual([path, 200, 'private, no-cache', null]);
    }
    for (const path of FOR_READERS) {
      expect(await cachingOf(anybody, path)).toEqual([path, 451, 'no-store', null]);
      expect((await cachingOf(reader, path)).slice(0, 3)).toEqual([path, 200, 'private, no-cache']);
    }
  });

  it('keep nothing of what was taken down', async () => {
    const room = await smallRoom();
    await takeDown(room, { of: { what: 'issue', date: '2023-02-25' } });
    const own = [...ASKED, ...FOR_READERS].filter((path) => /node_23|2023-02-25|B02/.test(path));
    expect(own.length).toBeGreaterThan(8);
    for (const path of own)
      expect((await cachingOf(room, path)).slice(0, 3)).toEqual([path, 451, 'no-store']);
  });

  it('may keep series, which are the same for all, as long as they ask each time', async () => {
    const [anybody, reader] = [await askedRoom('public'), await askedRoom('reading-room')];
    for (const room of [anybody, reader]) {
      await fillArchive(room.archive);
      await room.release();
    }
    for (const path of [
      '/series/heshan/gdp.csv',
      '/series/heshan/gdp.level.svg',
      '/series/heshan/gdp.json',
    ]) {
      const [open, own] = [await anybody.ask(path), await reader.ask(path)];
      for (const { headers } of [open, own]) {
        expect(headers.get('cache-control')).toBe('public, no-cache');
        expect(headers.get('access-control-allow-origin')).toBe('*');
      }
      expect(own.headers.get('etag')).toBe(open.headers.get('etag'));
      expect(await own.text()).toBe(await open.text());
    }
    await anybody.close();
    await reader.close();
  });
});

describe('robots', () => {
  it('are kept from copies and questions in either room, and led to sitemaps of what is shown', async () => {
    for (const rights of ['public', 'reading-room'] as const) {
      const text = await (await (await smallRoom(rights)).ask('/robots.txt')).text();
      for (const path of ['/web/', '/*/raw/', '/cdx', '/api/', '/search'])
        expect(text.split('\n')).toContain(`Disallow: ${path}`);
    }
  });
});
