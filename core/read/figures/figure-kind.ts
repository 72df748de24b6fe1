import type { Direction, Figure } from './figure.ts';
import { type Scene, behindLast } from './scene.ts';
import { indicatorOfId } from './indicators.ts';
import { sameDimension } from './units.ts';

/** Percentage points and growth words are changes; 高于全省2.3个百分点 is how far two things are apart. */
export function changes({ quantity, change, clause, after, restricts, sentence }: Scene): boolean {
  const { baseUnit, kind } = quantity.unit;
  // 2个百分点的贴息 is how much is given.
  if (baseUnit === 'pp') return !APART.test(clause) && !/^的(?:贴息|补贴|优惠)/.test(after);
  // 审减1000万元以上的项目; and 涨幅高于近十年, 连降两年 are no changes of years.
  if (growthPair(sentence) !== null && baseUnit === '1') return true;
  if (restricts || (baseUnit === 'a' && /(?:[近前过去]|连[续降增涨跌升])$/.test(clause))) return false;
  return kind === 'change' || (change !== null && !change.toLevel);
}

/** Which way the change went: 增长-3.5% is a fall, and 降幅由2.3%扩大到3.1% are two of them. */
export function directionOf({ quantity, change, sentence, clause }: Scene): Direction | null {
  const direction = growthPair(sentence) ?? change?.direction ?? null;
  // 比去年快了3.5小时 is less time.
  if (TIMES.has(quantity.unit.text) && /快[了出]?[约近]?$/.test(clause)) return 'decrease';
  const falls = quantity.numbers.every((number) => number.startsWith('-'));
  return falls && direction === 'increase' ? 'decrease' : direction;
}

const TIMES: ReadonlySet<string> = new Set('年 个月 天 个工作日 小时 个小时 分钟 秒'.split(' '));

/** 增速由3.3%抬升至9.6%: both ends are changes, whatever happened in between; `null` without such a pair. */
function growthPair(sentence: string): Direction | null {
  const found = GROWTH_PAIR.exec(sentence) ?? (sentence.includes(':') ? GROWTH_ROW.exec(sentence) : null);
  if (found === null) return null;
  return found[1] === undefined ? 'decrease' : 'increase';
}

const GROWTH_PAIR = /(?:(增速|增幅|涨幅|升幅|增长率)|降幅|跌幅|减幅)[由从][^,。;]{0,28}$/;

/** 同比增速一路走低:一季度17.8%,上半年12.1%. */
const GROWTH_ROW =
  /(?:(增速|增幅|涨幅|升幅|增长率)|降幅|跌幅|减幅)[^。;:,]{0,16}:(?:[^。;:]{0,80},)?(?:20\d\d年|今年|去年)?(?:[一二三四]季度|[上下]半年|前三季度|\d{1,2}月份?|全年)?(?:当[月季])?(?:为|是|只有|仅|达到?)*$/;

const APART =
  /(?<![比较][^,。;]{0,12}[末年月期录])(?:[高低快慢多少]于|[高低快慢]出|超过|超出|领先|落后)(?!.*(?:上年|去年|同期|上月|年初))[^,。;]{0,16}$|(?<![占同环对相价])[比较](?![重例率值])(?:(?=.*(?:全[国省市]|平均|计划|目标|预期|标准))|(?!.*(?:[年月季期日周节末初前]|原|过去|往|上[届次]|[纪记]录)))[^,。;]{1,12}[高低快慢多少]出?$/;

/** What sort of figure the number of the scene is when nothing changed by it. */
export function kindOf(scene: Scene): Figure['kind'] {
  const { quantity, clause } = scene;
  const { kind, baseUnit, measure } = quantity.unit;
  if (quantity.ordinal) return 'rank';
  if (isThreshold(scene)) return 'threshold';
  const words = pairedClause(scene);
  if (
    baseUnit === 'pp' ||
    PER_HEAD.test(clause) ||
    (kind === 'count' && (isShareOfOne(quantity, clause) || PER_PERSON.test(clause))) ||
    (kind === 'length' && SPEED.test(words)) ||
    (kind !== 'ratio' && PER_UNIT.test(words) && (measure || PER_AREA.test(clause))) ||
    (baseUnit === 'CNY' && (QUOTED.test(clause) || ONE_SELLS.test(clause) || isPriceOf(scene)))
  )
    return 'ratio';
  return kind;
}

