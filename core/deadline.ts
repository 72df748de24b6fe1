/**
 * Work on one page that waits for nothing. What it takes and gives is plain data, so that it can be done on another
 * thread, which knows it by its name. Only who does it loads it: the reader takes longer to load than a page to read.
 */
export interface PageTask<Input extends readonly unknown[], Output> {
  readonly name: string;
  readonly load: () => Promise<(...input: Input) => Output>;
}

/**
 * Does a task, and ends it with {@link WorkEnded} when it takes more than whoever made this allows: with
 * {@link DeadlineMissed} for the time. Pages are read by linear code and are bounded in length, so that none should ever
 * take so much; the limits are for the page that proves us wrong.
 */
export type WithinDeadline = <Input extends readonly unknown[], Output>(
  task: PageTask<Input, Output>,
  ...input: Input
) => Promise<Output>;

/** For work that was done before and is only done again. */
export const WITHOUT_DEADLINE: WithinDeadline = async (task, ...input) => {
  const work = await task.load();
  return work(...input);
};

/** Work that was ended since it took more than it may; nothing of it was kept. */
export abstract class WorkEnded extends Error {
  /** What is wrong with a page that takes so much. */
  abstract readonly flaw: 'too-slow-to-read' | 'too-long';
  /** What it may take, with its unit. */
  abstract readonly limit: string;
}

/** It took too long. */
export class DeadlineMissed extends WorkEnded {
  override readonly name = 'DeadlineMissed';
  override readonly flaw = 'too-slow-to-read';
  override readonly limit: string;

  constructor(limitMs: number, options?: ErrorOptions) {
    super(`was not done after ${limitMs} ms`, options);
    this.limit = `${limitMs} ms`;
  }
}

/** It took too much memory. */
export class MemoryExceeded extends WorkEnded {
  override readonly name = 'MemoryExceeded';
  override readonly flaw = 'too-long';
  override readonly limit: string;

  constructor(limitMiB: number, options?: ErrorOptions) {
    super(`was not done within ${limitMiB} MiB of memory`, options);
    this.limit = `${limitMiB} MiB`;
  }
}
