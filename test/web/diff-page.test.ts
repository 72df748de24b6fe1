import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Room, keep, keepRead, smallRoom } from './small-archive.ts';
import type { Reading } from '../../core/read/document.ts';
import { readingOf } from './made-up-reading.ts';

const HREF = '/jmrb/2023-02-25/B02/667016';
const ARTICLE = { name: 'content_667016.htm', kind: 'article', articleId: '667016' } as const;
const BEFORE = [
  '新学校今秋开学',
  '记者昨日获悉。',
  '一',
  '二',
  '三',
  '四',
  '新增学位3000个，增长2.8%。',
  '完。',
];
const AFTER = [
  '新学校今秋开学',
  '记者昨日获悉。',
  '一',
  '二',
  '三',
  '四',
  '新增学位3200个，增长2.8%。',
  '完。',
  '（更正）',
];

let room: Room;

async function withTwoVersions(rights?: Parameters<typeof smallRoom>[0]): Promise<Room> {
  const made = await smallRoom(rights);
  await keepRead(made, { ...ARTICLE, payload: '<p>先</p>', reading: readingOfText(BEFORE.join('\n')) });
  await keepRead(made, {
    ...{ ...ARTICLE, payload: '<p>后</p>', reading: readingOfText(AFTER.join('\n')) },
    ...{ version: 2, at: '2023-02-25T03:00:00.000Z' },
  });
  return made;
}

/** Titled by its first line. */
function readingOfText(text: string): Reading {
  const reading = readingOf(text.split('\n', 1)[0] ?? '');
  return { ...reading, document: { ...reading.document, text } };
}

beforeEach(async () => {
  room = await withTwoVersions();
});

