import { type Instant, instantOf } from '../core/paper/instant.ts';

/** The clock, read once a message. */
export function now(): Instant {
  return instantOf(new Date());
}
