import { fromLatin1 } from '../capture/latin1.ts';
import {
  type RecordHead,
  WarcDamaged,
  checkRecordEnd,
  concat,
  endOfHead,
  fieldOf,
  parseRecordHead,
  recordDamaged,
} from '../capture/warc.ts';
import { DigestCheck } from './digest-check.ts';

/** A record that has passed. */
export interface PassedRecord extends RecordHead {
  /** The first bytes of its block, enough for a status line, a head of HTTP and a warcinfo. */
  readonly begin: Uint8Array;
  readonly blockDigest: DigestCheck | null;
  /** `null` where it tells none, or where it cannot be told from the record alone what it is of. */
  readonly payloadDigest: DigestCheck | null;
}

const MAX_HEAD_BYTES = 1024 * 1024;
const BEGIN_BYTES = 64 * 1024;
/** What may lie behind a block, and one byte more. */
const TAIL_BYTES = 5;
const BLANK_LINE_BYTES = 4;
const NOTHING = new Uint8Array();

/** Takes a WARC record's bytes as they come, and keeps none of them but the first ones. */
export class PassingRecord {
  readonly #offset: number;
  #head: Uint8Array = NOTHING;
  #failure: WarcDamaged | null = null;
  #block: PassingBlock | null = null;
  #tail: Uint8Array = NOTHING;

  /** `offset` is where its gzip member lies in the file. */
  constructor(offset: number) {
    this.#offset = offset;
  }

  add(bytes: Uint8Array): void {
    if (this.#failure !== null) return;
    const behindHead = this.#block === null ? this.#addToHead(bytes) : bytes;
    const behind = this.#block?.add(behindHead) ?? NOTHING;
    if (behind.length > 0 && this.#tail.length < TAIL_BYTES)
      this.#tail = concat([this.#tail, behind.subarray(0, TAIL_BYTES)]);
  }

  /** Once all its bytes have been added. Fails with {@link WarcDamaged}. */
  finish(): PassedRecord {
    if (this.#failure !== null) throw this.#failure;
    if (this.#block === null) throw this.#noEnd();
    const { head, isWhole, begin, blockDigest, payloadDigest } = this.#block;
    checkRecordEnd(isWhole ? this.#tail : NOTHING, this.#offset);
    return { ...head, begin, blockDigest, payloadDigest };
  }

  /** Returns what lies behind the head. What is wrong with it is told at the end: first the gzip member has to be sound. */
  #addToHead(bytes: Uint8Array): Uint8Array {
    this.#head = concat([this.#head, bytes]);
    const end = endOfHead(this.#head);
    if (end < 0) {
      if (this.#head.length > MAX_HEAD_BYTES) this.#failure = this.#noEnd();
      return NOTHING;
    }
    try {
      this.#block = new PassingBlock(parseRecordHead(this.#head.subarray(0, end), this.#offset));
    } catch (cause) {
      if (!(cause instanceof WarcDamaged)) throw cause;
      this.#failure = cause;
    }
    return this.#head.subarray(end + BLANK_LINE_BYTES);
  }

  #noEnd(): WarcDamaged {
    return recordDamaged(this.#offset, 'has no end of its head');
  }
}

class PassingBlock {
  readonly head: RecordHead;
  readonly blockDigest: DigestCheck | null;
  readonly #payloadDigest: DigestCheck | null;
  /** Where in the block the payload begins; `null` as long as, or when, that cannot be told. */
  #payloadStart: number | null = null;
  #passed = 0;
  begin: Uint8Array = NOTHING;

  constructor(head: RecordHead) {
    this.head = head;
    const [block, payload] = [fieldOf(head, 'WARC-Block-Digest'), fieldOf(head, 'WARC-Payload-Digest')];
    this.blockDigest = block === null ? null : new DigestCheck(block);
    this.#payloadDigest = payload === null ? null : new DigestCheck(payload);
    if (isPayloadAlone(head)) this.#payloadStart = 0;
  }

  get isWhole(): boolean {
    return this.#passed === this.head.blockBytes;
  }

  get payloadDigest(): DigestCheck | null {
    return this.#payloadStart === null ? null : this.#payloadDigest;
  }

  /** Returns what lies behind the block. */
  add(bytes: Uint8Array): Uint8Array {
    const block = bytes.subarray(0, this.head.blockBytes - this.#passed);
    this.blockDigest?.add(block);
    const before = this.begin;
    if (before.length < BEGIN_BYTES)
      this.begin = concat([before, block.subarray(0, BEGIN_BYTES - before.length)]);
    if (this.#payloadStart === null && before.length < BEGIN_BYTES) {
      this.#payloadStart = payloadStartOf(this.head, this.begin);
      // Of what had passed before, all that belongs to the payload is at hand.
      if (this.#payloadStart !== null) this.#payloadDigest?.add(before.subarray(this.#payloadStart));
    }
    if (this.#payloadStart !== null)
      this.#payloadDigest?.add(block.subarray(Math.max(0, this.#payloadStart - this.#passed)));
    this.#passed += block.length;
    return bytes.subarray(block.length);
  }
}

function isHttp(head: RecordHead): boolean {
  return /^application\/http\b/i.test(fieldOf(head, 'Content-Type') ?? '');
}

function isPayloadAlone(head: RecordHead): boolean {
  const { type } = head;
  return type === 'resource' || type === 'conversion' || (type === 'response' && !isHttp(head));
}

/** Behind the head of HTTP, where the block begins with one that is whole. */
function payloadStartOf({ type }: RecordHead, begin: Uint8Array): number | null {
  // A revisit bears the digest of another record's payload.
  if (type !== 'response' && type !== 'request') return null;
  const headEnd = endOfHead(begin);
  if (headEnd < 0) return null;
  // Some writers keep the chunking, and take the digest with or without it.
  const chunked = /^transfer-encoding:.*chunked/im.test(fromLatin1(begin.subarray(0, headEnd)));
  return chunked ? null : headEnd + BLANK_LINE_BYTES;
}
