import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/** Who may import what. Arrows point one way: nothing that is listed here names a folder above it. */
const MAY_IMPORT: Readonly<Record<string, readonly RegExp[]>> = {
  core: [
    /^core\//,
    // Pure functions that the runtime ships: a hash, a compressor.
    /^node:(crypto|zlib)$/,
    /^(cheerio|cheerio\/slim|zod|fflate|csv-stringify\/sync)$/,
  ],
  adapters: [/^adapters\//, /^core\//, /^node:/, /^@aws-sdk\//, /^(undici|robots-parser|zod)$/],
  web: [/^web\//, /^core\//, /^(hono|hono\/.+)$/, /^zod$/, /^node:crypto$/],
  lambdas: [
    /^lambdas\//,
    /^adapters\//,
    /^web\//,
    /^core\//,
    /^node:crypto$/,
    /^@aws-sdk\//,
    /^aws-lambda$/,
    /^hono\/aws-lambda$/,
    /^zod$/,
  ],
  cli: [
    /^cli\//,
    /^adapters\//,
    /^web\//,
    /^core\//,
    /^node:/,
    /^(commander|cli-progress|@hono\/node-server)$/,
  ],
  lib: [
    /^lib\//,
    /^lambdas\/([\w-]+\/)?settings\.ts$/,
    /^node:/,
    /^aws-cdk-lib(\/|$)/,
    /^(constructs|esbuild|zod|cdk-nag)$/,
  ],
  demo: [/^demo\//, /^cli\//, /^adapters\//, /^core\//, /^node:/, /^commander$/],
  bin: [/^lib\//, /^cli\//, /^node:/, /^aws-cdk-lib(\/|$)/, /^cdk-nag$/],
};

it.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (folder, allowed) => {
  const files = sourcesIn(folder);
  const strays = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !allowed.some((pattern) => pattern.test(target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(files.length).toBeGreaterThan(0);
  expect(strays).toEqual([]);
});

it('the core reads no clock, environment or randomness', () => {
  const impure =
    /\b(process\.|Date\.now\(|new Date\(\)|Math\.random\(|performance\.|randomBytes|randomUUID|globalThis)/;
  const strays = sourcesIn('core').filter((file) => impure.test(withoutComments(readFileSync(file, 'utf8'))));
  expect(strays).toEqual([]);
});

it('there is no default export and no barrel', () => {
  const strays = Object.keys(MAY_IMPORT)
    .flatMap((folder) => sourcesIn(folder))
    .filter((file) => /^export (default|\* from)\b/m.test(readFileSync(file, 'utf8')));
  expect(strays).toEqual([]);
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file));
}

function importsOf(file: string): string[] {
  const source = withoutComments(readFileSync(file, 'utf8'));
  const statements = [
    ...source.matchAll(/^(?:import|export)\b[^;]*?\bfrom\s+'([^']+)'/gm),
    ...source.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g),
    ...source.matchAll(/^import\s+'([^']+)'/gm),
  ];
  return statements
    .map((match) => match[1] ?? '')
    .map((target) => (target.startsWith('.') ? normalize(join(dirname(file), target)) : target));
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
