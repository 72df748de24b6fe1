import { randomUUID } from 'node:crypto';
import { Script } from 'node:vm';
import { DeadlineMissed, type WithinDeadline } from '../core/deadline.ts';

/** A page takes some milliseconds, the longest that is read at all a second or two. */
export const READING_DEADLINE_MS = 10_000;

/**
 * Ends work from another thread: Node's own watchdog over a script stops whatever runs, an expression that tries for
 * ever included, and nothing within can catch it. The work stays on the thread that asks for it: for where nothing else
 * could go on meanwhile.
 */
export function deadlineOf(limitMs: number): WithinDeadline {
  // The script can only reach what is global; nobody else guesses the name.
  const name = `deadline ${randomUUID()}`;
  const script = new Script(`globalThis[${JSON.stringify(name)}]()`);
  const inTime = <Output>(work: () => Output): Output => {
    const done: { value: Output }[] = [];
    Reflect.set(globalThis, name, () => void done.push({ value: work() }));
    try {
      script.runInThisContext({ timeout: limitMs });
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
        throw new DeadlineMissed(limitMs, { cause });
      throw cause;
    } finally {
      Reflect.deleteProperty(globalThis, name);
    }
    const [result] = done;
    if (result === undefined) throw new TypeError('the script ended without having done the work');
    return result.value;
  };
  return async (task, ...input) => {
    const work = await task.load();
    return inTime(() => work(...input));
  };
}

/** The deadline of every page that is judged or read. */
export const withinReadingDeadline = deadlineOf(READING_DEADLINE_MS);
