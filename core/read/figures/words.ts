import type { Comparator } from './figure.ts';
import { oneOf } from './one-of.ts';

/**
 * The words that the reader knows around a number, each list once. They are pieces of regular expressions, for folded
 * text (see fold-widths.ts), so that a word can say beside what it is another: 节约 is no 约.
 */

/** One of the words, the longest that fits: a regular expression's source, without a group of its own. */
export function either(...lists: readonly (readonly string[])[]): string {
  const words = lists.flat();
  const key = words.join('\n');
  const known = SOURCES.get(key);
  if (known !== undefined) return known;
  const lengths = new Map(words.map((word) => [word, plainLength(word)]));
  const longestFirst = words.toSorted((a, b) => (lengths.get(b) ?? 0) - (lengths.get(a) ?? 0));
  const source = oneOf(longestFirst);
  SOURCES.set(key, source);
  return source;
}

/** What was made of each list: bounds and words of change are pieces of dozens of expressions. */
const SOURCES = new Map<string, string>();

function plainLength(word: string): number {
  return word.replace(/\(\?[^)]*\)/g, '').length;
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** What a change is measured against. */
export const BASES = words(
  '按?可比口径(?:计算)? 按?自然口径(?:计算)? 按?同口径 按?可比价格?(?:计算)? 按?不变价格?(?:计算)? 可比(?=增长|下降) 同比 周?环比 年均(?!降[雨水])(?=[^,。;、浓气价]{0,6}(?:增|升|降|减|提|递|涨|下|上)) 名义(?=[增下上]) (?:两|三|[2-5])年平均 ' +
    '(?!与[^,。;]{1,6}持平)[比较与](?:(?:去年|上年)(?:[一二三四]季度|[上下]半年|\\d{1,2}月份?)|去年|上年度?|前年|前一年|前一[周天日]|前日|昨[日天]|上一年度?|上个月|上一季度|前三季度|[一二三]季度|疫情前|节前|历史同期|同期|[一二两三五十]年前|近[三五十]年|前[三五]年|上月|上季度?|上半年|上届|上周|上次|上一?轮|年初|平日|平时|往年|常年|多年(?=同期)|19\\d\\d年|20\\d\\d年|\\d{1,2}月(?:份|\\d{1,2}日)?|1[-—至]\\d{1,2}月份?)(?:同期|同月|同季|同日|同天|年?末|底|初)?(?:平均值?|均值)?(?:水平)?(?:相比)?(?!预期|预想|计划)',
);

/** 增加值 is a thing that is measured, not a change. */
export const INCREASES = words(
  '正增长 增长(?!极|点) 增加(?!值) 提高 (?<!改造)提升 上升 上涨 增速 增幅 涨幅 升幅 攀升 扩大 递增 净增加? 猛增 激增 回升 延长 上调 拓宽 加快 (?<!自然)增长率 递增率 前移 前进(?=\\d{1,3}位) 上浮 飙升 上扬 走高 ' +
    '涨价 提价 加价 加发 扩招 抬升 抬高 高开 (?<![投排释下发播停燃存摆开堆])放量 增多 增大 跃升 跳升 反弹 拉高 推高 调高 加大 加宽 提速 翻(?![到至成修建新阅越译番]) 扩种 增产 增收 增支 增效 增利 大增 多增 升值 增 (?<!爬|改造提)升(?!级) 涨',
);
export const DECREASES = words(
  '负增长 下降 减少 降低 下跌 回落 缩减 缩短 压减 削减 降幅 跌幅 减幅 下滑 下浮 跌去 放缓 收窄 萎缩 下调 精简 压缩 减亏 贬值 缩量 后移 减轻 降价 减利 扣价 压低 压降 滑落 低开 缩小 缩水 下挫 调低 拉低 降速 (?<=[年月期末季])掉 减产 减收 减支 少增 (?<!起|升|乘)降(?![雨水温噪尘落]) 跌 减(?!排|免|负|税|灾|贫)',
);

