import type { Catalog } from '../../core/catalog/catalog.ts';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { changeLine } from '../../core/publish/release/changelog.ts';
import { diffReleases } from '../../core/publish/release/diff-releases.ts';
import { type Archive, withArchive } from '../archive.ts';
import { type Terminal, UsageError, printable } from '../terminal.ts';

const RELEASE = /^\d+\.\d+\.\d+$/;

/** Whether `text` is a release's number and no address of an article. */
export function isReleaseNumber(text: string): boolean {
  return RELEASE.test(text);
}

/** Prints what two releases differ in, a row a line as it is found; with `json` as NDJSON. Fails with a UsageError. */
export async function printReleaseDiff(
  terminal: Terminal,
  data: string,
  [before, after]: readonly [string, string],
  json: boolean,
): Promise<void> {
  await withArchive(data, 'read', async (archive: Archive) => {
    const [old, now] = [
      await findRelease(archive.catalog, before),
      await findRelease(archive.catalog, after),
    ];
    let lines = 0;
    for await (const difference of diffReleases(archive.objects, old, now)) {
      lines += 1;
      const { table } = difference;
      if (json) terminal.out(`${JSON.stringify({ ...difference, table: table.name })}\n`);
      else if ('incomparable' in difference) terminal.out(`${table.name}  ${difference.incomparable}\n`);
      else terminal.out(`${table.name}  ${printable(changeLine(table, difference.change))}\n`);
    }
    if (lines === 0 && !json) terminal.out(`releases ${before} and ${after} hold the same rows\n`);
  });
}

async function findRelease(catalog: Catalog, version: string): Promise<ReleaseRecord> {
  const release = await catalog.release(version);
  if (release !== null) return release;
  const held: string[] = [];
  for await (const one of catalog.releases()) held.push(one.version);
  const are = held.length === 0 ? 'it has none' : `it has ${held.slice(-10).join(', ')}`;
  throw new UsageError(`the archive has no release ${version}; ${are}`);
}
