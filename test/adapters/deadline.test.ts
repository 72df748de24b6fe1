import { describe, expect, it, onTestFinished } from 'vitest';
import { deadlineOf } from '../../adapters/deadline.ts';
import { PageThread } from '../../adapters/page-thread.ts';
import { DeadlineMissed, type WithinDeadline } from '../../core/deadline.ts';
import { CATCH_ALL, ECHO, EXPONENTIAL, FAIL, HOARD, LENGTHS } from './page-tasks.ts';

/** What every {@link WithinDeadline} promises. */
const ADAPTERS: readonly (readonly [name: string, of: (limitMs: number) => WithinDeadline])[] = [
  ['a watchdog over the thread that asks', deadlineOf],
  ['a thread of its own', (limitMs) => threadOf(limitMs).within],
];
/** Long enough for what ends at once, also on a busy machine. */
const LONG_MS = 60_000;

describe.each(ADAPTERS)('%s', (_, deadline) => {
  it('hands on what the work gives, or fails with', async () => {
    const within = deadline(LONG_MS);
    const page = { words: ['江门', null, { at: 1 }], bytes: new Uint8Array([1, 2, 255]) };
    expect(await within(ECHO, page)).toEqual(page);
    await expect(within(FAIL, 'not this')).rejects.toThrow(new TypeError('not this'));
    expect(await within(ECHO, null)).toBeNull();
  });

  it('ends what runs for ever, though it catches everything', async () => {
    await expect(deadline(200)(CATCH_ALL)).rejects.toThrow(DeadlineMissed);
  });

  it('ends an expression that tries exponentially many ways', async () => {
    await expect(deadline(200)(EXPONENTIAL)).rejects.toMatchObject({
      name: 'DeadlineMissed',
      flaw: 'too-slow-to-read',
      limit: '200 ms',
      message: 'was not done after 200 ms',
    });
  });

  it('holds for the work after one that missed it', async () => {
    const within = deadline(400);
    await expect(within(EXPONENTIAL)).rejects.toThrow(DeadlineMissed);
    expect(await within(ECHO, 3)).toBe(3);
  });
});

describe('a watchdog', () => {
  it('leaves nothing behind', async () => {
    const before = Object.keys(globalThis);
    await deadlineOf(LONG_MS)(ECHO, 1);
    expect(Object.keys(globalThis)).toEqual(before);
  });
});

describe('a thread', () => {
  it('does what waits behind a task that missed its deadline, each once and in order', async () => {
    const thread = threadOf(400);
    const told: unknown[] = [];
    const tell = (what: unknown): void => void told.push(what);
    const before = thread.within(ECHO, 'before').then(tell);
    const missed = thread.within(EXPONENTIAL).catch((failure: unknown) => {
      tell(failure instanceof DeadlineMissed ? 'missed' : failure);
    });
    const behind = ['b', 'c', 'd'].map((one) => thread.within(ECHO, one).then(tell));
    await Promise.all([before, missed, ...behind]);
    expect(told).toEqual(['before', 'missed', 'b', 'c', 'd']);
  });

  it('lets whoever asks go on, and does not count against a task that he was held up', async () => {
    const thread = threadOf(400);
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    await expect(thread.within(EXPONENTIAL)).rejects.toThrow(DeadlineMissed);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(5);

    const asked = thread.within(ECHO, 'done');
    const until = performance.now() + 1000;
    while (performance.now() < until);
    expect(await asked).toBe('done');
  });

  it('is ended with a task that takes more memory than it may, and another does what waits', async () => {
    const thread = threadOf(LONG_MS);
    const hoarded = thread.within(HOARD);
    const behind = thread.within(ECHO, 'behind');
    await expect(hoarded).rejects.toMatchObject({
      name: 'MemoryExceeded',
      flaw: 'too-long',
      limit: '256 MiB',
    });
    expect(await behind).toBe('behind');
  });

  it('gets a copy of the bytes alone, and leaves them to whoever asks', async () => {
    const large = new Uint8Array(1000).fill(7);
    const view = Buffer.from(large.buffer, 100, 3);
    expect(await threadOf(LONG_MS).within(LENGTHS, view)).toEqual([3, 3]);
    expect([...view]).toEqual([7, 7, 7]);
  });

  it('fails what waits when it is closed, and what a thread that cannot start is asked for', async () => {
    const closed = threadOf(LONG_MS);
    const asked = expect(closed.within(EXPONENTIAL)).rejects.toThrow('closed');
    await closed.close();
    await asked;

    const lost = new PageThread({ tasks: new URL('no-tasks.ts', import.meta.url) });
    onTestFinished(() => lost.close());
    await expect(lost.within(ECHO, 1)).rejects.toThrow('no-tasks.ts');
    await expect(lost.within(ECHO, 1)).rejects.toThrow('no-tasks.ts');
  });
});

function threadOf(limitMs: number): PageThread {
  const thread = new PageThread({ limitMs, tasks: new URL('page-tasks.ts', import.meta.url) });
  onTestFinished(() => thread.close());
  return thread;
}
