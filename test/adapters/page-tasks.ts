import type { PageTask } from '../../core/deadline.ts';

/* Tasks that a deadline is tried on; a page's thread loads this file in the place of adapters/page-tasks.ts. */

export const ECHO: PageTask<[what: unknown], unknown> = {
  name: 'echo',
  load: () => Promise.resolve((what) => what),
};

export const FAIL: PageTask<[message: string], never> = {
  name: 'fail',
  load: () =>
    Promise.resolve((message) => {
      throw new TypeError(message);
    }),
};

export const CATCH_ALL: PageTask<[], never> = {
  name: 'catch-all',
  load: () =>
    Promise.resolve(() => {
      for (;;) {
        try {
          for (;;);
        } catch {
          // On and on.
        }
      }
    }),
};

export const EXPONENTIAL: PageTask<[], boolean> = {
  name: 'exponential',
  load: () => Promise.resolve(() => /^(a+)+$/.test(`${'a'.repeat(60)}b`)),
};

export const HOARD: PageTask<[], number> = {
  name: 'hoard',
  load: () =>
    Promise.resolve(() => {
      const kept: { readonly nth: readonly number[] }[] = [];
      for (;;) kept.push({ nth: [kept.length] });
    }),
};

/** How many bytes it is given, and how many come with them. */
export const LENGTHS: PageTask<[bytes: Uint8Array], readonly number[]> = {
  name: 'lengths',
  load: () => Promise.resolve((bytes) => [bytes.length, bytes.buffer.byteLength]),
};

export const PAGE_TASKS: Readonly<Record<string, Pick<PageTask<never, unknown>, 'load'>>> =
  Object.fromEntries([ECHO, FAIL, CATCH_ALL, EXPONENTIAL, HOARD, LENGTHS].map((task) => [task.name, task]));
