import { Worker } from 'node:worker_threads';
import { DeadlineMissed, MemoryExceeded, type PageTask, type WithinDeadline } from '../core/deadline.ts';
import { READING_DEADLINE_MS } from './deadline.ts';

/** What the thread is started with: where its tasks are, and where it tells in which it is, 0 for none. */
export interface PageWorkerData {
  readonly tasks: string;
  readonly progress: Int32Array;
}

export interface PageWork {
  /** From 1 on. */
  readonly id: number;
  readonly name: string;
  readonly input: readonly unknown[];
}

export type PageWorkDone =
  { readonly id: number; readonly output: unknown } | { readonly id: number; readonly failure: unknown };

interface Asked {
  readonly work: PageWork;
  readonly end: (done: PageWorkDone) => void;
}

/**
 * What the thread may keep in memory. The largest page that is read at all takes less than a third of it. Without a
 * limit the engine lets garbage lie until the memory of the whole machine is in question.
 */
const MEMORY_MIB = 256;
/** What is new is looked through for garbage whenever it comes to this. */
const NEW_MEMORY_MIB = 16;

/** How often it is looked, within a deadline, whether the thread is still in the same task. */
const LOOKS = 4;

/**
 * Judges and reads pages on a thread of its own, one after another, while whoever asks goes on: so the site is asked and
 * the disk written meanwhile. A task that takes too long, or too much memory, is ended with its thread, and the others that wait are done by
 * another. Close it when done; what waits then fails.
 */
export class PageThread {
  readonly #limitMs: number;
  readonly #tasks: string;
  readonly #progress = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #asked = new Map<number, Asked>();
  readonly #watch: NodeJS.Timeout;
  #worker: Worker | null;
  #id = 0;
  /** The task that the thread was seen in last, and how many times in a row. */
  #seen = { id: 0, times: 0 };

  constructor({
    limitMs = READING_DEADLINE_MS,
    tasks = new URL('page-tasks.ts', import.meta.url),
  }: { readonly limitMs?: number; readonly tasks?: URL } = {}) {
    this.#limitMs = limitMs;
    this.#tasks = tasks.href;
    this.#worker = this.#start();
    this.#watch = setInterval(() => {
      this.#look();
    }, limitMs / LOOKS).unref();
  }

  readonly within: WithinDeadline = async <Input extends readonly unknown[], Output>(
    { name }: PageTask<Input, Output>,
    ...input: Input
  ): Promise<Output> => {
    const id = (this.#id += 1);
    const done = await new Promise<PageWorkDone>((end) => {
      const asked = { work: { id, name, input }, end };
      this.#asked.set(id, asked);
      this.#send(asked.work);
    });
    if ('failure' in done) throw done.failure;
    // What a task gives, as it came through the thread.
    return done.output as Output;
  };

  async close(): Promise<void> {
    clearInterval(this.#watch);
    this.#worker?.removeAllListeners();
    await this.#worker?.terminate();
    this.#worker = null;
    for (const { work, end } of this.#asked.values())
      end({ id: work.id, failure: new Error('the thread was closed') });
    this.#asked.clear();
  }

  #start(): Worker {
    Atomics.store(this.#progress, 0, 0);
    const workerData: PageWorkerData = { tasks: this.#tasks, progress: this.#progress };
    const worker = new Worker(new URL('page-worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB, maxYoungGenerationSizeMb: NEW_MEMORY_MIB },
    });
    worker.on('message', (done: PageWorkDone) => {
      this.#end(done);
    });
    worker.on('error', (failure: unknown) => {
      this.#replace(saysFull(failure) ? new MemoryExceeded(MEMORY_MIB, { cause: failure }) : failure);
    });
    // Only work that waits is a reason to stay.
    worker.unref();
    return worker;
  }

  #send(work: PageWork): void {
    this.#worker ??= this.#start();
    this.#worker.ref();
    // A view of a larger buffer would bring all of that with it.
    const copies: ArrayBuffer[] = [];
    const input = work.input.map((one) => {
      if (!(one instanceof Uint8Array)) return one;
      const copy = new Uint8Array(one);
      copies.push(copy.buffer);
      return copy;
    });
    this.#worker.postMessage({ ...work, input }, copies);
  }

  #end(done: PageWorkDone): void {
    const asked = this.#asked.get(done.id);
    this.#asked.delete(done.id);
    if (this.#asked.size === 0) this.#worker?.unref();
    asked?.end(done);
  }

  /** Counts no time in which this thread itself was held up: then the other was not looked at either. */
  #look(): void {
    const id = Atomics.load(this.#progress, 0);
    this.#seen = { id, times: id === this.#seen.id ? this.#seen.times + 1 : 0 };
    if (id !== 0 && this.#seen.times >= LOOKS) this.#replace(new DeadlineMissed(this.#limitMs));
  }

  /** Fails what the thread is in, and has all else done by another. */
  #replace(failure: unknown): void {
    const id = Atomics.load(this.#progress, 0);
    this.#worker?.removeAllListeners();
    // It ends when it can; nothing is heard of it any more.
    void this.#worker?.terminate();
    this.#worker = null;
    this.#seen = { id: 0, times: 0 };
    // A thread that could not even begin would not with the next task either.
    const failed = id === 0 ? [...this.#asked.keys()] : [id];
    for (const one of failed) this.#end({ id: one, failure });
    for (const { work } of this.#asked.values()) this.#send(work);
  }
}

function saysFull(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
