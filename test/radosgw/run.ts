import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CEPH_PACKAGES, CEPH_PROGRAMS, startCeph } from './ceph.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What hinders these tests here, if anything does. */
function hindrance(): string | null {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) {
    return 'it takes radosgw from the packages of Debian, which this is not';
  }
  if (process.getuid?.() !== 0) return 'Ceph needs root, and this user is not';
  return null;
}

async function installCeph(): Promise<void> {
  const run = promisify(execFile);
  try {
    await run('which', CEPH_PROGRAMS);
    return;
  } catch {
    say(`installing ${CEPH_PACKAGES.join(' ')}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, maxBuffer: 64 * 1024 * 1024 };
  await run('apt-get', ['update', '-q'], options);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...CEPH_PACKAGES], options);
}

/** The exit code of the tests. */
async function runTests(): Promise<number> {
  // From here on a signal ends the tests, and Ceph as well, instead of this process alone.
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  say('starting Ceph on loopback');
  const ceph = await startCeph();
  try {
    say(`radosgw answers on ${ceph.endpoint}`);
    const tests = spawn(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/radosgw/vitest.config.ts'],
      {
        cwd: ROOT,
        stdio: 'inherit',
        env: {
          ...process.env,
          RADOSGW_ENDPOINT: ceph.endpoint,
          RADOSGW_ACCESS_KEY_ID: ceph.accessKeyId,
          RADOSGW_SECRET_ACCESS_KEY: ceph.secretAccessKey,
        },
      },
    );
    void interrupted.then(() => tests.kill());
    await once(tests, 'exit');
    return tests.exitCode ?? 1;
  } finally {
    await ceph.stop();
    say('Ceph has ended and its files are removed');
  }
}

function say(text: string): void {
  process.stdout.write(`test:radosgw: ${text}\n`);
}

const hinders = hindrance();
if (hinders === null) {
  await installCeph();
  process.exitCode = await runTests();
} else {
  say(`SKIPPED, nothing was tested: ${hinders}`);
}
