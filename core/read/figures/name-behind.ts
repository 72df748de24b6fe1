import { foldWidths } from '../fold-widths.ts';
import { endsInConcreteNoun, endsInNoun } from './counted-nouns.ts';
import { END, LEADING_VERBS, NO_NAME, startOfActs } from './naming-words.ts';
import { type Counting, MAX_WORDS, judged } from './noun-phrases.ts';
import type { Scene } from './scene.ts';
import { BROUGHT, DECREASES, INCREASES, either } from './words.ts';

/** The name behind the unit with the characters of the text: ＡＡＡ级景区. */
export function asPrintedBehind<T extends { readonly words: string }>(
  text: string,
  { quantity }: Scene,
  name: T | null,
): T | null {
  if (name === null) return null;
  const behind = text.slice(quantity.end, quantity.end + LONGEST_BEHIND);
  const at = foldWidths(behind).indexOf(name.words);
  return at < 0 ? null : { ...name, words: behind.slice(at, at + name.words.length) };
}

const LONGEST_BEHIND = 80;

/** What stands right behind the unit, up to the end of its phrase. */
export function nameBehind(
  after: string,
  counting: Counting,
): { readonly words: string; readonly sure: boolean } | null {
  const rest = after.slice(BOUND_BEHIND.exec(after)?.[0].length ?? 0);
  // 每月1500元、2500元的生活补贴: each of a list of amounts is of what stands behind its last.
  const listed = MONEY.test(counting.unit) ? /^(?:[、和至到][\d.,]{1,12}[万亿]?元)+(?=的)/.exec(rest) : null;
  if (listed !== null) return nameBehind(rest.slice(listed[0].length), counting);
  // 日处理2万吨的污水处理厂 is no amount of works, but 3家的 may go on to its noun.
  const money = MONEY.test(counting.unit) && !counting.restricts;
  if (
    rest.startsWith('的') &&
    counting.kind !== 'count' &&
    counting.naming !== 'rate' &&
    !counting.restricts &&
    !money
  )
    return null;
  // 17.5%的影院 is a share of them, 5%年均 nothing.
  if (counting.naming === 'rate' && !rest.startsWith('的') && !/^(?:以上|以下|左右|上下|以内)的/.test(after))
    return counting.unit === '成' ? peopleOrThings(rest) : null;
  const given = rest.slice(GIVEN.exec(rest)?.[0].length ?? 0);
  // 8.3万名65岁以上老年人: their age says which are counted.
  const phrase = counting.kind === 'count' ? given.replace(AGED, '') : given;

  const provinces = PLACES_BEHIND.exec(phrase)?.[0];
  if (provinces !== undefined && counting.kind === 'count') return { words: provinces, sure: true };
  if (GOES_ON.test(phrase)) return null;
  const use = money ? SPENT_ON.exec(phrase)?.[1] : undefined;
  if (use !== undefined) return { words: use, sure: false };
  if (money)
    return firstOf(
      phrase,
      /^(?:(?!完成|实现|达到)[\u4e00-\u9fff]){0,7}?(?:收购价|资金|补贴|补助|贷款|债券|投资|奖金|经费|订单|红包|消费券|学费|现金|工资|善款|税款|货款|[押定租奖罚]金|[保慰补助赔救]\S金|酬谢|营收|收入|产值|利润|微利)(?![户者人用])|^“[^“”]{1,12}”[\u4e00-\u9fff]{2,8}/,
    );
  const quoted = firstOf(
    phrase,
    /^“[^“”,。]{1,12}”[\u4e00-\u9fff]{0,6}?(?:项目|工程|企业|平台|基地|机构|路|门店|岗|站|点|户|村|人员)/,
  );
  if (quoted !== null) return quoted;
  // 三条“断头路”年底前打通.
  const named = counting.kind === 'count' ? /^“([^“”,。]{2,12})”/.exec(phrase)?.[1] : undefined;
  if (named !== undefined) return { words: named, sure: false };
  const whole = phrase.slice(0, END.exec(phrase)?.index ?? phrase.length);
  const judgedWhole = judged(whole, 0, whole.length, 'thing');
  // 3次岗位推荐 are times that something is done, and 3个录用通知 begin with a verb, but are short enough for a name.
  if (/[次场趟]$/.test(counting.unit) && DEED.test(whole) && !NO_NAME.test(whole))
    return { words: whole, sure: true };
  const short = counting.kind === 'count' ? ONE_CHARACTER.exec(phrase)?.[0] : undefined;
  if (short !== undefined) return { words: short, sure: true };
  const first = firstNoun(whole);
  if (first !== null) return { words: first, sure: true };
  // 14台燃煤锅炉拆除: what became of them is told behind them.
  const acts = judgedWhole === null && counting.kind === 'count' ? startOfActs(whole) : null;
  if (acts !== null && acts >= 3 && !beginsWithVerb(whole) && judged(whole, 0, acts, 'thing') !== null)
    return { words: whole.slice(0, acts), sure: false };
  if (judgedWhole === null || (beginsWithVerb(whole) && whole.length > LONGEST_DEED - 2)) return null;
  return { words: whole, sure: false };
}

