import { crc32 } from 'node:zlib';
import { type Sha256, Sha256Sum } from '../paper/sha256.ts';
import type { PlacedBytes } from './placed-bytes.ts';

/** A file that a zip holds. */
export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: Sha256;
}

/** A zip's sizes and places have 32 bits, of which the highest number says that they are elsewhere. */
const MAX_BYTES = 2 ** 32 - 2;

/** More than a zip can hold. */
export class PackageTooLarge extends Error {
  override readonly name = 'PackageTooLarge';

  constructor() {
    super(
      `the package would have more than the ${MAX_BYTES} bytes that readers of every zip take; export a warc, which has no limit`,
    );
  }
}

const SIGNATURE = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
const VERSION = 20;
/** 1980-01-01 12:00, near the earliest instant that a zip knows, for "no time told". */
const [TIME, DATE] = [12 << 11, (1 << 5) | 1];

/**
 * Writes a zip as its files come: stored and not deflated, so that a reader may fetch single records by range, and the
 * same bytes each time. A file's head bears its length and checksum and so is made after it: everything goes to its place
 * in order, but for these heads, each of which goes before the file that has just gone. No stored size is left to a
 * descriptor behind the file, which some readers by range do not find. Names are ASCII. Fails with {@link PackageTooLarge}.
 */
export class ZipWriter {
  readonly #written: WrittenFile[] = [];
  readonly #directory: Uint8Array[] = [];
  #at = 0;

  /** All that were added so far, in order. */
  get written(): readonly WrittenFile[] {
    return this.#written;
  }

  async *add(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<PlacedBytes> {
    const start = this.#at;
    this.#grow(localHead(name, { bytes: 0, crc: 0 }).length);
    const sum = new Sha256Sum();
    let crc = 0;
    for await (const bytes of content) {
      const at = this.#at;
      this.#grow(bytes.length);
      sum.add(bytes);
      crc = crc32(bytes, crc);
      yield { at, bytes };
    }
    const sums = { bytes: sum.bytes, crc };
    yield { at: start, bytes: localHead(name, sums) };
    this.#directory.push(centralHead(name, sums, start));
    this.#written.push({ name, bytes: sum.bytes, sha256: sum.digest() });
  }

  /** The directory, with which the zip ends. */
  *end(): Generator<PlacedBytes> {
    const start = this.#at;
    for (const bytes of [...this.#directory, endOf(this.#directory, start)]) {
      const at = this.#at;
      this.#grow(bytes.length);
      yield { at, bytes };
    }
  }

  #grow(bytes: number): void {
    this.#at += bytes;
    if (this.#at > MAX_BYTES) throw new PackageTooLarge();
  }
}

interface Sums {
  readonly bytes: number;
  readonly crc: number;
}

function localHead(name: string, sums: Sums): Uint8Array {
  const fields = [...four(SIGNATURE.local), ...commonOf(name, sums)];
  return Uint8Array.from([...fields, ...asciiOf(name)]);
}

function centralHead(name: string, sums: Sums, start: number): Uint8Array {
  const fields = [...four(SIGNATURE.central), ...two(VERSION), ...commonOf(name, sums)];
  // No comment, the first disk, no attributes.
  return Uint8Array.from([
    ...fields,
    ...two(0),
    ...two(0),
    ...two(0),
    ...four(0),
    ...four(start),
    ...asciiOf(name),
  ]);
}

/** What a file's two heads have in common, from the version needed to the length of what extends it. */
function commonOf(name: string, { bytes, crc }: Sums): number[] {
  const [flags, stored] = [0, 0];
  return [
    ...[VERSION, flags, stored, TIME, DATE].flatMap(two),
    ...[crc, bytes, bytes].flatMap(four),
    ...[name.length, 0].flatMap(two),
  ];
}

function endOf(directory: readonly Uint8Array[], start: number): Uint8Array {
  const bytes = directory.reduce((sum, { length }) => sum + length, 0);
  const [disk, count] = [0, directory.length];
  return Uint8Array.from([
    ...four(SIGNATURE.end),
    ...[disk, disk, count, count].flatMap(two),
    ...[bytes, start].flatMap(four),
    ...two(0),
  ]);
}

function two(value: number): number[] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function four(value: number): number[] {
  return [...two(value & 0xffff), ...two(value >>> 16)];
}

function asciiOf(name: string): Uint8Array {
  return new TextEncoder().encode(name);
}
