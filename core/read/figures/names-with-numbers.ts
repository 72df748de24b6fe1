import type { Span } from '../fold-widths.ts';
import { endsInConcreteNoun } from './counted-nouns.ts';
import type { Quantity } from './find-quantities.ts';
import { isDigit } from './numerals.ts';
import { BEFORE_NUMBER, either } from './words.ts';

/**
 * Whether a number with what looks like its unit is a part of a name, a code, a time or an idiom: 第3届, 粤B2-2005, 8时30分,
 * 5年计划, “四个一套”, 一把手, 三个代表. What is left out here is no figure at all.
 */
export function isOfName(folded: string, quantity: Quantity, span: Span): boolean {
  const before = folded.slice(Math.max(span.start, quantity.start - LONGEST_BEFORE), quantity.start);
  const after = folded.slice(quantity.end, Math.min(span.end, quantity.end + LONGEST_AFTER));
  return (
    isOfCode(before) ||
    isOfPlace(folded, after, quantity) ||
    isOfNorm(before, after, quantity) ||
    isOfOrdinalName(before, quantity) ||
    isOfTime(before, after, quantity) ||
    isOfProgramme(before, after, quantity) ||
    isOfRace(before, after, quantity) ||
    (quantity.chinese && isOfIdiom(before, after, quantity))
  );
}

const LONGEST_BEFORE = 24;
const LONGEST_AFTER = 24;

/** 0750-1234567, 粤B2-2005, K12公里, 1+10+139, 7×24小时, 3∶5; but not 深圳-300公里 and not GDP5000亿元. */
function isOfCode(before: string): boolean {
  const last = before.slice(-1);
  if (last < '\u0080' && /[A-Za-z]/.test(last)) return !/(?:[A-Z]{3}|PM2\.5|CPI|PPI)$/.test(before);
  // 188万千瓦/402万千瓦时 are two figures.
  if (last === '/') return !/\d[十百千万亿]{0,2}[\u4e00-\u9fff]{2,4}\/$/.test(before);
  if (last !== '' && '0123456789+._∶×·〔#*^&@='.includes(last)) return true;
  if (last === '-') return /[A-Za-z0-9)]/.test(before.slice(-2, -1));
  return last === ':' && isDigit(before, before.length - 2);
}

/** 3栋101室 and 五棵树镇 are places, 遥感三十九号04组 is one of a series. */
function isOfPlace(folded: string, after: string, { start, unit, chinese }: Quantity): boolean {
  if (folded[start] === '0' && /^0\d[^\d.]/.test(folded.slice(start, start + 3))) return true;
  if ('栋幢座层'.includes(unit.text) && /^\d{1,4}(?:室|房|号|单元|栋|铺)/.test(after)) return true;
  return chinese && /^[棵家门间口座]$/.test(unit.text) && /^[\u4e00-\u9fff]{1,2}镇(?!企)/.test(after);
}

/** 臭氧日最大8小时平均值, 能效等级1级和2级, 1年期贷款: what a thing is called after a norm. */
function isOfNorm(before: string, after: string, { unit }: Quantity): boolean {
  switch (unit.text) {
    case '小时':
      return /^(?:滑动)?平均(?:值|浓度)/.test(after);
    case '级':
      return /等级(?:\d级[、和及至到])?$/.test(before);
    case '年':
      return /^期(?:(?:及|以上|及以上)?[\u4e00-\u9fff]{0,6}(?:贷|债|存|券|利率|LPR|MLF)|LPR|MLF)/.test(after);
    default:
      return false;
  }
}

