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

  /** Fails with {@link ObjectMissing}. */
  get(key: ObjectKey): Promise<Uint8Array>;

  /** Every object whose key begins with `prefix`, by ascending key in code unit order. */
  list(prefix: string): AsyncIterable<StoredObject>;
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
