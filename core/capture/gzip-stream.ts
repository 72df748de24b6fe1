import { crc32 } from 'node:zlib';
import { type Sha256, Sha256Sum } from '../paper/sha256.ts';
import {
  GzipDamaged,
  PLAIN_HEAD,
  TAIL_BYTES,
  checkTail,
  hasMoreHead,
  headLength,
  isPlainHead,
  unpackFailure,
} from './gzip-members.ts';
import { INFLATE_BYTES, Inflating } from './inflating.ts';
import { concat } from './warc.ts';

/** What comes of a file of gzip members while it is read: of each member its beginning, its content, its end. */
export type GzipEvent =
  | { readonly kind: 'begin'; readonly offset: number }
  | { readonly kind: 'content'; readonly bytes: Uint8Array }
  /** The member is whole: it is as its own checksum and length say. */
  | { readonly kind: 'end'; readonly member: GzipPlace };

/** Where a member lies in its file. */
export interface GzipPlace {
  readonly offset: number;
  readonly length: number;
  /** As of GzipMember. */
  readonly plain: boolean;
  /** Of its bytes as they lie in the file. */
  readonly sha256: Sha256;
}

/** Ample for a head with a name, a comment and all the extra fields that it can have. */
const MAX_HEAD_BYTES = 256 * 1024;

/**
 * As readGzipMembers, of a file that is read piece by piece, a piece in memory at a time, however long its members are.
 * Fails with {@link GzipDamaged}.
 */
export async function* readGzipStream(
  file: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<GzipEvent> {
  const ahead = new ReadAhead(file);
  let left = maxBytes;
  try {
    while ((await ahead.peek(1)).length > 0) {
      const offset = ahead.offset;
      const sum = new Sha256Sum();
      const take = (bytes: number): void => sum.add(ahead.take(bytes));
      yield { kind: 'begin', offset };
      const first = await ahead.peek(PLAIN_HEAD.length + 1);
      const head = hasMoreHead(first) ? await ahead.peek(MAX_HEAD_BYTES) : first;
      const plain = isPlainHead(head);
      take(headLength(head, offset));

      const unpacked = { bytes: 0, crc: 0 };
      for await (const bytes of inflate(ahead, take, offset)) {
        unpacked.bytes += bytes.length;
        if (unpacked.bytes > left) throw GzipDamaged.tooLarge(offset, left);
        unpacked.crc = crc32(bytes, unpacked.crc);
        yield { kind: 'content', bytes };
      }
      left -= unpacked.bytes;
      checkTail(await ahead.peek(TAIL_BYTES), unpacked, offset);
      take(TAIL_BYTES);
      yield {
        kind: 'end',
        member: { offset, length: ahead.offset - offset, plain, sha256: sum.digest() },
      };
    }
  } finally {
    await ahead.close();
  }
}

async function* inflate(
  ahead: ReadAhead,
  take: (bytes: number) => void,
  offset: number,
): AsyncGenerator<Uint8Array> {
  const inflating = new Inflating();
  try {
    for (;;) {
      const packed = (await ahead.peek(1)).subarray(0, INFLATE_BYTES);
      if (packed.length === 0) throw GzipDamaged.cut(offset);
      const { made, taken } = await inflating.push(packed).catch((cause: unknown) => {
        throw unpackFailure(cause, offset);
      });
      yield* made;
      take(taken);
      if (taken < packed.length) return;
    }
  } finally {
    inflating.close();
  }
}

/** Bytes that come in pieces, of which some can be looked at before they are taken. */
class ReadAhead {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #here: Uint8Array = new Uint8Array();
  #taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** How many bytes were taken. */
  get offset(): number {
    return this.#taken;
  }

  /** All that is here: at least `bytes`, unless the end comes before. */
  async peek(bytes: number): Promise<Uint8Array> {
    while (this.#here.length < bytes) {
      const next = await this.#chunks.next();
      if (next.done === true) break;
      this.#here = this.#here.length === 0 ? next.value : concat([this.#here, next.value]);
    }
    return this.#here;
  }

  /** Of what was peeked at. */
  take(bytes: number): Uint8Array {
    const taken = this.#here.subarray(0, bytes);
    this.#here = this.#here.subarray(bytes);
    this.#taken += taken.length;
    return taken;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
