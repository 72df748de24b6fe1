import type { Writable } from 'node:stream';
import { JsonlNotifier } from '../adapters/files/jsonl-notifier.ts';
import { StreamNotifier } from '../adapters/files/stream-notifier.ts';
import { type Deliveries, deliverEvents } from '../core/alert/deliver-events.ts';
import type { Notifier } from '../core/alert/notifier.ts';
import type { Archive } from './archive.ts';
import { type Terminal, printable } from './terminal.ts';

/** What carries notices to a target on a desk. */
export function notifierOf(target: string, stdout: Writable): Notifier {
  return target === 'stdout' ? new StreamNotifier(stdout) : new JsonlNotifier(target);
}

/**
 * Tells the subscribers what happened since they were told last. Where results are JSON, notices for `stdout` go
 * beside them to standard error. What could not be handed over is told, and tried again by the next run.
 */
export async function deliverPending(
  { catalog }: Archive,
  terminal: Terminal,
  json: boolean,
): Promise<Deliveries> {
  const stream = json ? process.stderr : process.stdout;
  const notifier = (target: string): Notifier => notifierOf(target, stream);
  // Who sits at a desk is let in there, and notices stay in its files.
  const deps = { catalog, notifierOf: notifier, asker: 'reader' } as const;
  const made = await deliverEvents(deps, await catalog.papers(), terminal.now());
  for (const { subscription, target, cause } of made.failed) {
    terminal.err(
      `subscription ${subscription}: ${printable(cause.message)} (${target}); it is tried again next time\n`,
    );
  }
  return made;
}
