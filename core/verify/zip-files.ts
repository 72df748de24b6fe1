import { crc32 } from 'node:zlib';
import { INFLATE_BYTES, Inflating } from '../capture/inflating.ts';
import { type Sha256, Sha256Sum } from '../paper/sha256.ts';
import { type ByteSource, readWhole } from './byte-source.ts';

/** A file in a zip, which is whole. */
export interface ZippedFile {
  readonly name: string;
  /** Unpacked. */
  readonly size: number;
  readonly sha256: Sha256;
  /** Unpacked while it is read, and again by each reading. */
  readonly content: AsyncIterable<Uint8Array>;
  readonly stored: boolean;
  /** Whether what no checksum covers is as our own packages have it. */
  readonly plain: boolean;
}

/** Bytes that are no whole zip. */
export class ZipDamaged extends Error {
  override readonly name = 'ZipDamaged';

  constructor(what: string, options?: ErrorOptions) {
    super(`the zip is damaged: ${what}`, options);
  }
}

const SIGNATURE = {
  local: 0x04034b50,
  central: 0x02014b50,
  end: 0x06054b50,
  descriptor: 0x08074b50,
} as const;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
const METHOD = { stored: 0, deflated: 8 } as const;
const FLAG = { encrypted: 1, descriptor: 8 } as const;
const MADE_BY = 20;
/** What stands in a field of 32 bits whose number is elsewhere. */
const ELSEWHERE = 0xffffffff;
/** A comment may follow the end, of at most so many bytes. */
const MAX_COMMENT_BYTES = 0xffff;
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;

/**
 * The files of a zip in the order in which they lie there, each checked against its checksum, and the zip checked
 * to be nothing but these files, its directory and its end. Libraries read the directory alone, take no checksum
 * and pass over the rest. Of the files a piece is in memory at a time. Zips beyond 4 GiB (zip64) are not read. Fails
 * with {@link ZipDamaged}.
 */
export async function readZip(zip: ByteSource): Promise<ZippedFile[]> {
  const { directory, end, count } = await findEnd(zip);
  const entries = await readDirectory(zip, directory, end, count);
  const files: ZippedFile[] = [];
  let at = 0;
  for (const entry of entries.sort((a, b) => a.offset - b.offset)) {
    if (entry.offset !== at) throw new ZipDamaged(`'${entry.name}' does not begin at byte ${at}`);
    const { next, ...content } = await readEntry(zip, entry, directory);
    const { name, plain, method } = entry;
    files.push({ name, ...content, stored: method === METHOD.stored, plain });
    at = next;
  }
  if (at !== directory) throw new ZipDamaged(`bytes ${at} to ${directory} belong to no file`);
  return files;
}

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
  readonly plain: boolean;
  /** From the version needed to the file's date: the same in the directory and before the file. */
  readonly common: Uint8Array;
}

/** A stretch of the zip, by its own offsets. */
async function stretchOf(zip: ByteSource, start: number, end: number): Promise<DataView> {
  const bytes = start < end ? await readWhole(zip.read(start, end)) : new Uint8Array();
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function findEnd(zip: ByteSource): Promise<{ directory: number; end: number; count: number }> {
  const start = Math.max(0, zip.size - END_BYTES - MAX_COMMENT_BYTES);
  const view = await stretchOf(zip, start, zip.size);
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== SIGNATURE.end || view.getUint16(at + 20, true) !== last - at) continue;
    const end = start + at;
    const count = view.getUint16(at + 10, true);
    const [size, directory] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const disks = view.getUint32(at + 4, true);
    if ([count, size, directory].some((told, field) => told === (field === 0 ? 0xffff : ELSEWHERE)))
      throw new ZipDamaged('it is a zip64, which is not read here: one below 4 GiB is');
    if (disks !== 0 || view.getUint16(at + 8, true) !== count || directory + size !== end)
      throw new ZipDamaged('its end does not fit what is before it');
    if (size > MAX_DIRECTORY_BYTES) throw new ZipDamaged(`its directory has ${size} bytes`);
    return { directory, end, count };
  }
  throw new ZipDamaged('it has no end; it may be cut short');
}

