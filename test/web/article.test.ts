import { describe, expect, it } from 'vitest';
import { DATE, READING, TEXT, readingOf } from './made-up-reading.ts';
import { keep, keepRead, smallRoom } from './small-archive.ts';

const ARTICLE = '/jmrb/2023-02-25/B02/667012';

/** Where the version of that instant is shown as it was. */
const replay = (stamp: string): string =>
  `/web/${stamp}/http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm`;

describe('an article', () => {
  it('is shown as an outline: head lines, captions, headings, paragraphs and list items', async () => {
    const $ = await (await smallRoom()).page(ARTICLE);
    expect($('.intro-title').text()).toBe('示例市人民代表大会特别报道');
    expect($('.story h1').text()).toBe('去年生产总值458.51亿元\n今年预期增长8%');
    expect($('.byline').text()).toBe('文/某某');
    expect($('.captions li').text()).toBe('会场外景');
    expect($('.story h2').text()).toBe('一、工业投资增长12.5%，连续3年上升');
    expect($('.story > p').text()).toBe('规模以上工业增加值194.83亿元，增长4.1%。');
    expect(
      $('.items li')
        .toArray()
        .map((item) => $(item).text()),
    ).toEqual(['●完成造林266.67公顷(4000亩)；', '●新增就业1.2万人。']);
  });

  it('marks every figure exactly, in the title, in headings, in items and next to each other', async () => {
    const $ = await (await smallRoom()).page(ARTICLE);
    const marks = $('mark[id]')
      .toArray()
      .map((mark) => [$(mark).attr('id'), $(mark).text()]);
    expect(marks).toEqual([
      ['fig-f1', '458.51亿元'],
      ['fig-f2', '8%'],
      ['fig-f3', '12.5%'],
      ['fig-f4', '3年'],
      ['fig-f5', '194.83亿元'],
      ['fig-f6', '4.1%'],
      ['fig-f7', '266.67公顷'],
      ['fig-f8', '4000亩'],
      ['fig-f9', '1.2万人'],
    ]);
  });

  it('lists every figure with its value as held, leading back to its words', async () => {
    const $ = await (await smallRoom()).page(ARTICLE);
    const cells = $('.figures tbody tr').first().find('th, td').toArray();
    expect(cells.map((cell) => $(cell).text().replace(/\s+/g, ' ').trim())).toEqual([
      '458.51亿元',
      '458.51',
      '亿元',
      '45851000000 CNY',
      '等于',
      '生产总值 gdp',
      '2022',
      '实际',
      '—',
      '—',
    ]);
    expect($('.figures a').first().attr('href')).toBe('#fig-f1');
    expect($('.figures tbody tr').eq(1).text()).toMatch(/增 8\s+%/);
    expect($('.figures tbody tr').eq(1).text()).toMatch(/目标\s+预期/);
  });

  it('tells its source: address, instant in Beijing and UTC, digest, reader', async () => {
    const $ = await (await smallRoom()).page(ARTICLE);
    const facts = $('section[aria-labelledby="source"]');
    expect(facts.find('.address a').attr('href')).toBe(
      'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
    );
    expect(facts.find('time').attr('datetime')).toBe('2023-02-25T03:00:00.000Z');
    expect(facts.find('time').text()).toBe('2023-02-25 11:00:00');
    expect(facts.text()).toContain('2023-02-25T03:00:00.000Z');
    expect(facts.text()).toMatch(/[0-9a-f]{64}/);
    expect(
      facts
        .find('.originals a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([
      '/jmrb/raw/2/html/2023-02/25/content_667012.htm',
      replay('20230225030000'),
      `${ARTICLE}/versions`,
    ]);
  });

  it('tells flaws, the verdict and the checks', async () => {
    const $ = await (await smallRoom()).page(ARTICLE);
    expect($('section[aria-labelledby="flaws"]').text()).toContain('报头日期与期号不同');
    expect($('.verdict').text()).toContain('标题写明报告');
    expect($('section[aria-labelledby="figures"]').text()).toContain('unit-pair');
    expect($('section[aria-labelledby="figures"]').text()).toMatch(
      /没有数字的目标\s+居民收入 与经济增长同步 2023/,
    );
  });

  it('has the whole reading as JSON', async () => {
    expect(await (await smallRoom()).json(`${ARTICLE}.json`)).toMatchObject({
      ...{ paper: 'jmrb', date: DATE, newestVersion: 2, withheld: null },
      snapshot: { version: 2, rawHref: '/jmrb/raw/2/html/2023-02/25/content_667012.htm' },
      reading: { document: { text: TEXT }, figures: READING.figures.map(({ id, exact }) => ({ id, exact })) },
    });
  });

  it('shows an older version by the reading of its own bytes and leads to the newest', async () => {
    const $ = await (await smallRoom()).page(`${ARTICLE}?v=1`);
    expect($('h1').text()).toBe('旧标题');
    expect($('.notice').text().replace(/\s+/g, ' ').trim()).toBe('这是旧版本。 第 2 个版本');
    expect($('.notice a').attr('href')).toBe(`${ARTICLE}?v=2`);
    expect($('link[type="application/json"]').attr('href')).toBe(`${ARTICLE}.json?v=1`);
  });

  it('says that there is no reading of a version and offers its bytes', async () => {
    const room = await smallRoom();
    const $ = await room.page('/jmrb/2023-02-25/B02/667015');
    expect($('.notice').text()).toBe('这一版本没有留存解读，可以查看原始文件。');
    expect($('.originals a').first().attr('href')).toBe('/jmrb/raw/1/html/2023-02/25/content_667015.htm');
  });

  it('keeps showing what was read while a newer version waits for its reading', async () => {
    const room = await smallRoom();
    await keep(room, { name: 'content_667012.htm', kind: 'article', payload: '<p>第三稿</p>', version: 3 });
    const $ = await room.page(ARTICLE);
    expect($('.intro-title').text()).toBe('示例市人民代表大会特别报道');
    expect($('.notice').text().replace(/\s+/g, ' ').trim()).toBe('已存到更新的版本，尚未解读： 第 3 个版本');
  });

  it('says that the source withdrew it', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25/B02/667014');
    expect($('.notice').text()).toContain('撤下');
    expect($('h1').text()).toBe('撤下的文章');
  });

  it('is a gap with its reason, and no page of its own, when it never came', async () => {
    const answer = await (await smallRoom()).ask('/jmrb/2023-02-25/B02/667013');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('status 404');
  });

  it('is found under its own page from any other page slot', async () => {
    const room = await smallRoom();
    for (const [asked, own] of [
      ['/jmrb/2023-02-25/A01/667012?v=1', `${ARTICLE}?v=1`],
      ['/jmrb/2023-02-25/-/667012.json', `${ARTICLE}.json`],
      ['/jmrb/2023-02-25/-/667012/versions', `${ARTICLE}/versions`],
    ] as const) {
      const answer = await room.ask(asked);
      expect([answer.status, answer.headers.get('location')]).toEqual([302, own]);
    }
  });

  it('shows bytes that came back under their own version', async () => {
    const room = await smallRoom();
    await keepRead(room, {
      ...{ name: 'content_667012.htm', kind: 'article', payload: '<p>第一稿</p>', version: 3 },
      ...{ at: '2023-02-25T04:00:00.000Z', articleId: '667012', reading: readingOf('旧标题') },
    });
    expect((await room.page(`${ARTICLE}?v=3`))('h1').text()).toBe('旧标题');
    expect((await room.page(`${ARTICLE}?v=2`))('h1').text()).toContain('458.51');
  });
});

