import { describe, expect, test } from 'vitest';
import { figuresIn, linked, linkedTo, only, readingOf } from './figures-in.ts';

/** The figures of a paragraph with what they change, restate and restrict, as printed. */
function linksIn(paragraph: string) {
  const figures = figuresIn(paragraph);
  return figures.map(({ exact, changeOf, sameAs, qualifies }) => [
    exact,
    ...[changeOf, sameAs, qualifies].map((id) => linkedTo(figures, id)),
  ]);
}

describe('a growth', () => {
  test('changes the level before it', () => {
    expect(linksIn('地区生产总值458.51亿元，按可比价计算增长2.8%。')).toEqual([
      ['458.51亿元', null, null, null],
      ['2.8%', '458.51亿元', null, null],
    ]);
  });

  test('of a level in two units changes the first', () => {
    expect(linksIn('供地266.67公顷（4000亩），比上年增加5%。')).toEqual([
      ['266.67公顷', null, null, null],
      ['4000亩', null, '266.67公顷', null],
      ['5%', '266.67公顷', null, null],
    ]);
  });

  test('beside another growth changes the same level', () => {
    expect(linksIn('税收收入30亿元，同比增长5%，环比增长2%。')[2]).toEqual(['2%', '30亿元', null, null]);
  });

  test('by percentage points changes the rate before it', () => {
    expect(linksIn('税收收入30亿元，增长5%，比上年同期提高2个百分点。')[2]).toEqual([
      '2个百分点',
      '5%',
      null,
      null,
    ]);
    expect(linksIn('覆盖率98.4%，提高2个百分点。')[1]).toEqual(['2个百分点', '98.4%', null, null]);
  });

  test('of another indicator changes nothing', () => {
    expect(linksIn('税收收入30亿元，固定资产投资增长5%。')[1]).toEqual(['5%', null, null, null]);
  });

  test('of the former or the latter changes the one of two amounts that was told there', () => {
    const pair = '全年接待过夜游客42万人次、一日游游客310万人次，前者增长8.3%，后者下降2.4%。';
    expect(linked('changeOf', pair)).toEqual({ '8.3%': '42万人次', '2.4%': '310万人次' });
    expect(
      figuresIn(pair)
        .slice(2)
        .map(({ indicator }) => indicator),
    ).toEqual(
      figuresIn(pair)
        .slice(0, 2)
        .map(({ indicator }) => indicator),
    );
  });

  test('is of no other paragraph', () => {
    expect(linksIn('税收收入30亿元。\n\n    增长5%。')[1]).toEqual(['5%', null, null, null]);
  });
});

describe('rows of numbers', () => {
  test('of levels and of growths go together one by one', () => {
    expect(linksIn('固定资产投资、税收收入分别为5亿元、6亿元，增长3%、4%。')).toEqual([
      ['5亿元', null, null, null],
      ['6亿元', null, null, null],
      ['3%', '5亿元', null, null],
      ['4%', '6亿元', null, null],
    ]);
  });

  test('behind 分别 are of the numbers before them', () => {
    expect(linksIn('招引项目23个，总投资97.3亿元，分别增长35.3%和112.9%。')).toEqual([
      ['23个', null, null, null],
      ['97.3亿元', null, null, null],
      ['35.3%', '23个', null, null],
      ['112.9%', '97.3亿元', null, null],
    ]);
  });
});

