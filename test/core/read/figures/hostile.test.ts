import { describe, expect, test } from 'vitest';
import { processorMs } from '../../../support/processor-time.ts';
import { figuresIn } from './figures-in.ts';

test('lines without a number are looked at for one each, and not all that stands behind them', () => {
  const paragraph = '村\n\n    '.repeat(4_900) + '村'.repeat(500_000);
  // Some hundred milliseconds, and ten seconds if each line were looked at to the end of the text.
  expect(processorMs(() => void figuresIn(paragraph))).toBeLessThan(3000);
});

// What the reader does for each character is bounded, or these would outlast any timeout.
describe('a paragraph that is nothing but', () => {
  test.each([
    ['digits', '9'.repeat(100_000), 0],
    ['digits and points', '1.1'.repeat(50_000), 0],
    ['grouped digits', '1,111'.repeat(30_000), 0],
    ['Chinese numerals', '三百二十'.repeat(25_000), 0],
    ['one Chinese digit', '一'.repeat(100_000), 0],
    ['shares without a number', '百分之，'.repeat(30_000), 0],
    ['opening brackets', '('.repeat(10_000), 0],
    ['pairs of brackets', '()'.repeat(10_000), 0],
    ['full-width brackets', '（'.repeat(10_000), 0],
    ['opening quotation marks', '“'.repeat(100_000), 0],
    ['quoted digits', '“1'.repeat(50_000), 0],
    ['dashes', '1-'.repeat(50_000), 0],
    ['words of change', '增长'.repeat(50_000), 0],
    ['words of parts', '其中'.repeat(50_000), 0],
    ['的', '的'.repeat(50_000), 0],
    ['words of dealing out', '分别'.repeat(50_000), 0],
    ['words of aiming', '力争'.repeat(50_000), 0],
    ['indicators', '固定资产投资、'.repeat(20_000), 0],
    ['years', '2022年'.repeat(40_000), 0],
    ['plans', '“十四五”期间'.repeat(20_000), 0],
    ['places', '鹤山市'.repeat(50_000), 0],
    ['commas', '，'.repeat(100_000), 0],
    ['spaces', ' '.repeat(100_000), 0],
    ['worded targets', '稳步增长'.repeat(30_000), 0],
    ['a worded target behind many words of change', `力争${'增加到了'.repeat(90)}甲保持稳定`, 0],
  ])('%s is read to its end', (_what, paragraph, count) => {
    expect(figuresIn(paragraph)).toHaveLength(count);
  });

  test.each([
    ['numbers in brackets', '(1亩'.repeat(5_000)],
    ['figures without a stop', '增长5%'.repeat(5_000)],
    ['figures of one list', '5%、'.repeat(5_000)],
    ['thresholds', '10亿元以上'.repeat(5_000)],
    ['figures in two units', '1公顷（15亩）'.repeat(2_500)],
    ['hundredths of hundredths', '百分之百，'.repeat(5_000)],
  ])('%s gives them all', (_what, paragraph) => {
    expect(figuresIn(paragraph)).toHaveLength(5_000);
  });

  test.each([
    ['a figure behind a long clause', `${'增长的其中'.repeat(20_000)}5%。`, '5%'],
    ['a figure behind many brackets', `${'（甲）'.repeat(20_000)}建成5家。`, '5家'],
    ['a figure behind many names', `${'固定资产投资、'.repeat(10_000)}分别增长5%。`, '5%'],
    ['a figure before a long clause', `5家${'企业的'.repeat(30_000)}`, '5家'],
    // Words that are pieces of each other, behind what no expression for a row of them could end at.
    ['a figure behind many words of change', `　　${'增加到了'.repeat(25)}甲5亿元。`, '5亿元'],
    ['a figure behind many links', `　　${'超过了达到了'.repeat(20)}甲5亿元。`, '5亿元'],
    ['a figure behind many deeds', `　　${'完成了实现了新增'.repeat(12)}甲5亿元。`, '5亿元'],
    ['a figure behind many settings', `　　${'今年全市累计共'.repeat(12)}甲5亿元。`, '5亿元'],
    ['a figure behind many measures', `　　${'占地面积总投资'.repeat(12)}5亿元。`, '5亿元'],
    ['a figure among years', `${'2022年'.repeat(20_000)}建成5家。`, '5家'],
  ])('%s is found', (_what, paragraph, exact) => {
    expect(figuresIn(paragraph).map((figure) => figure.exact)).toEqual([exact]);
  });
});
