import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../../core/paper/resource.ts';
import { decodeHtml } from '../../../core/read/page/decode-html.ts';
import { readArticleBytes, readArticleHtml } from '../../../core/read/read-article.ts';
import { readArticleText } from '../../../core/read/read-text.ts';
import { readPageLabel } from '../../../core/read/page/page-label.ts';
import { readMastheadDate } from '../../../core/read/page/masthead-date.ts';

const SOURCE = {
  charset: null,
  site: siteOf(DEMO, 'http://127.0.0.1/demo/'),
  path: asResourcePath('html/2021-02/25/content_2.htm'),
  date: asIssueDate('2021-02-25'),
};
const PAGE = readFileSync(join(import.meta.dirname, 'goldens', 'work-report', 'source.html'), 'utf8');

/** The kinds, levels and texts of an article's blocks. */
function outline(...lines: readonly string[]) {
  const text = `2023 年 2 月 25 日 星期\n\n题目\n\n${lines.map((line) => `    ${line}\n\n`).join('')}`;
  return readArticleText(text, DEMO).document.blocks.map(({ kind, level, mark, text }) => [
    kind,
    level,
    mark,
    text,
  ]);
}

describe('the outline', () => {
  test('takes a digit on its own with the heading behind it, of one line or two', () => {
    expect(
      outline(
        '1',
        '开头',
        '2',
        '前半句，',
        '后半句',
        '（一）小节',
        '3',
        '前半',
        '后半',
        '（一）小节',
        '完。',
      ),
    ).toEqual([
      ['heading', 1, '1', '开头'],
      ['heading', 1, '2', '前半句，后半句'],
      ['heading', 2, '（一）', '小节'],
      ['heading', 1, '3', '前半后半'],
      ['heading', 2, '（一）', '小节'],
      ['paragraph', 2, null, '完。'],
    ]);
  });

  test('takes a digit on its own with the heading before it, when items follow', () => {
    expect(outline('前半句，', '后半句', '7', '1.第一件', '2.第二件')).toEqual([
      ['heading', 1, '7', '前半句，后半句'],
      ['item', 1, '1.', '第一件'],
      ['item', 1, '2.', '第二件'],
    ]);
  });

  test('keeps a digit that has no heading as a paragraph', () => {
    expect(outline('全文到此为止。', '5')).toEqual([
      ['paragraph', 0, null, '全文到此为止。'],
      ['paragraph', 0, null, '5'],
    ]);
  });

  test('tells every list mark of the paper from the words', () => {
    const marks = ['●', '•', '□', '■', '1.', '２．', '①', '（3）'];
    expect(outline(...marks.map((mark) => `${mark}事项。`))).toEqual(
      marks.map((mark) => ['item', 0, mark, '事项。']),
    );
  });

  test('nests 一、 over （一）, and keeps a long point as an item', () => {
    const long = `${'这一点说得很长'.repeat(6)}。`;
    expect(outline('一、总体', '（一）成绩', '正文。', '二、打算', `（一）${long}`)).toEqual([
      ['heading', 1, '一、', '总体'],
      ['heading', 2, '（一）', '成绩'],
      ['paragraph', 2, null, '正文。'],
      ['heading', 1, '二、', '打算'],
      ['item', 1, '（一）', long],
    ]);
  });

  test('takes short lines under an announcement for its list, not for headings', () => {
    expect(
      outline('2023年打算', '主要目标：', '收入与经济同步', '就业稳定', '1', '第一章', '正文。'),
    ).toEqual([
      ['heading', 1, null, '2023年打算'],
      ['heading', 2, null, '主要目标：'],
      ['paragraph', 2, null, '收入与经济同步'],
      ['paragraph', 2, null, '就业稳定'],
      ['heading', 2, '1', '第一章'],
      ['paragraph', 2, null, '正文。'],
    ]);
  });
});

describe('the text of a page', () => {
  test('keeps a paragraph that speaks of copyright, and drops the footer', () => {
    const text =
      '2023 年 2 月 25 日 星期\n\n题目\n\n    本馆版权所有的图片今日展出。\n\nCopyright©2003-2006 示范\n粤ICP备1号\n';
    expect(readArticleText(text, DEMO).document.blocks.map(({ text }) => text)).toEqual([
      '本馆版权所有的图片今日展出。',
    ]);
  });

  test('takes close lines without indent for captions, when there is no body', () => {
    const { document, flaws } = readArticleText(
      '第A07版：影像\n2023 年 7 月 20 日 星期\n\n题目\n\n一号图。\n二号图。\n',
      DEMO,
    );
    expect(document.captions).toEqual(['一号图。', '二号图。']);
    expect(flaws.map(({ code }) => code)).toEqual(['picture-only']);
  });

  test('reads an article that lost its indents, as long as blank lines part the paragraphs', () => {
    const { document } = readArticleText('2023 年 7 月 20 日 星期\n\n题目\n\n一段。\n\n二段。\n', DEMO);
    expect(document.blocks.map(({ text }) => text)).toEqual(['一段。', '二段。']);
  });

  test('reads with line ends of any kind, offsets true to the file', () => {
    const text = '第A05版：县域\r\n2023 年 7 月 20 日 星期\r\n\r\n题目\r\n\r\n　　修路15公里。\r\n';
    const { document, figures, flaws } = readArticleText(text, DEMO);
    expect([document.pageLabel, document.section, document.title]).toEqual(['A05', '县域', '题目']);
    expect(figures.map(({ exact, start }) => [exact, start])).toEqual([['15公里', text.indexOf('15公里')]]);
    expect(flaws).toEqual([]);
  });

  test('of an article alone is read as far as it goes', () => {
    const { document, flaws } = readArticleText('题目\n\n    正文。\n', DEMO);
    expect([document.title, document.blocks[0]?.text]).toEqual(['题目', '正文。']);
    expect(flaws.map(({ code }) => code)).toEqual(['no-page-label', 'no-masthead-date']);
  });
});

