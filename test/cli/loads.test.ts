import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportPage } from '../../bench/reading/pages.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HOOK = new URL('../support/loaded-files.ts', import.meta.url).href;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jmnews-loads-'));
  writeFileSync(join(folder, 'page.html'), reportPage(1));
});
afterAll(() => rmSync(folder, { recursive: true }));

const [PARSER, READER, HTTP] = [
  'node_modules/htmlparser2',
  'core/read/read-article.ts',
  'node_modules/undici',
];
const [SCHEMAS, ROOM, BAR] = ['node_modules/zod', 'node_modules/hono', 'node_modules/cli-progress'];
const [RELEASES, PUBLISHING, REPAIR] = [
  'core/publish/indexes/make-indexes.ts',
  'core/publish/',
  'core/verify/repair.ts',
];

/** What the start of a command loads is most of what a short one costs. Port 9 of this machine is closed. */
it.each([
  ['read page.html', [READER, PARSER], [SCHEMAS, HTTP, ROOM, BAR, PUBLISHING]],
  ['issues', [SCHEMAS], [PARSER, READER, HTTP, ROOM, BAR, PUBLISHING]],
  ['status', [SCHEMAS], [PARSER, READER, HTTP, ROOM, BAR, RELEASES]],
  ['verify', [SCHEMAS], [READER, HTTP, ROOM, BAR, RELEASES, REPAIR]],
  // Pages are judged and read on a thread of their own.
  [
    'capture 2023-02-25 --base-url http://127.0.0.1:9/',
    [SCHEMAS, HTTP],
    [PARSER, READER, ROOM, BAR, RELEASES],
  ],
])('jmnews %s loads what it uses and nothing else that is long to load', async (line, used, unused) => {
  const loaded = await loadedBy(line);
  const isLoaded = (part: string): boolean => loaded.some((file) => file.startsWith(part));
  expect(used.filter((part) => !isLoaded(part))).toEqual([]);
  expect(unused.filter(isLoaded)).toEqual([]);
});

/** The files that the main thread of a command loads, from the root of the checkout. */
async function loadedBy(line: string): Promise<readonly string[]> {
  const list = join(folder, `${line.split(' ')[0] ?? ''}.txt`);
  writeFileSync(list, '');
  const args = ['--import', HOOK, join(ROOT, 'bin/jmnews.js'), ...line.split(' ')];
  // Some of these find nothing and say so by their exit code; what they loaded is all that is asked.
  await new Promise<void>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env: { ...process.env, LOADED_FILES: list } }, () => {
      resolve();
    });
  });
  const root = pathToFileURL(ROOT).href;
  return readFileSync(list, 'utf8')
    .split('\n')
    .map((url) => url.slice(root.length));
}
