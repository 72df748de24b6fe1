import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Debian's, which the lanes that need a browser take. */
export const CHROMIUM = '/usr/bin/chromium';

/** Has chromium here, installed if need be. What hinders that, if anything does; `say` tells of what takes long. */
export async function chromiumHindrance(say: (text: string) => void): Promise<string | null> {
  if (existsSync(CHROMIUM)) return null;
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version'))
    return 'it takes chromium from the packages of Debian, which this is not';
  if (process.getuid?.() !== 0) return 'there is no chromium, and installing it needs root';
  say('installing chromium');
  const run = promisify(execFile);
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
