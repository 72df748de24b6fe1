import { load } from 'cheerio/slim';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { emptyRoom, publish, smallRoom } from './small-archive.ts';

describe('the feeds', () => {
  it('tell every event, newest first, with addresses of the archive', async () => {
    const room = await smallRoom();
    const answer = await room.ask('/feeds/events.atom');
    expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    const $ = load(await answer.text(), { xmlMode: true });
    expect(
      $('entry > link[rel="alternate"]')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([
      'https://archive.example/jmrb/2023-02-26',
      'https://archive.example/jmrb/2023-02-25/B02/667012?v=2',
      'https://archive.example/jmrb/2023-02-25/B02/667012?v=1',
    ]);
    expect($('feed > link[rel="self"]').attr('href')).toBe('https://archive.example/feeds/events.atom');
    expect($('feed > updated').text()).toBe('2023-02-26T04:00:00.000Z');
  });

  it.each([
    ['reports', ['report-published']],
    ['corrections', ['article-corrected', 'change/numbers']],
  ])('%s hold only their own kinds', async (feed, kinds) => {
    const $ = load(await (await (await smallRoom()).ask(`/feeds/${feed}.atom`)).text(), { xmlMode: true });
    expect(
      $('entry > category')
        .toArray()
        .map((one) => $(one).attr('term')),
    ).toEqual(kinds);
  });

  it('lead where there is something', async () => {
    const room = await smallRoom();
    const $ = load(await (await room.ask('/feeds/events.atom')).text(), { xmlMode: true });
    for (const link of $('link').toArray()) {
      const path = ($(link).attr('href') ?? '').replace('https://archive.example', '');
      expect([path, (await room.ask(path)).status]).toEqual([path, 200]);
    }
  });

  it('answer 304 by tag and by date, and the tag goes before the date', async () => {
    const room = await smallRoom();
    const { headers } = await room.ask('/feeds/events.atom');
    const etag = headers.get('etag') ?? '';
    expect(headers.get('last-modified')).toBe('Sun, 26 Feb 2023 04:00:00 GMT');
    const ask = async (asked: Record<string, string>) =>
      (await room.ask('/feeds/events.atom', { headers: asked })).status;
    expect(await ask({ 'If-None-Match': etag })).toBe(304);
    expect(await ask({ 'If-Modified-Since': 'Sun, 26 Feb 2023 04:00:00 GMT' })).toBe(304);
    expect(await ask({ 'If-Modified-Since': 'Sun, 26 Feb 2023 03:59:59 GMT' })).toBe(200);
    expect(await ask({ 'If-None-Match': '"x"', 'If-Modified-Since': 'Sun, 26 Feb 2023 04:00:00 GMT' })).toBe(
      200,
    );
    expect(await ask({ 'If-Modified-Since': 'not a date' })).toBe(200);
  });

  it('is dated at the epoch when nothing happened', async () => {
    const { headers } = await (await emptyRoom()).ask('/feeds/reports.atom');
    expect(headers.get('last-modified')).toBe('Thu, 01 Jan 1970 00:00:00 GMT');
  });
});

describe('the data', () => {
  it('are handed out as published, with their digest and their neighbours', async () => {
    const room = await smallRoom();
    await publish(room, '1.0.0', 'id\n1\n');
    await publish(room, '1.10.0', 'id\n1\n2\n');
    const answer = await room.ask('/data/1.10.0/figures.csv');
    expect(await answer.text()).toBe('id\n1\n2\n');
    const digest = createHash('sha256').update('id\n1\n2\n');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'repr-digest': `sha-256=:${digest.copy().digest('base64')}:`,
      etag: `"sha256-${digest.digest('hex')}"`,
      link: '</data/latest/figures.csv>; rel="latest-version", </data/1.0.0/figures.csv>; rel="predecessor-version"',
    });
    const again = await room.ask('/data/1.10.0/figures.csv', {
      headers: { 'If-None-Match': answer.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('lead from the fixed address to the newest version by number, not by letters', async () => {
    const room = await smallRoom();
    await publish(room, '1.10.0', 'id\n1\n2\n');
    await publish(room, '1.9.0', 'id\n1\n');
    const answers = await Promise.all(
      ['/data/latest', '/data/latest/figures.csv'].map((path) => room.ask(path)),
    );
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [302, '/data/1.10.0/'],
      [302, '/data/1.10.0/figures.csv'],
    ]);
  });

  it('are listed newest first, for machines too', async () => {
    const room = await smallRoom();
    await publish(room, '1.0.0', 'id\n1\n');
    await publish(room, '1.1.0', 'id\n1\n2\n');
    expect(await room.json('/data/index.json')).toMatchObject({
      releases: [{ version: '1.1.0', files: [{ name: 'figures.csv', bytes: 7 }] }, { version: '1.0.0' }],
    });
    expect(await room.json('/data/1.0.0/index.json')).toMatchObject({ version: '1.0.0', rows: 2 });
  });

  it('are handed out in the public reading room too', async () => {
    const room = await smallRoom('public');
    await publish(room, '1.0.0', 'id\n1\n');
    expect((await room.ask('/data/1.0.0/figures.csv')).status).toBe(200);
  });
});

describe('the stylesheet', () => {
  it('is served as such and loads nothing', async () => {
    const answer = await (await emptyRoom()).ask('/style.css');
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await answer.text()).not.toMatch(/url\(|@import/);
  });
});
