import { setFlagsFromString } from 'node:v8';

/*
 * What makes a process quick that reads one page and ends: the engine is set up for programs that run for long, and puts off what such
 * a process needs at once. Its settings are those of the whole process, so each holds for one step only, and is then as it was. What
 * the engine does not know of them it leaves as it is, and a process that does without is slower and nothing else.
 */

/**
 * Loads modules with the bodies of all their functions. Else these are compiled when they are first called, after
 * the modules have been put into the cache of what is compiled (see bin/jmnews.js), and so by every process again.
 * Not for what loads modules of Node's own: those come compiled, for the engine's usual settings only.
 */
export async function loadWhole<T>(load: () => Promise<T>): Promise<T> {
  // What is in the cache is only taken under the settings that it was made with, so that they are set for every load.
  setFlagsFromString('--no-lazy');
  try {
    return await load();
  } finally {
    setFlagsFromString('--lazy');
  }
}

/**
 * Runs a job whose regular expressions are compiled when they are first asked. Else each is first made ready to be
 * interpreted, and at its second call to be run; the first alone takes longer than all the rest of reading a page.
 */
export function compilingAtOnce<T>(job: () => T): T {
  setFlagsFromString('--no-regexp-tier-up');
  try {
    return job();
  } finally {
    setFlagsFromString('--regexp-tier-up');
  }
}
