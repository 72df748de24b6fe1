import type { Incomparable, Outcome } from '../../core/publish/observations/outcome.ts';
import type { Gap } from '../../core/publish/observations/year-of-series.ts';
import type { MarkKind } from '../../core/publish/series/series-points.ts';
import type { PriceBasis } from '../../core/read/figures/figure.ts';

type WordFor<Key extends string> = Readonly<Record<Key, string>>;

interface Point {
  readonly year: string;
  readonly value: string;
}

/** What pages and pictures of series say. */
export interface SeriesTexts {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly headlines: string;
  readonly allSeries: string;
  readonly head: WordFor<
    | 'place'
    | 'indicator'
    | 'level'
    | 'growth'
    | 'span'
    | 'observations'
    | 'period'
    | 'what'
    | 'value'
    | 'unit'
    | 'outcome'
    | 'sentence'
  >;
  readonly measure: WordFor<'level' | 'growth' | 'points' | 'amount' | 'other'>;
  readonly inUnit: (name: string, unit: string) => string;
  readonly printedBasis: (words: string) => string;
  readonly inferredBasis: WordFor<PriceBasis>;
  readonly outcome: WordFor<Outcome>;
  readonly incomparable: WordFor<Incomparable>;
  readonly gap: WordFor<Gap>;
  readonly standing: WordFor<'conflict' | 'superseded' | 'withdrawn'>;
  readonly conflictNote: string;
  readonly caption: (section: string) => string;
  readonly chart: (series: string, section: string) => string;
  readonly mark: WordFor<MarkKind>;
  /** Between two sentences of those that tell what a picture shows. */
  readonly sentenceGap: string;
  /** The sentences for whoever does not see the picture; `unit` follows each number. */
  readonly only: (point: Point, unit: string) => string;
  readonly trend: (
    direction: 'up' | 'down' | 'level',
    first: Point,
    last: Point,
    unit: string,
    count: number,
  ) => string;
  readonly extremes: (highest: Point, lowest: Point, unit: string) => string;
  readonly targets: (met: number, missed: number, open: number) => string;
  readonly noLine: string;
  readonly noYears: string;
  /** After a source, of a number that is printed elsewhere too. */
  readonly mentions: (count: number) => string;
  readonly emptySeries: (release: string) => string;
  readonly more: (rows: number) => string;
  readonly release: (version: string) => string;
  readonly download: WordFor<'title' | 'csv' | 'excel' | 'parquet' | 'years'> & {
    readonly chart: (section: string) => string;
  };
  readonly cite: string;
  readonly subscribe: string;
  readonly feedTitle: (name: string) => string;
  readonly unavailable: WordFor<'NoRelease' | 'NoTable' | 'NotIndexed' | 'NotReady'>;
}

