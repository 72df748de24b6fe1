import { describe, expect, test } from 'vitest';
import { figuresIn } from './figures-in.ts';

const names = (paragraph: string) => figuresIn(paragraph).map(({ indicator }) => indicator);
const named = (paragraph: string) =>
  figuresIn(paragraph).map(({ indicator, indicatorId }) => [indicator, indicatorId]);

describe('some of what is counted', () => {
  test.each([
    ['引进项目86宗，其中投资超8亿元的有5宗。', ['项目', '投资', '项目']],
    ['更换吊杆286根，其中南侧吊杆中有18根。', ['吊杆', '吊杆']],
    ['招收学徒26万名，其中12人已出师。', ['学徒', '学徒']],
    ['引进项目86个，荷塘镇12个，棠下镇不到9个。', ['项目', '项目', '项目']],
    ['招聘教师260人，占86人。', ['教师', '教师']],
    ['收购茶园260家，种红茶的86家。', ['茶园', '茶园']],
    ['引进企业36家；入选茶园中，种红茶的12家。', ['企业', '入选茶园']],
  ])('is counted as they are: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test.each([
    ['引进项目86宗，其中投资超8亿元的有5人。', ['项目', '投资', null], 'in another unit'],
    ['引进项目86宗，其中学校食堂5宗。', ['项目', '学校食堂'], 'with a name of its own'],
    ['招收学徒26万名，其中3天实习。', ['学徒', null], 'of another kind'],
  ])('is not: %s (%s)', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('may be a share of them', () => {
    expect(names('取消订单286份，定金不退的占四成。')).toEqual(['订单', '订单']);
    expect(names('取消订单286份，金额26万元，定金不退的不足四成。')).toEqual(['订单', '金额', '订单']);
    expect(names('收入26万元，定金不退的占四成。')[1]).not.toBe('订单');
  });
});

describe('what is told of each, or how long it lasts,', () => {
  test.each([
    ['森林面积210万亩，人均0.6亩，户均2.1亩。', ['森林面积', '森林面积', '森林面积']],
    ['烟感1600个，每户2个。', ['烟感', '烟感']],
    ['困难学生可申领生活补助，每生每年1500元。', ['生活补助']],
    ['电煤库存86万吨，可用18天。', ['电煤库存', '电煤库存']],
    ['基金累计结余36亿元，可支付14个月。', ['基金累计结余', '基金累计结余']],
  ])('is told of what stands before it: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test.each([
    ['学徒11.6万人，其中省外7.3万人、县内2.4万人。', ['学徒', '学徒', '学徒']],
    ['专任教师5.2万人，其中小学2.1万人、初中1.3万人。', ['专任教师', '专任教师', '专任教师']],
    ['学校112所，其中小学60所、初中20所。', ['学校', '小学', '初中']],
    ['就业6832人，为年度任务6500人的105.1%。', ['就业', '就业', '就业']],
  ])('which of it is no name: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('names nothing by a deed of its own', () => {
    expect(names('电煤库存86万吨，司机休息18天。')).toEqual(['电煤库存', null]);
  });
});

describe('what became of some of what was counted', () => {
  test.each([
    ['查办案件286宗，罚款26万元，移送公安机关5宗。', ['案件', '罚款', '案件']],
    ['种植花椒860亩，其中已挂果260亩。', ['花椒', '花椒']],
    ['停电用户86户，目前已恢复供电26户。', ['停电用户', '停电用户']],
  ])('is told of them: %s', (paragraph, indicators) => {
    expect(names(paragraph).map((name) => name?.replace('查办', ''))).toEqual(indicators);
  });

  test('names what is done where nothing was counted before', () => {
    expect(names('出动86人次，立案26宗，结案18宗。')).toEqual([null, '立案', '结案']);
    expect(names('受理案件86宗，结案18宗。')).toEqual(['案件', '案件']);
  });

  test('names the number where nothing of the kind was counted', () => {
    expect(names('出动86人次，移送公安机关5宗。').at(-1)).toBe('移送公安机关');
  });
});

describe('the topic of a sentence', () => {
  test.each([
    ['入院患者中，占286人，转院的13人。', ['入院患者', '入院患者']],
    ['受访的店主中，六成打算续租。', ['店主']],
    ['在入选的茶园里，12家扩种。', ['茶园']],
    ['春茶上市；在参训学员中，选出26名。', ['参训学员']],
  ])('is what its figures count: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test.each([
    ['入院患者中，报销86万元。', 'money is no part of people'],
    ['入院患者中，他们86万元。', 'money is no part of people'],
    ['286名患者中，3天内出院。', 'neither are days'],
    ['招收学徒26名；入院患者中，费用86万元。', 'nor behind a semicolon'],
  ])('names nothing else: %s (%s)', (paragraph) => {
    expect(names(paragraph).slice(-1)).not.toContain('患者');
    expect(names(paragraph).slice(-1)).not.toContain('入院患者');
  });

  test('ends with its sentence, and gives way to what is named behind it', () => {
    expect(names('入选茶园中，12家扩种。招收学徒26名，共26家。')).toEqual(['入选茶园', '学徒', '入选茶园']);
    expect(names('参选茶园中，有老师36名，占9名。')).toEqual(['老师', '老师']);
    expect(names('参选茶园中，有老师36名，其中六成返聘。')).toEqual(['老师', '老师']);
  });

  test('with a number is no topic, but named before', () => {
    expect(names('招收教师26名；286名学员里，挂牌的有36名。')).toEqual(['教师', '学员', '学员']);
    expect(names('1286名患者中，45岁以下的有316名，60岁以上的有486名。')).toEqual(
      Array.from({ length: 5 }, () => '患者'),
    );
  });
});

