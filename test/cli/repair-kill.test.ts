import { createHash } from 'node:crypto';
import { cp, readFile, readdir, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startDemoPaper } from '../../demo/server.ts';
import { jmnews, startJmnews } from '../support/command.ts';
import { localFolder } from '../support/local-folder.ts';

const DAYS = '2023-02-24..2023-02-25';
const ROUNDS = 4;
const KILLS = 3;

/** Law 3, for the repair: it is ended by a real `kill -9`, again and again, and run once more. */
it('a repair that is killed at any moment makes the same index and the same objects when it is run again', async () => {
  const folder = await localFolder();
  const lost = join(folder, 'lost');
  await makeArchive(lost);
  const before = await objectsOf(lost);
  // All that can be made anew is lost: the index, and what was read.
  await rm(join(lost, 'catalog.sqlite'));
  await rm(join(lost, 'objects', 'readings'), { recursive: true });

  const whole = join(folder, 'whole');
  await cp(lost, whole, { recursive: true });
  const began = performance.now();
  expect(await repair(whole)).toMatchObject({ code: 0, err: '' });
  const tookMs = performance.now() - began;
  const index = itemsOf(whole);
  expect(index.length).toBeGreaterThan(200);
  expect(await objectsOf(whole)).toEqual(before);

  let ended = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const data = join(folder, `round-${round}`);
    await cp(lost, data, { recursive: true });
    const delays: number[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      // A run may be quicker than the one that was timed: the last part of it is left out.
      const delay = Math.round(Math.random() * 0.6 * tookMs);
      delays.push(delay);
      const { child, outcome } = startJmnews('verify', '--repair', '--data', data);
      await wait(delay);
      child.kill('SIGKILL');
      if ((await outcome).code === null) ended += 1;
    }
    const where = `killed after ${delays.join(', ')} ms`;
    expect(await repair(data), where).toMatchObject({ code: 0, err: '' });
    expect(itemsOf(data), where).toEqual(index);
    expect(await objectsOf(data), where).toEqual(before);
    expect((await readdir(data)).filter((name) => /\.new/.test(name))).toEqual([]);
    await rm(data, { recursive: true });
  }
  // Enough of them were at work when they were killed.
  expect(ended).toBeGreaterThanOrEqual((ROUNDS * KILLS) / 3);
}, 300_000);

async function makeArchive(data: string): Promise<void> {
  const paper = await startDemoPaper();
  try {
    for (const moment of ['first', 'later'] as const) {
      paper.setMoment(moment);
      const { code } = await jmnews(
        ...['capture', DAYS, '--base-url', paper.baseUrl, '--data', data, '--delay', '0'],
      );
      expect([0, 3]).toContain(code);
    }
  } finally {
    await paper.close();
  }
}

function repair(data: string): ReturnType<typeof jmnews> {
  return jmnews('verify', '--repair', '--data', data);
}

function itemsOf(data: string): unknown[] {
  const db = new DatabaseSync(join(data, 'catalog.sqlite'), { readOnly: true });
  try {
    return db.prepare('SELECT pk, sk, rank, body FROM items ORDER BY pk, sk').all();
  } finally {
    db.close();
  }
}

/** Every object's key, with what it hashes to. */
async function objectsOf(data: string): Promise<Map<string, string>> {
  const root = join(data, 'objects');
  const found = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !file.includes('.tmp'))
      found.set(
        file.slice(root.length),
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      );
  }
  return new Map([...found].sort());
}
