import { type IssueDate, addDays, asIssueDate, isIssueDate } from '../../core/paper/issue-date.ts';
import { isArticleId, isPageLabel } from '../../core/publish/room-address.ts';
import type { SearchFilter, SearchPlace } from '../../core/publish/search/search-index.ts';
import { searchWords } from '../../core/publish/search/search-words.ts';

/** What the search can be asked with. */
export const SEARCH_PARAMETERS = [
  ...(['q', 'from', 'to', 'date', 'page', 'section', 'place', 'indicator', 'paper', 'after'] as const),
];
export type SearchParameter = (typeof SEARCH_PARAMETERS)[number];

/** What was given, as it was given; without what was left empty, as a form sends it. */
export type Given = Readonly<Partial<Record<SearchParameter, string>>>;

export interface SearchAsked {
  readonly given: Given;
  /** `null` where nothing is looked for. */
  readonly filter: SearchFilter | null;
  readonly after: SearchPlace | null;
  /** Each named once; while there is any, nothing is looked for. */
  readonly wrong: readonly (SearchParameter | 'q-many')[];
}

const MOST_OF_A_NAME = 100;
const MOST_UNITS = 1_000;

/** What is asked of the search; of a parameter that is given twice, the first counts. */
export function readSearch(query: URLSearchParams, papers: readonly { readonly id: string }[]): SearchAsked {
  const given: Partial<Record<SearchParameter, string>> = {};
  for (const name of SEARCH_PARAMETERS) {
    // Longer than anything may be, so that a text without end stands in no form and in no link.
    const text = (query.get(name) ?? '').slice(0, MOST_UNITS).toWellFormed().trim();
    if (text !== '') given[name] = text;
  }
  const wrong = new Set<SearchAsked['wrong'][number]>();
  const read = <T>(name: SearchParameter, parse: (text: string) => T | null): T | null => {
    const text = given[name];
    const parsed = text === undefined ? null : parse(text);
    if (text !== undefined && parsed === null) wrong.add(name);
    return parsed;
  };
  const name = (text: string): string | null => (text.length <= MOST_OF_A_NAME ? text : null);

  const date = read('date', (text) => (isIssueDate(text) ? text : null));
  const from = read('from', (text) => boundOf(text, 'first'));
  const to = read('to', (text) => boundOf(text, 'last'));
  if (from !== null && to !== null && to < from) wrong.add('to');
  const conditions: Omit<SearchFilter, 'words'> = {
    from: date ?? from,
    to: date ?? to,
    page: read('page', pageOf),
    section: read('section', name),
    place: read('place', name),
    indicator: read('indicator', name),
    paper: read('paper', (text) => papers.find(({ id }) => id === text)?.id ?? null),
  };
  const after = read('after', placeOf);
  const words = searchWords(given.q ?? '');
  if (words.kind === 'too-long') wrong.add('q');
  if (words.kind === 'too-many') wrong.add('q-many');
  const isAsked = words.kind === 'words' && wrong.size === 0;
  return {
    ...{ given, after, wrong: [...wrong] },
    filter: isAsked ? { words: words.words, ...conditions } : null,
  };
}

/** Of a year, a month or a day: its first or last day. */
export function boundOf(text: string, end: 'first' | 'last'): IssueDate | null {
  if (isIssueDate(text)) return text;
  const [, year = '', month] = /^(\d{4})(?:-(\d{2}))?$/.exec(text) ?? [];
  const first = `${year}-${month ?? '01'}-01`;
  if (!isIssueDate(first)) return null;
  if (end === 'first') return first;
  if (month === undefined) return asIssueDate(`${year}-12-31`);
  const next = addDays(first, 31);
  return addDays(asIssueDate(`${next.slice(0, 7)}-01`), -1);
}

/** Names the article behind which the next page begins; digits, letters and hyphens only. */
export function placeText({ date, paper, articleId }: SearchPlace): string {
  return `${date}_${paper}_${articleId}`;
}

function placeOf(text: string): SearchPlace | null {
  const [date = '', paper = '', articleId = '', ...more] = text.split('_');
  const isSound = isIssueDate(date) && /^[a-z][a-z0-9-]{0,30}$/.test(paper) && more.length === 0;
  return isSound && isArticleId(articleId) ? { date, paper, articleId } : null;
}

/** `b02` and `B02版` are meant as B02. */
function pageOf(text: string): string | null {
  const label = text.normalize('NFKC').toUpperCase().replace(/版$/, '').replace(/^第/, '');
  return isPageLabel(label) || /^[A-Z]{1,3}$/.test(label) ? label : null;
}
