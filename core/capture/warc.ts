import { gzipSync } from 'node:zlib';
import { sha256Of } from '../paper/sha256.ts';
import { GzipDamaged, type GzipMember, PLAIN_HEAD, readGzipMembers } from './gzip-members.ts';
import type { HeaderList } from './paper-client.ts';

const WARC_TYPES = [
  'warcinfo',
  'response',
  'resource',
  'request',
  'metadata',
  'revisit',
  'conversion',
  'continuation',
] as const;
export type WarcType = (typeof WARC_TYPES)[number];

/**
 * WARC 1.1 (ISO 28500:2017), as much of it as a capture needs: records with their fields in order, one gzip
 * member each. Our own writer because libraries keep header fields in a map, which loses their order, letter
 * case and repetition: those are evidence. docs/decisions/0003-own-warc-writer.md
 */
export interface WarcRecord {
  readonly type: WarcType;
  /** All named fields but WARC-Type, Content-Length and WARC-Block-Digest, which follow from the rest. */
  readonly fields: HeaderList;
  readonly block: Uint8Array;
}

/** A record as it lies in a file. */
export interface StoredRecord {
  readonly version: 'WARC/1.0' | 'WARC/1.1';
  readonly type: WarcType;
  /** All named fields, as written. */
  readonly fields: HeaderList;
  readonly block: Uint8Array;
  /** Where its gzip member lies in the file. */
  readonly member: GzipMember;
}

/** What is wrong with a WARC. */
export type WarcDamage = 'gzip-damaged' | 'record-damaged' | 'not-one-record-a-member' | 'digest-differs';

/** A file that is no WARC to its last byte. */
export class WarcDamaged extends Error {
  override readonly name = 'WarcDamaged';
  readonly code: WarcDamage;

  constructor(code: WarcDamage, what: string, options?: ErrorOptions) {
    super(`the WARC is damaged: ${what}`, options);
    this.code = code;
  }
}

const CRLF = '\r\n';
const VERSION = 'WARC/1.1';
const END_OF_HEAD = new Uint8Array([13, 10, 13, 10]);
const utf8 = new TextEncoder();

export function writeWarc(records: readonly WarcRecord[]): Uint8Array {
  return concat(records.map((record) => gzipMember(serialize(record))));
}

/**
 * Reads back what {@link writeWarc} wrote and checks every block digest. `maxBytes` caps the unpacked size.
 * Fails with {@link WarcDamaged}.
 */
export function readWarc(file: Uint8Array, maxBytes: number): StoredRecord[] {
  const records: StoredRecord[] = [];
  for (const record of readRecords(file, maxBytes)) {
    const at = `the record at byte ${record.member.offset}`;
    if (!record.member.plain) throw new WarcDamaged('gzip-damaged', `${at} has another gzip head than ours`);
    if (record.version !== VERSION)
      throw new WarcDamaged('record-damaged', `${at} says ${record.version} instead of ${VERSION}`);
    if (fieldOf(record, 'WARC-Block-Digest') !== `sha256:${sha256Of(record.block)}`)
      throw new WarcDamaged('digest-differs', `${at} does not fit its block digest`);
    records.push(record);
  }
  return records;
}

/**
 * The records of any WARC file, ours or not, one at a time, checked for their structure to the last byte but not
 * for their digests. Fails with {@link WarcDamaged}, also for records that share a gzip member: a reader that
 * jumps to an offset would not find the second.
 */
export function* readRecords(file: Uint8Array, maxBytes: number): Generator<StoredRecord> {
  try {
    for (const member of readGzipMembers(file, maxBytes)) yield parseRecord(member);
  } catch (cause) {
    if (cause instanceof GzipDamaged) throw new WarcDamaged('gzip-damaged', cause.message, { cause });
    throw cause;
  }
}

