import type { SearchedLine } from '../../core/publish/search/search-index.ts';
import type { SearchParameter } from '../search/question.ts';

/** What the search says. */
export interface SearchTexts {
  readonly title: string;
  readonly box: string;
  readonly boxInIssue: string;
  readonly boxOnPage: string;
  readonly go: string;
  readonly narrow: string;
  readonly label: Readonly<Record<Exclude<SearchParameter, 'after'>, string>>;
  readonly anyPaper: string;
  readonly how: string;
  /** What a parameter may be, when it was not. */
  readonly allowed: Readonly<Record<SearchParameter | 'q-many', string>>;
  readonly wrong: string;
  /** Of so many articles; `complete` when all were looked through. */
  readonly found: (total: number, isComplete: boolean) => string;
  readonly none: string;
  readonly years: string;
  readonly perYear: (year: string, total: number) => string;
  readonly results: string;
  readonly paragraph: (paragraph: number) => string;
  readonly line: Readonly<Record<Exclude<SearchedLine, 'text'>, string>>;
  readonly times: (hits: number) => string;
  readonly onlyWords: string;
  readonly otherVersion: (searched: number, newest: number) => string;
  readonly next: string;
  readonly earlier: (month: string) => string;
  readonly first: string;
  readonly scope: string;
  readonly holdings: (articles: string) => string;
  readonly since: string;
  readonly noIndex: string;
  readonly due: (months: string) => string;
  readonly unread: (articles: number) => string;
  readonly broken: (months: string) => string;
}

export const SEARCH_ZH: SearchTexts = {
  title: '搜索',
  box: '搜索全部文章',
  boxInIssue: '在本期中搜索',
  boxOnPage: '在本版中搜索',
  go: '搜索',
  narrow: '缩小范围（可不填）',
  label: {
    q: '要找的词句',
    from: '起（年、月或日）',
    to: '止（年、月或日）',
    date: '某一期（日期）',
    page: '版次',
    section: '版名含',
    place: '数据所属地区',
    indicator: '数据的指标',
    paper: '报纸',
  },
  anyPaper: '全部',
  how: '逐字查找：结果正是含有所写词句的文章，一个字也可以找。几个词用空格隔开，表示都要有；带空格的词句放在英文双引号内。全角半角、大小写、简体繁体不作区分。结果按日期从新到旧排列。',
  allowed: {
    q: '要找的词句最多 200 个字符；请只留最要紧的一句。',
    'q-many': '一次最多找 10 个词；请少写几个。',
    from: '“起”应写成 2023、2023-02 或 2023-02-25 这样的年、月或日。',
    to: '“止”应写成 2023、2023-02 或 2023-02-25 这样的年、月或日，且不早于“起”。',
    date: '“某一期”应写成 2023-02-25 这样的日期。',
    page: '版次应写成 B02 这样的版号，或 B 这样的字母。',
    section: '版名最多 100 个字符。',
    place: '地区最多 100 个字符。',
    indicator: '指标最多 100 个字符。',
    paper: '没有这份报纸。',
    after: '“下一页”的地址不完整；请回到第一页重新翻。',
  },
  wrong: '没有搜索：',
  found: (total, isComplete) => `${isComplete ? '共' : '至少'} ${total} 篇文章`,
  none: '没有文章含有这些词句。',
  years: '按年份',
  perYear: (year, total) => `${year} 年 ${total} 篇`,
  results: '结果',
  paragraph: (paragraph) => `第 ${paragraph} 段`,
  line: { 'intro-title': '引题', title: '标题', subtitle: '副题', byline: '作者', caption: '图片说明' },
  times: (hits) => `出现 ${hits} 次`,
  onlyWords: '因版权原因，公开页面只引用标题和正文开头；其余各处只显示所找的词句本身。',
  otherVersion: (searched, newest) => `搜到的是第 ${searched} 个版本；已有第 ${newest} 个版本，尚未编入索引`,
  next: '下一页',
  earlier: (month) => `继续搜索 ${month} 及以前`,
  first: '回到第一页',
  scope:
    '搜索的是每篇文章最新一个已解读的版本：引题、标题、副题、作者、图片说明和正文。报社撤下的文章仍可搜到，并注明已撤下。图片和 PDF 里的字不在其内。',
  holdings: (articles) => `索引收有 ${articles} 篇文章，最近一次编制于`,
  since: '。',
  noIndex: '还没有编制索引，暂时搜不到任何文章；jmnews serve 启动时会编制。',
  due: (months) => `这些月份有新近解读的文章，可能尚未编入：${months}。`,
  unread: (articles) => `另有 ${articles} 篇的解读已损坏或缺失，搜不到；请管理员运行 jmnews verify。`,
  broken: (months) => `这些月份的索引损坏或缺失，没有搜索：${months}。请管理员运行 jmnews verify。`,
};