/** Of two things: 比上年多12家, 比全省快0.5个百分点. */
export const COMPARED_MORE = words('多 高 快 长 大 偏多 偏高 贵 远 重 深 宽 厚');
export const COMPARED_LESS = words('少 低 慢 短 小 偏少 偏低 便宜 轻 薄 浅 窄');

/** Words before a number that bound it, in the order in which they are looked for: 不超过 before 超过. */
export const BOUNDS_BEFORE: readonly (readonly [Comparator, readonly string[]])[] = [
  [
    'gte',
    words(
      '不(?:要|能|得|会|可|应|宜)?(?:少于|低于|小于|短于) 至少 最少 不下 (?<![不未圆充饱丰灌装盛坐填铺挤塞站注载布停堆])满 ≥ ⩾ 上(?=[百千万亿])',
    ),
  ],
  [
    'lte',
    words(
      '不(?:要|能|得|会|可|应|宜|许|再|准)?(?:超过|高于|多于|大于|长于|突破) (?:严禁|禁止)(?:超过|高于|突破) 不超 未超过 没有超过 至多 最多 最长 ≤ ⩽',
    ),
  ],
  ['gt', words('超过 超出 超越 突破 高于 多于 大于 逾 (?<![赶反彩])超 (?<![打突跌])破 首破 > 高出(?=的)')],
  [
    'lt',
    words(
      '跌破 不足 不到 不及 未到 不满 未满 低于 少于 小于 接近 逼近 将近 临近 (?<![最附临就邻亲靠远])近 <',
    ),
  ],
  ['approx', words('大约 大概 (?<![节签合预契条制公履违邀特])约 大致 上下浮动')],
];

/** Words behind the unit that bound the number. */
export const BOUNDS_AFTER: readonly (readonly [Comparator, readonly string[]])[] = [
  ['gte', words('以上 之上 起步 打底')],
  ['lte', words('以下 以内 之内 之下 内(?![部容存陆地外蒙环河涝需置设])')],
  ['gt', words('上方 还多 开外 不止 有余 出头')],
  ['lt', words('不到')],
  ['approx', words('左右 上下 许(?![可多昌久])')],
];

/** All bounds, by where they stand. */
export const BEFORE_NUMBER = BOUNDS_BEFORE.flatMap(([, bounds]) => bounds);
export const BEHIND_UNIT = BOUNDS_AFTER.flatMap(([, bounds]) => bounds);

/** A target that is striven for. */
export const STRIVING = words('力争 争取 力促 奋力');

/** A target that is expected. */
export const EXPECTING = words('预期目标 预期');

/** Where a level is, was kept or was brought to. */
export const STANDING = words('达到 实现 保持在? 控制在? 稳定在 维持在 完成');

/** What brought a level to where it is: 升至, 发展到, 调整为. */
export const BROUGHT =
  '(?:提|升|降|减|增|缩|扩|压|涨|跌|飙|冲|拓|扩充|抬升|加深|滑落|拓宽|跃升|跳升|发展|拓展|扩展|扩容|加密|攀升|压缩|缩短|延长|扩大|增加|减少|提高|提升|降低|下降|上涨|上升|回落|增长|调整|上调|下调|优化|下滑|压降|翻|抬高|拉长|拉高|拉低|缩水|退|爬|掉|摸|放大|收敛|拉升|推高|冲高|扩增|回暖|提速|攒|涌|恢复|回升|加大|发展壮大)(?:到|至|为|成)(?:了)?';

/** 每亩, 每人每月, 每千人口: per what, beside the number or before the name. */
export const PER =
  '每(?:公顷|[十百千万]+(?:(?:名|人|户)?(?:常住人口|老年人口?|老人|儿童)|人口|名|人|户)?|亩|斤|公斤|千克|吨|户每?年?|人每?[年月日]?|名|年|天|月|日|晚|份|个|台|件|张|升|盏|立方米|平方米|平方公里|千瓦时|度|小时|次|村|餐|趟|位|株|只|股|公里|车|辆|瓶|箱|[生床方棵头盆棚](?:每(?:学?[年期]|月|天))?|学[年期])';
