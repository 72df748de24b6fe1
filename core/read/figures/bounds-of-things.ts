import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';

/*
 * More forms in which a number only says which things are counted, each told by the words between it and the next
 * figure, or the one before.
 */

/** Whether the words `between` the figure and the next make it a bound of what the next one counts. */
export function boundsTheNext(figure: Figure, next: Figure, between: string): boolean {
  if (figure.kind === 'change' || next.sameAs !== null || next.kind === 'rank') return false;
  // A voltage is the class of a line or a station.
  if (VOLTAGE.test(figure.unit)) return next.baseUnit !== figure.baseUnit && OF_CLASS.test(between);
  if (figure.comparator === 'eq' || figure.baseUnit === '1' || figure.baseUnit === 'pp') return false;
  if (next.baseUnit === '1' && next.kind === 'ratio') return HAVE_SHARE.test(between);
  if (next.kind === 'length' || next.kind === 'area') return STRETCH.test(between);
  if (next.kind !== 'count' || next.unit === figure.unit) return false;
  return ELIDED.test(between) || OF_NAME.test(between) || THERE_ARE.test(between);
}

const VOLTAGE = /^(?:千伏|kV|KV)$/;
const OF_CLASS = /^(?:及?以[上下])?[^,。;:!?()、]{0,12}$/;

/** 5000元以下的占35%, 挣不到3000元的也还有6.1%. */
const HAVE_SHARE =
  /^(?:[及或]?以[上下])?的[^,。;:!?()、]{0,6}?(?:也|还|仍|就|已|仅|只){0,2}(?:占比?|达到?|有)(?:了|到)?(?:近|约|超过?|不足|不到)?$/;

/** 埋深超过1000米的洞段就有11.8公里. */
const STRETCH = /^(?:[及或]?以[上下])?的[\u4e00-\u9fff]{1,8}(?:共|就|还|也|已|仅)?有$/;

/** 50亿元以上企业2家、10亿元以上14家. */
const ELIDED = /^[及或]?以[上下](?:共?有|就有)?$/;

/** 人口不足20万的县2个. */
const OF_NAME =
  /^的(?![奖补资罚贷赔捐])[\u4e00-\u9fff]{1,6}(?<![里中上内有了到为达设建投起出成过完得给予奖])$/;

/** 收入超过20万元的果农,镇上有130多户; 生均拨款不到1.2万元的省份,已由9个减至2个. */
export const THERE_ARE =
  /^(?:[及或]?以[上下])?的[^,。;:!?()、]{1,12},(?:[\u4e00-\u9fff]{0,5}(?:共|已|就|还|仅|只)?有|已?由)$/;

/** 36个乡镇降雨量超过100毫米, 20家企业年产值超过10亿元: what each of those counted before has, where the clause ends. */
export function boundsTheOneBefore(
  figure: Figure,
  { since, previous, after }: Scene,
  before: Figure,
): boolean {
  if (previous === null || before.kind !== 'count' || figure.kind === 'change' || figure.kind === 'ratio')
    return false;
  if (figure.baseUnit === before.baseUnit || !/^(?:$|[,。;!?)])/.test(after)) return false;
  return MEASURE_OVER.test(since);
}

/** Of each, and not of all together. */
const MEASURE_OVER =
  /^(?![^,]*(?:总|合计|共|全))[\u4e00-\u9fff]{1,10}(?:降雨量|降水量|雨量|产值|营收|营业收入|销售收入|收入|销售额|净利润|增加值|纳税|税收|客流|客流量|票房|面积|产量|年龄|时长)(?:突破|超过?|逾|不足|不到|低于|高于)$/;
