import { addDays } from '../../paper/issue-date.ts';
import { foldWidths } from '../fold-widths.ts';
import { aimedAt, modalityIn, modalityOfHeadings, strengthIn } from './modality.ts';
import type { Figure, KnownPeriod, KnownPlace } from './figure.ts';
import type { FigureSource, Passage, Section } from './passages.ts';
import { periodOf, periodOfHeadings } from './period.ts';
import { placeInSentence, placeOfHeadings, placesIn } from './place.ts';

/** How firmly, where and when something holds: what a figure and a target without a number have in common. */
export type Setting = Pick<Figure, 'modality' | 'strength' | 'place' | 'period' | 'sectionPath' | 'listMark'>;

/** The words around what is asked about, folded. */
export interface WordsAround {
  /** The sentence up to it. */
  readonly sentence: string;
  /** The same up to the last full stop: 目标是…;… goes on behind a semicolon. */
  readonly statement: string;
  /** From the figure before in its passage. */
  readonly since: string;
  /** The sentence behind it. */
  readonly behind: string;
}

/** The same with what was said before. */
export interface Surroundings extends WordsAround {
  /** The time that was printed earlier in the passage, or in the list before. */
  readonly carried: KnownPeriod | null;
}

/** What the headings of a section say of all that stands under them. */
interface SectionSetting {
  readonly period: KnownPeriod | null;
  readonly titled: boolean;
  readonly modality: Figure['modality'] | null;
  readonly expected: boolean;
  /** Whether they speak of a budget to come: what is aimed at there is budgeted. */
  readonly budget: boolean;
  readonly place: KnownPlace | null;
}

/** Tells where and when the things of one article hold. */
export class Settings {
  readonly #source: FigureSource;
  /** The lines of the title, folded. */
  readonly #title: readonly string[];
  readonly #pageSection: string;
  readonly #ofSections = new Map<Section, SectionSetting>();
  /** The day of which 今天 tells. */
  readonly #today: FigureSource['date'];
  /** The passage that was asked about last, with the places in it. */
  #named: { readonly passage: Passage; readonly places: readonly string[] } | null = null;
  /** The time that was printed last. */
  #spoken: KnownPeriod | null = null;

  constructor(source: FigureSource) {
    const { introTitle, title, subtitle, section } = source.document;
    this.#source = source;
    this.#title = [introTitle, title, subtitle].map((line) => foldWidths(line ?? ''));
    this.#pageSection = foldWidths(section ?? '');
    this.#today = dayOfDispatch(foldWidths(source.document.byline ?? ''), source.date) ?? source.date;
  }

  /** How firmly it holds, as far as its own words say. */
  saidOf({ section }: Passage, { sentence, statement, behind }: WordsAround): Figure['modality'] | null {
    const { date } = this.#source;
    return (
      ofPlan(sentence, behind) ??
      untilYear(sentence, date) ??
      aimedBehind(sentence, behind, date) ??
      foretold(statement) ??
      saidIn(sentence, this.#above(section)) ??
      announcedIn(statement) ??
      ofThisYear(statement, date)
    );
  }

  /** Where it holds. */
  placeOf(passage: Passage, { sentence, behind }: WordsAround): KnownPlace | null {
    const places = this.#placesIn(passage);
    const named = places.length === 0 ? null : placeInSentence(sentence, behind, places);
    return named ?? this.#above(passage.section).place;
  }

  /** Those that a passage names; most name none. */
  #placesIn(passage: Passage): readonly string[] {
    if (this.#named?.passage !== passage) {
      const text = this.#source.folded.slice(passage.start, passage.end);
      this.#named = { passage, places: placesIn(text, this.#source.places) };
    }
    return this.#named.places;
  }

