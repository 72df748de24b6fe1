import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { partsOfText } from '../../../../core/read/page/article-text.ts';
import { readTopLine } from '../../../../core/read/page/page-label.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import { TEXT, documentOfText, pageOf } from './read-document.ts';

const MASTHEAD = '第A01版：要闻\n2023 年 2 月 25 日 星期 放大\n\n';
const BODY = `\n    ${TEXT}\n`;

/** What stands in a document besides its blocks. */
function headOf(text: string) {
  const { introTitle, title, subtitle, byline, captions } = documentOfText(text);
  return { introTitle, title, subtitle, byline, captions };
}
const HEAD = { introTitle: null, title: '题目', subtitle: null, byline: null, captions: [] };

describe('the head of a page', () => {
  test('has the title over as many lines as the title list gives it, each or together', () => {
    const list = (titles: string) =>
      `第A01版：要闻\n${titles}\n2023 年 2 月 25 日 星期\n\n春潮拍岸\n百舸竞发\n一条副题\n${BODY}`;
    const expected = { ...HEAD, title: '春潮拍岸\n百舸竞发', subtitle: '一条副题' };
    expect(headOf(list('春潮拍岸\n百舸竞发\n别的题目'))).toEqual(expected);
    expect(headOf(list('别的题目\n春潮拍岸 百舸竞发'))).toEqual(expected);
  });

  test('has 引题 right under the date, before a title that the list knows', () => {
    const page = `第A01版：要闻\n题目\n2023 年 2 月 25 日 星期\n一条引题\n题目\n${BODY}`;
    expect(headOf(page)).toEqual({ ...HEAD, introTitle: '一条引题' });
  });

  test('without a list goes on behind a comma, and has the rest as 副题', () => {
    expect(headOf(`${MASTHEAD}春潮拍岸，\n百舸竞发\n——记一次航行\n${BODY}`)).toEqual({
      ...HEAD,
      title: '春潮拍岸，\n百舸竞发',
      subtitle: '——记一次航行',
    });
  });

  test.each([
    ['本报记者 甲某 乙某', { byline: '本报记者 甲某 乙某' }],
    ['示范日报·全媒体记者 甲某', { byline: '示范日报·全媒体记者 甲某' }],
    ['台山市市长 甲某', { byline: '台山市市长 甲某' }],
    ['台山市统计局', { byline: '台山市统计局' }],
    ['——记一次航行', { subtitle: '——记一次航行' }],
    ['（2023年2月21日在市人大会议上）', { subtitle: '（2023年2月21日在市人大会议上）' }],
    ['（摘登）', { subtitle: '（摘登）' }],
    ['会场外景', { captions: ['会场外景'] }],
    ['代表步入会场。 甲某 摄', { captions: ['代表步入会场。 甲某 摄'] }],
  ])('knows %s from a caption when a blank line parts it from the title', (line, head) => {
    expect(headOf(`${MASTHEAD}题目\n\n${line}\n${BODY}`)).toEqual({ ...HEAD, ...head });
  });

  test('has a line without a stop as 副题 when all captions under it have one', () => {
    const page = `${MASTHEAD}题目\n\n永葆干劲，再启新程\n大会开幕。\n大会闭幕。\n${BODY}`;
    expect(headOf(page)).toEqual({
      ...HEAD,
      subtitle: '永葆干劲，再启新程',
      captions: ['大会开幕。', '大会闭幕。'],
    });
  });

  test('ends where the text begins, though its first line is not indented', () => {
    for (const line of ['各位代表：', '一、总体情况', '示范日报讯 (记者/甲某) 昨日，新馆开放。']) {
      const { captions, blocks } = documentOfText(`${MASTHEAD}题目\n\n${line}\n${BODY}`);
      expect([captions, blocks.length]).toEqual([[], 2]);
    }
  });

  test('ends where text follows it without a blank line', () => {
    for (const masthead of ['', MASTHEAD]) {
      const { title, subtitle, captions, blocks } = documentOfText(
        `${masthead}题目\n一条副题\n${TEXT}\n${TEXT}\n`,
      );
      expect([title, subtitle, captions, blocks.map(({ text }) => text)]).toEqual([
        '题目',
        '一条副题',
        [],
        [TEXT, TEXT],
      ]);
    }
  });

  test('may be centred with blanks', () => {
    expect(documentOfText(`${MASTHEAD}　　　　　　题目\n\n　　${TEXT}\n`).title).toBe('题目');
  });
});

describe('an article that came without its page', () => {
  test('has its title on top, and the imprint under it', () => {
    const { date, title, blocks } = documentOfText(
      `题目\n\n2023-03-01 08:00 来源：示范日报 作者：甲某\n${BODY}`,
    );
    expect([date, title, blocks.length]).toEqual(['2023-03-01', '题目', 1]);
  });

  test('has a day under its title, or under its text', () => {
    const under = documentOfText(`题目\n2023年3月1日\n\n${TEXT}\n`);
    expect([under.date, under.title, under.blocks.length]).toEqual(['2023-03-01', '题目', 1]);
    const behind = documentOfText(`题目\n\n${TEXT}\n\n台山市统计局\n\n2023年3月1日\n`);
    expect([behind.date, behind.title, behind.blocks.length]).toEqual([null, '题目', 3]);
    const told = documentOfText(`题目\n\n${TEXT}\n\n2023年2月25日星期六，新馆开放。\n`);
    expect([told.date, told.blocks.length]).toEqual([null, 2]);
  });

  test('has no title when it begins with text', () => {
    expect(documentOfText(`${TEXT}${TEXT}\n${TEXT}`)).toMatchObject({ title: null, captions: [] });
  });
});