async function readDirectory(
  zip: ByteSource,
  directory: number,
  end: number,
  count: number,
): Promise<Entry[]> {
  const view = await stretchOf(zip, directory, end);
  const bytes = (from: number, to: number): Uint8Array =>
    new Uint8Array(view.buffer, view.byteOffset + from, to - from);
  const entries: Entry[] = [];
  let at = 0;
  while (at < view.byteLength) {
    const broken = new ZipDamaged(`its directory is broken at byte ${directory + at}`);
    if (at + CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== SIGNATURE.central) throw broken;
    const [nameBytes = 0, extraBytes = 0, commentBytes = 0] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const nameEnd = at + CENTRAL_BYTES + nameBytes;
    const next = nameEnd + extraBytes + commentBytes;
    if (next > view.byteLength) throw broken;
    if (view.getUint16(at + 34, true) !== 0) throw new ZipDamaged('it says that it has several disks');
    const attributes = view.getUint16(at + 36, true) + view.getUint32(at + 38, true);
    entries.push({
      name: new TextDecoder().decode(bytes(at + CENTRAL_BYTES, nameEnd)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      plain: view.getUint16(at + 4, true) === MADE_BY && attributes === 0,
      common: bytes(at + 6, at + 16),
    });
    at = next;
  }
  if (entries.length !== count) throw new ZipDamaged(`it says ${count} files and lists ${entries.length}`);
  return entries;
}

/** `limit` is where the directory begins. */
async function readEntry(
  zip: ByteSource,
  entry: Entry,
  limit: number,
): Promise<Pick<ZippedFile, 'size' | 'sha256' | 'content'> & { readonly next: number }> {
  const { name, offset, packedBytes } = entry;
  const fail = (what: string): never => {
    throw new ZipDamaged(`'${name}' ${what}`);
  };
  const head = await stretchOf(zip, offset, Math.min(offset + LOCAL_BYTES, limit));
  if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== SIGNATURE.local)
    return fail('has no head');
  const nameEnd = offset + LOCAL_BYTES + head.getUint16(26, true);
  const start = nameEnd + head.getUint16(28, true);
  const end = start + packedBytes;
  if (end > limit) return fail('is cut short');
  const named = await stretchOf(zip, offset + LOCAL_BYTES, nameEnd);
  if (new TextDecoder().decode(named) !== name) return fail('has another name in its head');
  if (entry.common.some((byte, at) => head.getUint8(4 + at) !== byte))
    return fail('is described otherwise in its head');
  if (entry.flags & FLAG.encrypted) return fail('is encrypted');
  if (entry.method !== METHOD.stored && entry.method !== METHOD.deflated)
    return fail(`is packed in a way that is not known here (${entry.method})`);

  const sums = [entry.crc, entry.packedBytes, entry.bytes];
  let next = end;
  if (entry.flags & FLAG.descriptor) {
    const descriptor = await stretchOf(zip, end, Math.min(end + MAX_DESCRIPTOR_BYTES, limit));
    next = end + (descriptorLength(descriptor, sums) ?? fail('has no sound descriptor behind it'));
  } else if (!isToldBefore(head, sums)) {
    return fail('is described otherwise in its head');
  }
  const content = contentOf(zip, entry, start);
  const sum = new Sha256Sum();
  let crc = 0;
  for await (const bytes of content) {
    sum.add(bytes);
    crc = crc32(bytes, crc);
  }
  if (sum.bytes !== entry.bytes || crc !== entry.crc) return fail('fails its checksum');
  return { size: sum.bytes, sha256: sum.digest(), content, next };
}

/** `start` is where it lies, packed. */
function contentOf(zip: ByteSource, entry: Entry, start: number): AsyncIterable<Uint8Array> {
  const { packedBytes, method } = entry;
  const packed = async function* (): AsyncGenerator<Uint8Array> {
    if (packedBytes > 0) yield* zip.read(start, start + packedBytes);
  };
  const open = method === METHOD.stored ? packed : () => inflate(packed(), entry);
  return { [Symbol.asyncIterator]: open };
}

/** Unpacks no more than the directory says. */
async function* inflate(packed: AsyncIterable<Uint8Array>, entry: Entry): AsyncGenerator<Uint8Array> {
  const fail = (options?: ErrorOptions): never => {
    throw new ZipDamaged(`'${entry.name}' cannot be unpacked`, options);
  };
  const inflating = new Inflating();
  let left = entry.bytes;
  let taken = 0;
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length; at += INFLATE_BYTES) {
        const piece = chunk.subarray(at, at + INFLATE_BYTES);
        const inflated = await inflating.push(piece).catch((cause: unknown) => fail({ cause }));
        for (const bytes of inflated.made) {
          left -= bytes.length;
          if (left < 0) fail();
          yield bytes;
        }
        taken += inflated.taken;
      }
    }
  } finally {
    inflating.close();
  }
  // What is left or cut off of the deflate stream, no checksum of the content tells.
  if (taken !== entry.packedBytes) fail();
}

/** Some writers leave room for sizes beyond 4 GiB before they know them, and tell them in the directory alone. */
function isToldBefore(head: DataView, sums: readonly number[]): boolean {
  return sums.every((sum, at) => {
    const told = head.getUint32(14 + 4 * at, true);
    return told === sum || (at > 0 && told === ELSEWHERE);
  });
}

const MAX_DESCRIPTOR_BYTES = 16;

/** A descriptor repeats the sums behind the file, with or without a signature of its own. `null` when it does not. */
function descriptorLength(descriptor: DataView, sums: readonly number[]): number | null {
  const signed = descriptor.byteLength >= 4 && descriptor.getUint32(0, true) === SIGNATURE.descriptor;
  const start = signed ? 4 : 0;
  if (start + 12 > descriptor.byteLength) return null;
  const fits = sums.every((sum, field) => descriptor.getUint32(start + 4 * field, true) === sum);
  return fits ? start + 12 : null;
}
