import { crc32, inflateRawSync } from 'node:zlib';

/** A file in a zip, whole. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
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

/**
 * The files of a zip in the order in which they lie there, each checked against its checksum, and the zip checked
 * to be nothing but these files, its directory and its end. Libraries read the directory alone, take no checksum
 * and pass over the rest. Zips beyond 4 GiB (zip64) are not read. Fails with {@link ZipDamaged}.
 */
export function readZip(zip: Uint8Array): ZippedFile[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const { directory, end, count } = findEnd(view);
  const entries = readDirectory(zip, view, directory, end, count);
  const files: ZippedFile[] = [];
  let at = 0;
  for (const entry of entries.sort((a, b) => a.offset - b.offset)) {
    if (entry.offset !== at) throw new ZipDamaged(`'${entry.name}' does not begin at byte ${at}`);
    const { bytes, next } = readEntry(zip, view, entry, directory);
    const { name, plain, method } = entry;
    files.push({ name, bytes, stored: method === METHOD.stored, plain });
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

function findEnd(view: DataView): { directory: number; end: number; count: number } {
  // Only a comment may follow, of at most 64 KiB.
  const last = view.byteLength - END_BYTES;
  for (let end = last; end >= Math.max(0, last - 0xffff); end -= 1) {
    if (view.getUint32(end, true) !== SIGNATURE.end || view.getUint16(end + 20, true) !== last - end)
      continue;
    const count = view.getUint16(end + 10, true);
    const [size, directory] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
    const disks = view.getUint32(end + 4, true);
    if (disks !== 0 || view.getUint16(end + 8, true) !== count || directory + size !== end)
      throw new ZipDamaged('its end does not fit what is before it');
    return { directory, end, count };
  }
  throw new ZipDamaged('it has no end; it may be cut short');
}

function readDirectory(
  zip: Uint8Array,
  view: DataView,
  directory: number,
  end: number,
  count: number,
): Entry[] {
  const entries: Entry[] = [];
  let at = directory;
  while (at < end) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== SIGNATURE.central)
      throw new ZipDamaged(`its directory is broken at byte ${at}`);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    );
    const next = at + CENTRAL_BYTES + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
    if (next > end) throw new ZipDamaged(`its directory is broken at byte ${at}`);
    const name = zip.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + (nameBytes ?? 0));
    if (view.getUint16(at + 34, true) !== 0) throw new ZipDamaged('it says that it has several disks');
    const attributes = view.getUint16(at + 36, true) + view.getUint32(at + 38, true);
    entries.push({
      name: new TextDecoder().decode(name),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      plain: view.getUint16(at + 4, true) === MADE_BY && attributes === 0,
      common: zip.subarray(at + 6, at + 16),
    });
    at = next;
  }
  if (entries.length !== count) throw new ZipDamaged(`it says ${count} files and lists ${entries.length}`);
  return entries;
}

/** `limit` is where the directory begins. */
function readEntry(
  zip: Uint8Array,
  view: DataView,
  entry: Entry,
  limit: number,
): { bytes: Uint8Array; next: number } {
  const { name, offset, packedBytes } = entry;
  const fail = (what: string, options?: ErrorOptions): never => {
    throw new ZipDamaged(`'${name}' ${what}`, options);
  };
  if (offset + LOCAL_BYTES > limit || view.getUint32(offset, true) !== SIGNATURE.local)
    return fail('has no head');
  const nameEnd = offset + LOCAL_BYTES + view.getUint16(offset + 26, true);
  const start = nameEnd + view.getUint16(offset + 28, true);
  const end = start + packedBytes;
  if (end > limit) return fail('is cut short');
  if (new TextDecoder().decode(zip.subarray(offset + LOCAL_BYTES, nameEnd)) !== name)
    return fail('has another name in its head');
  if (entry.common.some((byte, at) => zip[offset + 4 + at] !== byte))
    return fail('is described otherwise in its head');
  if (entry.flags & FLAG.encrypted) return fail('is encrypted');

  const sums = [entry.crc, entry.packedBytes, entry.bytes];
  let next = end;
  if (entry.flags & FLAG.descriptor) {
    next = endOfDescriptor(view, end, sums, limit) ?? fail('has no sound descriptor behind it');
  } else if (!isToldBefore(view, offset, sums)) {
    return fail('is described otherwise in its head');
  }
  let bytes = zip.subarray(start, end);
  if (entry.method === METHOD.deflated) {
    try {
      bytes = inflateRawSync(bytes, { maxOutputLength: Math.max(entry.bytes, 1) });
    } catch (cause) {
      return fail('cannot be unpacked', { cause });
    }
  } else if (entry.method !== METHOD.stored) {
    return fail(`is packed in a way that is not known here (${entry.method})`);
  }
  if (bytes.length !== entry.bytes || crc32(bytes) !== entry.crc) return fail('fails its checksum');
  return { bytes, next };
}

/** Some writers leave room for sizes beyond 4 GiB before they know them, and tell them in the directory alone. */
function isToldBefore(view: DataView, offset: number, sums: readonly number[]): boolean {
  return sums.every((sum, at) => {
    const told = view.getUint32(offset + 14 + 4 * at, true);
    return told === sum || (at > 0 && told === ELSEWHERE);
  });
}

/** A descriptor repeats the sums behind the file, with or without a signature of its own. */
function endOfDescriptor(view: DataView, at: number, sums: readonly number[], limit: number): number | null {
  const signed = at + 4 <= limit && view.getUint32(at, true) === SIGNATURE.descriptor;
  const start = signed ? at + 4 : at;
  if (start + 12 > limit) return null;
  return sums.every((sum, field) => view.getUint32(start + 4 * field, true) === sum) ? start + 12 : null;
}
