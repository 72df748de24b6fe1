import { describe, expect, test } from 'vitest';
import { subjectOf } from '../../../../core/read/figures/name-before.ts';
import { figuresIn, only } from './figures-in.ts';

describe('the noun phrase that ends at the number', () => {
  test.each([
    ['校舍维修经费花了86万元。', '校舍维修经费', 'without what was done with it'],
    ['学校共有26个。', '学校', 'without 共有'],
    ['目前，全市老旧小区26个。', '老旧小区', 'without where and when'],
    ['其中，新增学位520个。', '学位', 'without what it is a part of'],
    ['优良天数2013年只有221天。', '优良天数', 'without the year behind it'],
    ['耕地保有量必须稳定在42万亩。', '耕地保有量', 'without what must be'],
    ['基础养老金，7月起调整为每人每月128元。', '基础养老金', 'without when it began'],
    ['市民反映的问题26个。', '问题', 'behind 的'],
    ['居民反映强烈的积水点26处。', '积水点', 'behind 的, in no list'],
    [
      '随迁子女入读公办学校的比例达92%。',
      '随迁子女入读公办学校的比例',
      'in front of 的 too, of a mere share',
    ],
    ['“特岗计划”招聘教师320人。', '“特岗计划”招聘教师', 'with the mark of its quotation'],
    ['“三下乡”活动26场。', '“三下乡”活动', 'which begins with a quotation'],
  ])('%s is about %s: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test.each([
    ['鹤山市86家。', null],
    ['石梯镇86家。', null],
    ['农产品夜市86个。', '农产品夜市'],
    ['老旧小区86个。', '老旧小区'],
    ['新农村86个。', '新农村'],
  ])('is no place: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });
});

describe('how long something took', () => {
  test.each([
    ['省内件平均26小时。', '省内件'],
    ['环湖越野跑最快3小时。', '环湖越野跑'],
    ['高速铁路检修持续约26天。', '高速铁路检修'],
  ])('is about what took it: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test.each([
    ['平均工期320天。', '平均工期'],
    ['高速铁路检修26天。', null],
  ])('needs a word that says so: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });
});

describe('what a clause begins with and then tells of', () => {
  test.each([
    ['停车位越来越多', '停车位'],
    ['养殖舱不断加密', null],
    ['地下水超采区没有缩减', null],
    ['撂荒耕地没有缩减', '撂荒耕地'],
    ['全市充电桩不断加密', '充电桩'],
    ['学校不断改善', null],
    ['村民已经搬走', null],
    ['充电桩', null],
  ])('%s is of %s', (clause, words) => {
    const found = subjectOf(clause);
    expect(found === null ? null : clause.slice(found.start, found.end)).toBe(words);
  });
});

describe('a verb right before the number', () => {
  test.each([
    ['安家补贴一次性给3万元。', '安家补贴'],
    ['“三公”经费只花了86万元。', '“三公”经费'],
    ['水稻已收获26万亩。', '水稻'],
    ['碧道累计建成86公里。', '碧道'],
    ['旧厂房累计拆除26座。', '旧厂房'],
    ['机架订出5200个。', '机架'],
    ['入湖排污口查出286个。', '入湖排污口'],
    ['“助学行动”补助重复发放23人次。', '“助学行动”补助'],
  ])('leaves what it was done to: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test.each([
    ['公司订出5200个。', 'who did it'],
    ['村委会累计收缴8600万元。', 'who got it'],
    ['学校陆续拆除26座。', 'who did it, though in the list'],
    ['蓬江区建成86公里。', 'where it was done'],
    ['农户养殖86万头。', 'who keeps them'],
    ['居民共领取8600份。', 'who got them'],
    ['学校一次性给3万元。', 'who gave it'],
  ])('is not the name of who did it or where: %s (%s)', (paragraph) => {
    expect(only(paragraph).indicator).toBeNull();
  });

  test('is a part of a noun made of it', () => {
    expect(only('海洋捕捞86万吨。').indicator).toBe('海洋捕捞');
  });
});

describe('the last thing that was done in a clause', () => {
  test.each([
    ['独居老人安装烟感1600个。', '烟感'],
    ['向中央财政上缴结存利润1.6万亿元。', '结存利润'],
    ['累计向三角洲湿地补水1.2亿立方米。', '补水'],
    ['志愿者走访困难家庭286户。', '困难家庭'],
    ['公安机关破获诈骗案件286起。', '诈骗案件'],
    ['企业每年捐赠图书26万册。', '图书'],
  ])('was done to what stands behind it: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test('says nothing of how long it took', () => {
    expect(only('独居老人安装烟感3天。').indicator).toBeNull();
  });
});

describe('a measure before the number', () => {
  test.each([
    ['企业向山区儿童捐款86万元。', '捐款'],
    ['企业为员工宿舍改造投资86万元。', '投资'],
  ])('names it when the clause is half a sentence: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test('is not what is counted', () => {
    expect(figuresIn('企业向山区儿童捐款86笔。').map(({ indicator }) => indicator)).toEqual([null]);
  });
});

describe('half a sentence', () => {
  test.each([
    ['大柜物流费能省1800元。', '大柜物流费'],
    ['测产湿粮打到2.6万斤。', '测产湿粮'],
    ['全年每股派发现金红利0.3元。', '现金红利'],
  ])('is about what it begins with, or what stands behind the unit: %s', (paragraph, indicator) => {
    expect(only(paragraph).indicator).toBe(indicator);
  });

  test.each(['海陵重工去年净赚11.7亿元。', '养殖户每头赚350元。', '公司去年投入1260万元。'])(
    'tells not what who acts is: %s',
    (paragraph) => {
      expect(only(paragraph).indicator).toBeNull();
    },
  );
});

describe('to whom', () => {
  test('is no part of what is given', () => {
    expect(only('上级下达我市转移支付17.5亿元。').indicator).toBe('转移支付');
  });
});

describe('when, and how the number is brought in, are no part of the name', () => {
  test.each(
    '今年以来 入夏以来 自开馆以来 截至9月底 到9月末 前10个月 8日至12日 去年底 三季度末 未来五年 国庆假日期间 其间 今晨 这里 就连 不仅'.split(
      ' ',
    ),
  )('%s', (words) => {
    expect(only(`${words}铁水联运量26万吨。`).indicator).toBe('铁水联运量');
  });

  test.each(
    '最高达 再次突破 逐年增至 历史性突破 甚至超过 通常为 处于 确定为 经测算为 录得 报收 变成 创下 折合'.split(
      ' ',
    ),
  )('%s', (words) => {
    expect(only(`铁水联运量${words}26万吨。`).indicator).toBe('铁水联运量');
  });
});

describe('what lasts', () => {
  test.each('学制 账期 产假 无霜期 休渔期 轮候期 高温日数'.split(' '))('%s', (name) => {
    expect(only(`${name}达36天。`).indicator).toBe(name);
  });
});

describe('a word that begins or holds a verb', () => {
  test.each([
    ['粮食自给率86%。', '粮食自给率'],
    ['市场占有率86%。', '市场占有率'],
    ['员工到岗率86%。', '员工到岗率'],
    ['视频播放量超过86万次。', '视频播放量'],
    ['彩超24台。', '彩超'],
    ['省外占38%。', '省外'],
    ['全市预计资助86人。', '资助'],
  ])('%s', (paragraph, indicator) => {
    expect(only(paragraph)).toMatchObject({
      indicator,
      comparator: paragraph.includes('超过') ? 'gt' : 'eq',
      kind: paragraph.includes('%') ? 'ratio' : 'count',
    });
  });
});
