import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { type Room, emptyRoom, publish, putIssue, smallRoom } from './small-archive.ts';

async function addressesIn(room: Room, path: string): Promise<string[]> {
  const answer = await room.ask(path);
  expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
    path,
    200,
    'application/xml; charset=utf-8',
  ]);
  const $ = load(await answer.text(), { xmlMode: true });
  return $('loc')
    .toArray()
    .map((loc) => $(loc).text().replace('https://archive.example', ''));
}

describe('the sitemap', () => {
  it('has a file for the room and one for each month that has an issue', async () => {
    expect(await addressesIn(await smallRoom(), '/sitemap.xml')).toEqual([
      '/sitemap/room.xml',
      '/sitemap/jmrb/2022-12.xml',
      '/sitemap/jmrb/2023-02.xml',
    ]);
  });

  it('names every issue, page and article of a month', async () => {
    expect(await addressesIn(await smallRoom(), '/sitemap/jmrb/2023-02.xml')).toEqual([
      ...['/jmrb/2023-02-23', '/jmrb/2023-02-24', '/jmrb/2023-02-25', '/jmrb/2023-02-25/B02'],
      ...['/jmrb/2023-02-25/B02/667012', '/jmrb/2023-02-25/B02/667014', '/jmrb/2023-02-26'],
    ]);
  });

  it('tells when something changed last', async () => {
    const room = await smallRoom();
    const $ = load(await (await room.ask('/sitemap/jmrb/2023-02.xml')).text(), { xmlMode: true });
    expect($('url:has(loc:contains("667012")) > lastmod').text()).toBe('2023-02-25T03:00:00.000Z');
    await putIssue(room, '2023-02-22', { settledAt: asInstant('2023-02-25T23:00:00.000Z') });
    const all = load(await (await room.ask('/sitemap.xml')).text(), { xmlMode: true });
    expect(all('sitemap:has(loc:contains("2023-02")) > lastmod').text()).toBe('2023-02-25T23:00:00.000Z');
  });

  it('names nothing that does not answer', async () => {
    const room = await smallRoom();
    await publish(room, '1.0.0', 'id\n1\n');
    for (const file of await addressesIn(room, '/sitemap.xml')) {
      for (const path of await addressesIn(room, file)) {
        expect([path, (await room.ask(path)).status]).toEqual([path, 200]);
      }
    }
  });

  it('is there for an archive with nothing in it', async () => {
    expect(await addressesIn(await emptyRoom(), '/sitemap.xml')).toEqual(['/sitemap/room.xml']);
    expect(await addressesIn(await emptyRoom(), '/sitemap/room.xml')).toEqual([
      ...['/', '/series/', '/data/', '/status', '/takedowns'],
    ]);
  });

  it('answers 304 to whoever has it', async () => {
    const room = await smallRoom();
    const etag = (await room.ask('/sitemap.xml')).headers.get('etag') ?? '';
    expect((await room.ask('/sitemap.xml', { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it.each([
    '/sitemap/jmrb/2023-01.xml',
    '/sitemap/jmrb/2023-13.xml',
    '/sitemap/x/2023-02.xml',
    '/sitemap/jmrb/2023.xml',
  ])('has nothing at %s', async (path) => {
    expect((await (await smallRoom()).ask(path)).status).toBe(404);
  });

  it('is where robots.txt says, which keeps robots from copies', async () => {
    const text = await (await (await smallRoom()).ask('/robots.txt')).text();
    expect(text.split('\n')).toContain('Sitemap: https://archive.example/sitemap.xml');
    expect(text.split('\n')).toContain('Disallow: /web/');
    expect(text.split('\n')).toContain('Disallow: /*/raw/');
  });
});
