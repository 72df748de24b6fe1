/**
 * Work on one page that waits for nothing. What it takes and gives is plain data, so that it can be done on another
 * thread, which knows it by its name.
 */
export interface PageTask<Input extends readonly unknown[], Output> {
  readonly name: string;
  readonly work: (...input: Input) => Output;
}

/**
 * Does a task, and ends it with {@link DeadlineMissed} when it takes longer than whoever made this allows. Pages are read
 * by linear code and are bounded in length, so that none should ever take so long; the deadline is for the page that
 * proves us wrong.
 */
export type WithinDeadline = <Input extends readonly unknown[], Output>(
  task: PageTask<Input, Output>,
  ...input: Input
) => Promise<Output>;

/** For work that was done before and is only done again. */
export const WITHOUT_DEADLINE: WithinDeadline = async (task, ...input) =>
  Promise.resolve(task.work(...input));

/** Work that was ended since it took too long; nothing of it was kept. */
export class DeadlineMissed extends Error {
  override readonly name = 'DeadlineMissed';
  readonly limitMs: number;

  constructor(limitMs: number, options?: ErrorOptions) {
    super(`was not done after ${limitMs} ms`, options);
    this.limitMs = limitMs;
  }
}
