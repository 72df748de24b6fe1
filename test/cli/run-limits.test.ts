import { describe, expect, it } from 'vitest';
import { RunOver } from '../../adapters/http/request-permit.ts';
import { type LimitsChoice, RunLimits, untilOffPeakMs } from '../../cli/run-limits.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { asInstant, instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';

const ZONE = 'Asia/Shanghai';
const NONE: LimitsChoice = { maxRequests: null, maxMinutes: null, offPeakIn: null };
const URL_ASKED = 'http://dzb.jmrb.com:8080/';

describe('the night', () => {
  it.each([
    ['2026-11-24T14:59:59.000Z', 1000],
    ['2026-11-24T15:00:00.000Z', 0],
    ['2026-11-24T21:59:59.999Z', 0],
    ['2026-11-24T22:00:00.000Z', 17 * 3_600_000],
    ['2026-11-24T04:30:15.250Z', 10 * 3_600_000 + 29 * 60_000 + 44_750],
  ])('at %s begins in %i ms, or has begun', (at, ms) => {
    expect(untilOffPeakMs(asInstant(at), ZONE)).toBe(ms);
  });
});

describe('the limits of a run', () => {
  it('permit so many requests and then none, and say why', async () => {
    const { limits } = deskAt('2026-11-24T04:00:00.000Z', { ...NONE, maxRequests: 2 });
    await limits.permit(URL_ASKED);
    await limits.permit(URL_ASKED);
    expect(limits.over).toBeNull();
    await expect(limits.permit(URL_ASKED)).rejects.toBeInstanceOf(RunOver);
    expect(limits).toMatchObject({ over: 'the budget of 2 requests is spent', requests: 2 });
  });

  it('permit requests for so many minutes', async () => {
    const { limits, pass } = deskAt('2026-11-24T04:00:00.000Z', { ...NONE, maxMinutes: 5 });
    pass(299_000);
    await limits.permit(URL_ASKED);
    pass(1000);
    await expect(limits.permit(URL_ASKED)).rejects.toBeInstanceOf(RunOver);
    expect(limits.over).toBe('the budget of 5 minutes is spent');
  });

  it('permit anything when there are none', async () => {
    const { limits, pass, waits } = deskAt('2026-11-24T04:00:00.000Z', NONE);
    pass(1e9);
    await limits.permit(URL_ASKED);
    expect([limits.any, limits.over, waits]).toEqual([false, null, []]);
  });

  it('let issues of days gone by wait for the night, every time that it is over', async () => {
    const { limits, pass, waits, said } = deskAt('2026-11-24T12:00:00.000Z', { ...NONE, offPeakIn: ZONE });
    limits.turnTo(asIssueDate('2019-01-01'));
    await limits.permit(URL_ASKED);
    await limits.permit(URL_ASKED);
    expect([waits, limits.waitedMs]).toEqual([[3 * 3_600_000], 3 * 3_600_000]);
    pass(7 * 3_600_000);
    await limits.permit(URL_ASKED);
    expect(waits).toEqual([3 * 3_600_000, 17 * 3_600_000]);
    expect(said()).toContain('waiting 3 h 0 min for the night, 23:00 to 06:00 in Asia/Shanghai');
  });

  it('ask for the issue of today at once, by the date where the paper is', async () => {
    // 00:30 on the 25th there.
    const night = deskAt('2026-11-24T04:00:00.000Z', { ...NONE, offPeakIn: ZONE });
    night.limits.turnTo(asIssueDate('2026-11-24'));
    await night.limits.permit(URL_ASKED);
    expect(night.waits).toEqual([]);
  });

  it('end a run at once that would only wait until its time is over', async () => {
    const choice = { ...NONE, maxMinutes: 60, offPeakIn: ZONE };
    const { limits, waits } = deskAt('2026-11-24T12:00:00.000Z', choice);
    limits.turnTo(asIssueDate('2019-01-01'));
    await expect(limits.permit(URL_ASKED)).rejects.toBeInstanceOf(RunOver);
    expect(limits.over).toBe('the budget of 60 minutes is spent, and it is 3 h 0 min to the night');
    expect(waits).toEqual([]);
  });

  it('end the waiting when the run is asked to end, and permit nothing then', async () => {
    const ending = new AbortController();
    const { limits } = deskAt('2026-11-24T12:00:00.000Z', { ...NONE, offPeakIn: ZONE }, ending);
    limits.turnTo(asIssueDate('2019-01-01'));
    const waiting = limits.permit(URL_ASKED);
    ending.abort();
    await expect(waiting).rejects.toBeInstanceOf(RunOver);
    expect([limits.over, limits.requests]).toEqual([null, 0]);
  });
});

/** A desk whose clock goes on only when a test lets it, or when something is waited for. */
function deskAt(start: string, choice: LimitsChoice, ending = new AbortController()) {
  let ms = Date.parse(start);
  let text = '';
  const terminal: Terminal = {
    out: () => undefined,
    err: (more) => (text += more),
    interactive: false,
    now: () => instantOf(new Date(ms)),
    ending: ending.signal,
  };
  const waits: number[] = [];
  const wait = async (forMs: number, signal: AbortSignal): Promise<void> => {
    await Promise.resolve();
    signal.throwIfAborted();
    waits.push(forMs);
    ms += forMs;
  };
  return {
    limits: new RunLimits(choice, terminal, wait),
    waits,
    pass: (forMs: number) => (ms += forMs),
    said: () => text,
  };
}
