import * as z from 'zod';
import { GzipDamaged } from '../capture/gzip-members.ts';
import { readGzipStream } from '../capture/gzip-stream.ts';
import { SOFTWARE } from '../software.ts';
import { type ByteSource, readLines, readWhole } from './byte-source.ts';
import { type Finding, damage, note } from './finding.ts';
import { type PackageSignature, checkSignature } from './verify-signature.ts';
import { type InspectedWarc, type RecordPlace, checkReferences, inspectWarc } from './verify-warc.ts';
import { ZipDamaged, type ZippedFile, readZip } from './zip-files.ts';

const DESCRIPTION = 'datapackage.json';
const DIGEST = 'datapackage-digest.json';
const PAGES = 'pages/pages.jsonl';
const MAX_INDEX_BYTES = 8 * 1024 ** 3;
/** Ample for a list of a package's files. */
const MAX_DESCRIPTION_BYTES = 64 * 1024 * 1024;

const DataPackage = z.object({
  software: z.string().optional(),
  created: z.string().optional(),
  resources: z.array(z.object({ path: z.string(), hash: z.string(), bytes: z.number().int() })).min(1),
});
const PackageDigest = z.looseObject({
  path: z.literal(DESCRIPTION),
  hash: z.string(),
  signedData: z.unknown().optional(),
});
/** Other writers put numbers into quotes. */
const number = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]);
const IndexEntry = z.object({
  url: z.string(),
  digest: z.string().optional(),
  filename: z.string(),
  offset: number,
  length: number,
  status: number.optional(),
  mime: z.string().optional(),
  recordDigest: z.string().optional(),
});
const PageList = z.object({ format: z.string() });
const Page = z.object({ url: z.string() });

/** What was found out of a package. */
export interface InspectedWacz {
  readonly findings: readonly Finding[];
  readonly signature: PackageSignature;
}

/** What {@link inspectWacz} finds wrong, whoever signed it. */
export async function verifyWacz(wacz: ByteSource): Promise<readonly Finding[]> {
  return (await inspectWacz(wacz, null)).findings;
}

/**
 * Checks a WACZ 1.1.1 package, ours or not, to its last byte: the zip, the hashes of its files, its WARC files
 * with all their digests, that index and pages point at what is there, and its signature. That it has none is no fault,
 * unless it is to be signed by the key with the fingerprint `pinned`. It is read twice, a piece in memory at a time; of
 * each record and each line of the index only what the others are held against is kept.
 */
export async function inspectWacz(wacz: ByteSource, pinned: string | null): Promise<InspectedWacz> {
  let zipped: ZippedFile[];
  try {
    zipped = await readZip(wacz);
  } catch (cause) {
    if (!(cause instanceof ZipDamaged)) throw cause;
    return { findings: [damage('zip-damaged', 'file', cause.message)], signature: { kind: 'none' } };
  }
  const files = new Map(zipped.map((file) => [file.name, file]));
  const told: Told = {
    description: await readJson(files.get(DESCRIPTION), DataPackage),
    digest: await readJson(files.get(DIGEST), PackageDigest),
  };
  const { signature, findings: ofSignature } = signatureOf(files, told, pinned);
  const findings = [...checkDescription(files, told), ...ofSignature];
  const warcs: Warcs = new Map();
  const inspections: (readonly [name: string, InspectedWarc])[] = [];
  for (const { name, content, stored } of zipped) {
    if (!/^archive\/[^/]+\.warc\.gz$/.test(name)) continue;
    const inspected = await inspectWarc(content);
    inspections.push([name, inspected]);
    findings.push(...within(name, inspected.findings));
    if (!stored)
      findings.push(
        damage('package-damaged', name, 'it is deflated, so that no record can be fetched by range'),
      );
    const places = inspected.records.map((record) => [record.offset, record] as const);
    warcs.set(name.slice('archive/'.length), new Map(places));
  }
  const ids = new Map(inspections.flatMap(([, inspected]) => [...inspected.ids]));
  for (const [name, inspected] of inspections)
    findings.push(...within(name, checkReferences(inspected, ids)));
  if (warcs.size === 0) findings.push(damage('file-missing', 'archive/', 'it holds no WARC file'));
  const indexed = new Set<string>();
  for await (const finding of checkIndex(files, warcs, indexed)) findings.push(finding);
  for await (const finding of checkPages(files, indexed)) findings.push(finding);
  return { findings, signature };
}

