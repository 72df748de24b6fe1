/**
 * How the papers set a heading or an item apart: the outline's grammar, as data. outline-lines.ts finds the mark of
 * each line with it, outline.ts makes the tree. To read one more form, add a row.
 */
export interface HeadingForm {
  readonly name: string;
  /**
   * Finds the mark at the beginning of a line, in folded text; group 1 is the mark, what follows it is not of the
   * words either. It is shown the line's first {@link LONGEST_MARK} characters, so that no line costs more.
   */
  readonly mark: RegExp;
  /**
   * How far inside the heading stands: it closes the open ones of its own rank and of greater ranks. `null` for a form
   * that papers use on any level: it stands where it first appeared.
   */
  readonly rank: number | null;
  /**
   * Which of the marked lines are headings: `brief`, those that are short and end without a stop; `over-text`, those
   * of a series whose first stands over text of its own; `in-series`, those that count on from one to the next, all
   * others having no mark at all; `never`, all are items.
   */
  readonly heads: 'brief' | 'over-text' | 'in-series' | 'never';
  /** Whether the mark may stand on a line of its own, its heading on the lines before or behind. */
  readonly alone: boolean;
  /** Whether the line's first sentence may be the heading of the text that goes on behind it: （一）抓招商。今年… */
  readonly runsIn: boolean;
}

/** No mark is longer; also how much of a line is looked at. */
export const LONGEST_MARK = 14;

/** Ranks up to this one are of a whole article: they also close headings without a rank. */
export const WHOLE_ARTICLE = 3;

const COUNTED = { heads: 'brief', alone: true, runsIn: true } as const;
const LISTED = { heads: 'over-text', runsIn: false } as const;

/** In the order in which they are tried. */
export const HEADING_FORMS: readonly HeadingForm[] = [
  { name: 'part', rank: 1, mark: /^(第[一二三四五六七八九十\d]{1,3}部分[、.:∶]?) ?/, ...COUNTED },
  {
    name: 'chapter',
    rank: 2,
    mark: /^(第[一二三四五六七八九十百\d]{1,3}[章篇编](?:[、.:∶]|(?= |$))) ?/,
    ...COUNTED,
  },
  { name: 'section', rank: 3, mark: /^(第[一二三四五六七八九十\d]{1,3}节(?:[、.:∶]|(?= |$))) ?/, ...COUNTED },
  {
    name: 'named',
    rank: null,
    mark: /^((?:关键词|亮点|看点|焦点|热点|主题|任务|目标|板块|篇章|聚焦|清单|镜头|建议|声音|故事|案例|现场|之)[一二三四五六七八九十\d①-⑳]{1,2}(?:[、.:∶]|(?= |$))) ?/,
    heads: 'brief',
    alone: true,
    runsIn: false,
  },
  { name: 'chinese', rank: 5, mark: /^([一二三四五六七八九十]{1,3}(?:[、.]|$)) ?/, ...COUNTED },
  { name: 'digit', rank: 6, mark: /^(\d{1,2})$/, ...COUNTED },
  {
    name: 'english',
    rank: 6,
    mark: /^((?:PART|CHAPTER|NO)[. ]?\d{1,2}(?!\d)[.、:∶]?) ?/i,
    ...COUNTED,
  },
  {
    name: 'spaced',
    rank: 6,
    mark: /^(\d{1,2})(?: ?[|/] ?| )(?=\D)/,
    heads: 'in-series',
    alone: false,
    runsIn: false,
  },
  { name: 'bracketed', rank: 7, mark: /^(\([一二三四五六七八九十]{1,3}\)[、.]?) ?/, ...COUNTED },
  { name: 'numbered', rank: 8, mark: /^(\d{1,2}(?:[.、]|\)[、.]?)) ?/, alone: false, ...LISTED },
  { name: 'in-brackets', rank: 9, mark: /^(\(\d{1,2}\)[、.]?) ?/, alone: false, ...LISTED },
  { name: 'circled', rank: 10, mark: /^([①-⑳⑴-⒛❶-❿➀-➓㈠-㈩㊀-㊉]) ?/, alone: true, ...LISTED },
  {
    // The last are Wingdings that were pasted as they were.
    name: 'bullet',
    rank: null,
    mark: /^([●•·‧∙・○◎◉□■▪▫◆◇♦▲△▶►▷▸★☆❖✦➤➢√✓✔※*\uf06c-\uf076\uf0a7\uf0d8\uf0fc]) ?/,
    alone: false,
    ...LISTED,
  },
  {
    name: 'dash',
    rank: null,
    mark: /^(——?|–|-)(?=[^\d\-—–]) ?/,
    heads: 'never',
    alone: false,
    runsIn: false,
  },
];

/** Headings that have no mark: what they look like, whole, in folded text. */
export interface PlainForm {
  readonly name: 'aside' | 'dated' | 'lead' | 'plain';
  readonly words: RegExp;
  readonly rank: number | null;
}

/** A colon announces a list; it stands inside of everything. */
export const LEAD_RANK = 20;

/** In the order in which they are tried; they are asked only of short lines without a stop. */
export const PLAIN_FORMS: readonly PlainForm[] = [
  {
    name: 'aside',
    rank: 0,
    words:
      /^(?:相关|新闻|延伸|背景)?(?:链接|名词解释|编者按|编后|短评|记者手记|采访手记|新闻背景|背景资料|延伸阅读|小贴士|开栏的话|结束语|新闻眼|注释?|备注)[:∶]?$/,
  },
  {
    name: 'dated',
    rank: 0,
    words:
      /^(?=.{0,40}(?:回顾|回望|亮点|成绩|成就|安排|打算|部署|展望|目标|任务|计划|工作|发展))(?!.*[:∶]$).*(?<!\d)(?:19|20)\d\d(?!\d)/,
  },
  { name: 'lead', rank: LEAD_RANK, words: /[:∶]$/ },
  { name: 'plain', rank: null, words: /^/ },
];

/** Short lines that look like headings and are none: greetings, speech, remarks in brackets, dates, arrows to other pages. */
export const NO_HEADINGS: readonly RegExp[] = [
  /^(?:各位|同志们|朋友们|尊敬的|女士们)/,
  /(?:说|道|问|答|指出|强调|表示|认为|要求|介绍|透露|回忆|坦言|提出|记者|代表|如下|据了解|据悉)[:∶]$/,
  /^\([^()]*\)$/,
  /^(?:19|20)\d\d ?(?:年|[./-]) ?\d{1,2} ?(?:月|[./-]) ?\d{1,2} ?日?$/,
  // Numbers alone, and rows of a table.
  /^[\d:./% ~+-]+$/,
  /(?: -?\d[\d.,]*%?){1,}$/,
  /^(?=.*(?:单位|指标|项目|合计|序号))\S+(?: \S+){2,}$/,
  // Questions and answers.
  /^(?:问|答|记者|主持人|[QA]) ?[:∶]/,
  /(?:下转|上接).{0,12}版/,
  /^(?:https?:|www\.)/i,
];
