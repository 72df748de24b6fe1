import type { Modality, Strength } from './figure.ts';
import { Words } from './matches.ts';
import { oneOf, piecesOf } from './one-of.ts';

/*
 * Whether words tell of what has happened or of what is to come, and how firmly. All texts are folded; see fold-widths.ts.
 */

/**
 * How firmly a target is meant. 力争 and 预期 hold for their own clause: in 力争突破80亿元,新建30家 the 30 are planned and no more;
 * 预期目标是 holds for all that it announces, to the end of its statement.
 */
export function strengthIn(sentence: string, statement: string, behind: string): Strength | null {
  if (holds(STRIVES, sentence)) return 'strive';
  const expected =
    /预期目标/.test(statement) || holds(EXPECTS, sentence) || /^[^,。;]{0,38}预期目标/.test(behind);
  return expected ? 'expected' : null;
}

/** Whether the last of such words still speaks at the end of the sentence: no comma ends it but one behind a time. */
function holds(words: Words, sentence: string): boolean {
  const last = lastOf(words, sentence);
  return last !== null && !sentence.slice(last.end).replace(UNTIL_WHEN, '').includes(',');
}

/** 力争到2025年,…; 力争用三年时间,…; 预计,…. */
const UNTIL_WHEN =
  /^(?:[^,]{0,10}(?:年|年[底末内]|月|月底|季度|时间|期间|时期|以?前|左右)|[通经]过[^,]{0,14}|用[^,]{0,10})?,/;

const STRIVES = new Words(
  /力争|力促|奋力|(?<!多|[向共已]|累计|成功)争取(?!了|得|到(?!位|20)|[^,。;\d]{0,12}(?:资金|债券|补助|专款|试点|项目))/,
);
const EXPECTS = new Words(
  /(?<!稳|稳定|市场|心理|改善|提振|引导)预期(?:目标|(?!寿命|相|[高低]|的(?!目标)))(?<!(?:不及|不达|[低高好优]于|超过?|年初|符合|达到|[比较])预期)/,
);

/** One of the pieces, each of which may be several with bars between them. */
function anyOf(pieces: readonly string[]): string {
  return oneOf(pieces.flatMap(piecesOf));
}

/** The last place where `words` stand. */
function lastOf(words: Words, text: string): { readonly start: number; readonly end: number } | null {
  const last = words.last(text);
  return last && { start: last.index, end: last.index + last[0].length };
}

/** What a sentence says of its own figures; `null` when it leaves that to the headings. The last word counts. */
export function modalityIn(sentence: string): Modality | null {
  if (BUDGETED.test(sentence)) return 'budget';
  const [aims, foresees] = [lastOf(AIMS, sentence), lastOf(FORESEES, sentence)];
  const said = Math.max(aims?.end ?? -1, foresees?.end ?? -1);
  // 计划投资10亿元,目前已完成3亿元.
  if (said >= 0 && REACHED.test(sentence.slice(said))) return 'actual';
  if (said >= 0) return said === aims?.end ? 'target' : 'forecast';
  if (GOES_TO.test(sentence)) return aimedAt(sentence);
  return HAPPENED.test(sentence) ? 'actual' : null;
}

/** What is to come is aimed at, but for the weather. */
export function aimedAt(sentence: string): Modality {
  return WEATHER.test(sentence) ? 'forecast' : 'target';
}

/** 财政预算安排, but not 完成预算的98.4%, 比预算少用. */
const BUDGETED =
  /(?=[预财今])(?:(?<!公共|一般|基金|完成|调整|年初|达到|[为占比较超])预算(?!收入|支出|执行|内|单位|管理|数|的(?:[\d百]|$)|[^,。;]{0,3}\d+(?:\.\d+)?%)|财政安排|今年[^。;\d]{0,12}(?<!已)安排[^,。;\d]{0,14}(?:资金|经费)$)/;

/** Words that only speak of what is aimed at. */
const AIMS = new Words(
  new RegExp(
    anyOf([
      STRIVES.source,
      EXPECTS.source,
      '确保(?!了)',
      '目标(?:任务)?(?:[是为值:]|$)|目标(?=(?:[产总]值|产量|营收|收入|销售额|利润|税收)[^,。;]{0,4}$)',
      '冲刺|力求|务求|瞄准|锚定|打算',
      '到(?:“?十[四五六]五”?|今年|明年|后年|年)期?[底末]',
      // A plan with a name is none that is made here: 三年行动计划.
      '(?<![比较](?:原|年度|全年)?)计划(?!总?投资|执行|单列|的|完成率|内|补助|[”」》])(?<!(?:年度|支持|行动|发展|培育|提升|倍增|人才|专项|工程|招生|投放|录取|用水)计划)',
      '拟(?!定|订|合|态|稿)',
      '规划(?=建设|到|布局)',
      '今后|未来[三五十\\d]年|下一步|(?<!(?:毕业|成立|近)[\\d一两二三五]?|半)年内(?![首已]|新(?:获|增)|共|累计)|未来一年',
      // 要求各县年底前完成, but not 按要求, 落实中央要求, 不再要求.
      '(?<![按照合的达再不新高各关项本]|(?:根据|按照|落实|贯彻|对标|对照|围绕|达到|符合)[^,。;]{0,14})要求(?![的是高严和与、]|$)',
      '有信心|有底气',
      '必须(?=[稳保控达实降])|严禁(?=突破|超过)|(?<![确制规固稳肯设决判鉴锁])定在|[设锁]定在',
      // 去年初提出增长6%,实际只增长了4.7%.
      '年初(?:就)?(?:提出|定下|确定)(?!了)',
      '(?:按照?|根据)[^,。;]{0,8}(?:安排|部署|规划|方案|计划)(?=,)',
      // 《方案》提出,…
      '(?:报告|方案|意见|规划|纲要|通知|计划|》)(?:中)?(?:还|明确)?提出(?![了的])',
      // What a delegate wants others to do; a doctor's advice is no target.
      '(?<!代表|检察|意见|提案|[条件份项])建议(?=[,:]?[^,。;\\d]{0,10}(?:财政|政府|部门|国家|出台|设立|安排|给予|加大|扩大))',
    ]),
  ),
);