/** 110米栏, 800米自由泳, 男子1000米. */
function isOfRace(before: string, after: string, { unit }: Quantity): boolean {
  if (unit.text !== '米' && unit.text !== '公里') return false;
  return (
    /[男女]子(?:甲组|乙组|组)?$/.test(before) ||
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
function isOfTime(before: string, after: string, { unit, numbers, chinese, more }: Quantity): boolean {
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
      // 种了三十多年地.
      return (more === null || !chinese) && isCalendarYear(before, after, numbers, chinese);
    case '级':
      // 管理层级控制在五级以内, but 三级以上医院.
      return chinese ? !/^以内/.test(after) : CLASS_YEAR.test(number);
    case '周':
      // 环绕四周 is all around.
      return (
        chinese && number === '4' && !LASTING.test(before) && !/^(?:[后内]|以[内上]|时间|左右|的)/.test(after)
      );
    case '届':
      return chinese || CLASS_YEAR.test(number);
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

/** 2023届毕业生. */
const CLASS_YEAR = /^(?:19|20)\d\d$/;

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
      numbers.length === 1 &&
      !LASTING.test(before) &&
      !YEARS_OF.test(before) &&
      !/^(?:多|余|以上|以内|之?内|左右|时间|间|之久|[教工党军警驾烟球婚树]龄|[\u4e00-\u9fff]{0,4}经验|(?:有期)?徒刑)/.test(
        after,
      )
    );
  return Number(number) >= 60 && /^\d\d$/.test(number) && !LASTING.test(before);
}

const LASTING =
  /(?:使用|服役|运营|从业|工作|坚持|扎根|走过|经营|拘留|羁押|停产|停业|休假|请假|连续|历时|长达|为期|持续|不到|不足|超过?|近|约|满|逾|工期|期限|工龄|历经|时隔|延长|缩短)(?:了|为|至|到)?$/;

/** 有期徒刑三年, 连降两年, 上市九年, 守了十年: what a spelled-out number of years follows that is no date. */
const YEARS_OF =
  /(?:徒刑|缓刑|管制|监禁|禁赛|禁驾|刑期|服刑|经过|经历|够用|仅够|需要?|连[续降增涨跌升]|上市|成立|结婚|运行|试点|筹备|施工|深耕|奋战|陪伴|研发|探索|积累|[住干守等用花走做种养教跑学练熬拖挺病][了过])$/;

/** “百千万工程” and 三年行动计划: what stands in quotes before such a word, and numbered plans. */
function isOfProgramme(before: string, after: string, { chinese, unit }: Quantity): boolean {
  if (SPELLS.has(unit.text) && NAMED.test(after)) return true;
  // 15分钟健身圈, 一小时经济圈.
  if ((unit.text === '分钟' || unit.text === '小时') && /^[\u4e00-\u9fff]{1,6}圈/.test(after)) return true;
  const quoted = before.lastIndexOf('“');
  if (quoted < 0 || before.includes('”', quoted)) return false;
  const closing = after.indexOf('”');
  if (closing < 0) return false;
  // A short quotation is a name, a longer one somebody's words, and so is what is divided: “去年要两小时,今年半小时”.
  if (/[,。;!?]/.test(before.slice(quoted) + after.slice(0, closing))) return false;
  const inside = before.length - quoted - 1 + closing;
  return inside <= (chinese ? 12 : 2) || NAMED.test(after.slice(closing + 1, closing + 6));
}

const SPELLS: ReadonlySet<string> = new Set('年 月 天 日 周 小时 个月'.split(' '));

const NAMED =
  /^[^,。;、\d的]{0,4}?(?:工程|行动|计划|模式|体系|战略|政策|机制|格局|布局|平台|系统|规划|方案|会议|活动|专项|纲要|攻坚)/;

/** Chinese numerals are in half of all idioms, so they count only where something is measured or counted in the concrete. */
function isOfIdiom(
  before: string,
  after: string,
  { numbers, unit, bare, ordinal, end, start, more }: Quantity,
): boolean {
  if (ordinal) return false;
  // 千把块, 百把人: nobody says so of anything else.
  if (more === '把') return false;
  const last = before.slice(-1);
  if (/[第初周期十百千万亿几数每零〇一二三四五六七八九点]/.test(last) && last !== '') return true;
  if (/^[万亿]+$/.test(unit.text) && /^[\u4e00-\u9fff]/.test(after)) return !namesConcrete(phraseOf(after));
  if (bare) return !BOUNDED.test(before) || /^(?:级|户|里|户侯)/.test(after);
  if (unit.measure) return isOfMeasureIdiom(before, after, numbers[0], unit.text);
  // 一家 is an article, 一万家 is none.
  if (numbers.length === 1 && numbers[0] === '1' && !/^[十百千万亿]/.test(unit.text)) return true;
  if (end - start > 6) return false;
  const phrase = phraseOf(after);
  const people = /^[名位]$/.test(unit.text) && namesConcrete(phrase);
  if ((ABSTRACT.test(phrase) && !people) || /^[一]/.test(phrase)) return true;
  // 两次降准 are times, 三次产业 and 人大三次会议 are names.
  if (unit.text === '次' && !NAMED_BY_TIMES.test(phrase) && !/[大会届]$/.test(before)) return false;
  // 红十字会, 十字路口.
  if (unit.text === '字' && numbers[0] === '10') return true;
  // 四处奔走, 三台县.
  if ((unit.text === '处' && numbers[0] === '4') || (unit.text === '台' && phrase.startsWith('县')))
    return true;
  if (OF_BODIES.has(unit.text) || namesConcrete(phrase) || COUNTED_TOO.test(phrase)) return false;
  // With nothing behind it the noun stands before: 新增企业三家。, 达标的三个。
  const ends =
    phrase === '' &&
    (/的$/.test(before) ||
      endsInConcreteNoun(before.replace(/”?(?:达|有|为|共|约|近|超|各?增加?|各?减少?|新增|到|了)*$/, '')));
  const large = numbers.length > 1 || numbers[0].length > 1 || /^[十百千万亿]/.test(unit.text);
  return !(ends || large || (phrase === '' && ONE_BY_ONE.has(unit.text)));
}

/** The words that go on behind a counter: 企业 of 三家企业 and of 三家的企业, 断头路 of 三条“断头路”. */
function phraseOf(after: string): string {
  return (/^(?:多|余)?(?:以上|左右|以下)?的?“?([\u4e00-\u9fff]*)/.exec(after)?.[1] ?? '').slice(0, 14);
}

/** Counters that count bodies, people and things, and are in few idioms. */
const ONE_BY_ONE: ReadonlySet<string> = new Set(
  '家 名 人 户 所 座 辆 艘 台 架 栋 幢 间 处 宗 例 株 棵 只 匹 套 起 组 枚'.split(' '),
);

/** Of these even the few idioms are none: 三枚军功章, 四名租客, 五处水源地, whatever is counted. */
const OF_BODIES: ReadonlySet<string> = new Set(
  '名 户 辆 艘 架 栋 幢 宗 例 株 棵 匹 枚 处 尾 册 幅 盏 颗 粒 台 起'.split(' '),
);

const NAMED_BY_TIMES = /^(?:$|全体|会议|全会|产业|函数|创业|污染|分配|供水|加密|元|方|握手|大战|世界)/;

/** What people lose, attend and use, and are no bodies. */
const COUNTED_TOO = /^(?:[\u4e00-\u9fff]{0,4}?(?:生命|人命|代表团|水枪|队伍|赛道|航道|伤口|奖牌))/;

/** Whether a concrete noun ends within the phrase: 企业落户本地 begins with one. */
function namesConcrete(phrase: string): boolean {
  for (let length = phrase.length; length > 0; length--) {
    if (endsInConcreteNoun(phrase.slice(0, length))) return true;
  }
  return false;
}

const BOUNDED = new RegExp(`(?:${either(BEFORE_NUMBER)}|[破过上达约])(?:了|到|达)?$`);

function isOfMeasureIdiom(before: string, after: string, number: string, unit: string): boolean {
  // 一天 and 一度 are adverbs, 一方 is somebody; 一倍, 一成 and 一元 are amounts.
  if (number === '1' && /(?:满|不足|不到|超过|为期|长达|徒刑)$/.test(before)) return false;
  if (number === '1' && /^(?:[天日周年度方分点升斤克米兆瓦]|星期|季度|小时|分钟|秒钟?|个月)$/.test(unit))
    return true;
  if (/^[方度牛克伏帕卡焦兆]$/.test(unit) || (unit === '升' && number.length === 1)) return true;
  if (unit === '折' && /(?:[波曲骨]|[波曲]三)$/.test(before)) return true;
  if (unit === '天' && /^(?:两头|打鱼|两夜)/.test(after)) return true;
  return unit === '元' && /^(?:[里桥]|复始)/.test(after)
    ? true
    : /^(?:两地|三日游)/.test(after) && before === '';
}

const ABSTRACT =
  /^(?:(?:民生)?实事|大事|好事|大类|方面|问题|任务|事项|措施|举措|政策|方案|意见|建议|要求|环节|阶段|关系|意识|自信|维护|坚持|确保|层面|维度|领域|目标|原则|特点|特征|转变|突破|重点|关键|结合|统一|统筹|文明|责任|制度|机制|一体|产业|主义|代表(?!团|队|性)|字|代同|层次|不|必须|更|新|一流|同步|以上|循环|离不开|标准|条件|专题|板块|篇章|步骤|批次|轮|周期|季|方|面)/;
