import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleLambdas } from '../../lib/bundling.ts';

const ROOT = join(import.meta.dirname, '../..');

/** What the function reads when it is loaded; it asks for none of it before its first request. */
const SETTINGS = {
  AWS_REGION: 'ap-southeast-1',
  ARCHIVE_BUCKET: 'none',
  CATALOG_TABLE: 'none',
  READING_ROOM_RIGHTS: 'public',
  SIGN_IN: 'none',
};

/** What the function of the reading room takes to be loaded. */
export interface FunctionImport {
  /** Of what is loaded at the start. */
  readonly bytes: number;
  /** Milliseconds of the import alone, in a process of its own that has nothing compiled, at its quickest. */
  readonly ms: number;
}

/** Bundles the function into `folder`, as for upload, and imports it so many times. */
export function functionImport(folder: string, rounds: number): FunctionImport {
  const { directory, bytes } = bundleLambdas({ root: ROOT, outDir: join(folder, 'functions') })[
    'reading-room'
  ];
  const url = pathToFileURL(join(directory, 'index.mjs')).href;
  const script = `const began = performance.now(); await import('${url}'); console.log(performance.now() - began)`;
  let least = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const told = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
      env: { ...SETTINGS, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    least = Math.min(least, Number(told));
  }
  return { bytes, ms: least };
}
