import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromiumHindrance } from '../support/chromium.ts';
import { runLane, sayOf } from '../support/lane.ts';

const run = promisify(execFile);
const say = sayOf('browser');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A judge in a folder that is thrown away, and no dependency: it brings a hundred packages of its own. */
const LIGHTHOUSE = 'lighthouse@13.5.0';

/**
 * `--lighthouse`: has the judge measure the main pages, which takes the machine for itself; any other argument goes to
 * vitest. Without it everything else is tested.
 */
const [first, ...rest] = process.argv.slice(2);
const measures = first === '--lighthouse';
const asked = measures ? rest : process.argv.slice(2);
const LIGHTHOUSE_TEST = 'test/browser/lighthouse.test.ts';

/** The exit code of the tests over the demonstration's archive. */
async function test(folder: string): Promise<number> {
  const judge = measures ? await lighthouse(folder) : '';
  if (judge === null) {
    say(`SKIPPED, no page was measured: ${LIGHTHOUSE} cannot be had from the registry`);
    return 0;
  }
  const data = join(folder, 'archive');
  await run(process.execPath, ['demo/start.ts', '--once', '--data', data], { cwd: ROOT });
  const which = measures ? [LIGHTHOUSE_TEST] : ['--exclude', LIGHTHOUSE_TEST];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/browser/vitest.config.ts'];
  const tests = spawn(process.execPath, [...vitest, ...which, ...asked], {
    ...{ cwd: ROOT, stdio: 'inherit' },
    env: { ...process.env, ROOM_DATA: data, LIGHTHOUSE: judge },
  });
  await once(tests, 'exit');
  return tests.exitCode ?? 1;
}

/** The path of its command, or `null`. */
async function lighthouse(folder: string): Promise<string | null> {
  await writeFile(join(folder, 'package.json'), '{"private": true}');
  try {
    await run('npm', ['install', LIGHTHOUSE, '--no-audit', '--no-fund', '--silent'], { cwd: folder });
  } catch {
    return null;
  }
  return join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js');
}

await runLane({ name: 'browser', hindrance: () => chromiumHindrance(say), test });
