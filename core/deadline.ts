/**
 * Does `work`, which waits for nothing, and ends it with {@link DeadlineMissed} when it takes longer than whoever made
 * this allows. Pages are read by linear code and are bounded in length, so that none should ever take so long; the
 * deadline is for the page that proves us wrong.
 */
export type WithinDeadline = <T>(work: () => T) => T;

/** For work that was done before and is only done again. */
export const WITHOUT_DEADLINE: WithinDeadline = (work) => work();

/** Work that was ended since it took too long; nothing of it was kept. */
export class DeadlineMissed extends Error {
  override readonly name = 'DeadlineMissed';
  readonly limitMs: number;

  constructor(limitMs: number, options?: ErrorOptions) {
    super(`was not done after ${limitMs} ms`, options);
    this.limitMs = limitMs;
  }
}
