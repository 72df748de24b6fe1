/** A headline indicator of local government reports. A level and its growth share the slug and differ in kind. */
export interface Indicator {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Other printed forms, full-width characters folded. */
  readonly aliases: readonly string[];
}

/** The registry. A slug, once released, keeps its meaning; a printed form belongs to one indicator only. */
export const INDICATORS: readonly Indicator[] = [
  indicator('gdp', '地区生产总值', 'Gross regional product', '国内生产总值 生产总值 GDP 经济总量'),
  indicator('gdp-per-capita', '人均地区生产总值', 'Gross regional product per head', '人均生产总值 人均GDP'),
  indicator('primary-value-added', '第一产业增加值', 'Value added, primary sector', ''),
  indicator('secondary-value-added', '第二产业增加值', 'Value added, secondary sector', ''),
  indicator('tertiary-value-added', '第三产业增加值', 'Value added, tertiary sector', '服务业增加值'),
  indicator(
    'industrial-value-added',
    '规模以上工业增加值',
    'Value added of industry above designated size',
    '规上工业增加值 规模工业增加值',
  ),
  indicator(
    'industrial-output',
    '规模以上工业总产值',
    'Gross output of industry above designated size',
    '规上工业总产值 工业总产值',
  ),
  indicator('fixed-asset-investment', '固定资产投资', 'Investment in fixed assets', '固定资产投资额 固投'),
  indicator('industrial-investment', '工业投资', 'Investment in industry', '工业投资额'),
  indicator(
    'technical-upgrade-investment',
    '技改投资',
    'Investment in technical upgrading',
    '技术改造投资 工业技改投资',
  ),
  indicator('real-estate-investment', '房地产开发投资', 'Investment in real estate development', ''),
  indicator('retail-sales', '社会消费品零售总额', 'Retail sales of consumer goods', '社消零总额 社零总额'),
  indicator(
    'foreign-trade',
    '外贸进出口总额',
    'Foreign trade',
    '进出口总额 进出口总值 外贸进出口总值 外贸进出口',
  ),
  indicator('exports', '出口总额', 'Exports', '外贸出口 出口额 出口总值'),
  indicator('imports', '进口总额', 'Imports', '外贸进口 进口额 进口总值'),
  indicator(
    'foreign-investment-used',
    '实际利用外资',
    'Foreign investment actually used',
    '实际吸收外资 实际使用外资',
  ),
  indicator(
    'general-public-budget-revenue',
    '一般公共预算收入',
    'General public budget revenue',
    '地方一般公共预算收入 地方一般预算收入 地方财政一般预算收入',
  ),
  indicator(
    'general-public-budget-spending',
    '一般公共预算支出',
    'General public budget spending',
    '地方一般公共预算支出',
  ),
  indicator('livelihood-spending', '民生领域支出', 'Spending on livelihood', '民生支出 民生类支出'),
  indicator('tax-revenue', '税收收入', 'Tax revenue', '各项税收收入'),
  indicator(
    'disposable-income-per-capita',
    '居民人均可支配收入',
    'Disposable income per head',
    '人均可支配收入 全体居民人均可支配收入',
  ),
  indicator(
    'urban-disposable-income',
    '城镇居民人均可支配收入',
    'Disposable income per head, urban',
    '城镇常住居民人均可支配收入',
  ),
  indicator(
    'rural-disposable-income',
    '农村居民人均可支配收入',
    'Disposable income per head, rural',
    '农村常住居民人均可支配收入',
  ),
  indicator('consumer-prices', '居民消费价格', 'Consumer prices', '居民消费价格指数 居民消费价格总水平 CPI'),
  indicator('urban-employment-added', '城镇新增就业', 'New urban jobs', '城镇新增就业人数'),
  indicator('reemployment', '城镇失业人员再就业', 'Unemployed who found work again', '失业人员再就业'),
  indicator('unemployment-rate', '城镇登记失业率', 'Registered urban unemployment rate', '城镇调查失业率'),
  indicator('population', '常住人口', 'Resident population', '年末常住人口'),
];

/** The printed indicator that ends last in `text`, the longest of those; `null` without one. `text` is folded. */
export function lastIndicatorIn(
  text: string,
): { readonly id: string; readonly start: number; readonly end: number } | null {
  let best: { id: string; start: number; end: number } | null = null;
  for (const [words, id] of BY_WORDS) {
    const start = text.lastIndexOf(words);
    if (start < 0) continue;
    const end = start + words.length;
    if (best === null || end > best.end || (end === best.end && start < best.start))
      best = { id, start, end };
  }
  return best;
}

function indicator(id: string, zh: string, en: string, aliases: string): Indicator {
  return { id, zh, en, aliases: aliases.split(' ').filter((alias) => alias !== '') };
}

const BY_WORDS: readonly (readonly [string, string])[] = INDICATORS.flatMap(({ id, zh, aliases }) =>
  [zh, ...aliases].map((words) => [words, id] as const),
);
