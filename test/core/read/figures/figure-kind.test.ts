import { describe, expect, test } from 'vitest';
import { figuresIn } from './figures-in.ts';

function kindsIn(paragraph: string): string[] {
  return figuresIn(paragraph).map(({ kind }) => kind);
}

describe('a number that only restricts what is counted', () => {
  test.each([
    ['75岁以上占20%。', ['threshold', 'ratio']],
    ['65—74岁老人每月补贴80元。', ['threshold', 'level']],
    ['0—14岁占18%。', ['threshold', 'ratio']],
    ['公积金贷款5年以下（含5年）利率为2.6%。', ['threshold', 'threshold', 'ratio']],
    ['营收超8亿元的有4家。', ['threshold', 'count']],
    ['总重超过20吨的货车须绕行。', ['threshold']],
    ['50户以上自然村通了路，七层以上住宅装了电梯。', ['threshold', 'threshold']],
    ['审减500万元以上的项目9个。', ['threshold', 'count']],
    ['7部超过5亿元。', ['count', 'threshold']],
    ['学校周边200米内的网吧关停3家。', ['threshold', 'count']],
    ['申领门槛由2年降到1年。', ['threshold', 'threshold']],
  ])('%s', (paragraph, kinds) => {
    expect(kindsIn(paragraph)).toEqual(kinds);
  });

  test.each([
    ['平均年龄45岁。', ['level']],
    ['八成以上财政支出用于民生。', ['ratio']],
    ['200米以内禁止鸣笛。', ['length']],
    ['建成超过3000平方米的厂房。', ['area']],
    ['给予不超过50万元的奖励。', ['level']],
  ])('is none in %s', (paragraph, kinds) => {
    expect(kindsIn(paragraph)).toEqual(kinds);
  });
});

describe('what is said of one is a ratio', () => {
  test.each([
    ['均价由1.3万元降到9000元。', ['ratio', 'ratio']],
    ['人均就诊4.5次，平均每人看书2.6本。', ['ratio', 'ratio']],
    ['日均受理8.5起。', ['count']],
    ['法官人均结案280件。', ['ratio']],
    ['门诊次均费用218元，套餐定价12元，种植牙单颗费用6000元。', ['ratio', 'ratio', 'ratio']],
    ['卖一辆车只赚30元。', ['ratio']],
    ['提取茶皂素，1吨能卖5万元。', ['level', 'ratio']],
    ['购置一辆新车花了30万元。', ['level']],
    ['设计时速100公里。', ['ratio']],
    ['股价收于18.6元。', ['ratio']],
    ['收入由3万元升到5万元。', ['level', 'level']],
  ])('%s', (paragraph, kinds) => {
    expect(kindsIn(paragraph)).toEqual(kinds);
  });
});

test('the force of the wind is a level', () => {
  expect(kindsIn('阵风11级。')).toEqual(['level']);
});
