import { existsSync } from 'node:fs';
import { open, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { jmnews } from '../support/command.ts';
import { demoArchive } from '../support/demo-archive.ts';
import { localFolder } from '../support/local-folder.ts';

const DAY = '2023-02-24';

describe('verify --repair', () => {
  const { paper, copy, capture } = demoArchive(DAY, ['first', 'later']);
  let data: string;
  let catalog: string;
  beforeEach(async () => {
    data = await copy();
    catalog = join(data, 'catalog.sqlite');
  });
  const verify = (...args: string[]): ReturnType<typeof jmnews> => jmnews('verify', '--data', data, ...args);
  /** How long a capture took is told by no object. */
  const show = async (...args: string[]): Promise<string> =>
    (await jmnews(...args, '--data', data)).out.replace(/"tookMs": \d+/g, '"tookMs": …');

  it('makes a catalog that was deleted anew; nobody writes to the archive until then', async () => {
    const url = `${paper().baseUrl}html/2023-02/24/content_666914.htm`;
    const [versions, figures] = [await show('versions', url, '--json'), await show('figures', '--json')];
    await rm(catalog);
    expect(await verify()).toMatchObject({
      code: 4,
      err: expect.stringContaining('verify --repair') as string,
    });
    expect(await capture(data)).toMatchObject({ code: 4 });

    const repaired = await verify('--repair');
    expect(repaired).toMatchObject({ code: 0, err: '' });
    expect(repaired.out).toMatch(/repair {3}the catalog is lost: it is made anew\n/);
    expect(repaired.out).toMatch(/repair {3}made {2}jmrb 2023-02-24: \d+ snapshots, \d+ captures/);
    expect(repaired.out).toMatch(/: whole\n$/);
    expect(await show('versions', url, '--json')).toBe(versions);
    expect(await show('figures', '--json')).toBe(figures);

    expect((await verify('--repair')).out).toContain('repair   there was nothing to do\n');
    expect((await capture(data)).out).toMatch(/complete {2}\d+ unchanged\n/);
    expect(await verify()).toMatchObject({ code: 0 });
  });

  it('sets a catalog aside that SQLite cannot read, and takes over what it still tells', async () => {
    await jmnews('alerts', 'subscribe', '--to', 'stdout', '--data', data);
    const subscribed = await show('alerts', 'list', '--json');
    await jmnews('verify', '--data', data);
    const file = await open(catalog, 'r+');
    const { size } = await file.stat();
    // A page in the middle, which no beginning or end of the catalog needs.
    await file.write(Buffer.alloc(4096, 0xff), 0, 4096, Math.floor(size / 8192) * 4096);
    await file.close();
    const repaired = await verify('--repair');
    expect(repaired).toMatchObject({ code: 0 });
    expect(repaired.out).toMatch(/the catalog is damaged: it is made anew, beginning with \d+ entries/);
    expect(await readdir(data)).toContain('catalog.sqlite.damaged-1');
    expect(existsSync(`${catalog}.new`)).toBe(false);
    expect(await show('alerts', 'list', '--json')).toBe(subscribed);

    await writeFile(catalog, 'no database');
    expect(await verify('--repair')).toMatchObject({ code: 0 });
    expect(await readdir(data)).toContain('catalog.sqlite.damaged-2');
    expect(await readFile(`${catalog}.damaged-2`, 'utf8')).toBe('no database');
  });

  it('goes on with a catalog that a killed repair began', async () => {
    await rm(catalog);
    const begun = new DatabaseSync(`${catalog}.new`);
    begun.close();
    expect(await verify('--repair')).toMatchObject({ code: 0 });
    expect(existsSync(`${catalog}.new`)).toBe(false);
  });

  it('ends with 4 while an object is damaged, and leaves it as it is', async () => {
    const folder = join(data, 'objects/captures/jmrb', DAY);
    const [name = ''] = await readdir(folder);
    const size = (await readFile(join(folder, name))).length - 40;
    await truncate(join(folder, name), size);
    expect(await verify()).toMatchObject({ code: 4 });
    const repaired = await verify('--repair', '--json');
    expect(repaired.code).toBe(4);
    expect(JSON.parse(repaired.out)).toMatchObject({
      whole: false,
      // The second capture replaced the month's index of words, whose older file may go.
      findings: [{ code: 'snapshot-damaged' }, { code: 'orphan', severity: 'note' }],
      repaired: { catalog: 'sound', steps: [{ kind: 'left' }] },
    });
    expect(await readFile(join(folder, name))).toHaveLength(size);
  });

  it('keeps what an audit of some issues found, and status tells it', async () => {
    expect(await show('status')).toContain('  audit: none yet\n');
    const audited = await verify('--audit', '5');
    expect(audited).toMatchObject({ code: 0, err: '' });
    expect(audited.out).toMatch(/^jmrb 2023-02-24: \d+ objects \(\d+ bytes\): whole\n$/);
    expect(await show('status')).toMatch(/ {2}audit: 1 issues, from \S+ to \S+: all as they were kept\n/);

    const folder = join(data, 'objects/captures/jmrb', DAY);
    const [name = ''] = await readdir(folder);
    await truncate(join(folder, name), 10);
    const again = await verify('--audit', '1');
    expect(again.code).toBe(4);
    expect(again.out).toMatch(/: 1 damaged\ndamage {2}snapshot-damaged {2}captures\//);
    expect(await show('status')).toMatch(/: damaged: 2023-02-24\n/);
    expect(await verify('--audit', '1', '--repair')).toMatchObject({ code: 2 });
  });

  it('repairs no single file, and no folder that is no archive', async () => {
    expect(await verify('some.wacz', '--repair')).toMatchObject({ code: 2 });
    expect(await jmnews('verify', '--repair', '--data', await localFolder())).toMatchObject({ code: 1 });
  });
});