function within(name: string, findings: readonly Finding[]): Finding[] {
  return findings.map((one) => ({ ...one, where: `${name}, ${one.where}` }));
}

type Files = ReadonlyMap<string, ZippedFile>;
/** By name, each with its records by where they begin. */
type Warcs = Map<string, ReadonlyMap<number, RecordPlace>>;
/** What a package says of itself; `null` where that cannot be read. */
interface Told {
  readonly description: z.infer<typeof DataPackage> | null;
  readonly digest: z.infer<typeof PackageDigest> | null;
}

function* checkDescription(files: Files, told: Told): Generator<Finding> {
  const description = files.get(DESCRIPTION);
  if (!description) {
    yield damage('file-missing', DESCRIPTION, 'the package has no description');
    return;
  }
  const described = told.description;
  if (described === null) {
    yield damage('package-damaged', DESCRIPTION, 'it does not list the files of the package');
    return;
  }
  yield* checkDigest(files, description, told, isOurs(described.software));
  if (isOurs(described.software) && ![...files.values()].every(({ plain }) => plain))
    yield damage('zip-damaged', 'file', 'its directory is not as it was written');

  const listed = new Set([DESCRIPTION, DIGEST]);
  for (const { path, hash, bytes } of described.resources) {
    listed.add(path);
    const file = files.get(path);
    if (!file) yield damage('file-missing', path, `it is listed in ${DESCRIPTION} and not there`);
    else if (file.size !== bytes)
      yield damage('file-differs', path, `it has ${file.size} bytes instead of ${bytes}`);
    else if (hash !== `sha256:${file.sha256}`)
      yield damage('file-differs', path, `it does not hash to ${hash}`);
  }
  for (const name of files.keys())
    if (!listed.has(name) && !name.endsWith('/'))
      yield damage('file-unlisted', name, `${DESCRIPTION} does not list it`);
}

function* checkDigest(
  files: Files,
  description: ZippedFile,
  { digest }: Told,
  ours: boolean,
): Generator<Finding> {
  if (!files.has(DIGEST)) {
    yield note('file-missing', DIGEST, 'nothing tells whether the description is as it was written');
    return;
  }
  if (digest === null) yield damage('package-damaged', DIGEST, `it does not tell the hash of ${DESCRIPTION}`);
  else if (digest.hash !== `sha256:${description.sha256}`)
    yield damage('file-differs', DESCRIPTION, `it does not hash to ${digest.hash}`);
  else if (ours && Object.keys(digest).some((name) => !TOLD_BY_DIGESTS.has(name)))
    yield damage('package-damaged', DIGEST, 'it tells more than a digest of ours does');
}

const TOLD_BY_DIGESTS: ReadonlySet<string> = new Set(['path', 'hash', 'signedData']);

function signatureOf(
  files: Files,
  { description, digest }: Told,
  pinned: string | null,
): ReturnType<typeof checkSignature> {
  const file = files.get(DESCRIPTION);
  const { created, software } = description ?? {};
  const told = {
    hash: file ? `sha256:${file.sha256}` : '',
    created,
    software: isOurs(software) ? (software ?? null) : null,
  };
  return checkSignature(digest?.signedData, told, pinned, DIGEST);
}

function isOurs(software: string | undefined): boolean {
  return software?.startsWith(`${SOFTWARE.name}/`) ?? false;
}

