import type { PriceBasis } from './figure.ts';

/** A headline indicator of local government reports. A level and its growth share the slug and differ in kind. */
export interface Indicator {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** What its level is usually printed in. */
  readonly unit: string;
  /**
   * Which prices its growth is usually computed at when the report says nothing: the statistics bureau's own note has
   * product and value added grow at constant prices, the rest at current ones. `null` where prices play no part, or
   * where usage is divided.
   */
  readonly priceBasis: PriceBasis | null;
  /** Other printed forms, full-width characters folded. */
  readonly aliases: readonly string[];
  /** The same quantity elsewhere, where that is sure. */
  readonly codes: readonly IndicatorCode[];
}

/** What others call an indicator, or its growth. */
export interface IndicatorCode {
  readonly scheme: 'World Bank' | 'NBS' | 'Data Commons';
  readonly of: 'level' | 'change';
  readonly code: string;
}

const GDP_CODES: readonly IndicatorCode[] = [
  { scheme: 'World Bank', of: 'level', code: 'NY.GDP.MKTP.CN' },
  { scheme: 'World Bank', of: 'change', code: 'NY.GDP.MKTP.KD.ZG' },
  {
    scheme: 'Data Commons',
    of: 'level',
    code: 'Amount_EconomicActivity_GrossDomesticProduction_Nominal',
  },
  {
    scheme: 'Data Commons',
    of: 'change',
    code: 'GrowthRate_Amount_EconomicActivity_GrossDomesticProduction',
  },
];