/** 安排8600万元用于困难群众救助. */
const SPENT_ON =
  /^,?(?:主要|重点|专项|全部)?用于(?:支持|扶持|保障|推进|开展|实施)?([\u4e00-\u9fff、“”]{2,16}?)(?=[,。;]|等[,。;]|$)/;

/** 360只羊: few names have one character. */
const ONE_CHARACTER =
  /^(?:[羊牛猪鸡鸭鹅鱼虾蟹马树花书船车桥房楼井灯药菜瓜茶酒票题课歌画碑窑])(?=[,。;、!?”)]|$)/;

/** 3个县, 36个省(区、市): places that are counted. */
const PLACES_BEHIND =
  /^(?:省|市|县|州|区|乡|镇|乡镇|街道)\([^()]{1,12}\)|^(?:国家和地区|(?:自然|行政|建制|贫困|试点)?村(?!民|集体|级|办|委|口|道|医|镇|落|庄|屯|居|卫|小|干)|(?:县|镇|乡|区|市)(?![卫敬养文级域乡镇村区县市长委属政内场民直府里街道间块位容代]))/;

const BOUND_BEHIND = /^(?:(?:20)?\d\d届)?(?:多|余)?(?:(?:[及或]?以上|以下|以内|左右|上下|不等)的?)?(?:级)?/;
const GIVEN = /^的?(?:标准|比例)?(?:给予|予以|发放|被(?=审计|调查|检查|抽查|监测|征收|拆迁))?/;

const AGED = /^\d{1,3}(?:[-—至]\d{1,3})?周?岁(?:及?以[上下]|以内)?的?/;

/** 近两成受访者: a share of people or things right behind it. */
function peopleOrThings(phrase: string): { readonly words: string; readonly sure: boolean } | null {
  const words = firstNoun(phrase.slice(0, END.exec(phrase)?.index ?? phrase.length));
  return words !== null && (endsInConcreteNoun(words) || words.endsWith('支出'))
    ? { words, sure: true }
    : null;
}

/** 总规模10亿元的产业基金: behind a measure that says not of what. */
export function nameOfModified(after: string): { readonly words: string } | null {
  const phrase = /^(?:左右|以上|以下|以内)?的(.*)$/s.exec(after)?.[1];
  if (phrase === undefined) return null;
  const words = firstNoun(phrase.slice(0, END.exec(phrase)?.index ?? phrase.length));
  return words === null ? null : { words };
}

/** 50个增加到80个, 3家和5家: what follows is no name. */
const GOES_ON = new RegExp(`^(?:[和及与或至到、]|${either(INCREASES, DECREASES)}|${BROUGHT})`);

/** Units of money. */
export const MONEY = /[元镑币]$/;

function firstOf(phrase: string, form: RegExp): { readonly words: string; readonly sure: boolean } | null {
  const found = form.exec(phrase)?.[0];
  return found === undefined ? null : { words: found, sure: true };
}

const LONGEST_DEED = 6;
const DEED = /^[\u4e00-\u9fff]{2,6}$/;

/** 收割机 and 养殖舱 begin with no verb. */
function beginsWithVerb(phrase: string): boolean {
  const verb = LEADING_VERBS.exec(phrase)?.[0].length ?? 0;
  return verb > 0 && phrase.length - verb >= 2 && !VERB_OF_NOUN.test(phrase.slice(verb));
}

/** 收割机, 播种面积: the verb is a part of what follows. */
const VERB_OF_NOUN = /^(?:[机器员者站厂车舱师商]|面积|能力|规模|水平|工程|项目|基地)/;

/** 企业落户本地: the phrase goes on into a sentence, and what is counted is its first noun, as long as that goes. */
function firstNoun(phrase: string): string | null {
  if (beginsWithVerb(phrase)) return null;
  let best: string | null = null;
  let at = 0;
  for (let length = 2; length <= Math.min(phrase.length, MAX_WORDS); length++) {
    // Of 11户不符合条件的贫困户 the last words are the name.
    const whole = phrase.slice(0, length);
    const head = whole.slice(whole.lastIndexOf('的') + 1);
    if (
      head.length >= 2 &&
      endsInNoun(head, 'thing') &&
      judged(head, 0, head.length, 'thing')?.sure === true
    ) {
      best = head;
      at = length;
      // 860名员工的行业龙头: those who are counted stand before 的.
      if (phrase[length] === '的' && endsInConcreteNoun(head)) break;
    } else if (best !== null && length - at > 4) break;
  }
  return best;
}
