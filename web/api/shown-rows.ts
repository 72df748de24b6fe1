import type { Paper } from '../../core/paper/paper.ts';
import { isIssueDate } from '../../core/paper/issue-date.ts';
import { isResourcePath } from '../../core/paper/resource.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { type Access, type Judgement, isListed, openAccess } from '../rights/access.ts';
import type { ReadingRoomDeps } from '../deps.ts';

/** What the rows of tables may tell now: a release stays as it was published, what is asked of it does not. */
export interface RowRights {
  /** Another one when anything else may be told; empty where no rights were ever written down. */
  readonly revision: string;
  /** Whether anything of an issue may be withheld: of any other its rows are told as they are. */
  readonly mayWithhold: (paper: string, date: string) => boolean;
  readonly of: (rows: readonly Row[]) => Promise<ToldRows>;
}

export interface ToldRows {
  readonly rows: Row[];
  /** How many of them are left out; not those that are to be as if they never were. */
  readonly withheld: number;
  /** Those that are to be so. */
  readonly excluded: readonly Row[];
}

/** Words of an article beside a number. A number, what it measures, and its own characters are facts. */
const WORDS = ['section', 'section_path', 'list_mark', 'article_title', 'prefix', 'suffix', 'words'] as const;

/** For anybody, whoever asks: answers are open to all and kept by caches. */
export async function openRowRights(deps: ReadingRoomDeps): Promise<RowRights> {
  const open = async (paper: Paper): Promise<[string, Access]> => [
    paper.id,
    await openAccess(deps, 'anybody', paper),
  ];
  const accesses = new Map(await Promise.all(deps.papers.map(open)));
  return {
    revision: Array.from(accesses.values(), ({ book }) => book.revision)
      .filter((one) => one !== '')
      .join(' '),
    mayWithhold: (paper, date) => {
      const access = accesses.get(paper);
      if (access === undefined || !isIssueDate(date)) return false;
      return access.book.takedownsOf(date).length > 0 || !isListed(access.issue(date));
    },
    of: async (rows) => {
      const [told, excluded]: [Row[], Row[]] = [[], []];
      for (const row of rows) {
        const judged = await judgeRow(accesses, row);
        const shown = judged === null ? row : shownRow(row, judged);
        if (shown !== null) told.push(shown);
        else if (judged?.shown === 'nothing') excluded.push(row);
      }
      return { rows: told, withheld: rows.length - told.length - excluded.length, excluded };
    },
  };
}

/** `null` of a row that is of no one article, such as a year of a series: nothing in it is an article's words. */
async function judgeRow(accesses: ReadonlyMap<string, Access>, row: Row): Promise<Judgement | null> {
  const { paper, issue_date: date, document_id: document, page } = row;
  if (typeof paper !== 'string' || typeof date !== 'string' || !isIssueDate(date)) return null;
  const access = accesses.get(paper);
  if (access === undefined) return null;
  const path = typeof document === 'string' ? document.slice(paper.length + 1).replace(/@\d+$/, '') : '';
  return access.to({
    date,
    path: isResourcePath(path) ? path : null,
    pages: typeof page === 'string' ? [page] : [],
  });
}

/** `null` of a row that is left out. */
function shownRow(row: Row, { listed, shown }: Judgement): Row | null {
  if (!listed) return null;
  switch (shown) {
    case 'all':
    case 'facts':
      return row;
    case 'figures': {
      // A target in words is nothing but words.
      if (typeof row['words'] === 'string') return null;
      const without = WORDS.filter((name) => name in row).map((name) => [name, null] as const);
      return { ...row, ...Object.fromEntries(without) };
    }
    case 'existence':
    case 'nothing':
      return null;
  }
}