/** The registry. A slug, once released, keeps its meaning; a printed form belongs to one indicator only. */
export const INDICATORS: readonly Indicator[] = [
  indicator('gdp', '地区生产总值', 'Gross regional product', {
    measured: ['亿元', 'constant'],
    aliases: '国内生产总值 生产总值 GDP GDP总量 经济总量',
    codes: GDP_CODES,
  }),
  indicator('gdp-per-capita', '人均地区生产总值', 'Gross regional product per head', {
    measured: ['元', 'constant'],
    aliases: '人均国内生产总值 人均生产总值 人均GDP',
  }),
  indicator('primary-value-added', '第一产业增加值', 'Value added, primary sector', {
    measured: ['亿元', 'constant'],
    aliases: '一产增加值',
  }),
  indicator('secondary-value-added', '第二产业增加值', 'Value added, secondary sector', {
    measured: ['亿元', 'constant'],
    aliases: '二产增加值',
  }),
  indicator('tertiary-value-added', '第三产业增加值', 'Value added, tertiary sector', {
    measured: ['亿元', 'constant'],
    aliases: '三产增加值 服务业增加值',
  }),
  indicator('industrial-value-added', '规模以上工业增加值', 'Value added of industry above designated size', {
    measured: ['亿元', 'constant'],
    aliases:
      '规上工业增加值 规模工业增加值 规模以上工业企业增加值 规上工业企业增加值 规模以上工业企业实现增加值 规模以上工业实现增加值',
  }),
  // 工业总产值 without 规模以上 counts the small works too.
  indicator('industrial-output', '规模以上工业总产值', 'Gross output of industry above designated size', {
    measured: ['亿元', null],
    aliases:
      '规上工业总产值 规模工业总产值 规模以上工业企业总产值 规上工业企业总产值 规模以上工业企业实现总产值 规模以上工业产值 规上工业产值',
  }),
  indicator(
    'industrial-profits',
    '规模以上工业企业利润总额',
    'Total profits of industry above designated size',
    {
      measured: ['亿元', 'current'],
      aliases:
        '规上工业企业利润总额 规模以上工业利润总额 规上工业利润总额 规模以上工业企业实现利润总额 规模以上工业企业实现利润 规模以上工业企业利润',
    },
  ),
  indicator('fixed-asset-investment', '固定资产投资', 'Investment in fixed assets', {
    measured: ['亿元', 'current'],
    aliases: '固定资产投资额 固定资产投资总额 固投',
  }),
  indicator('industrial-investment', '工业投资', 'Investment in industry', {
    measured: ['亿元', 'current'],
    aliases: '工业投资额 工业固定资产投资',
  }),
  indicator('technical-upgrade-investment', '技改投资', 'Investment in technical upgrading', {
    measured: ['亿元', 'current'],
    aliases: '技术改造投资 工业技改投资 工业技术改造投资',
  }),
  indicator('infrastructure-investment', '基础设施投资', 'Investment in infrastructure', {
    measured: ['亿元', 'current'],
    aliases: '基础设施建设投资 基建投资',
  }),
  indicator('real-estate-investment', '房地产开发投资', 'Investment in real estate development', {
    measured: ['亿元', 'current'],
    aliases: '房地产开发投资额 房地产开发完成投资',
  }),
  indicator('retail-sales', '社会消费品零售总额', 'Retail sales of consumer goods', {
    measured: ['亿元', 'current'],
    aliases: '社会消费品零售额 社消零总额 社零总额 社消零 社零',
  }),
  indicator('foreign-trade', '外贸进出口总额', 'Foreign trade', {
    measured: ['亿元', 'current'],
    aliases:
      '进出口总额 进出口总值 进出口额 外贸进出口总值 外贸进出口额 外贸进出口 货物进出口总额 货物进出口总值 货物进出口 对外贸易进出口总额 进出口规模 外贸进出口规模',
  }),
  indicator('exports', '出口总额', 'Exports', {
    measured: ['亿元', 'current'],
    aliases: '出口总值 出口额 外贸出口总额 外贸出口总值 外贸出口额 外贸出口 货物出口总额 货物出口',
  }),
  indicator('imports', '进口总额', 'Imports', {
    measured: ['亿元', 'current'],
    aliases: '进口总值 进口额 外贸进口总额 外贸进口总值 外贸进口额 外贸进口 货物进口总额 货物进口',
  }),
  indicator('foreign-investment-used', '实际利用外资', 'Foreign investment actually used', {
    measured: ['亿元', 'current'],
    aliases:
      '实际吸收外资 实际使用外资 实际利用外资额 实际利用外资金额 实际使用外资金额 实际吸收外商直接投资 实际利用外商直接投资',
  }),
  // 一般公共预算总收入 holds what is passed on to the state, and transfers from it.
  indicator('general-public-budget-revenue', '一般公共预算收入', 'General public budget revenue', {
    measured: ['亿元', 'current'],
    aliases:
      '地方一般公共预算收入 地方财政一般公共预算收入 地方一般预算收入 地方财政一般预算收入 公共财政预算收入 地方公共财政预算收入',
  }),
  indicator('general-public-budget-spending', '一般公共预算支出', 'General public budget spending', {
    measured: ['亿元', 'current'],
    aliases: '地方一般公共预算支出 地方财政一般公共预算支出 公共财政预算支出 地方公共财政预算支出',
  }),
  indicator('livelihood-spending', '民生领域支出', 'Spending on livelihood', {
    measured: ['亿元', 'current'],
    aliases: '民生支出 民生类支出',
  }),
  indicator('tax-revenue', '税收收入', 'Tax revenue', {
    measured: ['亿元', 'current'],
    aliases: '各项税收收入',
  }),
  indicator('disposable-income-per-capita', '居民人均可支配收入', 'Disposable income per head', {
    measured: ['元', 'current'],
    aliases: '全体居民人均可支配收入 全体常住居民人均可支配收入 常住居民人均可支配收入 人均可支配收入',
  }),
  indicator('urban-disposable-income', '城镇居民人均可支配收入', 'Disposable income per head, urban', {
    measured: ['元', 'current'],
    aliases: '城镇常住居民人均可支配收入 城镇人均可支配收入',
  }),
  indicator('rural-disposable-income', '农村居民人均可支配收入', 'Disposable income per head, rural', {
    measured: ['元', 'current'],
    aliases: '农村常住居民人均可支配收入 农民人均可支配收入 农村人均可支配收入',
  }),
  indicator('consumer-prices', '居民消费价格', 'Consumer prices', {
    measured: ['%', null],
    aliases: '居民消费价格指数 居民消费价格总指数 居民消费价格总水平 居民消费价格水平 CPI',
    codes: [{ scheme: 'NBS', of: 'level', code: 'A090201' }],
  }),
  indicator('urban-employment-added', '城镇新增就业', 'New urban jobs', {
    measured: ['人', null],
    aliases: '城镇新增就业人数 城镇新增就业人员 新增城镇就业',
  }),
  indicator('reemployment', '城镇失业人员再就业', 'Unemployed who found work again', {
    measured: ['人', null],
    aliases: '失业人员再就业 城镇失业人员实现再就业 失业人员实现再就业 城镇失业人员再就业人数',
  }),
  indicator('registered-unemployment-rate', '城镇登记失业率', 'Registered urban unemployment rate', {
    measured: ['%', null],
    aliases: '登记失业率',
  }),
  indicator('surveyed-unemployment-rate', '城镇调查失业率', 'Surveyed urban unemployment rate', {
    measured: ['%', null],
    aliases: '调查失业率',
  }),
  indicator('population', '常住人口', 'Resident population', {
    measured: ['万人', null],
    aliases: '年末常住人口 常住人口总量 常住人口数',
  }),
  indicator('urbanisation-rate', '常住人口城镇化率', 'Urban share of the resident population', {
    measured: ['%', null],
    aliases: '城镇化率 人口城镇化率',
  }),
  indicator('deposits', '本外币各项存款余额', 'Deposits in all currencies', {
    measured: ['亿元', 'current'],
    aliases: '各项存款余额 本外币存款余额 本外币各项存款',
  }),
  indicator('loans', '本外币各项贷款余额', 'Loans in all currencies', {
    measured: ['亿元', 'current'],
    aliases: '各项贷款余额 本外币贷款余额 本外币各项贷款',
  }),
  indicator('power-consumption', '全社会用电量', 'Power consumption of the whole society', {
    measured: ['亿千瓦时', null],
    aliases: '全社会累计用电量 全社会用电总量 社会用电量',
  }),
  indicator('grain-output', '粮食总产量', 'Grain output', {
    measured: ['万吨', null],
    aliases: '粮食产量',
  }),
  indicator('air-quality-rate', '空气质量优良天数比例', 'Share of days with good air', {
    measured: ['%', null],
    aliases:
      '空气质量优良天数比率 空气质量优良天数占比 空气质量优良率 空气优良天数比例 空气优良率 优良天数比例 优良天数比率 AQI优良率 AQI达标率 空气质量指数优良率 空气质量指数(AQI)优良率 空气质量指数(AQI)达标率 环境空气质量达标率 空气质量达标率',
  }),
  indicator('pm25', 'PM2.5平均浓度', 'Mean concentration of fine particles', {
    measured: ['微克/立方米', null],
    aliases:
      'PM2.5浓度 PM2.5年均浓度 PM2.5年平均浓度 PM2.5 细颗粒物 细颗粒物浓度 细颗粒物平均浓度 细颗粒物年均浓度 细颗粒物(PM2.5)浓度 细颗粒物(PM2.5)平均浓度 细颗粒物(PM2.5)年均浓度',
  }),
];

