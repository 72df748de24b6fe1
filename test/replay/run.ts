import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { capturedTwice } from './captured-twice.ts';
import { type ReplayFiles, replays } from './replay-page.ts';

const run = promisify(execFile);

/** AGPL-3.0, and a browser's own code: a judge in a folder that is thrown away, and no dependency. */
const REPLAY_WEB_PAGE = 'replaywebpage@2.5.3';
const CHROMIUM = '/usr/bin/chromium';

/** Has ReplayWeb.page replay an issue of the demonstration paper in Debian's chromium. The exit code. */
async function test(folder: string): Promise<number> {
  const files = await replayWebPage(folder);
  if (files === null) {
    say(`SKIPPED, nothing was tested: ${REPLAY_WEB_PAGE} cannot be had from the registry`);
    return 0;
  }
  const issue = await capturedTwice(folder);
  say(`${issue.captures} captures are exported, ${issue.unchanged} of them unchanged`);
  let failed = 0;
  for (const shown of issue.shown) {
    const outcome = await replays(CHROMIUM, { ...files, wacz: issue.wacz }, shown);
    say(`${outcome === null ? 'ok' : `FAILED, ${outcome}`}: ${shown.what}`);
    if (outcome !== null) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

async function replayWebPage(folder: string): Promise<Omit<ReplayFiles, 'wacz'> | null> {
  try {
    await run('npm', ['pack', REPLAY_WEB_PAGE, '--silent', '--pack-destination', folder], { cwd: folder });
  } catch {
    return null;
  }
  await run('tar', ['-xzf', `${REPLAY_WEB_PAGE.replace('@', '-')}.tgz`], { cwd: folder });
  const of = (name: string): Promise<Uint8Array> => readFile(join(folder, 'package', name));
  return { ui: await of('ui.js'), worker: await of('sw.js') };
}

/** What hinders this test here, if anything does. */
async function hindrance(): Promise<string | null> {
  if (existsSync(CHROMIUM)) return null;
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version'))
    return 'it takes chromium from the packages of Debian, which this is not';
  if (process.getuid?.() !== 0) return 'there is no chromium, and installing it needs root';
  say('installing chromium');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, maxBuffer: 64 * 1024 * 1024 };
  try {
    await run('apt-get', ['update', '-q'], options);
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options);
  } catch {
    return 'chromium cannot be installed';
  }
  return existsSync(CHROMIUM) ? null : `there is no ${CHROMIUM}`;
}

function say(text: string): void {
  process.stdout.write(`test:replay: ${text}\n`);
}

const hinders = await hindrance();
if (hinders === null) {
  const folder = await mkdtemp(join(tmpdir(), 'jmnews-replay-'));
  try {
    process.exitCode = await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  say(`SKIPPED, nothing was tested: ${hinders}`);
}
