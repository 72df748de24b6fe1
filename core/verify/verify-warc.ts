import { GzipDamaged } from '../capture/gzip-members.ts';
import { type GzipPlace, readGzipStream } from '../capture/gzip-stream.ts';
import { fromLatin1 } from '../capture/latin1.ts';
import { WarcDamaged, type WarcType, fieldOf } from '../capture/warc.ts';
import type { Sha256 } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import type { DigestCheck } from './digest-check.ts';
import { type Finding, damage, note } from './finding.ts';
import { type PassedRecord, PassingRecord } from './passing-record.ts';

/** A record in short, for an index to be checked against. */
export interface RecordPlace {
  readonly type: WarcType;
  /** Of its gzip member. */
  readonly offset: number;
  readonly length: number;
  readonly sha256: Sha256;
  readonly url: string | null;
  readonly at: string;
  readonly payloadDigest: string | null;
  /** Of a response, or of a revisit that bears its head. */
  readonly status: number | null;
}

/** The record that a revisit says to have found again, as it says. */
interface Reference {
  readonly where: string;
  readonly id: string | null;
  readonly url: string | null;
  readonly at: string | null;
  readonly payloadDigest: string | null;
}

/** Ample for what anybody hands out; a file that unpacks to more is made to keep its reader busy, and not read to its end. */
const MAX_UNPACKED_BYTES = 256 * 1024 ** 3;
const NEEDED = ['WARC-Record-ID', 'WARC-Date'];

/**
 * Checks a `.warc.gz`, ours or not, to its last byte: each record a gzip member of its own, and every digest that
 * it bears. After damage to the structure what follows cannot be told apart and is not checked. The file is read once,
 * a piece in memory at a time; of each record only its place is kept.
 */
export async function verifyWarc(file: AsyncIterable<Uint8Array>): Promise<readonly Finding[]> {
  const inspected = await inspectWarc(file);
  return [...inspected.findings, ...checkReferences(inspected, inspected.ids)];
}

/** What was found out of a WARC file by itself. */
export interface InspectedWarc {
  readonly findings: readonly Finding[];
  /** Up to the first damage of the structure, and by their ids. */
  readonly records: readonly RecordPlace[];
  readonly ids: ReadonlyMap<string, RecordPlace>;
  readonly references: readonly Reference[];
  readonly ours: boolean;
}

/** As {@link verifyWarc}, but for what its revisits refer to, which in a package may lie in another file. */
export async function inspectWarc(file: AsyncIterable<Uint8Array>): Promise<InspectedWarc> {
  const findings: Finding[] = [];
  const records: RecordPlace[] = [];
  const ids = new Map<string, RecordPlace>();
  const concurrent: { readonly where: string; readonly id: string }[] = [];
  const references: Reference[] = [];
  let ours = false;
  try {
    for await (const { record, member } of passingRecords(file)) {
      const where = `record at byte ${member.offset}`;
      if (records.length === 0) ours = isOurs(record);
      if (ours && !member.plain)
        findings.push(damage('gzip-damaged', where, 'its gzip head is not as it was written'));
      findings.push(...checkRecord(record, where));
      const place = placeOf(record, member);
      records.push(place);

      const id = fieldOf(record, 'WARC-Record-ID');
      if (id !== null && ids.has(id))
        findings.push(damage('record-damaged', where, `its id ${id} is another record's too`));
      if (id !== null) ids.set(id, place);
      const other = fieldOf(record, 'WARC-Concurrent-To');
      if (other !== null) concurrent.push({ where, id: other });
      if (record.type === 'revisit') references.push(referenceOf(record, where));
    }
  } catch (cause) {
    if (!(cause instanceof WarcDamaged)) throw cause;
    findings.push(damage(cause.code, 'file', cause.message));
    return { findings, records, ids, references: [], ours };
  }
  if (records.length === 0) findings.push(damage('no-records', 'file', 'it holds no record'));
  for (const { where, id } of concurrent)
    if (!ids.has(id))
      findings.push(damage('record-missing', where, `its counterpart ${id} is not in the file`));
  return { findings, records, ids, references, ours };
}

