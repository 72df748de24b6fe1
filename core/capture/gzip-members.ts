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
}

/** No time, no flags, no level told, and "unknown" for the system, which would differ from machine to machine. */
export const PLAIN_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
const TAIL_BYTES = 8;
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
    const start = offset + headLength(file, offset);
    const { content, taken } = inflate(file.subarray(start), offset, left);
    const end = start + taken + TAIL_BYTES;
    if (end > file.length) throw new GzipDamaged(offset, 'is cut short');
    const tail = new DataView(file.buffer, file.byteOffset + start + taken, TAIL_BYTES);
    if (tail.getUint32(0, true) !== crc32(content)) throw new GzipDamaged(offset, 'fails its checksum');
    if (tail.getUint32(4, true) !== content.length % 2 ** 32)
      throw new GzipDamaged(offset, 'does not unpack to the length that it says');

    const plain = PLAIN_HEAD.every((byte, at) => file[offset + at] === byte);
    yield { offset, length: end - offset, plain, content };
    left -= content.length;
    offset = end;
  }
}

function headLength(file: Uint8Array, offset: number): number {
  const cut = (): never => {
    throw new GzipDamaged(offset, 'is cut short in its head');
  };
  if (file[offset] !== 0x1f || (file[offset + 1] ?? 0x8b) !== 0x8b || (file[offset + 2] ?? 8) !== 8)
    throw new GzipDamaged(offset, 'is not gzip: it does not begin as gzip does');
  const flags = file[offset + 3] ?? cut();
  if ((flags & ~KNOWN_FLAGS) !== 0) throw new GzipDamaged(offset, 'has flags that gzip does not know');
  let at = offset + PLAIN_HEAD.length;
  if (flags & FLAG.extra) at += 2 + (file[at] ?? cut()) + 256 * (file[at + 1] ?? cut());
  for (const text of [FLAG.name, FLAG.comment]) {
    if (!(flags & text)) continue;
    const zero = file.indexOf(0, at);
    at = zero < 0 ? cut() : zero + 1;
  }
  if (flags & FLAG.headCrc) {
    if (at + 2 > file.length) cut();
    const told = (file[at] ?? 0) + 256 * (file[at + 1] ?? 0);
    if (told !== (crc32(file.subarray(offset, at)) & 0xffff))
      throw new GzipDamaged(offset, 'fails the checksum of its head');
    at += 2;
  }
  return at >= file.length ? cut() : at - offset;
}

function inflate(
  bytes: Uint8Array,
  offset: number,
  maxBytes: number,
): { readonly content: Uint8Array; readonly taken: number } {
  let unpacked: unknown;
  try {
    unpacked = inflateRawSync(bytes, { info: true, maxOutputLength: Math.max(maxBytes, 1) });
  } catch (cause) {
    const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new GzipDamaged(offset, `unpacks to more than the ${maxBytes} bytes allowed`, { cause });
    if (code === 'Z_BUF_ERROR') throw new GzipDamaged(offset, 'is cut short', { cause });
    throw new GzipDamaged(offset, 'cannot be unpacked', { cause });
  }
  if (!isUnpacked(unpacked)) throw new TypeError('inflateRawSync no longer tells how much it took');
  return { content: unpacked.buffer, taken: unpacked.engine.bytesWritten };
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