/** 平均就诊3.2次, 每千人口5.1个: nothing that is counted comes in parts, but for 日均11.2起. */
function isShareOfOne({ numbers, unit }: Scene['quantity'], clause: string): boolean {
  if (/^[百千万亿]/.test(unit.text) || /[日月年周天]均|平均每$/.test(clause)) return false;
  return numbers.some((number) => number.includes('.'));
}

/** Whether the number only restricts what is counted or meant. */
export function isThreshold(scene: Scene): boolean {
  const { quantity, restricts, clause, after, since, previous, sentence } = scene;
  const { baseUnit, text } = quantity.unit;
  if (restricts) return true;
  // 申领门槛由2年降到1年: only who reaches so much is meant.
  if (quantity.unit.kind === 'level' && sentence.includes('门槛') && /门槛[^,。;]{0,28}$/.test(sentence))
    return true;
  // 5年以下(含5年): the bound once more.
  if (clause === '含' || clause === '不含') return true;
  if (text.endsWith('岁') || text.endsWith('龄')) {
    if (PEOPLE_OF_AGE.test(after)) return true;
    const ages = quantity.numbers.length === 2;
    return (
      !/(?:年龄|寿命|今年|平均)[^,]{0,4}$/.test(clause) &&
      (ages ? AGES : /^(?:及|\(含\))?以[上下]/).test(after)
    );
  }
  if (baseUnit === 'a' && PEOPLE_OF_AGE.test(after)) return true;
  // 5部超过10亿元: those of which so much is said.
  const counted = previous?.unit.kind === 'count' && quantity.unit.kind !== 'ratio';
  return (
    counted &&
    quantity.unit.kind !== 'count' &&
    /^(?:票房|产值|营收|销售额|投资额?)?(?:超过?|过|突破|逾|不足|低于)$/.test(since)
  );
}

/** 60至64周岁老人: the age says who is meant. */
const PEOPLE_OF_AGE =
  /^(?:老人|老年|儿童|女性|男性|居民|青年|青少年|人群|参保|常住|人口|以?[上下](?:老|儿|女|人))/;
/** 70—79岁补贴4元, 0—17岁占19.4%. */
const AGES = /^(?:的?(?:[占补享领可达为每者段组人老青少儿女男学居职登失适]|未成年|困难|约占)|$|、)/;

/**
 * The words before the number; of 均价由1.3万元降到700元 those before 1.3万元 too, as both are the same.
 */
function pairedClause({ quantity, previous, since, sentence, clause }: Scene): string {
  if (previous === null || !sameDimension(previous.unit, quantity.unit) || !BROUGHT_TO.test(since))
    return clause;
  const whole = behindLast(',():', sentence);
  return /[由从自]/.test(whole) ? whole : clause;
}

const BROUGHT_TO = /^[\u4e00-\u9fff]{1,8}?(?:到|至|为|成)(?:[了近约超]|不到|不足|超过|接近|突破){0,2}$/;

/** 每千人口3.2名, 每万人38.5件. */
const PER_HEAD = /每[十百千万]+(?:名|人|户|张|人口|常住|老)/;
/** 法官人均结案326件. */
const PER_PERSON = /[人户]均[\u4e00-\u9fff]{0,4}$/;
/** 设计时速80公里. */
const SPEED = /(?:时速|车速|流速|航速|球速|每小时|每秒)[^,]{0,24}$/;
/** 每公顷7.5万株. */
const PER_AREA = /每(?:亩|公顷|平方公里|平方米|小时)/;
/** 每斤2.95元, 亩产412公斤, 均价, 每招一人. */
const PER_UNIT =
  /每(?:亩|公顷|斤|公斤|吨|千克|克|升|方|立方米?|平方米?|度|千瓦时|公里|盏|份|晚|台|件|只|辆|张|支|箱|瓶|盒|桶|棵|株|头|小时|趟|\d*股|次(?!日)|[招运接]送?一[人名]|人每[天日晚])|亩[均产]|劳动生产率|吨[钢煤粮]|[次例床]均|单[颗例桌杯件票笔袋碗](?=费|成本|价|均|最高|利润|卖|收)|[定标]价|到手价|股价|单产|[均单房]价|客单价|单平|(?:出厂|出栏|收购|批发|零售|地头|成交|协议)价|一(?:[斤亩份]|个(?!多?(?:月|星期|小时|季度)))/;