describe('a threshold', () => {
  test('restricts the number behind it', () => {
    const [threshold, count] = figuresIn('20亿元以上项目不少于6个。');
    expect(threshold).toMatchObject({ kind: 'threshold', comparator: 'gte', qualifies: count?.id });
    expect(count).toMatchObject({ kind: 'count', comparator: 'gte', indicator: '项目', qualifies: null });
  });

  test.each([
    ['亩均税收超过18万元的企业达到90家。', ['threshold', 'count'], '90家'],
    ['60周岁以上老人8人。', ['threshold', 'count'], '8人'],
    ['60至64周岁老人8人。', ['threshold', 'count'], '8人'],
    ['建成10万吨级泊位2个。', ['threshold', 'count'], '2个'],
  ])('%s', (paragraph, kinds, restricted) => {
    const figures = figuresIn(paragraph);
    expect(figures.map(({ kind }) => kind)).toEqual(kinds);
    expect(linkedTo(figures, figures[0]?.qualifies ?? null)).toBe(restricted);
  });

  test('restricts nothing in another clause', () => {
    expect(figuresIn('实施10亿元以上项目，新增学位8个。')[0]).toMatchObject({
      kind: 'threshold',
      qualifies: null,
    });
  });

  test.each([
    ['增长8%以上。', 'change'],
    ['70家以上企业升规。', 'count'],
    ['覆盖率达到80%以上。', 'ratio'],
  ])('is none where the number itself is meant: %s', (paragraph, kind) => {
    expect(only(paragraph)).toMatchObject({ kind, qualifies: null });
  });
});

describe('a printed part', () => {
  test('of a count is named by it', () => {
    expect(
      figuresIn('建成项目30个，其中10亿元以上的5个。')
        .map(({ indicator }) => indicator)
        .filter((_, at) => at !== 1),
    ).toEqual(['项目', '项目']);
  });

  test('of a list belongs to its whole', () => {
    const { figures } = readingOf(
      '建议情况',
      '大会共收到建议38件。其中：',
      '1.聚焦农业农村的有6件；',
      '2.关于校园周边的3件；',
      '3.其他方面有29件。',
    );
    expect(figures.map(({ partOf }) => linkedTo(figures, partOf))).toEqual([null, '38件', '38件', '38件']);
  });
});

describe('the kind of a number', () => {
  test.each([
    ['占比达35%。', 'ratio'],
    ['每斤2.95元。', 'ratio'],
    ['亩产412公斤。', 'ratio'],
    ['每万人38.5件。', 'ratio'],
    ['均价9800元/平方米。', 'ratio'],
    ['得分92.5分。', 'ratio'],
    ['是上年的2.5倍。', 'ratio'],
    ['优良天数300天。', 'level'],
    ['接待20万人次。', 'count'],
    ['工期300天。', 'level'],
    ['投资30亿元。', 'level'],
    ['气温35℃。', 'level'],
    ['全长35公里。', 'length'],
    ['占地35亩。', 'area'],
    ['排全省第6位。', 'rank'],
  ])('%s', (paragraph, kind) => {
    expect(only(paragraph).kind).toBe(kind);
  });

  test('of a rank is named by what is ranked', () => {
    expect(only('税收收入增速居全省第2位。')).toMatchObject({ kind: 'rank', indicatorId: 'tax-revenue' });
  });
});

describe('a comparison with another time', () => {
  test.each([
    ['法官人均结案326件，比上年多办21件。', { '21件': '326件' }],
    ['全市报名考生7.86万人，较去年多出5300人。', { '5300人': '7.86万人' }],
    ['上座率76%，比平日高三成。', { 三成: '76%' }],
    ['门票收入52万元，同比少了4.4%，但较前年仍高三成。', { '4.4%': '52万元', 三成: '52万元' }],
    ['进口纸浆68.2万吨，多了5.5万吨。', { '5.5万吨': '68.2万吨' }],
    ['开行列车620列、112万箱，同比多开35列、多运20万箱。', { '35列': '620列', '20万箱': '112万箱' }],
    ['库存460台，平均22小时送达，比去年快了3.5小时。', { '3.5小时': '22小时' }],
  ])('%s', (line, expected) => {
    expect(linked('changeOf', line)).toMatchObject(expected);
  });
});