/** `ids` are of all records that the file's revisits may refer to. */
export function checkReferences(
  { references, ours }: InspectedWarc,
  ids: ReadonlyMap<string, RecordPlace>,
): Finding[] {
  return references.flatMap((reference) => [...checkReference(reference, ids, ours)]);
}

/** Fails with {@link WarcDamaged}. */
async function* passingRecords(
  file: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly record: PassedRecord; readonly member: GzipPlace }> {
  let passing = new PassingRecord(0);
  try {
    for await (const event of readGzipStream(file, MAX_UNPACKED_BYTES)) {
      if (event.kind === 'begin') passing = new PassingRecord(event.offset);
      else if (event.kind === 'content') passing.add(event.bytes);
      else yield { record: passing.finish(), member: event.member };
    }
  } catch (cause) {
    if (cause instanceof GzipDamaged) throw new WarcDamaged('gzip-damaged', cause.message, { cause });
    throw cause;
  }
}

function referenceOf(record: PassedRecord, where: string): Reference {
  return {
    where,
    id: fieldOf(record, 'WARC-Refers-To'),
    url: fieldOf(record, 'WARC-Refers-To-Target-URI'),
    at: fieldOf(record, 'WARC-Refers-To-Date'),
    payloadDigest: fieldOf(record, 'WARC-Payload-Digest'),
  };
}

/** Others may refer to records of other files; what we hand out is self-contained. */
function* checkReference(
  { where, id, url, at, payloadDigest }: Reference,
  records: ReadonlyMap<string, RecordPlace>,
  ours: boolean,
): Generator<Finding> {
  const target = id === null ? undefined : records.get(id);
  if (!target) {
    const what = `what it revisits${id === null ? '' : `, ${id},`} is not there`;
    yield ours ? damage('record-missing', where, what) : note('record-missing', where, what);
    return;
  }
  const isOther =
    (url !== null && url !== target.url) ||
    (at !== null && at !== target.at) ||
    (payloadDigest !== null && target.payloadDigest !== null && payloadDigest !== target.payloadDigest);
  if (isOther) yield damage('record-damaged', where, `what it revisits, ${id ?? ''}, is not as it says`);
}

function isOurs({ type, begin }: PassedRecord): boolean {
  return type === 'warcinfo' && fromLatin1(begin).includes(`software: ${SOFTWARE.name}/`);
}

function* checkRecord(record: PassedRecord, where: string): Generator<Finding> {
  for (const name of NEEDED) {
    if (fieldOf(record, name) === null) yield damage('record-damaged', where, `it has no ${name}`);
  }
  if (record.type === 'revisit' && fieldOf(record, 'WARC-Profile') === null)
    yield damage('record-damaged', where, 'it is a revisit and has no WARC-Profile');
  if (record.blockDigest === null)
    yield note('digest-unknown', where, 'it bears no block digest to check it against');
  else yield* checkDigest(record.blockDigest, where, 'block');
  if (record.payloadDigest !== null) yield* checkDigest(record.payloadDigest, where, 'payload');
}

function* checkDigest(check: DigestCheck, where: string, of: string): Generator<Finding> {
  const { told } = check;
  switch (check.verdict()) {
    case 'unknown':
      yield note('digest-unknown', where, `its ${of} digest '${told}' is of a kind that is not known here`);
      return;
    case 'differs':
      yield damage('digest-differs', where, `its ${of} does not hash to its digest ${told}`);
      return;
    case 'fits':
  }
}

function placeOf(record: PassedRecord, { offset, length, sha256 }: GzipPlace): RecordPlace {
  const statusLine = fromLatin1(record.begin.subarray(0, 32));
  const status = /^HTTP\/\S+ (\d{3})\b/.exec(statusLine)?.[1];
  return {
    type: record.type,
    ...{ offset, length, sha256 },
    url: fieldOf(record, 'WARC-Target-URI'),
    at: fieldOf(record, 'WARC-Date') ?? '',
    payloadDigest: fieldOf(record, 'WARC-Payload-Digest'),
    status: status === undefined ? null : Number(status),
  };
}
