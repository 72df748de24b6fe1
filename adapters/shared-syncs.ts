/**
 * Syncs of files or folders, shared by whoever waits at the same time: while one of a path runs, all that come wait for
 * the next, which begins after it. So the disk is asked once for all of them, and nobody waits for another to come.
 */
export class SharedSyncs {
  readonly #sync: (path: string) => Promise<void>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  constructor(sync: (path: string) => Promise<void>) {
    this.#sync = sync;
  }

  /** When it returns, what the path held when it was called is on the disk. Fails as the sync does. */
  async settle(path: string): Promise<void> {
    const running = this.#running.get(path);
    if (running === undefined) return this.#start(path);
    const next = this.#next.get(path) ?? running.catch(() => undefined).then(() => this.#start(path));
    this.#next.set(path, next);
    return next;
  }

  #start(path: string): Promise<void> {
    this.#next.delete(path);
    const sync = this.#sync(path).finally(() => {
      if (this.#running.get(path) === sync) this.#running.delete(path);
    });
    this.#running.set(path, sync);
    return sync;
  }
}
