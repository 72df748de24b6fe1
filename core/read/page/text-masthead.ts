import { type IssueDate, isIssueDate } from '../../paper/issue-date.ts';
import { readMastheadDate } from './masthead-date.ts';
import { isNavigation } from './navigation.ts';
import { readPageLabel, readTopLine } from './page-label.ts';
import type { TextLine } from './text-lines.ts';

/** What stands above an article in the text of its page. */
export interface TextMasthead {
  readonly label: string | null;
  readonly section: string | null;
  readonly date: IssueDate | null;
  /** The title list, and whatever else stands above the date that is no control of the site. */
  readonly titleList: readonly string[];
  /** The first line behind the masthead. */
  readonly next: number;
  /** The line that tells when and where an article appeared, if that stands under its title. */
  readonly imprint: TextLine | null;
}

/** The label and the date line stand near the top, below a title list of at most some dozen lines. */
const MASTHEAD_LINES = 200;
/** A page without a date line has its label at the very top. */
const LABEL_LINES = 3;

export function readTextMasthead(lines: readonly TextLine[]): TextMasthead {
  const top = lines.slice(0, MASTHEAD_LINES);
  const dateAt = dateLineOf(top);
  const dated = top[dateAt];
  if (dated !== undefined && isImprint(top, dateAt)) {
    return { label: null, section: null, date: dateOf(dated.text), titleList: [], next: 0, imprint: dated };
  }
  const above = top.slice(0, dateAt < 0 ? LABEL_LINES : dateAt);
  const labelAt = above.findIndex(({ text }) => readPageLabel(text) !== null);
  if (labelAt >= 0 || dateAt < 0) {
    const label = readPageLabel(lines[labelAt]?.printed ?? '');
    const titleList = dateAt < 0 ? [] : wordsOf(above.slice(labelAt + 1));
    return {
      label: label?.label ?? null,
      section: label?.section ?? null,
      date: dateAt < 0 ? null : dateOf(lines[dateAt]?.text ?? ''),
      titleList,
      next: (dateAt < 0 ? labelAt : dateAt) + 1,
      imprint: null,
    };
  }
  const first = above.find(({ blank }) => !blank);
  const loose = first === undefined || isNavigation(first.text) ? null : readTopLine(first.printed);
  return {
    label: loose?.label ?? null,
    section: loose?.section ?? null,
    date: dateOf(lines[dateAt]?.text ?? ''),
    titleList: wordsOf(loose === null ? above : above.filter((line) => line !== first)),
    next: dateAt + 1,
    imprint: null,
  };
}

/** A page says 星期 or its zoom words beside its date; the day alone is a masthead only above all text. */
const OF_A_PAGE = /星期|周[一二三四五六日]|放大/;

function dateLineOf(top: readonly TextLine[]): number {
  const at = top.findIndex(({ text, indented }) => !indented && dateOf(text) !== null);
  const line = top[at];
  if (line === undefined || OF_A_PAGE.test(line.text)) return at;
  return top.slice(0, at).some(({ text, indented }) => indented || text.endsWith('。')) ? -1 : at;
}

/** Under a title stands when an article appeared, and where; a masthead stands under a label. */
function isImprint(top: readonly TextLine[], at: number): boolean {
  const line = top[at]?.text ?? '';
  if (/\d:\d|来源|作者/.test(line)) return true;
  const above = top.slice(0, at).filter(({ blank }) => !blank);
  return (
    above.length > 0 && !OF_A_PAGE.test(line) && above.every(({ printed }) => readPageLabel(printed) === null)
  );
}

function wordsOf(lines: readonly TextLine[]): string[] {
  return lines.filter(({ blank, text }) => !blank && !isNavigation(text)).map(({ text }) => text);
}

const LONGEST_DATE_LINE = 80;

/** The date of a line that is nothing but a masthead's: 2023 年 2 月 25 日 星期 放大 缩小, or the day alone. */
function dateOf(line: string): IssueDate | null {
  if (line.length > LONGEST_DATE_LINE || line.endsWith('。')) return null;
  if (/^\d{4} ?年/.test(line)) {
    const date = readMastheadDate(line);
    if (date !== null) return date;
  }
  const found = ALONE.exec(line);
  if (!found) return null;
  const [, year = '', month = '', day = ''] = found;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIssueDate(date) ? date : null;
}

const ALONE =
  /^(?:星期[一二三四五六日] ?)?(\d{4}) ?[年./-] ?(\d{1,2}) ?[月./-] ?(\d{1,2}) ?日?(?: ?\(?(?:星期|周)[一二三四五六日]\)?| \d{1,2}:\d{2}(?::\d{2})?| ?放大| ?缩小| ?默认| ?(?:来源|作者|记者|编辑)[:∶ ].{0,40})*$/;
