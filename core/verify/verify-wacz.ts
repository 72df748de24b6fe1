import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { sha256Of } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { type Finding, damage, note } from './finding.ts';
import { type PackageSignature, checkSignature } from './verify-signature.ts';
import { type RecordPlace, inspectWarc } from './verify-warc.ts';
import { ZipDamaged, type ZippedFile, readZip } from './zip-files.ts';

const DESCRIPTION = 'datapackage.json';
const DIGEST = 'datapackage-digest.json';
const PAGES = 'pages/pages.jsonl';
const MAX_INDEX_BYTES = 512 * 1024 * 1024;

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
const Page = z.object({ url: z.string() });

/** What was found out of a package. */
export interface InspectedWacz {
  readonly findings: readonly Finding[];
  readonly signature: PackageSignature;
}

/** What {@link inspectWacz} finds wrong, whoever signed it. */
export function verifyWacz(bytes: Uint8Array): readonly Finding[] {
  return inspectWacz(bytes, null).findings;
}

/**
 * Checks a WACZ 1.1.1 package, ours or not, to its last byte: the zip, the hashes of its files, its WARC files
 * with all their digests, that index and pages point at what is there, and its signature. That it has none is no fault,
 * unless it is to be signed by the key with the fingerprint `pinned`.
 */
export function inspectWacz(bytes: Uint8Array, pinned: string | null): InspectedWacz {
  let zipped: ZippedFile[];
  try {
    zipped = readZip(bytes);
  } catch (cause) {
    if (!(cause instanceof ZipDamaged)) throw cause;
    return { findings: [damage('zip-damaged', 'file', cause.message)], signature: { kind: 'none' } };
  }
  const files = new Map(zipped.map((file) => [file.name, file]));
  const { signature, findings: ofSignature } = signatureOf(files, pinned);
  const findings = [...checkDescription(files), ...ofSignature];
  const warcs: Warcs = new Map();
  for (const { name, bytes: warc, stored } of zipped) {
    if (!/^archive\/[^/]+\.warc\.gz$/.test(name)) continue;
    const inspected = inspectWarc(warc);
    findings.push(...inspected.findings.map((one) => ({ ...one, where: `${name}, ${one.where}` })));
    if (!stored)
      findings.push(
        damage('package-damaged', name, 'it is deflated, so that no record can be fetched by range'),
      );
    const places = inspected.records.map((record) => [record.offset, record] as const);
    warcs.set(name.slice('archive/'.length), { bytes: warc, records: new Map(places) });
  }
  if (warcs.size === 0) findings.push(damage('file-missing', 'archive/', 'it holds no WARC file'));
  const indexed = new Set<string>();
  findings.push(...checkIndex(files, warcs, indexed), ...checkPages(files, indexed));
  return { findings, signature };
}

type Files = ReadonlyMap<string, ZippedFile>;
/** By name, each with its records by where they begin. */
type Warcs = Map<string, { readonly bytes: Uint8Array; readonly records: ReadonlyMap<number, RecordPlace> }>;

function* checkDescription(files: Files): Generator<Finding> {
  const description = files.get(DESCRIPTION);
  if (!description) {
    yield damage('file-missing', DESCRIPTION, 'the package has no description');
    return;
  }
  const described = parseJson(description.bytes, DataPackage);
  if (described === null) {
    yield damage('package-damaged', DESCRIPTION, 'it does not list the files of the package');
    return;
  }
  yield* checkDigest(files, description, isOurs(described.software));
  if (isOurs(described.software) && ![...files.values()].every(({ plain }) => plain))
    yield damage('zip-damaged', 'file', 'its directory is not as it was written');

  const listed = new Set([DESCRIPTION, DIGEST]);
  for (const { path, hash, bytes } of described.resources) {
    listed.add(path);
    const file = files.get(path);
    if (!file) yield damage('file-missing', path, `it is listed in ${DESCRIPTION} and not there`);
    else if (file.bytes.length !== bytes)
      yield damage('file-differs', path, `it has ${file.bytes.length} bytes instead of ${bytes}`);
    else if (hash !== `sha256:${sha256Of(file.bytes)}`)
      yield damage('file-differs', path, `it does not hash to ${hash}`);
  }
  for (const name of files.keys())
    if (!listed.has(name) && !name.endsWith('/'))
      yield damage('file-unlisted', name, `${DESCRIPTION} does not list it`);
}

