import { parentPort, workerData } from 'node:worker_threads';
import type { PAGE_TASKS } from './page-tasks.ts';
import type { PageWork, PageWorkDone, PageWorkerData } from './page-thread.ts';

/* The thread that page-thread.ts starts: does one task after the other, and tells in which it is. */

// What comes in is what page-thread.ts sends, and nobody else can.
const { tasks: module, progress } = workerData as PageWorkerData;
const { PAGE_TASKS: tasksByName } = (await import(module)) as { readonly PAGE_TASKS: typeof PAGE_TASKS };
// All of them at once: it is known that pages will come, and meanwhile the site is being asked for the first.
const known = new Map(
  await Promise.all(
    Object.entries(tasksByName).map(async ([name, { load }]) => [name, await load()] as const),
  ),
);

parentPort?.on('message', ({ id, name, input }: PageWork) => {
  Atomics.store(progress, 0, id);
  parentPort?.postMessage(done(id, name, input));
  Atomics.store(progress, 0, 0);
});

function done(id: number, name: string, input: readonly unknown[]): PageWorkDone {
  try {
    const work = known.get(name);
    if (work === undefined) throw new TypeError(`the page's thread knows no task '${name}'`);
    return { id, output: work(...(input as never)) };
  } catch (failure) {
    return { id, failure };
  }
}