export const SERIES_ZH: SeriesTexts = {
  title: '数据序列',
  intro: '每个地区的每项指标：历年的实际值、目标和完成情况，每个数都可点回原文的那一句。',
  none: '最新的数据发布中还没有任何序列。',
  headlines: '主要指标',
  allSeries: '全部地区和指标',
  head: {
    place: '地区',
    indicator: '指标',
    level: '最新水平',
    growth: '最新增速',
    span: '年份',
    observations: '观测值',
    period: '时期',
    what: '性质',
    value: '数值（原文）',
    unit: '单位',
    outcome: '完成情况',
    sentence: '原文与出处',
  },
  measure: { level: '水平', growth: '增速', points: '增减百分点', amount: '增减额', other: '其他' },
  inUnit: (name, unit) => `${name}（${unit}）`,
  printedBasis: (words) => `原文所印口径：${words}。`,
  inferredBasis: {
    constant: '原文没有印明价格口径的，按统计惯例为不变价。',
    current: '原文没有印明价格口径的，按统计惯例为现价。',
  },
  outcome: { met: '达到', missed: '未达到', 'not-comparable': '无法比较' },
  incomparable: {
    'no-target': '没有目标',
    'target-in-words': '目标没有数字',
    'no-actual': '没有实际值',
    'estimate-only': '只有预计值',
    'basis-differs': '口径不同',
    'unit-differs': '单位不同',
    'bound-too-wide': '所印的数不足以判断',
    conflict: '来源互相矛盾',
  },
  gap: {
    conflict: '来源互相矛盾，不取其一',
    'not-captured': '应载的报纸没有存到',
    'not-printed': '存到的报纸没有印',
    'no-issue': '当时没有出报',
  },
  standing: { conflict: '互相矛盾', superseded: '已被更正', withdrawn: '文章已撤下' },
  conflictNote: '标“互相矛盾”的数各有出处，本站不取其一，图中以菱形分别画出。',
  caption: (section) => `${section}：按时期由新到旧，点数值可回到原文的那一句`,
  chart: (series, section) => `${series}：${section}`,
  mark: {
    actual: '实际',
    forecast: '预计',
    range: '区间的两端',
    conflict: '互相矛盾的值',
    'target-met': '目标（达到）',
    'target-missed': '目标（未达到）',
    'target-open': '目标（未判定）',
    strive: '力争',
  },
  sentenceGap: '',
  only: ({ year, value }, unit) => `只有 ${year} 年一个值：${value}${unit}。`,
  trend: (direction, first, last, unit, count) => {
    const way = { up: '升至', down: '降至', level: '仍为' }[direction];
    return `由 ${first.year} 年的 ${first.value}${unit}${way} ${last.year} 年的 ${last.value}${unit}，其间有 ${count} 年的值。`;
  },
  extremes: (highest, lowest, unit) =>
    `最高为 ${highest.year} 年的 ${highest.value}${unit}，最低为 ${lowest.year} 年的 ${lowest.value}${unit}。`,
  targets: (met, missed, open) =>
    `目标 ${met + missed + open} 个：达到 ${met}，未达到 ${missed}，未判定 ${open}。`,
  noLine: '没有可画成线的实际值。',
  noYears: '没有整年的数，因此没有图；各时期的数见表。',
  mentions: (count) => `共提及 ${count} 次`,
  emptySeries: (release) =>
    `数据发布 ${release} 中没有这个地区的这项指标。新刊出的数在下一次数据发布后可见。`,
  more: (rows) => `观测值太多，这里只列出前 ${rows} 个；其余可用 /api/observations 取用。`,
  release: (version) => `数据发布 ${version}`,
  download: {
    title: '下载',
    csv: '观测值（CSV）',
    excel: '观测值（CSV，供 Excel 和 WPS）',
    parquet: '观测值（Parquet）',
    years: '逐年对比（CSV）',
    chart: (section) => `图：${section}（SVG）`,
  },
  cite: '引用（GB/T 7714）',
  subscribe: '订阅',
  feedTitle: (name) => `${name}：新刊出的数与改动`,
  unavailable: {
    NoRelease: '还没有发布过数据，因此没有序列。数据由 jmnews release 发布。',
    NoTable: '最新的数据发布没有序列所需的表；请重新发布一次。',
    NotIndexed: '这个数据发布的索引还没有做好；请稍后再试，或从 /data/ 下载整张表。',
    NotReady: '这个数据发布的索引正在取来；请过几秒再试。',
  },
};

