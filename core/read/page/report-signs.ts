import type { ReportKind } from '../document.ts';

/** Words that tell a report, by where they stand; they are looked for in folded text. */
export interface ReportSign {
  readonly kind: ReportKind;
  readonly where: 'title' | 'section' | 'heading' | 'body';
  readonly words: RegExp;
  /** {@link ENOUGH} decides alone. What speaks against a kind weighs less than nothing. */
  readonly weight: number;
}

export const ENOUGH = 3;

/** An article that talks of a report, and does not carry it. */
const TALK =
  /热议|审议|讨论|分组|(?<!图)解读|点赞|反响|引发|代表(?!作)|委员(?!会)|聆听|起草|列席|开幕|闭幕|举行|召开|观察|侧记|心声|建言|学习|访谈|专访|怎么看/;

/** In the order in which their words are quoted. Words between 《》 name another paper and are hidden from them. */
export const REPORT_SIGNS: readonly ReportSign[] = [
  // Budgets and accounts.
  {
    kind: 'budget',
    where: 'title',
    words: /预算执行情况|预算草案|(?:财政|[省市县区本]级|年度?).{0,6}决算|预算调整方案|预算报告/,
    weight: 3,
  },
  { kind: 'budget', where: 'title', words: TALK, weight: -3 },
  {
    kind: 'budget',
    where: 'title',
    words: /钱.{0,6}(?:花|从哪)|“?(?:账本|钱袋子)”?|财政收支|一般公共预算/,
    weight: 2,
  },
  { kind: 'budget', where: 'heading', words: /预算执行情况|预算草案|预算安排|财政收支/, weight: 2 },
  { kind: 'budget', where: 'body', words: /一般公共预算(?:收入|支出)/, weight: 1 },
  { kind: 'budget', where: 'body', words: /政府性基金(?:预算)?(?:收入|支出)|国有资本经营预算/, weight: 1 },
  { kind: 'budget', where: 'body', words: /预算执行情况和.{0,12}预算草案的报告,请/, weight: 3 },

  // Statistical bulletins and releases.
  {
    kind: 'bulletin',
    where: 'title',
    words: /^(?!.*(?:发布会|来了)).*(?:19|20)\d\d年(?:度)?.{0,24}公报/,
    weight: 3,
  },
  {
    kind: 'bulletin',
    where: 'title',
    words: /(?:经济|财政|人口|能源|环境|农村|工业).{0,8}普查(?:主要数据)?公报/,
    weight: 3,
  },
  { kind: 'bulletin', where: 'title', words: /统计公报|统计监测公报|主要统计数据/, weight: 2 },
  { kind: 'bulletin', where: 'title', words: /经济运行(?:简况|情况|分析)/, weight: 3 },
  { kind: 'bulletin', where: 'title', words: TALK, weight: -3 },
  { kind: 'bulletin', where: 'heading', words: /^综合$|^国内贸易$|^对外经济$|^固定资产投资$/, weight: 1 },
  { kind: 'bulletin', where: 'body', words: /^注:|本公报(?:中|所列)?|数据来源[:∶]/, weight: 1 },
  { kind: 'bulletin', where: 'body', words: /统计局(?:统一)?(?:核算|发布)/, weight: 1 },

  // Government work reports: the whole, an extract, or a page that sets out what one says.
  { kind: 'work-report', where: 'title', words: /政府工作报告/, weight: 3 },
  { kind: 'work-report', where: 'title', words: TALK, weight: -3 },
  { kind: 'work-report', where: 'title', words: /国民经济和社会发展.{0,24}计划|计划执行情况/, weight: -9 },
  {
    kind: 'work-report',
    where: 'title',
    words:
      /(?:人大|人民代表大会)常(?:务)?委(?:员)?会工作报告|(?:法院|检察院|常务委员会|常委会)工作(?:的)?报告|党代会|市委.{0,4}工作报告/,
    weight: -9,
  },
  { kind: 'work-report', where: 'section', words: /两会|人大会议|政府工作报告/, weight: 1 },
  {
    kind: 'work-report',
    where: 'heading',
    words:
      /(?:19|20)\d\d年?(?:的|主要|政府|全市|全年)?(?:工作|亮点|成绩)?(?:回顾|亮点|成绩单|成绩|成就)|(?:回顾|回望)(?:19|20)\d\d|过去[一五]年|(?:本届|上届)政府工作回顾|(?:过去|上)[一五]?年(?:的)?工作|工作回顾/,
    weight: 1,
  },
  {
    kind: 'work-report',
    where: 'heading',
    words:
      /工作安排|工作任务|主要任务|重点工作|工作部署|(?:19|20)\d\d年?(?:的|主要|政府|全市)?(?:工作(?:安排|部署|打算|任务|重点|思路)?(?!回顾|总结|亮点|成)|部署|打算|任务书|任务|重点)|展望(?:19|20)\d\d|今后五年/,
    weight: 1,
  },
  { kind: 'work-report', where: 'heading', words: /预期目标|发展目标|主要预期(?!目标)/, weight: 2 },
  { kind: 'work-report', where: 'body', words: /生产总值/, weight: 1 },
  {
    kind: 'work-report',
    where: 'body',
    words: /代表.{0,16}人民政府.{0,8}向(?:大会|大家)(?:报告|作).{0,12}工作.{0,6}[,,请。]/,
    weight: 3,
  },

  // The congress itself.
  { kind: 'congress-coverage', where: 'section', words: /两会/, weight: 2 },
  {
    kind: 'congress-coverage',
    where: 'title',
    words:
      /人大.{0,8}?(?:会议|全会)|政协.{0,8}?(?:会议|全会)|两会|人大代表|政协委员|代表委员|代表通道|委员通道|政府工作报告/,
    weight: 2,
  },
  {
    kind: 'congress-coverage',
    where: 'title',
    words: /(?:人大|政协).{0,12}?(?:开幕|闭幕|召开)|(?:人大|政协)常委会工作报告/,
    weight: 1,
  },
  {
    kind: 'congress-coverage',
    where: 'body',
    words:
      /人民代表大会第?[一二三四五六七八九十]+次会议|人大[一二三四五六七八九十]+次会议|政协.{0,12}[一二三四五六七八九十]+(?:届|次会议)|人民代表大会/,
    weight: 1,
  },
  { kind: 'congress-coverage', where: 'body', words: /政府工作报告/, weight: 1 },
  {
    kind: 'congress-coverage',
    where: 'body',
    words: /(?:人大|政协)(?:代表|委员)|代表(?:们)?(?:纷纷)?(?:表示|认为|建议)/,
    weight: 1,
  },
];

/** A congress page that carries the report itself is the report: kinds in the order in which they win. */
export const REPORT_ORDER: readonly ReportKind[] = ['budget', 'bulletin', 'work-report', 'congress-coverage'];
