import type { Catalog } from '../catalog/catalog.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type Site, frontPath, siteOf } from '../paper/resource.ts';
import { sha256Of } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { type CdxjEntry, cdxjLines } from './cdxj.ts';
import { type WarcPart, writeIssueWarc } from './issue-warc.ts';
import { type ExportDeps, type HeldCapture, capturedAt, issueCaptures } from './kept-captures.ts';
import { SeenCaptures } from './link-spellings.ts';
import { writeLinksWarc } from './links-warc.ts';
import { type PackageSigner, signHash } from './package-signature.ts';
import type { PlacedBytes } from './placed-bytes.ts';
import { type PageEntry, PAGES_HEAD, listPages, pageLine } from './wacz-pages.ts';
import { type WrittenFile, ZipWriter } from './zip-writer.ts';

/** What an export came to. */
export type WaczExport =
  | {
      readonly kind: 'exported';
      /** How many captures the package holds. */
      readonly captures: number;
      /** How many of them found what was kept before, and are revisits of it. */
      readonly unchanged: number;
      /** How many captures were left out, since what they are of was taken down. */
      readonly takenDown: number;
      /** The file; made while it is read, and again by each reading. */
      readonly pieces: AsyncIterable<PlacedBytes>;
    }
  /** Of this issue the archive holds no bytes, or none that it may hand out. */
  | { readonly kind: 'nothing-kept'; readonly takenDown: number };

const WARC_NAME = 'data.warc.gz';
const LINKS_NAME = 'links.warc.gz';

/**
 * All good captures of an issue as a WACZ 1.1.1 package that replays by itself: the captures, unchanged ones as
 * revisits, what its links to other spellings of an address find, the index of both, the list of pages with their texts, and the hashes of all. Two exports of the same archive are the same to the byte, except
 * for the signature by `signer`. One capture or one page's text is in memory at a time, and of every record its line of the index. Fails with SnapshotDamaged when
 * the index has lost a version; reading `pieces` fails with ObjectMissing, SnapshotDamaged or PackageTooLarge.
 */
export async function exportWacz(
  deps: ExportDeps,
  paper: Paper,
  date: IssueDate,
  signer: PackageSigner | null = null,
): Promise<WaczExport> {
  const { captures, takenDown } = await issueCaptures(deps.catalog, paper, date);
  if (captures.length === 0) return { kind: 'nothing-kept', takenDown };
  const unchanged = captures.filter(({ kind }) => kind === 'unchanged').length;
  const pieces = {
    [Symbol.asyncIterator]: () => writePackage(deps, { paper, date, captures, takenDown, signer }),
  };
  return { kind: 'exported', captures: captures.length, unchanged, takenDown, pieces };
}

interface Contents {
  readonly paper: Paper;
  readonly date: IssueDate;
  readonly captures: readonly HeldCapture[];
  readonly takenDown: number;
  readonly signer: PackageSigner | null;
}

async function* writePackage(deps: ExportDeps, contents: Contents): AsyncGenerator<PlacedBytes> {
  const { paper, date, captures, signer } = contents;
  const newest = captures.map(capturedAt).sort().at(-1);
  if (newest === undefined) throw new RangeError('no captures, so none is the newest');
  const versions = captures.flatMap((held) => (held.kind === 'kept' && held.isVersion ? [held.of] : []));
  const zip = new ZipWriter();
  const index: CdxjEntry[] = [];
  const seen = new SeenCaptures(await siteOfIssue(deps.catalog, paper, date));
  const parts = seen.watch(writeIssueWarc(deps, paper, captures));
  yield* zip.add(`archive/${WARC_NAME}`, indexed(parts, WARC_NAME, index));
  const addresses = seen.otherAddresses();
  if (addresses.length > 0) {
    const links = writeLinksWarc(paper, addresses, newest);
    yield* zip.add(`archive/${LINKS_NAME}`, indexed(links, LINKS_NAME, index));
  }
  yield* zip.add('indexes/index.cdx', textChunks(cdxjLines(index)));

  const pages: PageSeen = { first: null };
  yield* zip.add('pages/pages.jsonl', textChunks(pageLines(listPages(deps, paper, date, versions), pages)));

  const front = versions.findLast(({ path }) => path === frontPath(paper, date));
  const datapackage = json(describe(contents, newest, front ?? pages.first, zip.written));
  const hash = `sha256:${sha256Of(datapackage)}`;
  const signed = signer === null ? {} : { signedData: await signHash(signer, hash, newest) };
  yield* zip.add('datapackage.json', textChunks([datapackage]));
  const digest = json({ path: 'datapackage.json', hash, ...signed });
  yield* zip.add('datapackage-digest.json', textChunks([digest]));
  yield* zip.end();
}

/** Where it was captured; its links were followed from there. */
async function siteOfIssue(catalog: Catalog, paper: Paper, date: IssueDate): Promise<Site> {
  const issue = await catalog.issue(paper.id, date);
  return siteOf(paper, issue?.site);
}

/** Adds what an index tells of the file of `name` to `index`. */
async function* indexed(
  parts: AsyncIterable<WarcPart> | Iterable<WarcPart>,
  filename: string,
  index: CdxjEntry[],
): AsyncGenerator<Uint8Array> {
  let start = 0;
  for await (const { bytes, entries } of parts) {
    for (const entry of entries) index.push({ ...entry, filename, offset: start + entry.offset });
    yield bytes;
    start += bytes.length;
  }
}

interface PageSeen {
  first: PageEntry | null;
}

/** Leaves the first of the pages in `seen`. */
async function* pageLines(pages: AsyncIterable<PageEntry>, seen: PageSeen): AsyncGenerator<string> {
  yield PAGES_HEAD;
  for await (const page of pages) {
    seen.first ??= page;
    yield pageLine(page);
  }
}

async function* textChunks(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) yield encoder.encode(line);
}

function describe(
  { paper, date, takenDown }: Contents,
  newest: Instant,
  main: Pick<PageEntry, 'url' | 'at'> | null,
  files: readonly WrittenFile[],
): unknown {
  const leftOut = takenDown === 0 ? '' : ` ${takenDown} captures of what was taken down are left out.`;
  return {
    profile: 'data-package',
    wacz_version: '1.1.1',
    title: `${paper.name.zh} ${date}`,
    description: `${paper.name.en}, issue of ${date}, with every version that was kept.${leftOut} ${paper.rights}`,
    // Of the newest capture and not of the export, which adds nothing to what is known.
    created: newest,
    modified: newest,
    software: `${SOFTWARE.name}/${SOFTWARE.version}`,
    ...(main === null ? {} : { mainPageUrl: main.url, mainPageDate: main.at }),
    resources: files.map(({ name: path, bytes, sha256 }) => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      path,
      hash: `sha256:${sha256}`,
      bytes,
    })),
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
