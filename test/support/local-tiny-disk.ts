import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type TestContext, onTestFinished } from 'vitest';
import { localFolder } from './local-folder.ts';

const run = promisify(execFile);

/** A folder on a disk of its own with room for a megabyte. Where none can be mounted the test is left out, aloud. */
export async function tinyDisk(context: TestContext): Promise<string> {
  const folder = await localFolder();
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  } catch (cause) {
    const reason = `a full disk is not tested here: mounting a small one needs root on Linux (${String(cause).split('\n')[0] ?? ''})`;
    process.stderr.write(`${reason}\n`);
    context.skip(reason);
  }
  onTestFinished(async () => {
    // Lazily: a test that failed may still have a file open on it.
    await run('umount', ['-l', folder]);
  });
  return folder;
}
