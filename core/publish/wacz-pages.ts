import * as z from 'zod';
import { ObjectMissing } from '../capture/object-store.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ReadingRecord, SnapshotRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { frontPath } from '../paper/resource.ts';
import { sha256Of } from '../paper/sha256.ts';
import { byCodeUnit } from '../text-order.ts';
import type { ExportDeps } from './kept-captures.ts';

/** A page of a package: one version of a node or an article. */
export interface PageEntry {
  /** The capture's id. */
  readonly id: string;
  readonly url: string;
  readonly at: Instant;
  readonly title: string;
  /** Of the payload. */
  readonly bytes: number;
  /** What it says, as it was read, for a search in the package; `null` of a node and of what is not read. */
  readonly text: string | null;
}

/**
 * The nodes and articles among `snapshots` in the order in which one reads the paper: the front first, then page
 * slot after page slot, each node before its articles, each article's versions from the oldest on. The text of one is in
 * memory at a time.
 */
export async function* listPages(
  { catalog, objects }: ExportDeps,
  paper: Paper,
  date: IssueDate,
  snapshots: readonly SnapshotRecord[],
): AsyncGenerator<PageEntry> {
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
  for (const { snapshot, title } of places) {
    const { captureId, url, at, bytes } = snapshot;
    const text = await textOf({ catalog, objects }, snapshot);
    yield { id: captureId, url, at, title: title === '' ? url : title, bytes, text };
  }
}

/** The first line of `pages/pages.jsonl`, which is the list's own. */
export const PAGES_HEAD = lineOf({ format: 'json-pages-1.0', id: 'pages', title: 'All Pages' });

/** A page's line in `pages/pages.jsonl`. */
export function pageLine({ id, url, at, title, bytes, text }: PageEntry): string {
  return lineOf({ ...{ id, url, ts: at, title, size: bytes }, ...(text === null ? {} : { text }) });
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** `B02 标题`; the lines of a title in one. */
function titleOf(page: string | null, title: string | null): string {
  const parts = [page, title].filter((part) => part !== null);
  return parts.join(' ').replace(/\s+/gu, ' ');
}

const ReadText = z.object({ document: z.object({ text: z.string() }) });

/** Of the newest reading. What is lost or harmed of it is left out: `reread` makes it again, and `verify` tells. */
async function textOf({ catalog, objects }: ExportDeps, snapshot: SnapshotRecord): Promise<string | null> {
  const { paper, path, version, sha256 } = snapshot;
  let newest: ReadingRecord | null = null;
  for await (const reading of catalog.readings(paper, path))
    if (reading.version === version && reading.sha256 === sha256 && reading.object !== null) newest = reading;
  if (newest === null || newest.object === null) return null;
  try {
    const bytes = await objects.get(newest.object);
    if (sha256Of(bytes) !== newest.objectSha256) return null;
    return ReadText.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data?.document.text ?? null;
  } catch (cause) {
    if (cause instanceof ObjectMissing || cause instanceof SyntaxError) return null;
    throw cause;
  }
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
