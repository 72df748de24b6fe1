import type { Catalog } from '../catalog/catalog.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { frontPath } from '../paper/resource.ts';
import { byCodeUnit } from '../text-order.ts';

/** A page of a package: one version of a node or an article. */
export interface PageEntry {
  /** The capture's id. */
  readonly id: string;
  readonly url: string;
  readonly at: Instant;
  readonly title: string;
  /** Of the payload. */
  readonly bytes: number;
}

/**
 * The nodes and articles among `snapshots` in the order in which one reads the paper: the front first, then page
 * slot after page slot, each node before its articles, each article's versions from the oldest on.
 */
export async function listPages(
  catalog: Catalog,
  paper: Paper,
  date: IssueDate,
  snapshots: readonly SnapshotRecord[],
): Promise<PageEntry[]> {
  const names = await nameResources(catalog, paper.id, date);
  const front = frontPath(paper, date);
  const places = snapshots
    .filter(({ kind }) => kind === 'node' || kind === 'article')
    .map((snapshot) => {
      const { page, title } = names.get(snapshot.path) ?? { page: null, title: null };
      const { kind, path, version } = snapshot;
      const sortKey = [path === front ? '0' : `1${page ?? '~'}`, kind === 'node' ? '0' : '1', path];
      const place = [...sortKey, String(version).padStart(6, '0')].join('\n');
      return { place, snapshot, title: titleOf(page, title) };
    });
  places.sort((a, b) => byCodeUnit(a.place, b.place));
  return places.map(({ snapshot: { captureId, url, at, bytes }, title }) => ({
    id: captureId,
    url,
    at,
    title: title === '' ? url : title,
    bytes,
  }));
}

/** `pages/pages.jsonl`: the list's own line, then a line a page. */
export function writePages(pages: readonly PageEntry[]): string {
  const list = { format: 'json-pages-1.0', id: 'pages', title: 'All Pages' };
  const lines = pages.map(({ id, url, at, title, bytes }) => ({ id, url, ts: at, title, size: bytes }));
  return [list, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** `B02 标题`; the lines of a title in one. */
function titleOf(page: string | null, title: string | null): string {
  const parts = [page, title].filter((part) => part !== null);
  return parts.join(' ').replace(/\s+/gu, ' ');
}

interface Name {
  /** The page slot, `B02`. */
  readonly page: string | null;
  readonly title: string | null;
}

/** What a page says of itself goes before what a list says of it. */
async function nameResources(catalog: Catalog, paper: string, date: IssueDate): Promise<Map<string, Name>> {
  const names = new Map<string, Name>();
  for await (const { path, page, title } of catalog.expected(paper, date)) names.set(path, { page, title });
  for await (const { path, page, section } of catalog.pages(paper, date))
    names.set(path, { page, title: section ?? names.get(path)?.title ?? null });
  for await (const { path, page, title } of catalog.articles(paper, date)) {
    const listed = names.get(path);
    names.set(path, { page: page ?? listed?.page ?? null, title: title ?? listed?.title ?? null });
  }
  return names;
}