const FORESEES = new Words(
  new RegExp(
    anyOf([
      '预计|预测|有望|可望|预估|料将|据测算|估计|可能(?!性)|或将|恐将|届时|[还仍](?:将|要|会)持续',
      '预报(?![员警站精准中])',
      // 如果引水工程如期通水,供水能力将再提高.
      '(?:如果|假如|倘若|要是)(?!说|按)(?=[^。;]{2,40}(?:将|能|可|就))|只要(?=[^,。;]{0,12}(?:不低于|不少于|达到|保持|增长)[^,。;]{0,4}$)',
      // 建成后每年可节水: what a thing will do once it is there.
      '(?:建成|投产|达产|投运|投用|投入(?:使用|运营)|通车|完工|竣工)后(?=[^。;]{0,40}(?:可(?![支再比])|每年要|将|缩短|压缩|改善|新增|惠及|辐射|年产|年均))',
    ]),
  ),
);

/** What was reached of a plan. */
const REACHED =
  /(?:,|—)[^。]{0,20}(?:已(?!知)|截至|目前|收到|(?<![比较与同])去年|上半年|[一二三]季度|前[\d一二三]{1,2}个?月|实际(?=完成|达|建|到|只|仅|增|下))/;

const WEATHER = /[气水]温|降温|降[雨水雪]|雨量|寒潮|冷空气|台风|[风浪]力|阵风|浪高|能见度|洪峰|潮位/;

/** 将 and 要 tell what is to come, unless somebody foresees it. */
const GOES_TO = new RegExp(
  anyOf([
    // 将应急响应由Ⅳ级提升至Ⅲ级: here 将 is no more than 把.
    '(?<![即])将(?![^,。;由从]{3,12}[由从])(?=[^,。;]{0,14}(?:新|建成|建设|达|实现|超|突破|投入|投放|完成|开通|开放|延|停|改造|推出|举[办行]|安排|安装|供应|增|提高|提升|降|培育|打造|引进|推动|再|力|全面|继续|有|配|派|组织|开展|采用|惠及|覆盖|发放|设|控制|开工))',
    '(?<![即])将(?:在|为|对(?!方)|向|于)[^,。;]{0,8}$',
    '(?<![即])将(?:[把由以用会]|启[动用]|首次|联合|邀|探索|加[大快强]|聚焦|围绕|依托|统筹|引导|鼓励|重点|全[面力]|分别|陆续|分批|逐步|[每按]|招|聘|选|铺|种|接|生产|培训|补|奖|给|提供|缩|减|节|带|吸|形成|拥有|迎|试|免|支|扩|建|更|收|办|创|服务|聚|落实|实施|启动|上线|运营|推|开|拿|投|整合|压茬|滚动|筹|列入|争|引|再|增|提高|持续)',
    '(?<![主重只需概摘纪提想紧])要(?=[实达完新确推培建引招把增提过突控稳改扩滚]|接待|[高低]于|不[高低少超])',
    // 今年还要再改60处, 优良天数今年一定要拉回到75%.
    '(?:今年|明年|下半年|年底|接下来)[^,。;]{0,14}(?<![主重需只不必])要(?![求素闻职点件道害])',
    '(?:今年|年内)再(?=[添建新改增招引培开扩修])|下周|下个?月|下学期|本周末',
  ]),
);
const HAPPENED =
  /(?=[已了累目眼近去上昨截同环共现完过以一二三四])(?:已(?!知)|(?<!为|除|不|罢|排)了(?![解望])|累计|目前|眼下|近年来|(?<![比较与])(?:去年|上年|昨[天日])(?!同)|截至|截止|同比|环比|共有|现有|完成投资|过去|以来|[一二三四]季度|上半年)/;

/** What the innermost heading that says anything says of the figures under it; the title is the outermost. */
export function modalityOfHeadings(headings: readonly string[], title: string): Modality | null {
  for (const heading of headings.toReversed()) {
    if (/预算安排|预算草案|预算编制|20\d\d年(?:财政)?预算/.test(heading) && !/执行/.test(heading))
      return 'budget';
    if (/回顾|回望|亮点|成绩|成效|成就|总结|过去[一五]年|完成情况|执行情况|主要工作/.test(heading))
      return 'actual';
    if (
      /目标|安排|预期|任务|计划|打算|部署|展望|工作重点|重点工作|举措|规划|实事|怎么[干办做抓]|要[干办做抓]|新的一年|明年|今后|未来|下一(?:步|阶段|个[五三十])|接下来|蓝图|路线图|施工图/.test(
        heading,
      )
    )
      return 'target';
  }
  const aims =
    /民生实事|[定明]目标|时间表|路线图|工作要点|任务[书清]|(?:实施|工作|行动)方案|行动计划|规划(?:纲要|印发|出台|发布|获批)/.test(
      title,
    );
  return aims && !/完成|兑现|落地|成绩|办[结成好实]|答卷|交卷|见效|结果|回头看|怎么样|[吗？]/.test(title)
    ? 'target'
    : null;
}
