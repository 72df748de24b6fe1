import * as z from 'zod';
import { RELEASES, releaseKey } from '../capture/object-keys.ts';
import { ObjectMissing } from '../capture/object-store.ts';
import type { ReleaseRecord } from '../catalog/records.ts';
import { isInstant } from '../paper/instant.ts';
import { Sha256Sum, sha256Of } from '../paper/sha256.ts';
import { FILES, contentSha256Of } from '../publish/release/release-files.ts';
import { ndjsonName } from '../publish/release/table-formats.ts';
import { FIGURES } from '../publish/tables/figures.ts';
import { type Mending, type RepairStep, drain } from './mending.ts';

/** Of the descriptor, what a release's entry takes from it. */
const Descriptor = z.object({ created: z.string().refine(isInstant) });
const VERSION = /^releases\/(\d+\.\d+\.\d+)\//;
const SUM = /^([0-9a-f]{64}) {2}([A-Za-z0-9][A-Za-z0-9._-]*)$/;

/**
 * Gives every whole release in the store its entry: its list of sums is written last, so that one which has it was
 * kept to its end. When it was published is on record nowhere else; that of its newest capture stands for it.
 */
export async function* repairReleases(mending: Mending): AsyncGenerator<RepairStep> {
  const { catalog, objects } = mending;
  yield* mending.removeUnreadable(() => drain(catalog.releases()));
  const versions = new Set<string>();
  for await (const { key } of objects.list(RELEASES)) {
    const version = VERSION.exec(key)?.[1];
    if (version !== undefined) versions.add(version);
  }
  for (const version of versions) {
    if (await catalog.release(version)) continue;
    const release = await releaseInStore(mending, version);
    if (typeof release === 'string') yield { kind: 'left', where: `${RELEASES}${version}/`, what: release };
    else await catalog.addRelease(release);
  }
}

/** A sentence for one that is not whole. */
async function releaseInStore({ objects }: Mending, version: string): Promise<ReleaseRecord | string> {
  const files: ReleaseRecord['files'] = [];
  let [rows, at] = [0, ''];
  try {
    const sums = await objects.get(releaseKey(version, FILES.sums.name));
    const lines = new TextDecoder().decode(sums).split('\n').slice(0, -1);
    for (const line of [...lines, `${sha256Of(sums)}  ${FILES.sums.name}`]) {
      const [, told, name] = SUM.exec(line) ?? [];
      if (told === undefined || name === undefined) return 'its list of sums is damaged';
      const object = releaseKey(version, name);
      const read = new Sha256Sum();
      let lines = 0;
      for await (const chunk of objects.read(object)) {
        read.add(chunk);
        lines += countLines(chunk);
      }
      const sha256 = read.digest();
      if (sha256 !== told) return `${name} is not what its list of sums says`;
      files.push({ name, object, bytes: read.bytes, sha256 });
      if (name === ndjsonName(FIGURES)) rows = lines;
      if (name === FILES.package.name)
        at = Descriptor.parse(JSON.parse(new TextDecoder().decode(await objects.get(object)))).created;
    }
  } catch (cause) {
    if (cause instanceof ObjectMissing) return `it was not kept to its end: ${cause.key} is not there`;
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) return 'its descriptor is damaged';
    throw cause;
  }
  const contentSha256 = contentSha256Of(files);
  if (contentSha256 === null || !isInstant(at))
    return 'its list of sums does not name the files of a release';
  return { version, at, contentSha256, files, rows };
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines += 1;
  return lines;
}