  /** The setting, and the time that goes on to what follows; `said` and `place` are what the methods above tell of the same. */
  of(
    { section, listMark }: Passage,
    { sentence, statement, since, behind, carried: before }: Surroundings,
    { said, place }: { readonly said: Figure['modality'] | null; readonly place: KnownPlace | null },
  ): { readonly setting: Setting; readonly carried: KnownPeriod | null } {
    const { date } = this.#source;
    const above = this.#above(section);
    const { period, carried, own } = periodOf({
      sentence,
      since,
      behind,
      above: above.period,
      titled: above.titled,
      date: this.#today,
      carried: before,
      spoken: this.#spoken,
      planned: (said ?? above.modality ?? 'actual') !== 'actual',
      aimed: said === 'target',
    });
    this.#spoken = carried ?? this.#spoken;
    const meant =
      (own ? modalityOfYear(period, date, { withThisYear: true }) : null) ??
      whereItComesFrom(sentence, behind) ??
      budgeted(said, above, sentence) ??
      yearToCome(modalityOfYear(period, date, { saysWhen: /[月日天]/.test(sentence) }), sentence) ??
      budgeted(above.modality, above, sentence) ??
      'actual';
    // 安排公用经费9870万元,新建学校4所: what the money is for is no money.
    const modality = meant === 'budget' && FOR_MONEY.test(since) ? 'target' : meant;
    const strength =
      modality === 'actual'
        ? null
        : (strengthIn(sentence, statement, behind) ?? (above.expected ? 'expected' : null));
    return { setting: { modality, strength, place, period, sectionPath: section.path, listMark }, carried };
  }

