import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHROMIUM, chromiumHindrance } from '../support/chromium.ts';
import { runLane, sayOf } from '../support/lane.ts';
import { capturedTwice } from './captured-twice.ts';
import { type ReplayFiles, replays } from './replay-page.ts';

const run = promisify(execFile);
const say = sayOf('replay');

/** AGPL-3.0, and a browser's own code: a judge in a folder that is thrown away, and no dependency. */
const REPLAY_WEB_PAGE = 'replaywebpage@2.5.3';

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

await runLane({ name: 'replay', hindrance: () => chromiumHindrance(say), test });
