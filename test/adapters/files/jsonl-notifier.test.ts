import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JsonlNotifier } from '../../../adapters/files/jsonl-notifier.ts';
import { handsOverNotices, noticeOf } from '../../contracts/notifier.contract.ts';
import { localFolder } from '../../support/local-folder.ts';

describe('JsonlNotifier', () => {
  handsOverNotices(
    async () => {
      const file = join(await localFolder(), 'alerts.jsonl');
      return { notifier: new JsonlNotifier(file), handedOver: () => readFile(file, 'utf8') };
    },
    async () => new JsonlNotifier(join(await localFolder(), 'not-there', 'alerts.jsonl')),
  );

  it('appends one line of JSON a notice to what the file holds', async () => {
    const file = join(await localFolder(), 'alerts.jsonl');
    await writeFile(file, '{"event":"earlier"}\n');
    await new JsonlNotifier(file).send(noticeOf('one'));
    await new JsonlNotifier(file).send({ ...noticeOf('two'), text: 'two\nlines' });
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('{"event":"earlier"}');
    expect(JSON.parse(lines[1] ?? '')).toEqual(noticeOf('one'));
    expect(JSON.parse(lines[2] ?? '')).toEqual({ ...noticeOf('two'), text: 'two\nlines' });
    expect(lines[3]).toBe('');
  });

  it('begins a new line behind half a line that a killed process left', async () => {
    const file = join(await localFolder(), 'alerts.jsonl');
    await writeFile(file, '{"event":{"id":"ha');
    await new JsonlNotifier(file).send(noticeOf('whole'));
    const lines = (await readFile(file, 'utf8')).split('\n');
    expect(lines[0]).toBe('{"event":{"id":"ha');
    expect(JSON.parse(lines[1] ?? '')).toEqual(noticeOf('whole'));
  });
});