describe('labels and dates', () => {
  test.each([
    ['第B02版：聚焦2023鹤山两会', { label: 'B02', section: '聚焦2023鹤山两会' }],
    ['第B02版:要闻', { label: 'B02', section: '要闻' }],
    ['\u00a0A02： 综\u00a0合 ', { label: 'A02', section: '综 合' }],
    ['第01版：', { label: '01', section: null }],
    ['新闻：要闻', null],
    ['2023：回顾', null],
  ])('%s', (text, label) => {
    expect(readPageLabel(text)).toEqual(label);
  });

  test.each([
    ['2023 年 2 月 25 日 星期 放大', '2023-02-25'],
    ['２０２３年02月10日　星期五', '2023-02-10'],
    ['2023年2月30日 星期', null],
    ['2023年2月25日，记者', null],
  ])('%s', (text, date) => {
    expect(readMastheadDate(text)).toBe(date);
  });
});

describe('the bytes of a page', () => {
  const { site, path, date } = SOURCE;
  const page = '<meta charset=gb2312><title>江门日报</title>';

  test('are decoded and read, and what was wrong with the decoding is told first', () => {
    const reading = readArticleBytes(new TextEncoder().encode(page), null, { site, path, date });
    expect(reading.charset).toEqual({ name: 'utf-8', from: 'utf-8-valid' });
    expect(reading.flaws.slice(0, 2)).toEqual([
      { code: 'charset-conflict', near: 'gb2312' },
      { code: 'template-unknown', near: '江门日报' },
    ]);
  });

  test('are what the header says they are', () => {
    const bytes = Uint8Array.of(0xbd, 0xad, 0xc3, 0xc5);
    const reading = readArticleBytes(bytes, 'text/html; charset=gbk', { site, path, date });
    expect(reading.charset).toEqual({ name: 'gb18030', from: 'header' });
  });
});

describe('any page', () => {
  test('cut anywhere gives a reading whose offsets are true', () => {
    fc.assert(
      fc.property(fc.nat(PAGE.length), fc.nat(PAGE.length), (a, b) => {
        const html = PAGE.slice(0, Math.min(a, b)) + PAGE.slice(Math.max(a, b));
        const { document, figures } = readArticleHtml({ ...SOURCE, html });
        for (const { start, end, exact } of figures) expect(document.text.slice(start, end)).toBe(exact);
        for (const { start, end } of document.blocks) expect(end).toBeGreaterThanOrEqual(start);
      }),
    );
  });

  test('of random bytes gives a reading', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { text, charset } = decodeHtml(bytes, null);
        expect(readArticleHtml({ ...SOURCE, html: text, charset }).flaws.length).toBeGreaterThan(0);
        expect(readArticleText(text, DEMO).document.text).toBe(text);
      }),
    );
  });

  test('is read the same twice', () => {
    expect(readArticleHtml({ ...SOURCE, html: PAGE })).toEqual(readArticleHtml({ ...SOURCE, html: PAGE }));
  });

  test('is read the same with blanks of any kind and upper-case tags', () => {
    const varied = PAGE.replaceAll('&nbsp;', '　')
      .replaceAll('<P>', '<p mce_keep="true">')
      .replaceAll('</P>', '</p>\r\n');
    const readingOf = (html: string) => {
      const reading = readArticleHtml({ ...SOURCE, html });
      // Where a figure stands in the page is all that may differ.
      return { ...reading, figures: reading.figures.map((figure) => ({ ...figure, source: null })) };
    };
    expect(readingOf(varied)).toEqual(readingOf(PAGE));
  });
});

describe('the pictures of an article', () => {
  const withPictures = (pictures: string) =>
    readArticleHtml({
      ...SOURCE,
      html: `<table><tr><td align=center><strong>题</strong></td></tr><tr><td>${pictures}<div id=ozoom><p>文</p></div></td></tr></table>`,
    });
  const sources = (count: number) =>
    Array.from({ length: count }, (_one, at) => `<img src=p${at}.jpg>`).join('');

  test('are the first hundred, and it is said that there are more', () => {
    const { document, flaws } = withPictures(sources(101));
    expect([document.pictures.length, document.pictures.at(-1)]).toEqual([100, 'html/2021-02/25/p99.jpg']);
    expect(flaws).toContainEqual({ code: 'too-many-pictures', near: 'more than 100 pictures' });
  });

  test('are all of them when they are a hundred, one of them twice', () => {
    const { document, flaws } = withPictures(`${sources(100)}<img src=p0.jpg>`);
    expect(document.pictures.length).toBe(100);
    expect(flaws.map(({ code }) => code)).not.toContain('too-many-pictures');
  });

  test('that cannot be fetched are flaws, of which fifty are enough', () => {
    const { flaws } = withPictures('<img src=x:>'.repeat(30_000));
    expect(flaws.filter(({ code }) => code === 'link-ignored').length).toBe(50);
  });
});
