import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldWidths } from '../../../../core/read/fold-widths.ts';
import { HEADING_FORMS } from '../../../../core/read/page/heading-forms.ts';
import { TEXT, documentOfText, pageOf, treeOf } from './read-document.ts';

describe('every form of heading', () => {
  test.each([
    ['第一部分　总结', '# 第一部分 总结'],
    ['第二部分：打算', '# 第二部分： 打算'],
    ['第一章 总则', '# 第一章 总则'],
    ['第二节　分则', '# 第二节 分则'],
    ['关键词一：产业', '# 关键词一： 产业'],
    ['亮点② 渔港', '# 亮点② 渔港'],
    ['一、总结', '# 一、 总结'],
    ['PART 1 总结', '# PART 1 总结'],
    ['NO.2 打算', '# NO.2 打算'],
    ['（一）总结', '# （一） 总结'],
    ['(十二)打算', '# (十二) 打算'],
    ['1.总结', '# 1. 总结'],
    ['１、总结', '# １、 总结'],
    ['（1）总结', '# （1） 总结'],
    ['①总结', '# ① 总结'],
    ['●总结', '# ● 总结'],
    ['★ 总结', '# ★ 总结'],
    ['\uf06c总结', '# \uf06c 总结'],
    ['【总结】', '# 总结'],
    ['总结', '# 总结'],
  ])('%s over text', (line, heading) => {
    expect(treeOf(line, TEXT)).toEqual([heading, TEXT]);
  });

  test.each(['一', '二、', '第三部分', '（四）', '5', '06', 'PART 7', '⑧'])(
    '%s on its own, words behind it',
    (mark) => {
      expect(treeOf(mark, '海岛开发', TEXT)).toEqual([`# ${mark} 海岛开发`, TEXT]);
    },
  );

  test.each(['一', '二、', '（四）', '5'])('%s on its own behind its words', (mark) => {
    expect(treeOf(TEXT, '向海而兴，', '海岛开发', mark, TEXT)).toEqual([
      TEXT,
      `# ${mark} 向海而兴，海岛开发`,
      TEXT,
    ]);
  });

  test('goes no further into a line than a mark is long', () => {
    const unbounded = /[*+]|\{\d+,\}/;
    // What stands between [] is a character.
    const bounds = HEADING_FORMS.map(({ mark }) => mark.source.replace(/\[(?:\\.|[^\]])*\]/g, 'x'));
    expect(bounds.filter((source) => unbounded.test(source))).toEqual([]);
    expect(HEADING_FORMS.filter(({ mark }) => !mark.source.startsWith('^'))).toEqual([]);
  });
});

describe('a heading in its own line with text', () => {
  test('is the first sentence behind （一）', () => {
    expect(treeOf('（一）聚力抓招商。全年引进项目20个。', '（二）用心办实事。修路5公里。')).toEqual([
      '# （一） 聚力抓招商',
      '全年引进项目20个。',
      '# （二） 用心办实事',
      '修路5公里。',
    ]);
  });

  test('is the one in brackets, unless it tells where the news is from', () => {
    expect(treeOf('【大气】优良天数增加。', '【本报讯】昨日，新馆开放。')).toEqual([
      '# 大气',
      '优良天数增加。',
      '【本报讯】昨日，新馆开放。',
    ]);
  });

  test('is none when the sentence tells a figure, or goes on too long', () => {
    const long = `（一）${'很长'.repeat(25)}。后来。`;
    expect(treeOf('（一）修路15公里。已经通车。', long)).toEqual([
      '- （一） 修路15公里。已经通车。',
      `- （一） ${long.slice(3)}`,
    ]);
  });

  test('is none in 一是…', () => {
    expect(treeOf('一是抓发展。今年引进项目。')).toEqual(['一是抓发展。今年引进项目。']);
  });
});

describe('a heading of two lines without a comma', () => {
  const section = (mark: string) => [`（一）抓${mark}`, `1.修${mark}。`];

  test('is one with the mark behind it, where several are', () => {
    expect(
      treeOf(
        TEXT,
        '坚持区域协调',
        '推进城乡融合发展',
        '1',
        ...section('路'),
        '坚持人民至上',
        '办实事',
        '2',
        ...section('渠'),
      ),
    ).toEqual([
      TEXT,
      '# 1 坚持区域协调推进城乡融合发展',
      '## （一） 抓路',
      '- 1. 修路。',
      '# 2 坚持人民至上办实事',
      '## （一） 抓渠',
      '- 1. 修渠。',
    ]);
  });

  test('is one with the mark before it', () => {
    expect(treeOf('1', '坚持区域协调', '推进城乡融合发展', ...section('路'))[0]).toBe(
      '# 1 坚持区域协调推进城乡融合发展',
    );
  });

  test('is two where it is the only one, behind which single lines have their marks', () => {
    expect(treeOf(TEXT, '有力稳住基本盘', '产业更优', '1', TEXT, '投资更快', '2', TEXT)).toEqual([
      TEXT,
      '# 有力稳住基本盘',
      '## 1 产业更优',
      TEXT,
      '## 2 投资更快',
      TEXT,
    ]);
  });
});