describe('a change', () => {
  test.each([
    [
      'of points is of a share, not of a number of months',
      '指数为49.3%，连续4个月低于临界点，但比上月回升0.3个百分点。',
      { '0.3个百分点': '49.3%' },
    ],
    ['of a growth that grew is of the growth', '贷款增加21亿元，同比多增1.5亿元。', { '1.5亿元': '21亿元' }],
    ['behind a price is of the price', '进口原油4亿吨，每吨4721元，上涨54.6%。', { '54.6%': '4721元' }],
    ['may stand before the level it led to', '净增高新技术企业6家，总数达39家。', { '6家': '39家' }],
    [
      'goes on about itself',
      '对其出口187亿元，减少3.6亿元，降幅1.9%。',
      { '3.6亿元': '187亿元', '1.9%': '187亿元' },
    ],
  ])('%s', (_, line, expected) => {
    expect(linked('changeOf', line)).toEqual(expected);
  });

  test.each([
    ['an average of years', '地区生产总值468亿元，两年平均增长4.7%。'],
    ['points that something lifts another by', '消费贡献率为83.2%，拉动经济增长4.4个百分点。'],
    [
      'points of a share that is not printed',
      '诊疗量1084万人次，占总诊疗人次的比重比去年同期提高2.7个百分点。',
    ],
    ['a price of things that are counted', '共有60种药品中选，平均降价48%。'],
  ])('is of no figure: %s', (_, line) => {
    expect(linked('changeOf', line)).toEqual({});
  });

  test('in a row goes with the levels before it', () => {
    expect(linked('changeOf', '完成营业额823亿元、新签合同额1251亿元，增幅分别为3.5%和25.1%。')).toEqual({
      '3.5%': '823亿元',
      '25.1%': '1251亿元',
    });
  });

  test('of 前者 and 后者 is of the two before', () => {
    expect(linked('changeOf', '门诊费用238元，住院费用10472元，前者上涨2.1%，后者下降3.7%。')).toEqual({
      '2.1%': '238元',
      '3.7%': '10472元',
    });
  });
});

describe('the same again', () => {
  test.each([
    ['最大风力11级（30米/秒）。', { '30米/秒': '11级' }],
    ['人均产值92519元（按年平均汇率折算为13130美元）。', { '13130美元': '92519元' }],
    ['对外投资834.2亿美元，折合人民币5926.3亿元。', { '5926.3亿元': '834.2亿美元' }],
    ['签约1.2亿美元（约合人民币8.6亿元）。', { '8.6亿元': '1.2亿美元' }],
    ['流转土地12.4公顷，即186亩。', { '186亩': '12.4公顷' }],
    ['修复湿地12.4万公顷，约合186万亩。', { '186万亩': '12.4万公顷' }],
  ])('%s', (line, expected) => {
    expect(linked('sameAs', line)).toEqual(expected);
  });
});

describe('what a threshold restricts', () => {
  test.each([
    ['落户项目36宗，其中投资超10亿元的有3宗。', { '10亿元': '3宗' }],
    ['单日降雨超过100毫米的站点多达187个。', { '100毫米': '187个' }],
    ['35岁以下的青年，前年只有3名。', { '35岁': '3名' }],
    ['有3个项目完工180天以上未验收。', { '180天': '3个' }],
    ['适龄女生（14周岁以下）免费接种疫苗4800人。', { '14周岁': '4800人' }],
    ['收购价为每斤1.19元（水分14%以内）。', { '14%': '1.19元' }],
    ['0—17岁占19.4%，18—59岁占57.7%。', { '0—17岁': '19.4%', '18—59岁': '57.7%' }],
    ['共有13部影片上映，5部超过10亿元。', { '10亿元': '5部' }],
    ['考点周边500米内的工地停工118处。', { '500米': '118处' }],
    ['56人以上大班额占比压降到0.4%。', { '56人': '0.4%' }],
    ['跌幅超过10%的有7个。', { '10%': '7个' }],
    ['总长35公里，其中20英寸的大口径管176支。', { '20英寸': '176支' }],
  ])('%s', (line, expected) => {
    expect(linked('qualifies', line)).toEqual(expected);
  });

  test.each([
    ['it goes on to another bound', '门槛由年营业收入2000万元以上降至1000万元。'],
    ['another threshold is no such thing', '1.4米以下儿童和65周岁以上老人免费。'],
    ['it is an amount', '全程42公里的路线串起十二处景点。'],
  ])('is nothing when %s', (_, line) => {
    expect(linked('qualifies', line)).toEqual({});
  });
});
