import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND_FLAGS } from '../bench/command-flags.ts';

/** Who may import what. Arrows point one way: nothing that is listed here names a folder above it. */
const MAY_IMPORT: Readonly<Record<string, readonly RegExp[]>> = {
  core: [
    /^core\//,
    // Pure functions that the runtime ships: a hash, a compressor.
    /^node:(crypto|zlib)$/,
    /^(cheerio|cheerio\/slim|css-select|htmlparser2|zod|diff|fflate|hyparquet|hyparquet-writer|re2js|opencc-js\/dict\/TSCharacters)$/,
  ],
  adapters: [
    /^adapters\//,
    /^core\//,
    /^node:/,
    /^@aws-sdk\//,
    /^aws-jwt-verify\/(error|jwk|jwt-verifier)$/,
    /^(undici|robots-parser|zod)$/,
  ],
  web: [
    /^web\//,
    /^core\//,
    /^(hono|hono\/.+)$/,
    /^echarts\/(core|charts|components|renderers)$/,
    /^zod$/,
    /^node:crypto$/,
  ],
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
    // What tables the lake has and where they lie is written once.
    /^core\/(publish\/lake\/lake-tables|publish\/release\/parquet-chunks|publish\/tables\/column|capture\/object-keys)\.ts$/,
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

/**
 * Which room of the core may import which other, besides itself and what lies above the rooms (`messages.ts`,
 * `software.ts`, `text-order.ts`). A single file is named where the rest of its room is none of the importer's
 * business.
 */
const CORE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  paper: [],
  // A record holds what kind of report the reader found, in the reader's words.
  catalog: ['paper', 'read/document.ts'],
  // What is taken out of the store is named by the keys of captures.
  rights: ['paper', 'catalog', 'capture', 'read/reader-version.ts'],
  // Whether today's reader has read what is held decides whether a capture orders a reading.
  // What is a version is decided by a page's content, and not by its bytes.
  // Whether a page is the one that was asked for is judged by what it says of itself, as the reader has it.
  capture: [
    'paper',
    'catalog',
    ...['read/reader-version.ts', 'read/page-content.ts', 'read/change-classes.ts'],
    ...['read/page/decode-html.ts', 'read/recent-pages.ts'],
  ],
  // What a node lists and whether a change is news is decided where it is read.
  read: ['paper', 'catalog', 'capture', 'discover/read-node.ts', 'alert/judge-change.ts'],
  discover: ['paper', 'catalog', 'capture', 'read'],
  // The content of a page, for two readings of it to be compared.
  // What may be told of is what may be shown.
  alert: ['paper', 'catalog', 'rights', 'read/document.ts'],
  // A feed tells of events in the words of the alerts.
  // What was taken down is handed out by nobody.
  publish: ['paper', 'catalog', 'capture', 'read', 'alert', 'rights'],
  // A repair reads again and settles again what was read and settled before, with the same steps.
  verify: [
    ...['paper', 'catalog', 'capture', 'read', 'rights', 'discover/settle-issue.ts'],
    ...['alert/judge-change.ts', 'publish/release', 'publish/tables', 'publish/package-signature.ts'],
    // Which indexes somebody asks.
    'publish/indexes/data-index.ts',
    'publish/search/search-index.ts',
  ],
};

it.each(readdirSync('core', { withFileTypes: true }).filter((entry) => entry.isDirectory()))(
  'core/$name imports only the rooms that it may',
  ({ name }) => {
    const rooms = CORE_ROOMS[name] ?? [];
    const allowed = [name, ...rooms].map((room) => join('core', room));
    const strays = sourcesIn(join('core', name)).flatMap((file) =>
      importsOf(file)
        .filter((target) => dirname(target).startsWith(join('core', '/')))
        .filter((target) => !allowed.some((room) => target === room || target.startsWith(`${room}/`)))
        .map((target) => `${file} -> ${target}`),
    );
    expect(CORE_ROOMS).toHaveProperty(name);
    expect(strays).toEqual([]);
  },
);

it('what lies above the rooms of the core imports none but the paper, the pipeline all', () => {
  const above = readdirSync('core', { withFileTypes: true }).filter((entry) => entry.isFile());
  const strays = above
    .map(({ name }) => join('core', name))
    .filter((file) => file !== 'core/pipeline.ts')
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith('core/') && !target.startsWith('core/paper/'))
        .map((target) => `${file} -> ${target}`),
    );
  expect(strays).toEqual([]);
});

it('no room imports the pipeline, which imports them', () => {
  const strays = sourcesIn('core').filter((file) => importsOf(file).includes('core/pipeline.ts'));
  expect(strays).toEqual([]);
});

it('an adapter imports no other, but a data folder has its catalog', () => {
  const strays = sourcesIn('adapters').flatMap((file) =>
    importsOf(file)
      .filter((target) => /^adapters\/.+\//.test(target) && dirname(target) !== dirname(file))
      .filter((target) => !(dirname(file) === 'adapters/files' && dirname(target) === 'adapters/sqlite'))
      .map((target) => `${file} -> ${target}`),
  );
  expect(strays).toEqual([]);
});

it('the core reads no clock, environment or randomness', () => {
  const impure =
    /\b(process\.|Date\.now\(|new Date\(\)|Math\.random\(|performance\.|randomBytes|randomUUID|globalThis)/;
  const strays = sourcesIn('core').filter((file) => impure.test(withoutComments(readFileSync(file, 'utf8'))));
  expect(strays).toEqual([]);
});

it('the script starts the command with the flags of its first line', () => {
  expect(COMMAND_FLAGS).not.toEqual([]);
  const script = `"jmnews": "node ${COMMAND_FLAGS.join(' ')} bin/jmnews.js"`;
  expect(readFileSync('package.json', 'utf8')).toContain(script);
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
