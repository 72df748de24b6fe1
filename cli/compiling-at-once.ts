import { setFlagsFromString } from 'node:v8';

/**
 * Runs a job whose regular expressions are compiled when they are first asked. Otherwise each is first made ready to be
 * interpreted, at its second call to be run, and a process that reads one page spends more time on the first than the page takes.
 * A longer job has nothing to gain from it. It is a setting of the whole process, so the job is a synchronous one; what the
 * engine does not know of it, it leaves as it is.
 */
export function compilingAtOnce<T>(job: () => T): T {
  setFlagsFromString('--no-regexp-tier-up');
  try {
    return job();
  } finally {
    // What is compiled for the next run is only taken by one with the same settings.
    setFlagsFromString('--regexp-tier-up');
  }
}