  #above(section: Section): SectionSetting {
    const known = this.#ofSections.get(section);
    if (known !== undefined) return known;
    const { date, places } = this.#source;
    const headings = [...this.#title, ...section.headings];
    const setting = {
      period: periodOfHeadings(headings, date),
      titled: periodOfHeadings(section.headings, date) === null,
      modality:
        modalityOfHeadings(section.headings, this.#title.join(' ')) ??
        modalityOfHeadingsYear(section.headings, date),
      budget: isOfBudget(headings, this.#source.report),
      expected: headings.some((heading) => heading.includes('预期目标')),
      place: placeOfHeadings([this.#pageSection, ...headings], places),
    };
    this.#ofSections.set(section, setting);
    return setting;
  }
}

/** 本报盐城3月15日电, printed on the 16th: the day on which an article was written, in the month of its issue. */
function dayOfDispatch(byline: string, date: FigureSource['date']): FigureSource['date'] {
  const [, month, day] = /(\d{1,2})月(\d{1,2})日[电讯]/.exec(byline) ?? [];
  if (month === undefined || day === undefined || date === null) return null;
  const before = Number(date.slice(8, 10)) - Number(day);
  return Number(month) === Number(date.slice(5, 7)) && before >= 0 ? addDays(date, -before) : null;
}

/** Whether the innermost heading that speaks of a budget speaks of one to come; without one, whether all is of a budget. */
function isOfBudget(headings: readonly string[], report: FigureSource['report']): boolean {
  const heading = headings.findLast((one) => OF_BUDGET.test(one) || /执行情况|工作|措施|举措/.test(one));
  return heading === undefined ? report === 'budget' : OF_BUDGET.test(heading);
}

const OF_BUDGET = /预算(?:草案|安排|编制)|20\d\d年(?:财政)?预算(?!执行)/;

/** What is done with the money of a budget, where something else than money is counted. */
const FOR_MONEY =
  /(?:新建|改建|扩建|改造|建成|建设|新增|增加|培育|培训|惠及|受益)(?![^,。;]*(?:资金|经费|支出|收入|投入|预算|债券|补助))[^,。;年]{1,}$|给予[^,。;]{0,12}$/;

/** What stands behind a number: 超额完成增长5%的年度任务, 12家博物馆将延时开放, 余下4个10月底前进场. */
function aimedBehind(
  sentence: string,
  behind: string,
  date: FigureSource['date'],
): Figure['modality'] | null {
  // 建成后两地最快45分钟可达: what can be done once it is there.
  if (behind.includes('可') && /^[^,。;]{0,4}可(?![支再比])/.test(behind) && ONCE_DONE.test(sentence))
    return 'forecast';
  if (
    (/目标|任务/.test(behind) && AIMED_BEHIND.test(behind)) ||
    (behind.includes('将') && COMING_BEHIND.test(behind))
  )
    return 'target';
  // 年底前新增360万千瓦,两座电站开工: a deadline holds for the clauses behind it too.
  if (!sentence.includes('前') && !behind.includes('前')) return null;
  const whole = sentence + (/^[^,。;]{0,20}/.exec(behind)?.[0] ?? '');
  const near = whole.slice(-LONGEST_DEADLINE);
  const deadline = near.includes('前') ? DEADLINE.exec(near) : null;
  if (deadline === null) return null;
  const [, before = '', year, month, rest = ''] = deadline;
  if (
    date === null ||
    /[已了]|累计|截至|,[^。]{0,12}(?:预计|有望|预测)/.test(rest) ||
    /[已了]|[去上]年/.test(before)
  )
    return null;
  const [issueYear, issueMonth] = [date.slice(0, 4), date.slice(5, 7)];
  if (year !== undefined && year !== issueYear) return year > issueYear ? 'target' : null;
  return month === undefined || month.padStart(2, '0') >= issueMonth ? 'target' : null;
}

const ONCE_DONE = /(?:建成|投产|达产|投运|投用|通车|完工|竣工|开通|全线贯通)后[^。;]{0,20}$/;

const LONGEST_DEADLINE = 120;

const AIMED_BEHIND =
  /^[^,]{0,12}(?:预期)?目标|^[^,。;]{0,30}的(?:预期|年度|全年|既定)(?:目标|任务)|^(?:左右|以[上内下])?的(?:目标|任务)/;
const COMING_BEHIND =
  /^[\u4e00-\u9fff“”]{0,8}(?<!即)将(?:在|于|陆续|分批|全部|全面|同时|同步|继续|免费|再|开|停|延|新|获|参|亮相|举|迎|改|建|投|入驻|落户|展|通|享|推|出)/;
/** A deadline, with its clause before it, its year and month, and all behind it. */
const DEADLINE =
  /([^,]{0,20})(?:(20\d\d)年)?(?:(?<!\d)(\d{1,2})月(?:底|末|中旬|\d{1,2}日)?|年?[底末]|春节|国庆节?)[之以]?前(?![后\d一两三])(.*)$/;

/** 今天,海面阵风14级: the weather of the day on which a paper appears is foreseen, unless it was measured. */
function foretold(statement: string): Figure['modality'] | null {
  return WEATHER_TO_COME.test(statement) &&
    !/出现|录得|实测|监测|凌晨|截至|已|最高达|达到|升至|创/.test(statement)
    ? 'forecast'
    : null;
}

const WEATHER_TO_COME =
  /(?:今[天晚夜日]|明[天晚日]|后天|未来[\d一二三两]{1,2}(?:天|小时|日))[^。]{0,40}(?:[气水]温|降[雨水雪]|雨量|[风浪]力|阵风|浪高|能见度)/;

/** 为年度任务6500人的105.1%, 年初预算48.6亿元: what was aimed at, whatever came of it. */
function ofPlan(sentence: string, behind: string): Figure['modality'] | null {
  if (!/^的\d/.test(behind)) return /年初预算(?:为|是)?$/.test(sentence) ? 'budget' : null;
  if (/预算数?$/.test(sentence)) return 'budget';
  return /(?:年度|全年|既定|预期)(?:任务|计划|目标)$/.test(sentence) ? 'target' : null;
}

/** Early in a year what is said of it without a word of the past is planned: 今年排了93个项目,总投资104亿元. */
function ofThisYear(statement: string, date: FigureSource['date']): Figure['modality'] | null {
  if (date === null || date.slice(5, 7) > '02' || !statement.includes('今年')) return null;
  const said = statement.slice(statement.lastIndexOf('今年'));
  return PAST_OF_YEAR.test(said) ? null : 'target';
}

const PAST_OF_YEAR =
  /^今年(?:以来|前|春节|元旦|首|开年|\d{1,2}月|[一1]月|第|到期|[^,]{0,6}的)|已|(?<!排)了(?!解)|累计|截至|目前|同比|环比|完成|达|来|是/;

/** 到2025年达到: a year that is not over is aimed at, unless somebody foresees it. */
function untilYear(sentence: string, date: FigureSource['date']): Figure['modality'] | null {
  const year = sentence.includes('到') ? /到((?:19|20)\d\d)年/.exec(sentence)?.[1] : undefined;
  if (year === undefined || date === null || year < date.slice(0, 4)) return null;
  return modalityIn(sentence) === 'forecast' ? 'forecast' : 'target';
}

/** What a sentence says of its own figures; in a review 确保 and 要求 tell what was seen to, and what was aimed at is said firmly. */
function saidIn(sentence: string, above: SectionSetting): Figure['modality'] | null {
  const said = modalityIn(sentence);
  // 安排资金15.8亿元,同比增长12.9%: in a budget to come what it is compared with tells of nothing that has happened.
  if (said === 'actual' && above.budget && /安排|拟/.test(sentence) && !/[已了]|完成|执行/.test(sentence))
    return null;
  // Under 2023年工作打算 一季度 and 上半年 are to come.
  if (said === 'actual' && above.modality === 'target' && !SURELY_PAST.test(sentence)) return null;
  // 解读2023年预算报告: 安排教育支出11.2亿元 is not yet spent.
  if (said === null && above.budget && /安排/.test(sentence) && !GONE_BY.test(sentence)) return 'target';
  return said === 'target' && above.modality === 'actual' && !FIRMLY.test(sentence) ? null : said;
}

const SURELY_PAST = /[已了]|累计|目前|眼下|近年|[去上]年|昨|截[至止]|[同环]比|[共现]有|完成投资|过去|以来/;

/** A budget of the past, or what was done with it. */
const GONE_BY = /[已了]|完成|执行|(?<![比较与])[去上]年|20\d\d年|原则/;

const FIRMLY = /力争|争取|力促|预期|目标|将|拟|明年|今后|下一步|年底前/;

/** Nobody aims at the weather of tomorrow. */
function yearToCome(modality: Figure['modality'] | null, sentence: string): Figure['modality'] | null {
  return modality === 'target' ? aimedAt(sentence) : modality;
}

/** Under the heading of a budget, what is aimed at is budgeted: 收入拟安排107亿元. */
function budgeted(
  said: Figure['modality'] | null,
  { budget }: SectionSetting,
  sentence: string,
): Figure['modality'] | null {
  // 计划向上争取债券8亿元: what nobody can decide is aimed at in a budget too.
  return said === 'target' && budget && !/争取|力争/.test(sentence) ? 'budget' : said;
}

/** 主要目标是:…;…: what an announcement lists is announced, behind a semicolon too. */
function announcedIn(statement: string): Figure['modality'] | null {
  return ANNOUNCED.test(statement) ? 'target' : null;
}

const ANNOUNCED = /(?:目标|任务|安排|打算|施工图|蓝图)[^。:;]{0,8}:|预期目标[是为]/;

/** 由2019年的3万亩扩大到, 将由50%提高到60%: where it comes from has happened, whatever is aimed at. */
function whereItComesFrom(sentence: string, behind: string): Figure['modality'] | null {
  return /^[^,。;\d一二三两]{0,10}[到至为成]/.test(behind) && /[由从自][^,。;\d]{0,14}$/.test(sentence)
    ? 'actual'
    : null;
}

/** What is said of a year to come has not happened, and what is said of a year gone by has. */
function modalityOfYear(
  period: KnownPeriod | null,
  date: FigureSource['date'],
  { withThisYear = false, saysWhen = false } = {},
): Figure['modality'] | null {
  if (period === null || date === null || period.from === 'heading') return null;
  const [year, issue] = [period.value.slice(0, 4), date.slice(0, 4)];
  if (year > issue || (saysWhen && isAhead(period.value, date))) return 'target';
  return (year < issue || (withThisYear && year === issue)) && !period.value.includes('/') ? 'actual' : null;
}

/** Early in a year, a heading with that year tells of what is planned for it, and one with the year before of what was done. */
function modalityOfHeadingsYear(
  headings: readonly string[],
  date: FigureSource['date'],
): Figure['modality'] | null {
  if (date === null) return null;
  const heading =
    headings.findLast((one) => /20\d\d|今年|去年/.test(one) && !/春节|春运|假期|月/.test(one)) ?? '';
  const year = /去年/.test(heading)
    ? ''
    : (/20\d\d/.exec(heading)?.[0] ?? (heading === '' ? '' : date.slice(0, 4)));
  if (heading === '' || /[-—至到]/.test(heading)) return null;
  if (year < date.slice(0, 4)) return 'actual';
  if (year > date.slice(0, 4)) return 'target';
  // 市民为台山2023献策 tells of what was said; a heading that begins with its year tells of that year.
  return date.slice(5, 7) <= '02' && /^(?:“|【)?(?:20\d\d|今年)/.test(heading) ? 'target' : null;
}

/** 11月13日停水, printed on the 9th. */
function isAhead(period: string, date: string): boolean {
  const start = /^\d{4}-\d\d(?:-\d\d)?/.exec(period)?.[0];
  return start !== undefined && start > date.slice(0, start.length);
}
