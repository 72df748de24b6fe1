import type { ChangeClass } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import type { DiffLine } from '../../core/read/text-diff.ts';
import type { Pair } from '../addresses.ts';
import { type ArticleDeps, type SnapshotEntry, articleView } from './article-view.ts';
import type { ArticleEntry } from './issue-view.ts';

/** Two versions of an article, held against each other as our reader reads them. */
export interface DiffView {
  readonly paper: string;
  readonly date: IssueDate;
  readonly article: ArticleEntry;
  readonly before: SnapshotEntry;
  readonly after: SnapshotEntry;
  /** For each version after `before`, up to `after`, how it differs from the one that it followed. */
  readonly steps: readonly { readonly version: number; readonly classes: readonly ChangeClass[] }[];
  /** The versions of the two of which no reading is kept. */
  readonly unread: readonly number[];
  /** Every line of both; `null` where one has not been read, or the text is withheld. */
  readonly lines: readonly DiffLine[] | null;
  /** Why there are no lines here, as the answer of the raw addresses would be. */
  readonly withheld: { readonly status: 451 } | null;
}

/** `null` when one of the versions is not held. Fails as {@link articleView} does. */
export async function diffView(
  deps: ArticleDeps,
  paper: Paper,
  date: IssueDate,
  article: ArticleEntry,
  pair: Pair,
): Promise<DiffView | null> {
  const before = await articleView(deps, paper, date, article, pair.before);
  const after = await articleView(deps, paper, date, article, pair.after);
  if (before === null || after === null) return null;
  const steps: DiffView['steps'][number][] = [];
  for await (const { version, classes } of deps.catalog.snapshots(paper.id, article.path))
    if (version > pair.before && version <= pair.after) steps.push({ version, classes });
  const both = [before, after];
  const linesOf = ({ reading }: (typeof both)[number]): string[] => reading?.document.text.split('\n') ?? [];
  const unread = both.filter(({ reading }) => reading === null).map(({ snapshot }) => snapshot.version);
  return {
    ...{ paper: paper.id, date, article, before: before.snapshot, after: after.snapshot, steps, unread },
    lines: deps.withholds || unread.length > 0 ? null : await linesBetween(linesOf(before), linesOf(after)),
    withheld: after.withheld,
  };
}

/** What knows where Chinese words end takes long to load: only for who compares. */
async function linesBetween(before: readonly string[], after: readonly string[]): Promise<DiffLine[]> {
  const { textDiff } = await import('../../core/read/text-diff.ts');
  return textDiff(before, after);
}