/** 一辆车只赚30元, 一箱能卖到98元. */
const ONE_SELLS = /一[辆只头箱碗桌杯吨颗袋瓶斤株棵筐][^,]{0,10}(?:卖|赚|挣|收费|售价|净落|运费)[^,]{0,6}$/;
/** 1吨能卖5万元, 一箱10斤能卖到98元: the price of so much. */
function isPriceOf({ previous, since }: Scene): boolean {
  return (
    previous !== null && previous.unit.measure && /^(?:才|就|只|也|能|可)*(?:卖|售)(?:到|出|得)?$/.test(since)
  );
}

/** 收报38.72元: a share's price. */
const QUOTED = /(?:收报|报收|收于|开盘于)于?$/;

/**
 * 火电增长6.3%、水电5.4%: behind a rate of change, one of something else is a change too, though the word is left out.
 * `null` when it is none.
 */
export function elidedChange(
  { since, previous, quantity, restricts }: Scene,
  before: Figure | null,
): Figure['direction'] {
  if (quantity.unit.text !== '%' || restricts) return null;
  const named = RATE_AHEAD.exec(since);
  if (named !== null) return named[1] === undefined ? 'decrease' : 'increase';
  const bare = BARE_CHANGE.exec(since);
  if (bare !== null) return bare[1] === undefined ? 'increase' : 'decrease';
  const label = since.trim();
  if (/[\u4e00-\u9fff]$/.test(label) && !OF_ITSELF.test(label)) {
    if (quantity.more === '+') return 'increase';
    if (quantity.numbers.every((number) => number.startsWith('-'))) return 'decrease';
  }
  if (before === null || previous === null || before.kind !== 'change') return null;
  const isRate = before.baseUnit === '1' && before.unit !== '倍';
  const other = isRate ? ELIDING.exec(since)?.[1] : undefined;
  return other === undefined || OF_ITSELF.test(other) ? null : before.direction;
}

/** 涨幅居前的是鲜菜,达12.3%; 增速分别为:鹤山市7.2%; 增长:5%. */
const RATE_AHEAD =
  /(?:(增速|增幅|涨幅|升幅|增长)|降幅|跌幅|减幅|下降)(?:_*(?:(?:分别|依次)?(?:[为是]|如下)?:(?:[\u4e00-\u9fff]{2,10})?)|(?:最[大快高深]|居前|居首|靠前|领先)[^,。;:\d]{0,16},?(?:分别)?(?:[为是达]|达到)?)$/;

/** 同比5.2%, ↑5.2%: no word, and yet a change. */
const BARE_CHANGE = /(?:(↓)|↑|[同环]比)\s?$/;

const ELIDING = /^[、,;](?:而|则)?([\u4e00-\u9fff“”()]{2,14})$/;
/** A share, a rate or a sentence says what its number is. */
const OF_ITSELF = /占|[为达有超过近约至到是比]|[率度]$|系数|指数|份额/;

/**
 * Whether a percentage is the growth of an indicator that is itself an amount: 预期目标为地区生产总值6%. A share says of what
 * it is one, and what was fulfilled of a plan that it was.
 */
export function isGrowthOf(
  indicatorId: string | null,
  { since, quantity, restricts, after }: Scene,
): boolean {
  const unit = indicatorId === null ? undefined : indicatorOfId(indicatorId)?.unit;
  const isRate = quantity.unit.text === '%' && !restricts && !after.startsWith('的');
  return isRate && unit !== undefined && unit !== '%' && !SAYS_SHARE.test(since);
}

const SAYS_SHARE = /占|比重|比例|[率度]|完成|实现|执行|相当|贡献|恢复|达到?|[为是].*的$/;
