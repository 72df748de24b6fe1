import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { compilingAtOnce } from '../../cli/compiling-at-once.ts';

const MODULE = new URL('../../cli/compiling-at-once.ts', import.meta.url).href;

/** How many expressions a process makes ready to be interpreted first, and compiles when they are asked again. */
function compiledLate(script: string): number {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--trace-regexp-tier-up',
      '--input-type=module',
      '--eval',
      `import { compilingAtOnce } from '${MODULE}';
      const ask = (word) => { for (let time = 0; time < 4; time++) new RegExp(word + '[甲乙]+丙').test('甲乙'); };
      const askAll = () => { for (const word of ['子', '丑', '寅', '卯', '辰']) ask(word); };
      ${script}`,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n').filter((line) => line.includes('needs tier-up compilation')).length;
}

describe('a job that compiles its expressions at once', () => {
  test('never compiles one a second time', () => {
    expect(compiledLate('compilingAtOnce(askAll);')).toBe(compiledLate(''));
  });

  test('leaves what comes after it as it was', () => {
    expect(compiledLate('compilingAtOnce(() => 0); askAll();') - compiledLate('')).toBe(5);
  });

  test('leaves it so when it fails', () => {
    const failing = 'try { compilingAtOnce(() => { throw new Error(); }); } catch { askAll(); }';
    expect(compiledLate(failing) - compiledLate('')).toBe(5);
  });

  test('gives what the job gives, and fails as it fails', () => {
    expect(compilingAtOnce(() => 7)).toBe(7);
    expect(() =>
      compilingAtOnce(() => {
        throw new RangeError('as it is');
      }),
    ).toThrow(new RangeError('as it is'));
  });
});
