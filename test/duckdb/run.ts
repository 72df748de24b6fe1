import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runLane } from '../support/lane.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A judge in a folder that is thrown away, and no dependency: registries that lack its packages for other platforms
 * would make a lock file that does not install.
 */
const DUCKDB = '@duckdb/node-api@1.5.6-r.1';

/** What hinders these tests here, if anything does. */
async function hindrance(folder: string): Promise<string | null> {
  const run = promisify(execFile);
  await writeFile(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  try {
    await run('npm', ['install', DUCKDB, '--no-audit', '--no-fund', '--silent'], { cwd: folder });
  } catch {
    return `${DUCKDB} cannot be had from the registry`;
  }
  try {
    await run(process.execPath, ['--eval', "await import('@duckdb/node-api')", '--input-type=module'], {
      cwd: folder,
    });
  } catch {
    return `${DUCKDB} does not run on ${process.platform} ${process.arch}`;
  }
  return null;
}

/** The exit code of the tests. */
async function runTests(folder: string): Promise<number> {
  const tests = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/duckdb/vitest.config.ts'],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, DUCKDB_FOLDER: folder } },
  );
  await once(tests, 'exit');
  return tests.exitCode ?? 1;
}

await runLane({ name: 'duckdb', hindrance, test: runTests });
