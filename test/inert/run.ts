import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromiumHindrance } from '../support/chromium.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function say(text: string): void {
  process.stdout.write(`test:inert: ${text}\n`);
}

const hinders = await chromiumHindrance(say);
if (hinders === null) {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/inert/vitest.config.ts'];
  const tests = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  await once(tests, 'exit');
  process.exitCode = tests.exitCode ?? 1;
} else {
  say(`SKIPPED, nothing was tested: ${hinders}`);
}