describe('the same in other terms', () => {
  test.each([
    ['最大风力11级（32米/秒）。', ['最大风力', '最大风力']],
    ['景区门票86元（约12美元）。', ['景区门票', '景区门票']],
    ['会费86519元（按年平均汇率折算为12130美元）。', ['会费', '会费']],
    ['电视剧发行186部5683集。', ['电视剧发行', '电视剧发行']],
    ['电视剧发行186部、5683集。', ['电视剧发行', '电视剧发行']],
    ['办理贷款1.43万笔，约75.2亿元。', ['贷款', '贷款']],
  ])('%s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('is no other thing that stands alone', () => {
    expect(names('最大风力11级。26人。')).toEqual(['最大风力', null]);
  });
});

describe('the same again', () => {
  test.each([
    ['监测的蔬菜18种涨价，9种持平。', ['蔬菜', '蔬菜']],
    ['派出医生26名，到场18人。', ['医生', '医生']],
    ['派出医生2万名，到场18万人。', ['医生', '医生']],
    ['粮食产量98.2亿斤，去年是96.3亿斤。', ['粮食产量', '粮食产量']],
    ['粮食产量98.2亿斤。去年是96.3亿斤。', ['粮食产量', '粮食产量']],
    ['茶园产值98.2亿元，他们26.3亿元。', ['茶园产值', '茶园产值']],
    ['产值增长3.1%，他们5.2%。', ['产值', '产值']],
  ])('%s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test.each([
    ['派出医生26名，到场18家。', 1, 'in another unit'],
    ['产值增长3.1%。去年是96.3亿斤。', 1, 'a change is no level'],
    ['茶园产值98.2亿元。他们26.3亿元。', 1, 'in another sentence, with words between'],
    ['茶园产值98.2亿元，他们26.3万元。', 1, 'in another unit of money'],
    ['茶园营收超8亿元的企业，他们26.3亿元。', 1, 'a threshold counts nothing'],
    ['派出医生26名，排名第3位，到场第2名。', 2, 'a rank counts nothing'],
  ])('is not what %s tells in its last figure (%s)', (paragraph, at) => {
    expect(names(paragraph)[at]).toBeNull();
  });

  test('is the headline indicator too', () => {
    expect(named('粮食产量98.2亿斤，去年是96.3亿斤。')[1]).toEqual(['粮食产量', 'grain-output']);
  });
});

describe('a threshold that nothing else names', () => {
  test.each([
    ['参赛选手386名，45岁以下的有216名。', ['参赛选手', '参赛选手', '参赛选手']],
    ['招引项目36个，10亿元以上的有3个。', ['项目', '项目', '项目']],
    ['45岁以下的有216名。', [null, null]],
  ])('is about what it restricts: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('is no headline indicator', () => {
    expect(named('城镇新增就业8600人，其中45岁以下的有2160人。')[1]).toEqual(['城镇新增就业', null]);
  });

  test('restricts nothing in another sentence', () => {
    expect(names('60周岁以上。招收学员26名。')).toEqual([null, '学员']);
  });

  test('keeps a name of its own', () => {
    expect(names('培育企业36家，产值10亿元以上的有3家。')).toEqual(['企业', '产值', '企业']);
  });
});

describe('a share, or a growth behind words that say nothing', () => {
  test.each([
    ['外贸企业286家，占三成，增长5%。', ['外贸企业', '外贸企业', '外贸企业']],
    ['茶叶产值86亿元，由负转正，增长11.3%。', ['茶叶产值', '茶叶产值']],
    ['办理贷款1.43万笔、75.2亿元。', ['贷款', '贷款']],
    ['在册1亿元以上的企业，占三成。', ['企业', null]],
    ['入院患者中，占三成。', ['入院患者']],
  ])('is of what was named before: %s', (paragraph, indicators) => {
    expect(names(paragraph)).toEqual(indicators);
  });

  test('a growth is one of the amount before it', () => {
    expect(figuresIn('茶叶产值86亿元，由负转正，增长11.3%。')[1]).toMatchObject({ changeOf: 'f1' });
    expect(figuresIn('茶叶产值86亿元。增长11.3%。')[1]).toMatchObject({ indicator: '茶叶产值' });
  });
});
