/** A disk that syncs when it is told to. */
export class SlowDisk {
  readonly begun: string[] = [];
  readonly #ends: ((failure?: Error) => void)[] = [];

  readonly sync = (path: string): Promise<void> => {
    this.begun.push(path);
    return new Promise((resolve, reject) => {
      this.#ends.push((failure) => {
        if (failure) reject(failure);
        else resolve();
      });
    });
  };

  async end(nth: number, failure?: Error): Promise<void> {
    this.#ends[nth]?.(failure);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