export const SERIES_EN: SeriesTexts = {
  title: 'Series',
  intro:
    'Each indicator of each place: what came year by year, what was aimed at and what became of it. Every number leads to its sentence.',
  none: 'The newest release has no series yet.',
  headlines: 'Headline series',
  allSeries: 'All places and indicators',
  head: {
    place: 'Place',
    indicator: 'Indicator',
    level: 'Newest level',
    growth: 'Newest growth',
    span: 'Years',
    observations: 'Observations',
    period: 'Period',
    what: 'What it is',
    value: 'Value as printed',
    unit: 'Unit',
    outcome: 'Outcome',
    sentence: 'Sentence and source',
  },
  measure: {
    level: 'Level',
    growth: 'Growth',
    points: 'Change in percentage points',
    amount: 'Amount of change',
    other: 'Other',
  },
  inUnit: (name, unit) => `${name} (${unit})`,
  printedBasis: (words) => `Basis as printed: ${words}.`,
  inferredBasis: {
    constant: 'Where no price basis is printed, it is by convention at constant prices.',
    current: 'Where no price basis is printed, it is by convention at current prices.',
  },
  outcome: { met: 'met', missed: 'missed', 'not-comparable': 'not comparable' },
  incomparable: {
    'no-target': 'no target',
    'target-in-words': 'target has no number',
    'no-actual': 'nothing came yet',
    'estimate-only': 'only an estimate',
    'basis-differs': 'bases differ',
    'unit-differs': 'units differ',
    'bound-too-wide': 'what is printed does not tell',
    conflict: 'sources contradict',
  },
  gap: {
    conflict: 'sources contradict one another; none is chosen',
    'not-captured': 'the issues that would print it are not held',
    'not-printed': 'the issues that are held do not print it',
    'no-issue': 'there were no issues',
  },
  standing: { conflict: 'contradicted', superseded: 'corrected since', withdrawn: 'article withdrawn' },
  conflictNote:
    'Numbers marked as contradicted each have a source; none is chosen, and the chart shows each as a diamond.',
  caption: (section) => `${section}: newest period first; a value leads to its sentence`,
  chart: (series, section) => `${series}: ${section}`,
  mark: {
    actual: 'actual',
    forecast: 'estimate',
    range: 'ends of a range',
    conflict: 'contradicted',
    'target-met': 'target, met',
    'target-missed': 'target, missed',
    'target-open': 'target, undecided',
    strive: 'striven for',
  },
  sentenceGap: ' ',
  only: ({ year, value }, unit) => `One value only, of ${year}: ${value}${unit}.`,
  trend: (direction, first, last, unit, count) => {
    const way = { up: 'up from', down: 'down from', level: 'as in the beginning:' }[direction];
    return `${last.value}${unit} in ${last.year}, ${way} ${first.value}${unit} in ${first.year}; ${count} years have a value.`;
  },
  extremes: (highest, lowest, unit) =>
    `Highest in ${highest.year} with ${highest.value}${unit}, lowest in ${lowest.year} with ${lowest.value}${unit}.`,
  targets: (met, missed, open) =>
    `Targets: ${met + missed + open}, of which ${met} met, ${missed} missed, ${open} undecided.`,
  noLine: 'Nothing that came can be drawn as a line.',
  noYears: 'No number is of a whole year, so there is no chart; the table has those of other periods.',
  mentions: (count) => `printed ${count} times`,
  emptySeries: (release) =>
    `Release ${release} has nothing of this indicator in this place. What was printed since will be in the next release.`,
  more: (rows) =>
    `There are too many observations; these are the first ${rows}. /api/observations has the others.`,
  release: (version) => `Release ${version}`,
  download: {
    title: 'Download',
    csv: 'Observations (CSV)',
    excel: 'Observations (CSV for Excel and WPS)',
    parquet: 'Observations (Parquet)',
    years: 'Year over year (CSV)',
    chart: (section) => `Chart: ${section} (SVG)`,
  },
  cite: 'Cite (GB/T 7714)',
  subscribe: 'Subscribe',
  feedTitle: (name) => `${name}: newly printed and changed numbers`,
  unavailable: {
    NoRelease: 'No data have been released yet, so there are no series. jmnews release publishes them.',
    NoTable: 'The newest release lacks the tables that series are made of; release once more.',
    NotIndexed: 'The release has no index yet; try again later, or download the whole table from /data/.',
    NotReady: 'The index of the release is on its way; try again in some seconds.',
  },
};
