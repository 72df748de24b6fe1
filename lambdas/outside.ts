import { randomBytes } from 'node:crypto';
import { type Instant, instantOf } from '../core/paper/instant.ts';

/** The clock, read once a message. */
export function now(): Instant {
  return instantOf(new Date());
}

/** 80 random bits: no two captures share them. */
export function newCaptureId(): string {
  return randomBytes(10).toString('hex');
}
