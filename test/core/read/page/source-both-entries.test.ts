import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import type { Reading } from '../../../../core/read/document.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import type { Story } from '../../../../demo/story.ts';
import { decoded, htmlPage, readHtml, withoutBlanks } from './source-page.ts';

/** The page of a story as a browser's "select all" gives it. */
function textPage({ intro = '', title, subtitle, captions = [], paragraphs }: Story): string {
  return [
    '第B02版：聚焦2023鹤山两会',
    '上一版3\u00a0\u00a04下一版\u00a0\u00a0',
    ...title,
    '\u00a0\u00a0\u00a0',
    '版面导航 \u00a0|\u00a0 \u00a0\u00a0',
    '上一期\u00a0\u00a0',
    '2023 年 2 月 25 日 星期 放大\u00a0缩小\u00a0默认\u00a0',
    intro,
    ...title,
    ...(subtitle === undefined ? [] : [subtitle]),
    '',
    ...captions.flatMap((caption) => [caption, '']),
    ...paragraphs.flatMap((words) => [`\u00a0\u00a0\u00a0\u00a0${words}`, '']),
    '\u00a0',
    'Copyright©2001-2008 daily.example',
  ].join('\n');
}

function oneOf(...lines: readonly string[]) {
  return fc.constantFrom(...lines.flatMap((line) => line.split('|')));
}

const number = fc.oneof(
  fc.constantFrom('458.51', '2.8', '1,200', '１２', '3-5', '0.5', '100'),
  fc.integer({ min: 1, max: 99_999 }).map(String),
);
const unit = oneOf('亿元|万元|%|％|个百分点|万人次|公顷|亩|公里|家|个|倍|吨|万美元|岁|天');
const before = oneOf(
  '地区生产总值|增长|比上年增长|下降|固定资产投资|力争达到|不少于|超|约|鹤山市实现|2022年完成|预期目标为',
  '（|其中|分别为|引进总投资|接种疫苗|新增|由10%提高到',
);
const behind = oneOf('|以上|左右|以上项目|）|（4000亩）|企业|\u00a0左右|，|；|。');
const figure = fc.tuple(before, number, unit, behind).map((parts) => parts.join(''));
const clauses = (most: number) =>
  fc.array(figure, { minLength: 1, maxLength: most }).map((parts) => parts.join('，'));

const paragraph = fc.oneof(
  { weight: 4, arbitrary: clauses(5).map((words) => `${words}。`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('●', '•', '1.', '2.', '（1）'), clauses(2))
      .map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: oneOf(
      '一、工业经济|（一）做强产业|2023年预期目标：|2022年回顾|1|2|文/某某|办好实事，|没有数字的一段话。',
      '本报记者 某某|江门日报讯 （记者/某某） 昨日开工。|短题目|增长3%',
    ),
  },
);
const story: fc.Arbitrary<Story> = fc.record(
  {
    intro: clauses(1).map((words) => `引题${words}`),
    title: fc.oneof(
      fc.tuple(clauses(1).map((words) => `主题${words}`)),
      fc.tuple(
        fc.constant('主题第一行'),
        clauses(1).map((words) => `主题${words}`),
      ),
    ),
    subtitle: clauses(1).map((words) => `副题${words}`),
    captions: fc.array(
      clauses(1).map((words) => `图为${words}。`),
      { maxLength: 2 },
    ),
    paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 8 }),
  },
  { requiredKeys: ['title', 'paragraphs'] },
);

/** The figures of a reading without where they stand in its own text. */
function meant({ figures }: Reading) {
  return figures.map(({ start, end, source, ...figure }) => {
    expect(end - start).toBe(figure.exact.length);
    return { figure, placed: source !== null };
  });
}

test('the HTML of a page and its text give the same figures', () => {
  let figures = 0;
  fc.assert(
    fc.property(story, (story) => {
      const html = htmlPage(story);
      const fromHtml = readHtml(html);
      const fromText = readArticleText(textPage(story), DEMO);
      figures += fromHtml.figures.length;
      expect(meant(fromHtml)).toEqual(meant(fromText).map((one) => ({ ...one, placed: true })));
      expect(meant(fromText).some(({ placed }) => placed)).toBe(false);
      for (const { exact, source } of fromHtml.figures)
        expect(withoutBlanks(decoded(html, source ?? []))).toBe(withoutBlanks(exact));
    }),
    { numRuns: 600 },
  );
  expect(figures).toBeGreaterThan(1500);
});
