import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder for the test that asks for it. */
export async function localFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jmnews-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
