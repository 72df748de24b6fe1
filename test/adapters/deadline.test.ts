import { describe, expect, it } from 'vitest';
import { deadlineOf } from '../../adapters/deadline.ts';
import { DeadlineMissed } from '../../core/deadline.ts';

/** Long enough for what ends at once, also on a busy machine. */
const LONG = deadlineOf(60_000);
const SHORT = deadlineOf(50);

describe('a deadline', () => {
  it('hands on what the work gives, or fails with', () => {
    expect(LONG(() => 'done')).toBe('done');
    expect(LONG((): string | null => null)).toBeNull();
    const failure = new TypeError('not this');
    expect(() =>
      LONG(() => {
        throw failure;
      }),
    ).toThrow(failure);
  });

  it('ends what runs for ever, though it catches everything', () => {
    let caught = 0;
    const endless = (): never => {
      for (;;) {
        try {
          for (;;) caught += 0;
        } catch {
          caught += 1;
        }
      }
    };
    expect(() => SHORT(endless)).toThrow(DeadlineMissed);
    expect(caught).toBe(0);
  });

  it('ends an expression that tries exponentially many ways', () => {
    expect(() => SHORT(() => /^(a+)+$/.test(`${'a'.repeat(60)}b`))).toThrow('was not done after 50 ms');
  });

  it('holds for the work after one that missed it, and for work within work', () => {
    expect(() => SHORT(() => /^(a+)+$/.test(`${'a'.repeat(60)}b`))).toThrow(DeadlineMissed);
    expect(LONG(() => LONG(() => 1) + LONG(() => 2))).toBe(3);
  });

  it('leaves nothing behind', () => {
    const before = Object.keys(globalThis);
    deadlineOf(60_000)(() => 1);
    expect(Object.keys(globalThis)).toEqual(before);
  });
});