describe('the difference of two versions', () => {
  it('marks in one text which words went and which came, and folds away what is far from any', async () => {
    const $ = await room.page(`${HREF}/diff/1..2`);
    expect($('h1').text()).toContain('版本 1 与版本 2 的差别');
    expect(
      $('del')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['3000']);
    expect(
      $('ins')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['3200', '（更正）']);
    expect($('.diff > .is-changed').text()).toBe('新增学位30003200个，增长2.8%。');
    expect(
      $('.diff details p')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(BEFORE.slice(0, 4));
    expect($('.diff details summary').text()).toBe('未变的 4 行');
    expect($('main').text()).toMatch(/变化：数字、标题/);
  });

  it('shows two lines on either side of one that changed', async () => {
    const lines = ['甲', '一', '二', '三', '四', '五', '乙'];
    await keepRead(room, {
      ...{ ...ARTICLE, payload: '<p>三</p>', reading: readingOfText(lines.join('\n')) },
      ...{ version: 3, at: '2023-02-25T04:00:00.000Z' },
    });
    await keepRead(room, {
      ...{
        ...ARTICLE,
        payload: '<p>四</p>',
        reading: readingOfText(['丙', ...lines.slice(1, -1), '丁'].join('\n')),
      },
      ...{ version: 4, at: '2023-02-25T05:00:00.000Z' },
    });
    const $ = await room.page(`${HREF}/diff/3..4`);
    const texts = (selector: string) =>
      $(selector)
        .toArray()
        .map((one) => $(one).text());
    expect(texts('.diff > .is-same')).toEqual(['一', '二', '四', '五']);
    expect(texts('.diff details p')).toEqual(['三']);
    // Only what changed on the way from the one to the other is told.
    const View = z.object({ steps: z.array(z.object({ version: z.number() })) });
    const stepsOf = async (pair: string) => View.parse(await room.json(`${HREF}/diff/${pair}.json`)).steps;
    expect(await stepsOf('2..4')).toMatchObject([{ version: 3 }, { version: 4 }]);
  });

  it('sets the two side by side on request', async () => {
    const $ = await room.page(`${HREF}/diff/1..2?form=side`);
    const rows = $('table.diff tr.is-changed, table.diff tr.is-added')
      .toArray()
      .map((row) =>
        $(row)
          .find('td')
          .toArray()
          .map((cell) => $(cell).text()),
      );
    expect(rows).toEqual([
      ['新增学位3000个，增长2.8%。', '新增学位3200个，增长2.8%。'],
      ['', '（更正）'],
    ]);
    expect($('.switch a').attr('href')).toBe(`${HREF}/diff/1..2`);
    expect((await room.page(`${HREF}/diff/1..2`))('.switch a').attr('href')).toBe(
      `${HREF}/diff/1..2?form=side`,
    );
  });

  it('has a twin for machines', async () => {
    const View = z.object({
      before: z.object({ version: z.number() }),
      after: z.object({ version: z.number() }),
      steps: z.array(z.object({ version: z.number(), classes: z.array(z.string()) })),
      lines: z.array(z.unknown()),
    });
    const view = View.parse(await room.json(`${HREF}/diff/1..2.json`));
    expect([view.before.version, view.after.version]).toEqual([1, 2]);
    expect(view.steps).toEqual([{ version: 2, classes: ['numbers', 'title'] }]);
    expect(view.lines[6]).toEqual({
      kind: 'changed',
      pieces: [
        { kind: 'same', text: '新增学位' },
        { kind: 'removed', text: '3000' },
        { kind: 'added', text: '3200' },
        { kind: 'same', text: '个，增长2.8%。' },
      ],
    });
  });

  it('is where the versions lead to, and in English where that is asked for', async () => {
    const versions = await room.page(`${HREF}/versions`);
    expect(versions(`a[href="${HREF}/diff/1..2"]`).text()).toBe('与上一个版本对照');
    const $ = await room.page(`${HREF}/diff/1..2?lang=en`);
    expect($('h1').text()).toContain('From version 1 to version 2');
    expect($('.switch a').attr('href')).toBe(`${HREF}/diff/1..2?form=side&lang=en`);
  });

  it('shows nothing in a version that could run', async () => {
    const own = await withTwoVersions();
    const hostile = readingOfText(`<script>alert(1)</script>\n${AFTER.join('\n')}`);
    const article = { name: 'content_667016.htm', kind: 'article', articleId: '667016' } as const;
    await keepRead(own, { ...article, payload: '<p>第三</p>', version: 3, reading: hostile });
    const $ = await own.page(`${HREF}/diff/2..3`);
    expect($('script')).toHaveLength(0);
    expect($('ins').text()).toBe('<script>alert(1)</script>');
  });

  it('says so where the text is the same, or one has not been read', async () => {
    const own = await withTwoVersions();
    const article = { name: 'content_667016.htm', kind: 'article', articleId: '667016' } as const;
    await keepRead(own, {
      ...article,
      payload: '<p>后 </p>',
      version: 3,
      reading: readingOfText(AFTER.join('\n')),
    });
    await keep(own, { ...article, payload: '<p>未读</p>', version: 4 });
    expect((await own.page(`${HREF}/diff/2..3`))('.notice').text()).toBe('两个版本读出的文字完全相同。');
    expect((await own.page(`${HREF}/diff/3..4`))('.notice').text()).toContain('尚未读出版本 4 的文字');
    expect(await own.json(`${HREF}/diff/3..4.json`)).toMatchObject({ lines: null, unread: [4] });
  });

  it('withholds the text where everybody may look', async () => {
    const open = await withTwoVersions('public');
    const page = await (await open.ask(`${HREF}/diff/1..2`)).text();
    expect(page).not.toContain('学位');
    expect(page).toContain('因版权原因');
    expect(await open.json(`${HREF}/diff/1..2.json`)).toMatchObject({
      lines: null,
      withheld: { status: 451 },
    });
  });

  it.each(['2..1', '1..1', '1..3', '0..1', '1..2..3', '1..', 'a..b', '1...2'])(
    'of %s there is none',
    async (pair) => {
      expect((await room.ask(`${HREF}/diff/${pair}`)).status).toBe(404);
      expect((await room.ask(`${HREF}/diff/${pair}.json`)).status).toBe(404);
    },
  );

  it('is found from another page slot than the article’s own', async () => {
    const answer = await room.ask('/jmrb/2023-02-25/A01/667016/diff/1..2?form=side');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`${HREF}/diff/1..2?form=side`);
  });
});
