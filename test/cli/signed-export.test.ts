import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type DemoPaper, startDemoPaper } from '../../demo/server.ts';
import { jmnews } from '../support/command.ts';
import { localFolder } from '../support/local-folder.ts';

const DAY = '2023-02-24';

describe('export --sign', () => {
  let paper: DemoPaper;
  let folder: string;
  beforeAll(async () => {
    paper = await startDemoPaper();
  });
  afterAll(() => paper.close());
  beforeEach(async () => {
    folder = await localFolder();
    await jmnews('capture', DAY, '--base-url', paper.baseUrl, '--data', join(folder, 'archive'));
  });
  const at = (name: string): string => join(folder, name);
  const exported = (name: string, ...more: string[]): ReturnType<typeof jmnews> =>
    jmnews('export', 'wacz', DAY, '--out', at(name), '--data', at('archive'), ...more);

  it('signs with the archive’s key, and verify says who signed, wherever the file is', async () => {
    const made = await exported('signed.wacz', '--sign');
    expect(made).toMatchObject({ code: 0, err: '' });
    const [, key = ''] = /signed with the key ([0-9a-f]{64})\n$/.exec(made.out) ?? [];
    const verified = await jmnews('verify', at('signed.wacz'));
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toContain(`with the key ${key}, as of 20`);

    const pinned = await jmnews('verify', at('signed.wacz'), '--key', at('archive/signing-key.pub.pem'));
    expect(pinned).toMatchObject({ code: 0 });
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    await writeFile(at('other.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
    const other = await jmnews('verify', at('signed.wacz'), '--key', at('other.pem'), '--json');
    expect(other.code).toBe(4);
    const Told = z.object({ whole: z.boolean(), signature: z.object({ kind: z.string() }) });
    expect(Told.parse(JSON.parse(other.out))).toEqual({ whole: false, signature: { kind: 'wrong' } });
    // The archive takes no harm from what lies beside it.
    expect(await jmnews('verify', '--data', at('archive'))).toMatchObject({ code: 0 });
  });

  it('leaves an unsigned package as it was: the same to the byte, whole, and said to be unsigned', async () => {
    await exported('one.wacz');
    await exported('two.wacz');
    await exported('signed.wacz', '--sign');
    expect(await readFile(at('two.wacz'))).toEqual(await readFile(at('one.wacz')));
    const verified = await jmnews('verify', at('one.wacz'));
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.out).toMatch(/^not signed: /);
    expect(await jmnews('verify', at('one.wacz'), '--key', at('archive/signing-key.pub.pem'))).toMatchObject({
      code: 4,
    });
  });

  it('ends with 4 where the signature was changed', async () => {
    await exported('changed.wacz', '--sign');
    const bytes = await readFile(at('changed.wacz'));
    const place = bytes.indexOf('"signature": "') + 20;
    bytes[place] = bytes[place] === 0x41 ? 0x42 : 0x41;
    await writeFile(at('changed.wacz'), bytes);
    expect(await jmnews('verify', at('changed.wacz'))).toMatchObject({ code: 4 });
  });

  it('refuses a WARC to sign, and a key for what is no package, as wrong usage', async () => {
    const warc = ['export', 'warc', DAY, '--out', at('x.warc.gz'), '--data', at('archive'), '--sign'];
    expect(await jmnews(...warc)).toMatchObject({ code: 2 });
    expect(await jmnews('verify', '--key', at('other.pem'), '--data', at('archive'))).toMatchObject({
      code: 2,
    });
    await exported('one.wacz');
    await writeFile(at('no.pem'), 'no key');
    expect(await jmnews('verify', at('one.wacz'), '--key', at('no.pem'))).toMatchObject({ code: 2 });
  });
});
