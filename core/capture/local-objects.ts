import type { ObjectKey } from './object-store.ts';

/** Objects as files on this machine's own disk, for what has to be opened by a path. */
export interface LocalObjects {
  /**
   * The path of a file that holds the whole object and nothing else, for nobody to change, good until it is let go. The
   * same object can be held more than once; any number of calls for it at a time fetch it once.
   *
   * Fails with ObjectMissing, and with {@link NoLocalRoom}.
   */
  hold(key: ObjectKey): Promise<string>;

  /** Ends one {@link hold}. */
  letGo(key: ObjectKey): Promise<void>;
}

/** The object does not fit beside those that are held. */
export class NoLocalRoom extends Error {
  override readonly name = 'NoLocalRoom';
  readonly key: ObjectKey;

  constructor(key: ObjectKey, bytes: number, maxBytes: number) {
    super(
      `no room for the ${bytes} bytes of '${key}' beside what is held: ${maxBytes} bytes in all; give the place more room`,
    );
    this.key = key;
  }
}
