import type { Sha256 } from '../paper/sha256.ts';

/** Where an object lies: slash-separated ASCII such as `captures/jmrb/2023-02-25/….warc.gz`. */
export type ObjectKey = string;

/**
 * Where everything that is kept lies: the WARC objects of captures, readings, releases. An object is written
 * once under its key and never changed or removed; there is no `delete`, an archive only grows.
 */
export interface ObjectStore {
  /**
   * Keeps `bytes` under `key`. `exists` means that the key was taken, by this process or another, and that what
   * lies there was left alone. When it returns, the bytes survive a power cut. Fails with {@link StoreFull}.
   */
  putOnce(key: ObjectKey, bytes: Uint8Array, mediaType: string): Promise<'stored' | 'exists'>;

  /**
   * Keeps what `chunks` give as {@link putOnce} keeps bytes, with a part of it in memory at a time: whole or not at
   * all, and the key stays free when the source fails, which is what this call then fails with. The source is read
   * to its end in any case, also when the key is taken: what was given is told as it was, for the caller to
   * compare. A chunk's memory may be used again once the next one is asked for.
   */
  putOnceFrom(key: ObjectKey, chunks: AsyncIterable<Uint8Array>, mediaType: string): Promise<StreamPut>;

  /** The whole object, in memory. Fails with {@link ObjectMissing}. */
  get(key: ObjectKey): Promise<Uint8Array>;

  /**
   * The object, or `range` of it, a chunk in memory at a time. Nothing is opened before the first chunk is asked
   * for; then it fails with {@link ObjectMissing}, or with a RangeError for a range that does not lie within the
   * object. A reader that has seen enough ends the iteration, which closes what was opened. Fails with
   * {@link ObjectCutShort} rather than to end early.
   */
  read(key: ObjectKey, range?: ByteRange): AsyncIterable<Uint8Array>;

  /** How many bytes the object has. Fails with {@link ObjectMissing}. */
  size(key: ObjectKey): Promise<number>;

  /** Every object whose key begins with `prefix`, by ascending key in code unit order. */
  list(prefix: string): AsyncIterable<StoredObject>;
}

/** What became of a stream. */
export interface StreamPut {
  readonly outcome: 'stored' | 'exists';
  /** Of what was given, whatever lies under the key. */
  readonly bytes: number;
  readonly sha256: Sha256;
}

/** At least one byte of an object, from `start` to before `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject {
  readonly key: ObjectKey;
  readonly bytes: number;
}

export class ObjectMissing extends Error {
  override readonly name = 'ObjectMissing';
  readonly key: ObjectKey;

  constructor(key: ObjectKey, options?: ErrorOptions) {
    super(`no object '${key}' in the store`, options);
    this.key = key;
  }
}

/** The store ended an object, or a range of it, before all its bytes had come. */
export class ObjectCutShort extends Error {
  override readonly name = 'ObjectCutShort';
  readonly key: ObjectKey;

  constructor(key: ObjectKey, expected: number, got: number, options?: ErrorOptions) {
    super(`the object '${key}' ended after ${got} of ${expected} bytes; read it again`, options);
    this.key = key;
  }
}

/** The store has no room. Nothing that was kept before is harmed, and nothing half-written is left behind. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
  readonly place: string;

  constructor(place: string, options?: ErrorOptions) {
    super(`no room left in ${place}; free some space and run the same command again`, options);
    this.place = place;
  }
}

const KEY_FORM = /^[A-Za-z0-9][A-Za-z0-9._=~%+,@-]*(\/[A-Za-z0-9][A-Za-z0-9._=~%+,@-]*)*$/;

/**
 * Whether `key` can be a key in every store: no empty or dotted segment, none over 255 bytes, 900 bytes in all.
 * A store of files further refuses a key that is a folder of another; our keys all end in a file's name.
 */
export function isObjectKey(key: string): boolean {
  return key.length <= 900 && KEY_FORM.test(key) && key.split('/').every((segment) => segment.length <= 255);
}

/** Fails with a RangeError unless `range` holds a byte at least and all of it lies within `size` bytes. */
export function checkRange(key: ObjectKey, { start, end }: ByteRange, size: number): void {
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start < end && end <= size)
    return;
  throw new RangeError(`no bytes ${start} to ${end} in the object '${key}' of ${size} bytes`);
}
