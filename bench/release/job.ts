import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { makeRelease } from '../../core/publish/release/make-release.ts';
import type { Outcome } from './run-job.ts';

/* Makes a release of the archive in a folder, as `jmnews release` does, and prints what it took as JSON; see run-job.ts. */

const [folder = '', workspace = ''] = process.argv.slice(2);
const data = await openDataFolder(folder, { mode: 'write' });
const deps = {
  objects: data.objects,
  catalog: new Catalog(data.table),
  workbench: () => new SqliteWorkbench(workspace),
};
const started = performance.now();
const cpu = process.cpuUsage();
const made = await makeRelease(deps, [DEMO], instantOf(new Date()));
const ms = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
await data.close();
if (made.kind !== 'published') throw new Error(`the release is ${made.kind}`);
const outcome: Outcome = {
  ms,
  cpuMs: (user + system) / 1000,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  files: made.release.files.map(({ name, object, bytes }) => ({ name, object, bytes })),
};
process.stdout.write(JSON.stringify(outcome));
