import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilingAtOnce } from '../../cli/short-run.ts';

const MODULE = new URL('../../cli/short-run.ts', import.meta.url).href;

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

describe('modules that are loaded whole', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jmnews-short-run-'));
    const steps = Array.from({ length: 500 }, (_, at) => `  if (x === ${at}) return 'a${at}' + x;`);
    writeFileSync(join(folder, 'steps.mjs'), `export function step(x) {\n${steps.join('\n')}\n}\n`);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Loads the module in a process of its own; gives what it says of the cache, which holds `bytes` then. */
  function load(how: string, cache: string): { readonly told: string; readonly bytes: number } {
    const steps = pathToFileURL(join(folder, 'steps.mjs')).href;
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { enableCompileCache } from 'node:module';
        import { loadWhole } from '${MODULE}';
        enableCompileCache(${JSON.stringify(join(folder, cache))});
        const load = () => import('${steps}');
        ${how}`,
      ],
      { encoding: 'utf8', env: { ...process.env, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' } },
    );
    if (status !== 0) throw new Error(stderr);
    const files = readdirSync(join(folder, cache), { recursive: true, encoding: 'utf8' });
    const sizes = files.map((name) => statSync(join(folder, cache, name))).filter((file) => file.isFile());
    return { told: stderr, bytes: sizes.reduce((sum, { size }) => sum + size, 0) };
  }

  test('are kept for the next run with the bodies of their functions', () => {
    const lazy = load('await load();', 'lazy').bytes;
    expect(load('await loadWhole(load);', 'whole').bytes).toBeGreaterThan(10 * lazy);
  });

  test('are taken from there by the next run', () => {
    load('await loadWhole(load);', 'again');
    const { told } = load('await loadWhole(load);', 'again');
    expect(told).toMatch(/cache for ESM file:[^\n]*steps\.mjs was accepted/);
  });

  test('leave those that come after them as they were', () => {
    const other = 'await loadWhole(() => Promise.resolve()); await load();';
    expect(load(other, 'after').bytes).toBe(load('await load();', 'before').bytes);
  });
});
