import { foldWidths } from '../fold-widths.ts';
import { modalityIn, modalityOfHeadings, strengthIn } from './figure-words.ts';
import type { Figure, KnownPeriod, KnownPlace } from './figure.ts';
import type { FigureSource, Passage, Section } from './passages.ts';
import { periodOf, periodOfHeadings } from './period.ts';

/** How firmly, where and when something holds: what a figure and a target without a number have in common. */
export type Setting = Pick<Figure, 'modality' | 'strength' | 'place' | 'period' | 'sectionPath' | 'listMark'>;

/** The words around what is asked about, folded. */
export interface Surroundings {
  /** The sentence up to it. */
  readonly sentence: string;
  /** The same up to the last full stop: 目标是…;… goes on behind a semicolon. */
  readonly statement: string;
  /** From the figure before in its passage. */
  readonly since: string;
  /** The sentence behind it. */
  readonly behind: string;
  /** The time that was printed earlier in the passage, or in the list before. */
  readonly carried: KnownPeriod | null;
}

/** What the headings of a section say of all that stands under them. */
interface SectionSetting {
  readonly period: KnownPeriod | null;
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

  constructor(source: FigureSource) {
    const { introTitle, title, subtitle, section } = source.document;
    this.#source = source;
    this.#title = [introTitle, title, subtitle].map((line) => foldWidths(line ?? ''));
    this.#pageSection = foldWidths(section ?? '');
  }

  /** The setting, and the time that goes on to what follows. */
  of(
    { section, listMark }: Passage,
    { sentence, statement, since, behind, carried: before }: Surroundings,
  ): { readonly setting: Setting; readonly carried: KnownPeriod | null } {
    const { date, places } = this.#source;
    const above = this.#above(section);
    const { period, carried, own } = periodOf({ since, behind, above: above.period, date, carried: before });
    const said =
      untilYear(sentence, date) ??
      modalityIn(sentence) ??
      (/^[^,]{0,12}(?:预期)?目标/.test(behind) ? 'target' : announcedIn(statement));
    // 由2019年的3万亩扩大到: where it comes from has happened, whatever is aimed at.
    const modality =
      (own ? modalityOfYear(period, date, true) : null) ??
      budgeted(said, above) ??
      modalityOfYear(period, date) ??
      above.modality ??
      'actual';
    const strength =
      modality === 'actual' ? null : (strengthIn(sentence) ?? (above.expected ? 'expected' : null));
    const printed = lastPlaceIn(sentence, places, (full) => full);
    const place: KnownPlace | null = printed === null ? above.place : { value: printed, from: 'printed' };
    return { setting: { modality, strength, place, period, sectionPath: section.path, listMark }, carried };
  }

  #above(section: Section): SectionSetting {
    const known = this.#ofSections.get(section);
    if (known !== undefined) return known;
    const { date, places } = this.#source;
    const headings = [...this.#title, ...section.headings];
    const setting = {
      period: periodOfHeadings(headings, date),
      modality: modalityOfHeadings(section.headings, this.#title.join(' ')),
      budget: headings.some((heading) =>
        /预算(?:草案|安排|编制)|20\d\d年(?:财政)?预算(?!执行)/.test(heading),
      ),
      expected: headings.some((heading) => heading.includes('预期目标')),
      place: placeOfHeadings([this.#pageSection, ...headings], places),
    };
    this.#ofSections.set(section, setting);
    return setting;
  }
}

/** 到2025年达到: a year that is not over is aimed at. */
function untilYear(sentence: string, date: FigureSource['date']): Figure['modality'] | null {
  const year = /到((?:19|20)\d\d)年/.exec(sentence)?.[1];
  return year !== undefined && date !== null && year >= date.slice(0, 4) ? 'target' : null;
}

/** Under the heading of a budget, what is aimed at is budgeted: 收入拟安排107亿元. */
function budgeted(said: Figure['modality'] | null, { budget }: SectionSetting): Figure['modality'] | null {
  return said === 'target' && budget ? 'budget' : said;
}

/** 主要目标是:…;…: what an announcement lists is announced, behind a semicolon too. */
function announcedIn(statement: string): Figure['modality'] | null {
  return /(?:目标|任务|安排|打算|施工图|蓝图)[^。:;]{0,8}:/.test(statement) ? 'target' : null;
}

/** What is said of a year to come has not happened, and what is said of a year gone by has. */
function modalityOfYear(
  period: KnownPeriod | null,
  date: FigureSource['date'],
  withThisYear = false,
): Figure['modality'] | null {
  if (period === null || date === null || period.from === 'heading') return null;
  const [year, issue] = [period.value.slice(0, 4), date.slice(0, 4)];
  if (year > issue) return 'target';
  return (year < issue || (withThisYear && year === issue)) && !period.value.includes('/') ? 'actual' : null;
}

/** The place that the innermost heading names, outermost first. */
function placeOfHeadings(headings: readonly string[], places: readonly string[]): KnownPlace | null {
  for (const heading of headings.toReversed()) {
    const named = lastPlaceIn(heading, places, shortNameOf);
    if (named !== null) return { value: named, from: 'heading' };
  }
  return null;
}

/** What headings print of a place: 鹤山 of 鹤山市. */
function shortNameOf(full: string): string {
  return full.slice(0, -1);
}

function lastPlaceIn(
  text: string,
  places: readonly string[],
  nameOf: (full: string) => string,
): string | null {
  let last: { readonly full: string; readonly at: number } | null = null;
  for (const full of places) {
    const at = text.lastIndexOf(nameOf(full));
    if (at >= 0 && at > (last?.at ?? -1)) last = { full, at };
  }
  return last?.full ?? null;
}
