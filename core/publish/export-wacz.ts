import { zipSync } from 'fflate';
import { concat } from '../capture/warc.ts';
import type { SnapshotRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { frontPath } from '../paper/resource.ts';
import { sha256Of } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { type CdxjEntry, writeCdxj } from './cdxj.ts';
import { type ExportDeps, issueSnapshots, loadKeptCapture } from './kept-captures.ts';
import { type PageEntry, listPages, writePages } from './wacz-pages.ts';

/** What an export came to. */
export type WaczExport =
  | { readonly kind: 'exported'; readonly captures: number; readonly bytes: Uint8Array }
  /** Of this issue the archive holds no bytes. */
  | { readonly kind: 'nothing-kept' };

const WARC_NAME = 'data.warc.gz';

/**
 * All that is kept of an issue as a WACZ 1.1.1 package that replays by itself: the captures, their index, the
 * list of pages and the hashes of all three. Two exports of the same archive are the same to the byte. The
 * package is made in memory, where an issue takes some hundred megabytes. Fails with ObjectMissing or
 * SnapshotDamaged.
 */
export async function exportWacz(deps: ExportDeps, paper: Paper, date: IssueDate): Promise<WaczExport> {
  const snapshots = await issueSnapshots(deps.catalog, paper.id, date);
  const newest = snapshots.at(-1);
  if (newest === undefined) return { kind: 'nothing-kept' };

  const { warc, index } = await collect(deps, snapshots);
  const pages = await listPages(deps.catalog, paper, date, snapshots);
  const files: [path: string, bytes: Uint8Array][] = [
    [`archive/${WARC_NAME}`, warc],
    ['indexes/index.cdx', utf8(writeCdxj(index))],
    ['pages/pages.jsonl', utf8(writePages(pages))],
  ];
  const front = snapshots.findLast(({ path }) => path === frontPath(paper, date));
  const datapackage = utf8(describe(paper, date, newest, front ?? pages[0], files));
  const digest = { path: 'datapackage.json', hash: `sha256:${sha256Of(datapackage)}` };
  files.push(['datapackage.json', datapackage], ['datapackage-digest.json', utf8(json(digest))]);
  return { kind: 'exported', captures: snapshots.length, bytes: zip(files) };
}

async function collect(
  { objects }: ExportDeps,
  snapshots: readonly SnapshotRecord[],
): Promise<{ warc: Uint8Array; index: CdxjEntry[] }> {
  const parts: Uint8Array[] = [];
  const index: CdxjEntry[] = [];
  let start = 0;
  for (const snapshot of snapshots) {
    const { file, response } = await loadKeptCapture(objects, snapshot);
    index.push({
      url: response.url,
      at: response.at,
      digest: `sha256:${sha256Of(response.body)}`,
      mime: snapshot.mediaType,
      status: response.status,
      filename: WARC_NAME,
      offset: start + response.member.offset,
      length: response.member.length,
      recordSha256: response.member.sha256,
    });
    parts.push(file);
    start += file.length;
  }
  return { warc: concat(parts), index };
}

function describe(
  paper: Paper,
  date: IssueDate,
  newest: SnapshotRecord,
  main: Pick<PageEntry, 'url' | 'at'> | undefined,
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
): string {
  return json({
    profile: 'data-package',
    wacz_version: '1.1.1',
    title: `${paper.name.zh} ${date}`,
    description: `${paper.name.en}, issue of ${date}, with every version that was kept. ${paper.rights}`,
    // Of the newest capture and not of the export, which adds nothing to what is known.
    created: newest.at,
    modified: newest.at,
    software: `${SOFTWARE.name}/${SOFTWARE.version}`,
    ...(main === undefined ? {} : { mainPageUrl: main.url, mainPageDate: main.at }),
    resources: files.map(([path, bytes]) => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      hash: `sha256:${sha256Of(bytes)}`,
      bytes: bytes.length,
    })),
  });
}

/** Stored and not deflated, so that a reader may fetch single records by range. */
function zip(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Uint8Array {
  // A zip's times are civil times without a zone, which are taken from the local parts of a Date: made from
  // local parts, it is the same everywhere. It is the earliest day that zip knows, for "no time told".
  const mtime = new Date(1980, 0, 1, 12);
  return zipSync(Object.fromEntries(files), { level: 0, mtime });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