/** Adds the URLs that the index knows to `indexed`. */
async function* checkIndex(files: Files, warcs: Warcs, indexed: Set<string>): AsyncGenerator<Finding> {
  const seen = new Set<string>();
  let before = '';
  let lines = 0;
  for await (const { where, line, first } of indexLines(files)) {
    lines += 1;
    const [, surt = '', time = '', text = ''] = /^(\S+) (\d{14}|\d{17}) (\{.*\})$/.exec(line) ?? [];
    const entry = parseJson(text, IndexEntry);
    if (surt === '' || entry === null) {
      yield damage('index-differs', where, 'it is no line of a CDXJ index');
      continue;
    }
    const key = `${surt} ${time}`;
    if (!first && key < before) yield damage('index-differs', where, 'it is out of order');
    before = key;
    indexed.add(entry.url);
    seen.add(`${entry.filename}:${entry.offset}`);
    const record = warcs.get(entry.filename)?.get(entry.offset);
    const flaw =
      record?.length === entry.length ? compare(entry, time, record) : 'no record lies where it points';
    if (flaw !== null) yield damage('index-differs', where, flaw);
  }
  if (lines === 0) yield damage('file-missing', 'indexes/', 'the package has no index');
  for (const [name, records] of warcs) {
    for (const { type, offset, url } of records.values()) {
      if ((type === 'response' || type === 'revisit') && !seen.has(`${name}:${offset}`))
        yield note(
          'not-indexed',
          `archive/${name}`,
          `no index tells of ${url ?? 'a record'} at byte ${offset}`,
        );
    }
  }
}

function compare(entry: z.infer<typeof IndexEntry>, time: string, record: RecordPlace): string | null {
  if (record.url !== entry.url) return `it points at a record of ${record.url ?? 'no URL'}`;
  if (!record.at.replace(/\D/g, '').startsWith(time)) return `it points at a record of ${record.at}`;
  const { payloadDigest, status } = record;
  if (entry.digest !== undefined && payloadDigest !== null && !payloadDigest.endsWith(entry.digest))
    return `it points at a record with the payload digest ${payloadDigest}`;
  // Of a revisit by a 304, some tell the status of what it found again.
  const isOther = entry.status !== undefined && status !== null && entry.status !== status;
  if (isOther && !(record.type === 'revisit' && status === 304))
    return `it points at a record of status ${status}`;
  // Others index no media type at all for some records, but none takes one kind for the other.
  if (entry.mime !== undefined && (entry.mime === 'warc/revisit') !== (record.type === 'revisit'))
    return `it says ${entry.mime} and points at a ${record.type} record`;
  if (entry.recordDigest?.startsWith('sha256:') && entry.recordDigest !== `sha256:${record.sha256}`)
    return 'it points at a record that does not hash to its record digest';
  return null;
}

interface IndexLine {
  readonly where: string;
  readonly line: string;
  /** Of its index. */
  readonly first: boolean;
}

async function* indexLines(files: Files): AsyncGenerator<IndexLine> {
  for (const { name, content } of files.values()) {
    if (!/^indexes\/[^/]+\.(cdxj?|cdxj?\.gz)$/.test(name)) continue;
    let number = 0;
    try {
      for await (const line of readLines(name.endsWith('.gz') ? gunzip(content) : content)) {
        number += 1;
        yield { where: `${name}, line ${number}`, line, first: number === 1 };
      }
    } catch (cause) {
      if (!(cause instanceof GzipDamaged)) throw cause;
      yield { where: name, line: '', first: true };
    }
  }
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const event of readGzipStream(packed, MAX_INDEX_BYTES))
    if (event.kind === 'content') yield event.bytes;
}

async function* checkPages(files: Files, indexed: ReadonlySet<string>): AsyncGenerator<Finding> {
  const file = files.get(PAGES);
  if (!file) {
    yield damage('file-missing', PAGES, 'the package has no list of pages');
    return;
  }
  let number = 0;
  for await (const line of readLines(file.content)) {
    number += 1;
    const where = `${PAGES}, line ${number}`;
    if (number === 1) {
      if (parseJson(line, PageList) === null)
        yield damage('pages-damaged', where, 'it does not tell its format');
      continue;
    }
    const page = parseJson(line, Page);
    if (page === null) yield damage('pages-damaged', where, 'it is no page');
    else if (!indexed.has(page.url))
      yield damage('pages-damaged', where, `the index does not know ${page.url}`);
  }
  if (number === 0) yield damage('pages-damaged', PAGES, 'it does not tell its format');
}

async function readJson<T>(file: ZippedFile | undefined, schema: z.ZodType<T>): Promise<T | null> {
  if (!file || file.size > MAX_DESCRIPTION_BYTES) return null;
  return parseJson(new TextDecoder().decode(await readWhole(file.content)), schema);
}

function parseJson<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
