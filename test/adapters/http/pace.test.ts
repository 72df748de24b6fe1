import { describe, expect, it } from 'vitest';
import { type Manners, POLITE } from '../../../adapters/http/manners.ts';
import { Pace } from '../../../adapters/http/pace.ts';

const MANNERS: Manners = { ...POLITE, delayMs: 1500, pausePerAnswer: 2, maxPauseMs: 60_000 };

/** Asks `tooks.length` times in turn, as early as may be; the time between an answer and the next start, each. */
function pausesAfter(host: string, tooks: readonly { ms: number; strained?: boolean }[]): number[] {
  const pace = new Pace(MANNERS, host);
  let now = 10_000;
  return tooks.map(({ ms, strained = false }) => {
    pace.started(now);
    now += ms;
    pace.ended(now, ms, strained);
    const left = Math.max(0, pace.leftMs(now));
    now += left;
    return Math.round(left);
  });
}

describe('the pace', () => {
  it('is that of the manners for a quick site: so long from start to start', () => {
    expect(pausesAfter('dzb.jmrb.com', [{ ms: 100 }, { ms: 300 }])).toEqual([1400, 1200]);
  });

  it('leaves a slow site alone for twice as long as it took, at once, and forgets it little by little', () => {
    const pauses = pausesAfter('dzb.jmrb.com', [
      { ms: 4000 },
      ...Array.from({ length: 8 }, () => ({ ms: 100 })),
    ]);
    expect(pauses.slice(0, 3)).toEqual([8000, 6000, 4500]);
    expect(pauses.at(-1)).toBe(1400);
  });

  it('never asks faster than the manners', () => {
    for (const pause of pausesAfter('dzb.jmrb.com', [{ ms: 0 }, { ms: 1 }, { ms: 0 }]))
      expect(pause).toBeGreaterThanOrEqual(1499);
  });

  it('slows down while a site cannot answer, up to a limit, however quickly it says so', () => {
    const ill = { ms: 5, strained: true };
    expect(pausesAfter('dzb.jmrb.com', [ill, ill, ill])).toEqual([3000, 6000, 12_000]);
    expect(Math.max(...pausesAfter('dzb.jmrb.com', Array<typeof ill>(12).fill(ill)))).toBe(60_000);
    // One good answer after the limit was reached is enough for it to count less again.
    expect(pausesAfter('dzb.jmrb.com', [...Array<typeof ill>(12).fill(ill), { ms: 5 }]).at(-1)).toBe(45_000);
  });

  it('does not slow down for this machine', () => {
    const pace = new Pace({ ...MANNERS, delayMs: 0 }, '127.0.0.1');
    pace.started(0);
    pace.ended(5000, 5000, true);
    pace.crawlDelay(10);
    expect(pace.leftMs(5000)).toBeLessThanOrEqual(0);
  });

  it('waits for what the site asks to be waited for, and tells when that is too long', () => {
    const pace = new Pace(MANNERS, 'dzb.jmrb.com');
    pace.askedToWait(0, 100_000);
    expect([pace.leftMs(0), pace.closedMs(0)]).toEqual([100_000, 0]);
    pace.askedToWait(0, 3_600_000);
    expect([pace.closedMs(1000), pace.closedMs(3_600_000)]).toEqual([3_599_000, 0]);
  });
});
