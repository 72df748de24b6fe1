import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { localFolder } from '../support/local-folder.ts';
import { scriptedS3 } from '../support/scripted-s3.ts';

const CHILD = fileURLToPath(new URL('object-streams.child.ts', import.meta.url));

describe('the memory that a stream takes', () => {
  // What is held whole would take at least 160 MB more the second time, where the first has some 140 MB.
  it.each([
    ['files', localFolder],
    ['S3', async () => (await scriptedS3()).endpoint],
  ])('does not grow with what is put into %s and read again', async (_, place) => {
    const little = await peakOf(await place(), 40);
    const much = await peakOf(await place(), 200);
    expect(much / little).toBeLessThan(1.6);
  });
});

async function peakOf(place: string, megabytes: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, place, String(megabytes)]);
  return Number(stdout);
}