export const SEARCH_EN: SearchTexts = {
  title: 'Search',
  box: 'Search all articles',
  boxInIssue: 'Search this issue',
  boxOnPage: 'Search this page',
  go: 'Search',
  narrow: 'Narrow it down (optional)',
  label: {
    q: 'Words to look for',
    from: 'From (year, month or day)',
    to: 'To (year, month or day)',
    date: 'One issue (date)',
    page: 'Page',
    section: 'Section holds',
    place: 'Place of a figure',
    indicator: 'Indicator of a figure',
    paper: 'Paper',
  },
  anyPaper: 'any',
  how: 'The search is literal: it finds exactly the articles that contain what you write, from one character on. Several words, parted by blanks, have all to be there; put words with blanks between straight double quotes. Width, case and simplified or traditional forms make no difference. The newest come first.',
  allowed: {
    q: 'Give 200 characters at most; keep the phrase that matters most.',
    'q-many': 'Give 10 words at most.',
    from: '‘From’ should be a year, month or day such as 2023, 2023-02 or 2023-02-25.',
    to: '‘To’ should be a year, month or day such as 2023, 2023-02 or 2023-02-25, and not before ‘from’.',
    date: '‘One issue’ should be a date such as 2023-02-25.',
    page: 'Page should be a label such as B02, or letters such as B.',
    section: 'Give 100 characters of a section at most.',
    place: 'Give 100 characters of a place at most.',
    indicator: 'Give 100 characters of an indicator at most.',
    paper: 'There is no such paper.',
    after: 'The address of this page of results is not whole; begin again with the first.',
  },
  wrong: 'Nothing was looked for: ',
  found: (total, isComplete) =>
    `${isComplete ? '' : 'at least '}${total} ${total === 1 ? 'article' : 'articles'}`,
  none: 'No article contains these words.',
  years: 'By year',
  perYear: (year, total) => `${year}: ${total}`,
  results: 'Results',
  paragraph: (paragraph) => `paragraph ${paragraph}`,
  line: {
    'intro-title': 'line above the title',
    title: 'title',
    subtitle: 'subtitle',
    byline: 'byline',
    caption: 'caption',
  },
  times: (hits) => (hits === 1 ? 'once' : `${hits} times`),
  onlyWords:
    'For reasons of copyright, open pages quote titles and how the text begins; of any other place, only the words themselves.',
  otherVersion: (searched, newest) =>
    `version ${searched} was searched; version ${newest} is there and not in the index yet`,
  next: 'Next page',
  earlier: (month) => `Go on with ${month} and before`,
  first: 'Back to the first page',
  scope:
    'What is searched is the newest version of each article that has been read: the lines of its title, its byline, captions and text. Articles that the newspaper took down are found, and marked as withdrawn. What is printed in images and PDF files is not searched.',
  holdings: (articles) => `The index holds ${articles} articles, and was last made`,
  since: '.',
  noIndex: 'There is no index yet, so that nothing can be found; ‘jmnews serve’ makes it when it starts.',
  due: (months) => `Of these months something was read lately that may not be in it yet: ${months}.`,
  unread: (articles) =>
    `${articles} more cannot be found, since their readings are damaged or missing; ‘jmnews verify’ names them.`,
  broken: (months) =>
    `The index of these months is damaged or missing, and they were not searched: ${months}. ‘jmnews verify’ names it.`,
};
