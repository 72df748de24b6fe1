import { zipSync } from 'fflate';
import { concat } from '../capture/warc.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { frontPath } from '../paper/resource.ts';
import { sha256Of } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { type CdxjEntry, writeCdxj } from './cdxj.ts';
import { writeIssueWarc } from './issue-warc.ts';
import { type ExportDeps, type HeldCapture, capturedAt, issueCaptures } from './kept-captures.ts';
import { type PackageSigner, signHash } from './package-signature.ts';
import { type PageEntry, listPages, writePages } from './wacz-pages.ts';

/** What an export came to. */
export type WaczExport =
  | {
      readonly kind: 'exported';
      /** How many captures the package holds. */
      readonly captures: number;
      /** How many of them found what was kept before, and are revisits of it. */
      readonly unchanged: number;
      readonly bytes: Uint8Array;
    }
  /** Of this issue the archive holds no bytes. */
  | { readonly kind: 'nothing-kept' };

const WARC_NAME = 'data.warc.gz';

/**
 * All good captures of an issue as a WACZ 1.1.1 package that replays by itself: the captures, unchanged ones as
 * revisits, their index, the list of pages with their texts, and the hashes of all three. Two exports of the same archive are the same to the byte, except
 * for the signature by `signer`. The package is made in memory, where an issue takes some hundred megabytes. Fails with ObjectMissing or
 * SnapshotDamaged.
 */
export async function exportWacz(
  deps: ExportDeps,
  paper: Paper,
  date: IssueDate,
  signer: PackageSigner | null = null,
): Promise<WaczExport> {
  const captures = await issueCaptures(deps.catalog, paper.id, date);
  const newest = captures.map(capturedAt).sort().at(-1);
  if (newest === undefined) return { kind: 'nothing-kept' };
  const versions = captures.flatMap((held) => (held.kind === 'kept' && held.isVersion ? [held.of] : []));

  const { warc, index } = await collect(deps, paper, captures);
  const pages = await listPages(deps, paper, date, versions);
  const files: [path: string, bytes: Uint8Array][] = [
    [`archive/${WARC_NAME}`, warc],
    ['indexes/index.cdx', utf8(writeCdxj(index))],
    ['pages/pages.jsonl', utf8(writePages(pages))],
  ];
  const front = versions.findLast(({ path }) => path === frontPath(paper, date));
  const datapackage = utf8(describe(paper, date, newest, front ?? pages[0], files));
  const hash = `sha256:${sha256Of(datapackage)}`;
  const signed = signer === null ? {} : { signedData: await signHash(signer, hash, newest) };
  const digest = { path: 'datapackage.json', hash, ...signed };
  files.push(['datapackage.json', datapackage], ['datapackage-digest.json', utf8(json(digest))]);
  const unchanged = captures.filter(({ kind }) => kind === 'unchanged').length;
  return { kind: 'exported', captures: captures.length, unchanged, bytes: zip(files) };
}

async function collect(
  deps: ExportDeps,
  paper: Paper,
  captures: readonly HeldCapture[],
): Promise<{ warc: Uint8Array; index: CdxjEntry[] }> {
  const parts: Uint8Array[] = [];
  const index: CdxjEntry[] = [];
  let start = 0;
  for await (const { bytes, entries } of writeIssueWarc(deps, paper, captures)) {
    for (const entry of entries) index.push({ ...entry, filename: WARC_NAME, offset: start + entry.offset });
    parts.push(bytes);
    start += bytes.length;
  }
  return { warc: concat(parts), index };
}

function describe(
  paper: Paper,
  date: IssueDate,
  newest: Instant,
  main: Pick<PageEntry, 'url' | 'at'> | undefined,
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
): string {
  return json({
    profile: 'data-package',
    wacz_version: '1.1.1',
    title: `${paper.name.zh} ${date}`,
    description: `${paper.name.en}, issue of ${date}, with every version that was kept. ${paper.rights}`,
    // Of the newest capture and not of the export, which adds nothing to what is known.
    created: newest,
    modified: newest,
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
