import { expect, it } from 'vitest';
import { SharedSyncs } from '../../adapters/shared-syncs.ts';
import { SlowDisk } from '../support/slow-disk.ts';

it('lets all who come while a folder is synced share the next sync, which begins after it', async () => {
  const disk = new SlowDisk();
  const syncs = new SharedSyncs(disk.sync);
  const done: string[] = [];
  const settle = (who: string, folder: string): void => void syncs.settle(folder).then(() => done.push(who));
  settle('first', 'a');
  settle('second', 'a');
  settle('third', 'a');
  settle('elsewhere', 'b');
  expect(disk.begun).toEqual(['a', 'b']);
  await disk.end(0);
  // What was named after the first sync began is not on the disk by it.
  expect(done).toEqual(['first']);
  expect(disk.begun).toEqual(['a', 'b', 'a']);
  settle('fourth', 'a');
  await disk.end(2);
  expect(done).toEqual(['first', 'second', 'third']);
  expect(disk.begun).toEqual(['a', 'b', 'a', 'a']);
  await disk.end(3);
  await disk.end(1);
  expect(done).toEqual(['first', 'second', 'third', 'fourth', 'elsewhere']);
});

it('fails only those whose sync failed', async () => {
  const disk = new SlowDisk();
  const syncs = new SharedSyncs(disk.sync);
  const outcomes = Promise.allSettled([syncs.settle('a'), syncs.settle('a'), syncs.settle('a')]);
  await disk.end(0, new Error('gone'));
  await disk.end(1);
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});