/** Names that hold a registered one, or end in it, and mean something else. */
export const OTHER_NAMES: readonly string[] = names(
  '工业生产总值 农业生产总值 海洋生产总值 服务进出口总额 服务进出口额 服务出口总额 服务出口额 服务进口总额 服务进口额 ' +
    '户籍人口城镇化率 人民币各项存款余额 人民币各项贷款余额 人民币存款余额 人民币贷款余额 ' +
    '核心CPI 工业生产者出厂价格 就业困难人员再就业 粮食产量保险 固定资产投资项目 工业投资项目 技改投资项目 技术改造投资项目 房地产开发投资项目 ' +
    '基础设施投资项目 单位GDP能耗 万元GDP能耗 单位生产总值能耗 单位地区生产总值能耗 万元生产总值能耗 万元地区生产总值能耗 ' +
    '单位GDP用水量 万元GDP用水量 万元地区生产总值用水量 单位GDP二氧化碳排放',
);

/** Words right before a registered name that make it a part of what the name alone means: 民间固定资产投资. */
export const PART_WORDS: readonly string[] = names(
  '民间 国有 民营 外资 国企 民企 企业 公司 集团 产品 贸易 电商 限额以上 限额以下 限上 限下 制造业 高技术 先进 现代 生产性 ' +
    '生活性 规上 规模以上 城镇 城市 农村 乡村 镇级 市级 省级 本级 园区 人民币',
);

/** What differs from one indicator to the next, besides its names. */
interface Row {
  /** Its usual unit and usual price basis. */
  readonly measured: readonly [string, PriceBasis | null];
  /** Parted by blanks. */
  readonly aliases: string;
  readonly codes?: readonly IndicatorCode[];
}

function indicator(id: string, zh: string, en: string, { measured, aliases, codes }: Row): Indicator {
  const [unit, priceBasis] = measured;
  return { id, zh, en, unit, priceBasis, aliases: names(aliases), codes: codes ?? [] };
}

function names(text: string): string[] {
  return text.split(' ');
}
