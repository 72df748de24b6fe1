import { createHash } from 'node:crypto';
import { fromLatin1 } from '../capture/latin1.ts';
import { type StoredRecord, WarcDamaged, endOfHead, fieldOf, readRecords } from '../capture/warc.ts';
import { SOFTWARE } from '../software.ts';
import { type Finding, damage, note } from './finding.ts';

/** A record in short, for an index to be checked against. */
export interface RecordPlace {
  readonly type: StoredRecord['type'];
  readonly offset: number;
  readonly length: number;
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

/** Ample for an issue; a file that unpacks to more is not read to its end. */
const MAX_UNPACKED_BYTES = 8 * 1024 ** 3;
const NEEDED = ['WARC-Record-ID', 'WARC-Date'];

/**
 * Checks a `.warc.gz`, ours or not, to its last byte: each record a gzip member of its own, and every digest that
 * it bears. After damage to the structure what follows cannot be told apart and is not checked.
 */
export function verifyWarc(file: Uint8Array): Finding[] {
  return inspectWarc(file).findings;
}

/** As {@link verifyWarc}, with the place of every record up to the first damage of the structure. */
export function inspectWarc(file: Uint8Array): {
  readonly findings: Finding[];
  readonly records: RecordPlace[];
} {
  const findings: Finding[] = [];
  const records: RecordPlace[] = [];
  const ids = new Map<string, RecordPlace>();
  const concurrent: { readonly where: string; readonly id: string }[] = [];
  const references: Reference[] = [];
  let ours = false;
  try {
    for (const record of readRecords(file, MAX_UNPACKED_BYTES)) {
      const where = `record at byte ${record.member.offset}`;
      if (records.length === 0) ours = isOurs(record);
      if (ours && !record.member.plain)
        findings.push(damage('gzip-damaged', where, 'its gzip head is not as it was written'));
      findings.push(...checkRecord(record, where));
      const place = placeOf(record);
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
    return { findings, records };
  }
  if (records.length === 0) findings.push(damage('no-records', 'file', 'it holds no record'));
  for (const { where, id } of concurrent)
    if (!ids.has(id))
      findings.push(damage('record-missing', where, `its counterpart ${id} is not in the file`));
  for (const reference of references) findings.push(...checkReference(reference, ids, ours));
  return { findings, records };
}

function referenceOf(record: StoredRecord, where: string): Reference {
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
    const what = `what it revisits${id === null ? '' : `, ${id},`} is not in the file`;
    yield ours ? damage('record-missing', where, what) : note('record-missing', where, what);
    return;
  }
  const isOther =
    (url !== null && url !== target.url) ||
    (at !== null && at !== target.at) ||
    (payloadDigest !== null && target.payloadDigest !== null && payloadDigest !== target.payloadDigest);
  if (isOther) yield damage('record-damaged', where, `what it revisits, ${id ?? ''}, is not as it says`);
}

function isOurs({ type, block }: StoredRecord): boolean {
  return type === 'warcinfo' && fromLatin1(block).includes(`software: ${SOFTWARE.name}/`);
}

function* checkRecord(record: StoredRecord, where: string): Generator<Finding> {
  for (const name of NEEDED) {
    if (fieldOf(record, name) === null) yield damage('record-damaged', where, `it has no ${name}`);
  }
  if (record.type === 'revisit' && fieldOf(record, 'WARC-Profile') === null)
    yield damage('record-damaged', where, 'it is a revisit and has no WARC-Profile');
  const block = fieldOf(record, 'WARC-Block-Digest');
  if (block === null) yield note('digest-unknown', where, 'it bears no block digest to check it against');
  else yield* checkDigest(block, record.block, where, 'block');

  const payload = fieldOf(record, 'WARC-Payload-Digest');
  const body = payloadOf(record);
  if (payload !== null && body !== null) yield* checkDigest(payload, body, where, 'payload');
}

function* checkDigest(told: string, bytes: Uint8Array, where: string, of: string): Generator<Finding> {
  switch (digestFits(told, bytes)) {
    case 'unknown':
      yield note('digest-unknown', where, `its ${of} digest '${told}' is of a kind that is not known here`);
      return;
    case 'no':
      yield damage('digest-differs', where, `its ${of} does not hash to its digest ${told}`);
      return;
    case 'yes':
  }
}

/** What the payload digest is of; `null` where that cannot be told from the record alone. */
function payloadOf({ type, fields, block }: StoredRecord): Uint8Array | null {
  const isHttp = /^application\/http\b/i.test(fieldOf({ fields }, 'Content-Type') ?? '');
  if (type === 'resource' || type === 'conversion' || (type === 'response' && !isHttp)) return block;
  // A revisit bears the digest of another record's payload.
  if (type !== 'response' && type !== 'request') return null;
  const headEnd = endOfHead(block);
  if (headEnd < 0) return null;
  // Some writers keep the chunking, and take the digest with or without it.
  const chunked = /^transfer-encoding:.*chunked/im.test(fromLatin1(block.subarray(0, headEnd)));
  return chunked ? null : block.subarray(headEnd + 4);
}

function placeOf(record: StoredRecord): RecordPlace {
  const { offset, length } = record.member;
  const statusLine = fromLatin1(record.block.subarray(0, 32));
  const status = /^HTTP\/\S+ (\d{3})\b/.exec(statusLine)?.[1];
  return {
    type: record.type,
    offset,
    length,
    url: fieldOf(record, 'WARC-Target-URI'),
    at: fieldOf(record, 'WARC-Date') ?? '',
    payloadDigest: fieldOf(record, 'WARC-Payload-Digest'),
    status: status === undefined ? null : Number(status),
  };
}

const ALGORITHMS = new Set(['md5', 'sha1', 'sha256', 'sha512']);

/** Digests are written `sha256:` and hexadecimal digits by us and `sha1:` and base 32 by most others. */
function digestFits(told: string, bytes: Uint8Array): 'yes' | 'no' | 'unknown' {
  const [label = '', value = ''] = told.split(':');
  const algorithm = label.toLowerCase().replace('-', '');
  if (!ALGORITHMS.has(algorithm)) return 'unknown';
  const hash = createHash(algorithm).update(bytes).digest();
  const fits = value.toLowerCase() === hash.toString('hex') || value.replace(/=+$/, '') === base32(hash);
  return fits ? 'yes' : 'no';
}

/** RFC 4648, without padding. */
function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '')
    .join('');
}