describe('points of a list', () => {
  test.each(['1.', '（1）', '①', '●', '——'])('with %s stay items, one after the other', (mark) => {
    const marks = [mark, mark.replace('1', '2').replace('①', '②')];
    expect(treeOf('主要措施：', ...marks.map((one) => `${one}修路`), TEXT)).toEqual([
      '# 主要措施：',
      ...marks.map((one) => `- ${one} 修路`),
      TEXT,
    ]);
  });

  test('that tell figures stay items, though they are marked 一、', () => {
    expect(treeOf('十件民生实事', '一、新建公园3个', '二、修路15公里')).toEqual([
      '# 十件民生实事',
      '- 一、 新建公园3个',
      '- 二、 修路15公里',
    ]);
  });

  test('are items when they hold half a billion, and text when no list asks for them', () => {
    expect(treeOf('1.引进项目。', '2.5亿元投入技改。', '3.5亿元投入治水。')).toEqual([
      '- 1. 引进项目。',
      '- 2. 5亿元投入技改。',
      '- 3. 5亿元投入治水。',
    ]);
    expect(treeOf('2.5亿元投入技改。')).toEqual(['2.5亿元投入技改。']);
  });

  test('without marks are no headings, of which the first line may be one', () => {
    expect(treeOf('获奖名单', '甲某某', '乙某某', '丙某某', '（下转B02版）')).toEqual([
      '# 获奖名单',
      '甲某某',
      '乙某某',
      '丙某某',
      '（下转B02版）',
    ]);
  });
});

describe('headings inside of others', () => {
  test('go from 一、 to ①', () => {
    expect(
      treeOf(
        '一、工业',
        '（一）汽车',
        TEXT,
        '1．整车',
        TEXT,
        '（1）客车',
        TEXT,
        '①轻客',
        TEXT,
        '二、农业',
        TEXT,
      ),
    ).toEqual([
      '# 一、 工业',
      '## （一） 汽车',
      TEXT,
      '### 1． 整车',
      TEXT,
      '#### （1） 客车',
      TEXT,
      '##### ① 轻客',
      TEXT,
      '# 二、 农业',
      TEXT,
    ]);
  });

  test('without a mark stand where the first of them stood, in a chapter or around chapters', () => {
    expect(
      treeOf('一、回顾', TEXT, '稳增长', TEXT, '惠民生', TEXT, '二、打算', TEXT, '强产业', TEXT),
    ).toEqual([
      '# 一、 回顾',
      TEXT,
      '## 稳增长',
      TEXT,
      '## 惠民生',
      TEXT,
      '# 二、 打算',
      TEXT,
      '## 强产业',
      TEXT,
    ]);
    expect(treeOf('工业', '一、回顾', TEXT, '农业', '一、回顾', TEXT)).toEqual([
      '# 工业',
      '## 一、 回顾',
      TEXT,
      '# 农业',
      '## 一、 回顾',
      TEXT,
    ]);
  });

  test('with years are outermost where an article is made of years, and like others where it is not', () => {
    expect(treeOf('2022亮点回顾', '工业强市', TEXT, '2023年工作安排', TEXT)).toEqual([
      '# 2022亮点回顾',
      '## 工业强市',
      TEXT,
      '# 2023年工作安排',
      TEXT,
    ]);
    expect(treeOf('渔港新貌', TEXT, '2025年建成通车', TEXT)).toEqual([
      '# 渔港新貌',
      TEXT,
      '# 2025年建成通车',
      TEXT,
    ]);
  });

  test('that go beside the article end its sections', () => {
    expect(treeOf('一、回顾', TEXT, '（一）工业', TEXT, '名词解释', TEXT).at(-2)).toBe('# 名词解释');
  });
});

