import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startDemoPaper } from '../../demo/server.ts';
import { jmnews, startJmnews, untilPrinted } from '../support/command.ts';
import { localFolder } from '../support/local-folder.ts';

const DAY = '2023-02-24';

it('an issue that was downloaded is what the command exports, and is verified as such', async () => {
  const folder = await localFolder();
  const data = join(folder, 'archive');
  const paper = await startDemoPaper();
  onTestFinished(() => paper.close());
  const captured = await jmnews('capture', DAY, '--base-url', paper.baseUrl, '--data', data, '--delay', '0');
  expect(captured.code).toBe(0);
  const { child } = startJmnews('serve', '--data', data, '--port', '0');
  const printed = await untilPrinted(child, 'reading room: ');
  const [, room = ''] = /reading room: (\S+)/.exec(printed) ?? [];

  for (const [form, ending] of [
    ['wacz', 'wacz'],
    ['warc', 'warc.gz'],
  ] as const) {
    const answer = await fetch(`${room}jmrb/${DAY}/jmrb-${DAY}.${ending}`);
    expect(answer.status).toBe(200);
    const file = join(folder, `downloaded.${ending}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    await writeFile(file, bytes);
    const verified = await jmnews('verify', file);
    expect([verified.code, verified.err]).toEqual([0, '']);
    const exported = join(folder, `exported.${ending}`);
    expect((await jmnews('export', form, DAY, '--data', data, '--out', exported)).code).toBe(0);
    expect(Buffer.compare(bytes, await readFile(exported))).toBe(0);
  }
});
