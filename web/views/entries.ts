import type { EventRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import type { Instant } from '../../core/paper/instant.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { readPath } from '../../core/paper/resource.ts';
import { articleHref } from '../../core/publish/room-address.ts';
import { diffHref, issueHref, versionsHref } from '../addresses.ts';

/** An event with the addresses that it leads to. */
export interface EventEntry {
  readonly paper: string;
  readonly id: string;
  readonly kind: EventRecord['kind'];
  readonly at: Instant;
  readonly date: IssueDate;
  readonly page: string | null;
  readonly title: string | null;
  readonly version: number | null;
  /** How that version differs from the one before it. */
  readonly classes: EventRecord['classes'];
  readonly changes: readonly { readonly before: string; readonly after: string }[];
  readonly href: string;
  readonly versionsHref: string | null;
  /** Of a version that followed another: what differs between the two. */
  readonly diffHref: string | null;
}

/** An event of an article leads to that version of it, any other to its issue. */
export function eventEntry(paper: Paper, event: EventRecord): EventEntry {
  const { id, kind, at, date, page, title, version, classes, changes } = event;
  const articleId = event.path === null ? null : (readPath(paper, event.path)?.articleId ?? null);
  const article =
    articleId === null ? null : articleHref(paper.id, date, page, articleId, version ?? undefined);
  const versions = articleId === null ? null : versionsHref(paper.id, date, page, articleId);
  return {
    ...{ paper: paper.id, id, kind, at, date, page, title, version, classes, changes },
    href: article ?? issueHref(paper.id, date),
    versionsHref: versions,
    diffHref:
      versions === null || kind !== 'article-corrected' || version === null || version < 2
        ? null
        : diffHref(versions, { before: version - 1, after: version }),
  };
}

/** The first `limit` of what comes. */
export async function take<T>(from: AsyncIterable<T>, limit: number): Promise<T[]> {
  const taken: T[] = [];
  if (limit === 0) return taken;
  for await (const one of from) if (taken.push(one) === limit) break;
  return taken;
}

/** Those of what comes that `keep` says yes to. */
export async function* select<T>(from: AsyncIterable<T>, keep: (one: T) => boolean): AsyncGenerator<T> {
  for await (const one of from) if (keep(one)) yield one;
}

/** The papers of the registry that the archive holds something of, in the registry's order. */
export async function heldPapers(
  catalog: { papers(): Promise<string[]> },
  papers: readonly Paper[],
): Promise<Paper[]> {
  const held = new Set(await catalog.papers());
  return papers.filter(({ id }) => held.has(id));
}