describe('crossheads', () => {
  test('of two lines of one length are one', () => {
    expect(treeOf(TEXT, '坚持绿色发展', '建设美丽海湾', TEXT)).toEqual([
      TEXT,
      '# 坚持绿色发展建设美丽海湾',
      TEXT,
    ]);
    expect(treeOf(TEXT, '向山而行，', '林下经济正当时', TEXT)).toEqual([
      TEXT,
      '# 向山而行，林下经济正当时',
      TEXT,
    ]);
  });

  test('may tell a figure between paragraphs', () => {
    expect(treeOf(TEXT, '新增学位3000个', TEXT)).toEqual([TEXT, '# 新增学位3000个', TEXT]);
  });

  test.each([
    '各位代表：',
    '他说：',
    '会议强调：',
    '（掌声）',
    '（下转第三版）',
    '怎么办？',
    '“今年会更好。”',
    '问：好',
    '地区生产总值 亿元 458.51 2.8',
  ])('are not: %s', (line) => {
    expect(treeOf(TEXT, line, TEXT)).toEqual([TEXT, line, TEXT]);
  });

  test('are not numbers that are printed large', () => {
    expect(treeOf(TEXT, '15', '公里绿道', TEXT)).toEqual([TEXT, '15', '# 公里绿道', TEXT]);
    expect(treeOf('9', '修路', TEXT, '10', '建校', TEXT)).toEqual(['# 9 修路', TEXT, '# 10 建校', TEXT]);
  });

  test('are not what is signed at the end', () => {
    expect(treeOf(TEXT, '台山市统计局', '2023年3月30日')).toEqual([TEXT, '台山市统计局', '2023年3月30日']);
    expect(treeOf(TEXT, '让人民过上好日子')).toEqual([TEXT, '让人民过上好日子']);
  });
});

// Lines that are likely to be taken for something, in any order and number.
const line = fc.oneof(
  fc.constantFrom(
    '1',
    '２',
    '3',
    '一',
    '第一部分',
    '（二）',
    '①',
    '一、总结',
    '（一）招商。今年引进项目。',
    '（二）民生，',
  ),
  fc.constantFrom(
    '1.修路15公里',
    '2．5亿元',
    '●治水',
    '•清淤',
    '——造林',
    '主要目标：',
    '预期目标∶',
    '2022亮点回顾',
  ),
  fc.constantFrom(
    '坚持工业立市，',
    '培育海洋经济',
    '【大气】优良。',
    '海岛开发',
    TEXT,
    '　',
    '2023年3月30日',
    '01 抓项目',
  ),
  fc.stringMatching(/^[一二三123（）().、。，：:●•\-— 年%亿元甲乙丙]{1,24}$/),
);
const lines = fc.array(line, { maxLength: 24 });

describe('any article', () => {
  test('gives blocks in order, none over another, each where the text says it', () => {
    fc.assert(
      fc.property(lines, (paragraphs) => {
        const { text, blocks } = documentOfText(pageOf(...paragraphs));
        let end = 0;
        for (const block of blocks) {
          expect(block.start).toBeGreaterThanOrEqual(end);
          expect(block.end).toBeGreaterThan(block.start);
          const quoted = text.slice(block.start, block.end);
          expect(quoted.includes('\n') ? quoted.replace(/\n\s*/g, '') : quoted).toBe(block.text);
          if (block.kind === 'heading') expect(block.level).toBeGreaterThan(0);
          end = block.end;
        }
        for (const [at, block] of blocks.entries()) {
          // Nothing stands deeper than under the heading above it.
          const above = blocks[at - 1];
          const deepest = above === undefined ? 0 : above.level;
          expect(block.level).toBeLessThanOrEqual(deepest + (block.kind === 'heading' ? 1 : 0));
        }
      }),
    );
  });

  test('loses no character but the stop behind a heading and the brackets round one', () => {
    const lettersOf = (parts: readonly string[]) =>
      Array.from(parts.join('').replace(/[\s。【】]/g, ''))
        .toSorted()
        .join('');
    fc.assert(
      fc.property(lines, (paragraphs) => {
        const { blocks, captions, byline, subtitle } = documentOfText(pageOf(...paragraphs));
        const read = blocks.flatMap(({ mark, text }) => [mark ?? '', text]);
        // What separates a number from its words (01|…, 1/…) is not among these lines, nor are the site's controls.
        const given = paragraphs.filter(
          (paragraph) => !/^[34\s]*$/.test(foldWidths(paragraph)) || /^\s*\d{1,2}\s*$/.test(paragraph),
        );
        expect(lettersOf([...read, ...captions, byline ?? '', subtitle ?? ''])).toBe(lettersOf(given));
      }),
    );
  });

  test('reads the same in full width as in half', () => {
    const widened = (text: string) =>
      text
        .replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
        .replace(/[\u00a0 ]/g, '　');
    const folded = (page: string): unknown =>
      JSON.parse(JSON.stringify(documentOfText(page)), (_key, value: unknown) =>
        typeof value === 'string' ? foldWidths(value) : value,
      );
    fc.assert(
      fc.property(lines, (paragraphs) => {
        const page = pageOf(...paragraphs);
        expect(folded(widened(page))).toEqual(folded(page));
      }),
    );
  });

  test('of any characters at all gives a document', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(documentOfText(text).text).toBe(text);
      }),
    );
  });
});