/** The first field of that name, in any letter case. */
export function fieldOf(record: Pick<WarcRecord, 'fields'>, name: string): string | null {
  return record.fields.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Where the blank line that ends a head begins; -1 without one. */
export function endOfHead(bytes: Uint8Array, from = 0): number {
  for (let at = bytes.indexOf(13, from); at >= 0; at = bytes.indexOf(13, at + 1)) {
    if (END_OF_HEAD.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}

/** So much room is made for what deflate makes, at a time; it makes a few bytes more than it is given at most. */
const MOST_AT_A_TIME = 64 * 1024;

function gzipMember(content: Uint8Array): Uint8Array {
  // Most records are small: room made for large ones costs more than packing them.
  const chunkSize = Math.min(content.length + 256, MOST_AT_A_TIME);
  const member = gzipSync(content, { chunkSize });
  // The same capture is written the same way on every machine.
  member.set(PLAIN_HEAD);
  return member;
}

function serialize(record: WarcRecord): Uint8Array {
  const fields: HeaderList = [
    ['WARC-Type', record.type],
    ...record.fields,
    ['WARC-Block-Digest', `sha256:${sha256Of(record.block)}`],
    ['Content-Length', String(record.block.length)],
  ];
  const head = [VERSION, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join(CRLF);
  return concat([utf8.encode(head), record.block, END_OF_HEAD]);
}

function parseRecord(member: GzipMember): StoredRecord {
  const { content, offset } = member;
  const headEnd = endOfHead(content);
  if (headEnd < 0) throw recordDamaged(offset, 'has no end of its head');
  const { blockBytes, ...head } = parseRecordHead(content.subarray(0, headEnd), offset);
  const start = headEnd + END_OF_HEAD.length;
  const end = start + blockBytes;
  checkRecordEnd(content.subarray(end, end + END_OF_HEAD.length + 1), offset);
  return { ...head, block: content.subarray(start, end), member };
}

/** What a record says of itself before its block. */
export interface RecordHead extends Pick<StoredRecord, 'version' | 'type' | 'fields'> {
  readonly blockBytes: number;
}

/**
 * `bytes` are those before the blank line of the record whose member lies at `offset` of its file. Fails with
 * {@link WarcDamaged}.
 */
export function parseRecordHead(bytes: Uint8Array, offset: number): RecordHead {
  const head = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const [version = '', ...lines] = head.split(CRLF);
  if (version !== VERSION && version !== 'WARC/1.0')
    throw recordDamaged(offset, `begins with '${version.slice(0, 20)}' instead of ${VERSION}`);

  const fields = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(':');
    if (colon <= 0) throw recordDamaged(offset, `holds '${line.slice(0, 40)}', which is no named field`);
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const named = fieldOf({ fields }, 'WARC-Type');
  const type = WARC_TYPES.find((one) => one === named);
  if (type === undefined) throw recordDamaged(offset, `is of type '${named ?? ''}'`);

  const told = fieldOf({ fields }, 'Content-Length') ?? '';
  if (!/^\d{1,15}$/.test(told)) throw recordDamaged(offset, 'is cut short');
  return { version, type, fields, blockBytes: Number(told) };
}

/**
 * `tail` is what lies behind the block in the record's member, one byte more of it at least than may lie there, if there
 * is that. Fails with {@link WarcDamaged}.
 */
export function checkRecordEnd(tail: Uint8Array, offset: number): void {
  if (tail.length < END_OF_HEAD.length) throw recordDamaged(offset, 'is cut short');
  if (endOfHead(tail) !== 0) throw recordDamaged(offset, 'does not end where it says');
  if (tail.length > END_OF_HEAD.length) {
    throw new WarcDamaged(
      'not-one-record-a-member',
      `the gzip member at byte ${offset} goes on after its record`,
    );
  }
}

export function recordDamaged(offset: number, what: string): WarcDamaged {
  return new WarcDamaged('record-damaged', `the record at byte ${offset} ${what}`);
}