describe('the versions of an article', () => {
  it('are listed with their permanent addresses', async () => {
    const $ = await (await smallRoom()).page(`${ARTICLE}/versions`);
    const links = $('main table')
      .first()
      .find('a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(links).toEqual([
      `${ARTICLE}?v=1`,
      '/jmrb/raw/1/html/2023-02/25/content_667012.htm',
      replay('20230224220500'),
      `${ARTICLE}?v=2`,
      `${ARTICLE}/diff/1..2`,
      '/jmrb/raw/2/html/2023-02/25/content_667012.htm',
      replay('20230225030000'),
    ]);
  });

  it('say what changed in each', async () => {
    const $ = await (await smallRoom()).page(`${ARTICLE}/versions`);
    const rows = $('main table').first().find('tbody tr').toArray();
    const changed = rows.map((row) => $(row).find('td').eq(1).text().trim().split(/\s+/));
    expect(changed).toEqual([['—'], ['数字、标题', '与上一个版本对照']]);
    const captures = $('main table').eq(1).find('tbody tr').toArray();
    expect(captures.map((row) => $(row).find('td').eq(3).text())).toEqual(['—', '数字、标题']);
  });

  it('come with every capture and its outcome as JSON', async () => {
    expect(await (await smallRoom()).json('/jmrb/2023-02-25/B02/667013/versions.json')).toMatchObject({
      snapshots: [],
      captures: [{ state: 'missing', status: 404, reason: 'status 404', at: '2023-02-24T22:06:00.000Z' }],
    });
  });
});

describe('the public reading room', () => {
  it('shows figures and facts of an article and withholds its text', async () => {
    const room = await smallRoom('public');
    const $ = await room.page(ARTICLE);
    expect($('.figures tbody tr')).toHaveLength(9);
    expect($('.story h1').text()).toContain('458.51亿元');
    expect($('main').text()).not.toContain('新增就业');
    expect($('main').text()).toContain('因版权原因');
    expect($('a[href*="/raw/"]')).toHaveLength(0);
    const json = JSON.stringify(await room.json(`${ARTICLE}.json`));
    expect(json).toContain('"withheld":{"status":451}');
    expect(json).not.toContain('新增就业');
    expect(json).not.toContain('会场外景');
  });

  it('answers 451 with a sentence for raw bytes and images, and 404 for what is not held', async () => {
    const room = await smallRoom('public');
    for (const raw of [
      '/jmrb/raw/2/html/2023-02/25/content_667012.htm',
      '/jmrb/raw/1/html/2023-02/25/B02.jpg',
    ]) {
      const answer = await room.ask(raw);
      expect(answer.status).toBe(451);
      const text = await answer.text();
      expect(text).toContain('因版权原因');
      expect(text).not.toContain('第二稿');
      expect(answer.headers.get('memento-datetime')).toBeNull();
    }
    expect((await room.ask('/jmrb/raw/9/html/2023-02/25/B02.jpg')).status).toBe(404);
  });

  it.each(['/jmrb/2023-02-25', '/jmrb/2023-02-25/B02', `${ARTICLE}/versions`])(
    '%s offers no image and no raw address',
    async (path) => {
      const room = await smallRoom('public');
      const $ = await room.page(path);
      expect($('img, svg, a[href*="/raw/"]')).toHaveLength(0);
      expect(JSON.stringify(await room.json(`${path}.json`))).not.toContain('/raw/');
    },
  );
});