describe('the first line of a page', () => {
  test.each([
    ['第B02版：聚焦', { label: 'B02', section: '聚焦' }],
    ['第b02版∶聚焦', { label: 'B02', section: '聚焦' }],
    ['A03 财经', { label: 'A03', section: '财经' }],
    ['05版　金融', { label: '05', section: '金融' }],
    ['民生·A12', { label: 'A12', section: '民生' }],
    ['要闻·2', { label: '2', section: '要闻' }],
    ['一版', { label: '1', section: null }],
    ['第十二版 副刊', { label: '12', section: '副刊' }],
    ['经济版', { label: null, section: '经济版' }],
    ['今天，新馆开放了。', null],
    ['', null],
  ])('%s', (line, label) => {
    expect(readTopLine(line)).toEqual(label);
  });

  test('is a label only above a date', () => {
    expect(documentOfText(`经济版\n\n2022 年 12 月 21 日 星期 放大\n\n题目\n${BODY}`).section).toBe('经济版');
    expect(documentOfText(`要闻·2\n\n${BODY}`)).toMatchObject({
      section: null,
      pageLabel: null,
      title: '要闻·2',
    });
  });
});

describe('what is not of the article', () => {
  test('are pagers, zoom words and the four lines of the footer', () => {
    const page = `${pageOf(TEXT)}3上一篇\u00a0\u00a0下一篇4\u00a0\u00a0\n\u00a0\nCopyright©2011-2014 example.cn. All Rights Reserved.\n示范日报社主办 示范网版权所有 未经许可请勿转载\n采编中心 电话:000-0000000\n粤ICP备1号 经营许可证编号:粤B2-1\n`;
    expect(documentOfText(page).blocks.map(({ text }) => text)).toEqual([TEXT]);
  });

  test('are not sentences that speak of copyright', () => {
    const { blocks } = documentOfText(`题目\n\n${TEXT}\n\n本馆版权所有的图片今日展出。\n\n${TEXT}\n`);
    expect(blocks.map(({ text }) => text)).toEqual([TEXT, '本馆版权所有的图片今日展出。', TEXT]);
  });
});

describe('a text without end', () => {
  const codesOf = (text: string) =>
    readArticleText(text, DEMO).flaws.map(({ code, near }) => `${code}: ${near}`);

  test('is read for 600,000 characters of whole lines, and it is said that there are more', () => {
    const head = `${MASTHEAD}题目\n\n`;
    const long = `${head}    ${'乙'.repeat(599_900)}\n\n    ${'1'.repeat(200)}亿元\n`;
    const { blocks, text } = documentOfText(long);
    expect([text === long, blocks.length, blocks[0]?.end]).toEqual([true, 1, head.length + 4 + 599_900]);
    expect(codesOf(long)).toEqual([`too-long: ${long.length} characters`]);
  });

  test('is cut within a line that is too long, behind a clause', () => {
    for (const clause of ['修路１公里，', '修路1公里,', '修路1公里。']) {
      const { blocks } = documentOfText(pageOf(clause.repeat(200_000)));
      const read = blocks.map(({ text }) => text).join('');
      expect([read.endsWith(clause), read.length > 590_000, read.length <= 600_000]).toEqual([
        true,
        true,
        true,
      ]);
    }
  });

  test('is not read when there is no place to cut it', () => {
    expect(codesOf('乙'.repeat(600_001))).toContain('too-long: 600001 characters');
  });

  test('keeps the first 5,000 lines of its body, and it is said how many it left', () => {
    const page = pageOf(...Array.from({ length: 5_003 }, (_one, at) => `第${at}段。`));
    const { blocks } = documentOfText(page);
    expect([blocks.length, blocks.at(-1)?.text]).toEqual([5_000, '第4999段。']);
    expect(codesOf(page)).toEqual(['too-many-lines: 3 more lines']);
  });

  test('keeps the first 300 captions', () => {
    const page = `${MASTHEAD}题目\n\n${'小图。\n'.repeat(302)}${BODY}`;
    expect(documentOfText(page).captions.length).toBe(300);
    expect(codesOf(page)).toEqual(['too-many-lines: 2 more lines']);
  });
});

test('every part of a page lies in its text, none over another', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '第A01版：要闻',
      '2023 年 2 月 25 日 星期 放大',
      '题目',
      '——副题',
      '本报记者 甲某',
      '图为会场。',
    ),
    fc.constantFrom(
      `    ${TEXT}`,
      '　　1',
      '一、总结',
      '上一篇',
      'Copyright©2003',
      '各位代表：',
      '2023-03-01 08:00 来源：报',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 16 }), (lines) => {
      const text = lines.join('\n');
      const { introTitle, title, subtitle, byline, captions, body } = partsOfText(text);
      const spans = [...introTitle, ...title, ...subtitle, ...byline, ...captions, ...body];
      const sorted = spans.toSorted((a, b) => a.start - b.start);
      for (const [at, { start, end }] of sorted.entries()) {
        expect(start).toBeGreaterThanOrEqual(sorted[at - 1]?.end ?? 0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
