import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/** Where Debian's package puts it. */
export const CHROMIUM = '/usr/bin/chromium';

/** What hinders tests in a browser here, if anything does; installs the browser where that can be done. */
export async function chromiumHindrance(say: (text: string) => void): Promise<string | null> {
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

/** A browser that asks nobody on the internet for anything of its own. */
export async function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
