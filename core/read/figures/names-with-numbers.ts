import type { Span } from '../fold-widths.ts';
import { endsInConcreteNoun } from './counted-nouns.ts';
import type { Quantity } from './find-quantities.ts';
import { isDigit } from './numerals.ts';
import { BOUNDS_BEFORE, either } from './words.ts';

/**
 * Whether a number with what looks like its unit is a part of a name, a code, a time or an idiom: 第3届, 粤B2-2005, 8时30分,
 * 5年计划, “四个一套”, 一把手, 三个代表. What is left out here is no figure at all.
 */
export function isOfName(folded: string, quantity: Quantity, span: Span): boolean {
  const before = folded.slice(Math.max(span.start, quantity.start - LONGEST_BEFORE), quantity.start);
  const after = folded.slice(quantity.end, Math.min(span.end, quantity.end + LONGEST_AFTER));
  return (
    isOfCode(before) ||
    isOfOrdinalName(before, quantity) ||
    isOfTime(before, after, quantity) ||
    isOfProgramme(before, after, quantity) ||
    isOfRace(after, quantity) ||
    (quantity.chinese && isOfIdiom(before, after, quantity))
  );
}

const LONGEST_BEFORE = 24;
const LONGEST_AFTER = 24;

/** 0750-3502626, 粤B2-2005, K12公里, 1+10+139, 7×24小时, 3∶5; but not 深圳-300公里 and not GDP5000亿元. */
function isOfCode(before: string): boolean {
  const last = before.slice(-1);
  if (/[A-Za-z]/.test(last)) return !/(?:[A-Z]{3}|PM2\.5|CPI|PPI)$/.test(before);
  if (/[0-9+/._∶×·〔#*^&@=]/.test(last)) return true;
  if (last === '-') return /[A-Za-z0-9)]/.test(before.slice(-2, -1));
  return last === ':' && isDigit(before, before.length - 2);
}

/** 110米栏, 800米自由泳. */
function isOfRace(after: string, { unit }: Quantity): boolean {
  return (
    /^(?:米|公里)$/.test(unit.text) &&
    /^(?:栏|跨栏|障碍|[自蛙仰蝶混][\u4e00-\u9fff]{1,2}泳|自由泳|接力|短跑|长跑|赛跑|冲刺|决赛|预赛|比赛|体能)/.test(
      after,
    )
  );
}

/** 第3届 and 第12条 are names; 第6位 and 前10名 are ranks. */
function isOfOrdinalName(before: string, { ordinal, unit, chinese, numbers }: Quantity): boolean {
  if (!ordinal) return false;
  if (before.endsWith('前')) return !RANKED.has(unit.text);
  if (!RANKED.has(unit.text)) return true;
  // 放在第一位 says what comes first to somebody, and ranks nothing.
  return chinese && numbers[0] === '1' && !/(?:排名?|位[居列于]|[居列获夺])(?:[^,。;]{0,8})第$/.test(before);
}

const RANKED: ReadonlySet<string> = new Set(['位', '名']);

/** Clock times, calendar years, and what is open round the clock. */
function isOfTime(before: string, after: string, { unit, numbers, chinese }: Quantity): boolean {
  const [number] = numbers;
  switch (unit.text) {
    case '分':
      return /\d[时点]$/.test(before) || chinese;
    case '点':
      return (
        chinese || !(number.includes('.') || /(?:[涨跌升降]|[收报]于?|达|为)(?:了|约|近|超)?$/.test(before))
      );
    case '日':
      return /\d月$/.test(before) || (!/^(?:以|之)?内/.test(after) && !LASTING.test(before));
    case '年':
      return isCalendarYear(before, after, numbers, chinese);
    case '级':
    case '届':
    case '期':
    case '代':
      return chinese;
    case '小时':
      return (
        number === '24' &&
        /^(?:不|全|服|值|营|开|自|在|热|客|便|待|轮|监|咨|对|无|的?[^,。]{0,3}(?:服务|值班|值守|热线|营业))/.test(
          after,
        )
      );
    default:
      return false;
  }
}

/** 2023年 and 98年 are years; 15年 is how long something lasts. */
function isCalendarYear(
  before: string,
  after: string,
  numbers: readonly string[],
  chinese: boolean,
): boolean {
  const [number = ''] = numbers;
  if (number.length >= 4 && !number.includes('.')) return true;
  if (chinese)
    return (
      numbers.length === 1 && !LASTING.test(before) && !/^(?:多|余|以上|以内|之?内|左右|时间|间)/.test(after)
    );
  return Number(number) >= 60 && /^\d\d$/.test(number) && !LASTING.test(before);
}

const LASTING =
  /(?:使用|服役|运营|从业|工作|坚持|扎根|走过|经营|拘留|羁押|停产|停业|休假|请假|连续|历时|长达|为期|持续|不到|不足|超过?|近|约|满|逾|工期|期限|工龄|历经|时隔|延长|缩短)(?:了|为|至|到)?$/;

/** “百千万工程” and 三年行动计划: what stands in quotes before such a word, and numbered plans. */
function isOfProgramme(before: string, after: string, { chinese, unit }: Quantity): boolean {
  if (/^(?:[年月天日周]|小时|个月)$/.test(unit.text) && NAMED.test(after)) return true;
  const quoted = before.lastIndexOf('“');
  if (quoted < 0 || before.includes('”', quoted)) return false;
  const closing = after.indexOf('”');
  if (closing < 0) return false;
  // A short quotation is a name, a longer one somebody's words.
  const inside = before.length - quoted - 1 + closing;
  return inside <= (chinese ? 12 : 2) || NAMED.test(after.slice(closing + 1, closing + 6));
}

const NAMED =
  /^[^,。;、\d的]{0,4}?(?:工程|行动|计划|模式|体系|战略|政策|机制|格局|布局|平台|系统|规划|方案|会议|活动|专项|纲要|攻坚)/;

/** Chinese numerals are in half of all idioms, so they count only where something is measured or counted in the concrete. */
function isOfIdiom(
  before: string,
  after: string,
  { numbers, unit, bare, ordinal, end, start }: Quantity,
): boolean {
  if (ordinal) return false;
  const last = before.slice(-1);
  if (/[第初周期十百千万亿几数每零〇一二三四五六七八九点]/.test(last) && last !== '') return true;
  if (/^[万亿]+$/.test(unit.text) && /^[\u4e00-\u9fff]/.test(after)) return true;
  if (bare) return !BOUNDED.test(before) || /^(?:级|户|里|户侯)/.test(after);
  if (unit.measure) return isOfMeasureIdiom(before, after, numbers[0], unit.text);
  if (numbers.length === 1 && numbers[0] === '1') return true;
  if (end - start > 6) return false;
  const phrase = (/^(?:多|余)?(?:以上|左右|以下)?的?([\u4e00-\u9fff]*)/.exec(after)?.[1] ?? '').slice(0, 14);
  if (ABSTRACT.test(phrase) || /^[一]/.test(phrase)) return true;
  if (namesConcrete(phrase)) return false;
  // With nothing behind it the noun stands before: 新增企业三家。
  const ends =
    phrase === '' &&
    endsInConcreteNoun(before.replace(/(?:达|有|为|共|约|近|超|增加|减少|新增|到|了)+$/, ''));
  const large = numbers.length > 1 || numbers[0].length > 1;
  return !(ends || large || (phrase === '' && ONE_BY_ONE.has(unit.text)));
}

/** Counters that count bodies, people and things, and are in few idioms. */
const ONE_BY_ONE: ReadonlySet<string> = new Set(
  '家 名 人 户 所 座 辆 艘 台 架 栋 幢 间 处 宗 例 株 棵 只 匹 套'.split(' '),
);

/** Whether a concrete noun ends within the phrase: 企业落户本地 begins with one. */
function namesConcrete(phrase: string): boolean {
  for (let length = phrase.length; length > 0; length--) {
    if (endsInConcreteNoun(phrase.slice(0, length))) return true;
  }
  return false;
}

const BOUNDED = new RegExp(
  `(?:${either(...BOUNDS_BEFORE.map(([, words]) => words))}|[破过上达约])(?:了|到|达)?$`,
);

function isOfMeasureIdiom(before: string, after: string, number: string, unit: string): boolean {
  // 一天 and 一度 are adverbs, 一方 is somebody; 一倍, 一成 and 一元 are amounts.
  if (number === '1' && /^(?:[天日周年度方分点升斤克米兆瓦]|星期|季度|小时|分钟|秒钟?|个月)$/.test(unit))
    return true;
  if (/^[方度升牛克伏帕卡焦兆]$/.test(unit)) return true;
  return unit === '元' && /^(?:[里桥钱]|复始)/.test(after)
    ? true
    : /^(?:两地|三日游)/.test(after) && before === '';
}

const ABSTRACT =
  /^(?:大类|方面|问题|任务|事项|措施|举措|政策|方案|意见|建议|要求|环节|阶段|关系|意识|自信|维护|坚持|确保|层面|维度|领域|目标|原则|特点|特征|转变|突破|重点|关键|结合|统一|统筹|文明|责任|制度|机制|一体|产业|主义|代表|字|代同|层次|不|必须|更|新|一流|同步|以上|循环|离不开|标准|条件|专题|板块|篇章|步骤|批次|轮|周期|季|方|面)/;
