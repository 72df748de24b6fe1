import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startJmnewsWith, untilPrinted } from '../support/command.ts';
import { demoArchive } from '../support/demo-archive.ts';

const HOOK = new URL('../support/loaded-files.ts', import.meta.url).href;

const { copy } = demoArchive('2023-02-24', ['first']);

it('opens with what the first page needs, and has the rest for whatever else is asked', async () => {
  const data = await copy();
  const list = join(data, '..', 'loaded.txt');
  await writeFile(list, '');
  const loaded = async (part: string): Promise<boolean> => (await readFile(list, 'utf8')).includes(part);
  const hooked = { NODE_OPTIONS: `--import ${HOOK}`, LOADED_FILES: list };
  const room = startJmnewsWith(hooked, 'serve', '--port', '0', '--data', data);
  const [, url = ''] = /(http:\S+)/.exec(await untilPrinted(room.child, 'Ctrl-C')) ?? [];
  expect(await loaded('/web/routes/home.ts')).toBe(true);
  for (const rest of ['/web/reading-room.ts', '/web/routes/articles.ts', '/opencc-js/'])
    expect([rest, await loaded(rest)]).toEqual([rest, false]);

  const ask = async (path: string): Promise<string> => {
    const answer = await fetch(new URL(path, url));
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.text();
  };
  const first = await ask('/');
  expect(first).toContain('/jmrb/2023-02-24');
  await ask('/jmrb/2023-02-24');
  expect(await loaded('/web/routes/articles.ts')).toBe(true);
  // The whole room says the same of itself.
  expect(await ask('/')).toBe(first);
  room.child.kill('SIGTERM');
  expect(await room.outcome).toMatchObject({ code: 0, err: '' });
});
