import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { DATE, readingOf } from './made-up-reading.ts';
import { NOW, emptyRoom, keep, keepRead, pathOf, publish, putIssue, smallRoom } from './small-archive.ts';

describe('a page of a newspaper that means harm', () => {
  const HOSTILE = `</title><script>alert(1)</script><img src=x onerror=alert(2)>"'`;

  it('is shown as the characters that it is made of', async () => {
    const room = await emptyRoom();
    await putIssue(room, '2023-02-25', { state: 'partial', evidence: HOSTILE });
    await keepRead(room, {
      ...{ name: 'content_1.htm', kind: 'article', payload: '<p>x</p>', page: HOSTILE, title: HOSTILE },
      ...{ articleId: '1', reading: readingOf(HOSTILE) },
    });
    await keep(room, { name: 'content_2.htm', kind: 'article', payload: 'x', page: 'B02', title: HOSTILE });
    await room.catalog.putPage(
      {
        ...{
          paper: 'jmrb',
          date: DATE,
          page: HOSTILE,
          section: HOSTILE,
          path: pathOf('node_1.htm'),
          order: 0,
        },
        ...{
          image: null,
          pdf: null,
          flaws: [],
          articles: [{ path: pathOf('content_1.htm'), title: HOSTILE, zones: [] }],
        },
      },
      asInstant('2023-02-24T22:05:00.000Z'),
      1,
    );
    await room.catalog.addEvent({
      ...{
        paper: 'jmrb',
        date: DATE,
        id: HOSTILE,
        kind: 'article-corrected',
        path: pathOf('content_1.htm'),
        page: HOSTILE,
      },
      ...{ title: HOSTILE, version: 1, changes: [{ before: HOSTILE, after: HOSTILE }] },
      ...{ classes: [], at: NOW },
    });
    for (const path of [
      '/',
      '/status',
      '/jmrb/2023/',
      '/jmrb/2023-02-25',
      '/jmrb/2023-02-25/-/1',
      '/jmrb/2023-02-25/-/1/versions',
      '/jmrb/2023-02-25/B02/2',
    ]) {
      const $ = await room.page(path);
      expect([path, $('script').length, $('img').length, $('[onerror]').length]).toEqual([path, 0, 0, 0]);
    }
    expect((await room.page('/jmrb/2023-02-25/-/1'))('h1').text()).toBe(HOSTILE);
  });

  it('cannot make its own address into a link that runs', async () => {
    const room = await smallRoom();
    const path = pathOf('content_3.htm');
    await room.catalog.expect({
      paper: 'jmrb',
      date: DATE,
      path,
      kind: 'article',
      page: null,
      title: null,
      foundOn: null,
      at: NOW,
    });
    await room.catalog.putState({
      ...{ paper: 'jmrb', date: DATE, path, kind: 'article', state: 'missing', url: 'javascript:alert(1)' },
      ...{ reason: null, sha256: null, bytes: null, version: 0, refusedSha256: null, checkedAt: NOW },
    });
    const $ = await room.page('/jmrb/2023-02-25');
    expect($('main').text()).toContain('javascript:alert(1)');
    expect($('a[href^="javascript"]')).toHaveLength(0);
  });
});

describe('when something is broken', () => {
  it('says that an entry is damaged, without telling more, and reports it', async () => {
    const room = await smallRoom();
    const body = { paper: 'jmrb', date: '2023-03-01', state: 'complete', pages: 0.5 };
    await room.table.putNewer({ pk: 'PAPER#jmrb', sk: 'ISSUE#2023-03-01', body }, 'x');
    const answer = await room.ask('/jmrb/2023-03-01');
    expect(answer.status).toBe(500);
    const text = load(await answer.text())('main').text();
    expect(text).toContain('已损坏');
    expect(text).not.toContain('ISSUE#');
    expect(room.reported).toMatchObject([{ name: 'CatalogDamaged' }]);
  });

  it('says that bytes are gone when the catalogue names an object that is not there', async () => {
    const room = await smallRoom();
    await publish(room, '1.0.0', 'id\n1\n');
    const release = await room.catalog.release('1.0.0');
    if (!release) throw new Error('the release is there');
    await room.catalog.addRelease({
      ...release,
      version: '1.1.0',
      files: release.files.map((file) => ({ ...file, object: 'releases/gone.csv' })),
    });
    const answer = await room.ask('/data/1.1.0/figures.csv');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('库里找不到它的原始文件');
    expect(room.reported).toMatchObject([{ name: 'ObjectMissing' }]);
  });
});
