import { instantOf } from '../core/paper/instant.ts';
import { EXIT, type Terminal } from './terminal.ts';

/** The terminal of this process. A first signal asks the command to end in order, a second one ends it at once. */
export function processTerminal(): Terminal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(EXIT.failed);
      ending.abort();
    });
  }
  // A reader such as `head` may leave before the end; that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed);
  });
  return {
    out: (text) => {
      process.stdout.write(text);
    },
    err: (text) => {
      process.stderr.write(text);
    },
    interactive: process.stderr.isTTY,
    now: () => instantOf(new Date()),
    ending: ending.signal,
  };
}