function* checkDigest(files: Files, description: ZippedFile, ours: boolean): Generator<Finding> {
  const file = files.get(DIGEST);
  if (!file) {
    yield note('file-missing', DIGEST, 'nothing tells whether the description is as it was written');
    return;
  }
  const digest = parseJson(file.bytes, PackageDigest);
  if (digest === null) yield damage('package-damaged', DIGEST, `it does not tell the hash of ${DESCRIPTION}`);
  else if (digest.hash !== `sha256:${sha256Of(description.bytes)}`)
    yield damage('file-differs', DESCRIPTION, `it does not hash to ${digest.hash}`);
  else if (ours && Object.keys(digest).some((name) => !TOLD_BY_DIGESTS.has(name)))
    yield damage('package-damaged', DIGEST, 'it tells more than a digest of ours does');
}

const TOLD_BY_DIGESTS: ReadonlySet<string> = new Set(['path', 'hash', 'signedData']);

function signatureOf(files: Files, pinned: string | null): ReturnType<typeof checkSignature> {
  const [description, digest] = [files.get(DESCRIPTION), files.get(DIGEST)];
  const described = description && parseJson(description.bytes, DataPackage);
  const signedData = digest && parseJson(digest.bytes, PackageDigest)?.signedData;
  const { created, software } = described ?? {};
  const told = {
    hash: description ? `sha256:${sha256Of(description.bytes)}` : '',
    created,
    software: isOurs(software) ? (software ?? null) : null,
  };
  return checkSignature(signedData, told, pinned, DIGEST);
}

function isOurs(software: string | undefined): boolean {
  return software?.startsWith(`${SOFTWARE.name}/`) ?? false;
}

/** Adds the URLs that the index knows to `indexed`. */
function* checkIndex(files: Files, warcs: Warcs, indexed: Set<string>): Generator<Finding> {
  const lines = [...files.values()].flatMap(indexLines);
  if (lines.length === 0) yield damage('file-missing', 'indexes/', 'the package has no index');
  const seen = new Set<string>();
  let before = '';
  for (const { where, line, first } of lines) {
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
    const warc = warcs.get(entry.filename);
    const record = warc?.records.get(entry.offset);
    const flaw =
      warc && record?.length === entry.length
        ? compare(entry, time, record, warc.bytes.subarray(entry.offset, entry.offset + entry.length))
        : 'no record lies where it points';
    if (flaw !== null) yield damage('index-differs', where, flaw);
  }
  for (const [name, { records }] of warcs) {
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

/** `member` is the record as it lies in the file. */
function compare(
  entry: z.infer<typeof IndexEntry>,
  time: string,
  record: RecordPlace,
  member: Uint8Array,
): string | null {
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
  if (entry.recordDigest?.startsWith('sha256:') && entry.recordDigest !== `sha256:${sha256Of(member)}`)
    return 'it points at a record that does not hash to its record digest';
  return null;
}

function indexLines({ name, bytes }: ZippedFile): { where: string; line: string; first: boolean }[] {
  if (!/^indexes\/[^/]+\.(cdxj?|cdxj?\.gz)$/.test(name)) return [];
  let text: string;
  try {
    const plain = name.endsWith('.gz') ? gunzipSync(bytes, { maxOutputLength: MAX_INDEX_BYTES }) : bytes;
    text = new TextDecoder().decode(plain);
  } catch {
    return [{ where: name, line: '', first: true }];
  }
  return linesOf(text).map((line, at) => ({ where: `${name}, line ${at + 1}`, line, first: at === 0 }));
}

function* checkPages(files: Files, indexed: ReadonlySet<string>): Generator<Finding> {
  const file = files.get(PAGES);
  if (!file) {
    yield damage('file-missing', PAGES, 'the package has no list of pages');
    return;
  }
  const [head = '', ...lines] = linesOf(new TextDecoder().decode(file.bytes));
  if (parseJson(head, z.object({ format: z.string() })) === null)
    yield damage('pages-damaged', `${PAGES}, line 1`, 'it does not tell its format');
  for (const [at, line] of lines.entries()) {
    const where = `${PAGES}, line ${at + 2}`;
    const page = parseJson(line, Page);
    if (page === null) yield damage('pages-damaged', where, 'it is no page');
    else if (!indexed.has(page.url))
      yield damage('pages-damaged', where, `the index does not know ${page.url}`);
  }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function parseJson<T>(source: Uint8Array | string, schema: z.ZodType<T>): T | null {
  try {
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
