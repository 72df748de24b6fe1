import { crc32, inflateRawSync } from 'node:zlib';

/** One gzip member (RFC 1952) of a file. A file may be several of them, one after another. */
export interface GzipMember {
  /** Where it begins in the file, and how many bytes it takes there. */
  readonly offset: number;
  readonly length: number;
  /** Whether its head says nothing but "deflate", as our own members do. */
  readonly plain: boolean;
  readonly content: Uint8Array;
}

/** Bytes that are no whole gzip member. */
export class GzipDamaged extends Error {
  override readonly name = 'GzipDamaged';
  /** Where in the file the member begins. */
  readonly offset: number;

  constructor(offset: number, what: string, options?: ErrorOptions) {
    super(`the gzip member at byte ${offset} ${what}`, options);
    this.offset = offset;
  }

  static cut(offset: number, options?: ErrorOptions): GzipDamaged {
    return new GzipDamaged(offset, 'is cut short', options);
  }

  static tooLarge(offset: number, maxBytes: number, options?: ErrorOptions): GzipDamaged {
    return new GzipDamaged(offset, `unpacks to more than the ${maxBytes} bytes allowed`, options);
  }
}

/** No time, no flags, no level told, and "unknown" for the system, which would differ from machine to machine. */
export const PLAIN_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
/** The checksum and the length of the content, behind it. */
export const TAIL_BYTES = 8;
const FLAG = { headCrc: 2, extra: 4, name: 8, comment: 16 } as const;
const KNOWN_FLAGS = 0x1f;

/**
 * Takes a file apart into its members, each checked against its own checksum and length. Node's gunzip does not
 * tell where a member ends and passes over whatever follows the last one, so that heads and tails are read here.
 * `maxBytes` caps what the members unpack to, together. Fails with {@link GzipDamaged}.
 */
export function* readGzipMembers(file: Uint8Array, maxBytes: number): Generator<GzipMember> {
  let left = maxBytes;
  for (let offset = 0; offset < file.length;) {
    const member = file.subarray(offset);
    const start = headLength(member, offset);
    const { content, taken } = inflate(member.subarray(start), offset, left);
    const end = start + taken + TAIL_BYTES;
    checkTail(member.subarray(start + taken, end), { bytes: content.length, crc: crc32(content) }, offset);
    yield { offset, length: end, plain: isPlainHead(member), content };
    left -= content.length;
    offset += end;
  }
}

/** Whether a member that begins so says nothing but "deflate". */
export function isPlainHead(member: Uint8Array): boolean {
  return PLAIN_HEAD.every((byte, at) => member[at] === byte);
}

/** Whether a member that begins so has a head of more than the ten bytes that all have. */
export function hasMoreHead(member: Uint8Array): boolean {
  return (member[3] ?? 0) !== 0;
}

/** Fails with {@link GzipDamaged} when the member at `offset` of its file does not end with what fits its content. */
export function checkTail(
  tail: Uint8Array,
  unpacked: { readonly bytes: number; readonly crc: number },
  offset: number,
): void {
  if (tail.length < TAIL_BYTES) throw GzipDamaged.cut(offset);
  const view = new DataView(tail.buffer, tail.byteOffset, TAIL_BYTES);
  if (view.getUint32(0, true) !== unpacked.crc) throw new GzipDamaged(offset, 'fails its checksum');
  if (view.getUint32(4, true) !== unpacked.bytes % 2 ** 32)
    throw new GzipDamaged(offset, 'does not unpack to the length that it says');
}

/** Of the member that `member` begins with, which lies at `offset` of its file. Fails with {@link GzipDamaged}. */
export function headLength(member: Uint8Array, offset: number): number {
  const cut = (): never => {
    throw new GzipDamaged(offset, 'is cut short in its head');
  };
  if (member[0] !== 0x1f || (member[1] ?? 0x8b) !== 0x8b || (member[2] ?? 8) !== 8)
    throw new GzipDamaged(offset, 'is not gzip: it does not begin as gzip does');
  const flags = member[3] ?? cut();
  if ((flags & ~KNOWN_FLAGS) !== 0) throw new GzipDamaged(offset, 'has flags that gzip does not know');
  let at = PLAIN_HEAD.length;
  if (flags & FLAG.extra) at += 2 + (member[at] ?? cut()) + 256 * (member[at + 1] ?? cut());
  for (const text of [FLAG.name, FLAG.comment]) {
    if (!(flags & text)) continue;
    const zero = member.indexOf(0, at);
    at = zero < 0 ? cut() : zero + 1;
  }
  if (flags & FLAG.headCrc) {
    if (at + 2 > member.length) cut();
    const told = (member[at] ?? 0) + 256 * (member[at + 1] ?? 0);
    if (told !== (crc32(member.subarray(0, at)) & 0xffff))
      throw new GzipDamaged(offset, 'fails the checksum of its head');
    at += 2;
  }
  return at >= member.length ? cut() : at;
}

function inflate(
  bytes: Uint8Array,
  offset: number,
  maxBytes: number,
): { readonly content: Uint8Array; readonly taken: number } {
  let unpacked: unknown;
  try {
    // Room for what most members unpack to: more of it costs more than unpacking them.
    const chunkSize = Math.min(4 * bytes.length + 64, 16 * 1024);
    unpacked = inflateRawSync(bytes, { info: true, chunkSize, maxOutputLength: Math.max(maxBytes, 1) });
  } catch (cause) {
    if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE') throw GzipDamaged.tooLarge(offset, maxBytes, { cause });
    throw unpackFailure(cause, offset);
  }
  if (!isUnpacked(unpacked)) throw new TypeError('inflateRawSync no longer tells how much it took');
  return { content: unpacked.buffer, taken: unpacked.engine.bytesWritten };
}

/** What zlib says against the content of the member at `offset`. */
export function unpackFailure(cause: unknown, offset: number): GzipDamaged {
  if (codeOf(cause) === 'Z_BUF_ERROR') return GzipDamaged.cut(offset, { cause });
  return new GzipDamaged(offset, 'cannot be unpacked', { cause });
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

/** What `info` makes of the answer, which the types of Node leave out. */
function isUnpacked(
  value: unknown,
): value is { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } } {
  if (typeof value !== 'object' || value === null || !('buffer' in value) || !('engine' in value))
    return false;
  const { buffer, engine } = value;
  return (
    buffer instanceof Uint8Array &&
    typeof engine === 'object' &&
    engine !== null &&
    'bytesWritten' in engine &&
    typeof engine.bytesWritten === 'number'
  );
}
