import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { jmnews } from '../support/command.ts';
import { demoArchive } from '../support/demo-archive.ts';

const DAY = '2023-02-24';
const PATH = 'html/2023-02/24/content_666914.htm';
const Added = z.object({
  takedown: z.object({ id: z.string(), of: z.unknown() }),
  removed: z.array(z.object({ path: z.string(), objects: z.number(), bytes: z.number() })),
  words: z.array(z.string()),
});

describe('the verbs of what is shown', () => {
  const { paper, copy, capture } = demoArchive(DAY, ['first', 'later']);
  let data: string;
  beforeEach(async () => {
    data = await copy();
  });
  const run = (...args: string[]): ReturnType<typeof jmnews> => jmnews(...args, '--data', data);
  const remove = (what: string, ...more: string[]) =>
    run('takedown', 'add', what, '--level', 'remove', '--reason', 'personal-data', '--json', ...more);

  /** Objects of the store that hold the article or a reading of it. */
  const holding = async (): Promise<string[]> => {
    const found: string[] = [];
    const objects = join(data, 'objects');
    for (const entry of await readdir(objects, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const name = join(entry.parentPath, entry.name);
      const bytes = await readFile(name);
      const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
      if (text.includes(`WARC-Target-URI: ${paper().baseUrl}${PATH}`) || name.includes(`${PATH}/`))
        found.push(name);
    }
    return found;
  };

  it('show the policy that holds, and set another', async () => {
    expect((await run('rights', 'show')).out).toBe(
      'jmrb: public-facts, which is what holds where no policy was set\n',
    );
    const rules = join(data, 'rules.json');
    await writeFile(rules, JSON.stringify([{ access: 'block', before: '2000-01-01' }]));
    const set = await run(
      'rights',
      'set',
      '--level',
      'open',
      '--embargo',
      '7:reading-room',
      '--rules',
      rules,
    );
    expect(set).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse((await run('rights', 'show', '--json')).out)).toEqual({
      ...{ paper: 'jmrb', isSet: true, level: 'open', embargo: { days: 7, level: 'reading-room' } },
      rules: [
        {
          access: 'block',
          level: null,
          user: null,
          after: null,
          before: '2000-01-01',
          newer: null,
          older: null,
        },
      ],
    });
    await writeFile(rules, JSON.stringify([{ access: 'block', befor: '2000-01-01' }]));
    const wrong = await run('rights', 'set', '--level', 'open', '--rules', rules);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('befor') as string });
    expect((await run('rights', 'set', '--level', 'anything')).code).toBe(2);
    expect((await run('rights', 'set', '--level', 'open', '--embargo', '0')).code).toBe(2);
    expect((await run('verify')).code).toBe(0);
  });

  it('take one thing down however it is written, list it, and lift it', async () => {
    const of = { what: 'article', date: DAY, articleId: '666914' };
    const block = ['--level', 'block', '--reason', 'copyright', '--json'];
    for (const what of [
      ...[PATH, `${PATH}?div=0`, `${paper().baseUrl}${PATH}?div=-1`, `http://dzb.jmrb.com:8090/jmrb/${PATH}`],
      ...[
        `${DAY}/A02/666914`,
        `/jmrb/${DAY}/A02/666914.json`,
        `http://127.0.0.1:8420/jmrb/${DAY}/A02/666914`,
      ],
    ]) {
      const added = await run('takedown', 'add', what, ...block);
      expect([what, Added.parse(JSON.parse(added.out)).takedown.of]).toEqual([what, of]);
    }
    for (const what of ['nothing', 'http://other.example/x.htm', '2023-02-30', `${DAY}/A02/x`])
      expect([what, (await run('takedown', 'add', what, ...block)).code]).toEqual([what, 2]);
    // What is not held yet can be taken down beforehand, and whoever does is told.
    expect((await run('takedown', 'add', '2023-03-01/A01', ...block)).code).toBe(3);

    const listed = (await run('takedown', 'list')).out.trim().split('\n');
    expect(listed.length).toBe(8);
    const id = listed[0]?.split(' ')[0] ?? '';
    expect((await run('takedown', 'lift', id)).out).toBe(`takedown ${id} is lifted\n`);
    expect((await run('takedown', 'list')).out).not.toContain(id);
    expect((await run('takedown', 'list', '--all')).out).toMatch(
      new RegExp(`${id}.*lifted[\\s\\S]*lifts +${id}`),
    );
    expect(await run('takedown', 'lift', id)).toMatchObject({
      code: 2,
      err: expect.stringContaining('there is no takedown') as string,
    });
  });

  /** Of each index of words in the store, whether the article is in it. */
  const worded = async (): Promise<Map<string, boolean>> => {
    const found = new Map<string, boolean>();
    for (const name of await readdir(join(data, 'objects/search'), { recursive: true })) {
      if (!name.endsWith('.sqlite')) continue;
      const db = new DatabaseSync(join(data, 'objects/search', name), { readOnly: true });
      const { n } = z
        .object({ n: z.number() })
        .parse(db.prepare("SELECT count(*) AS n FROM articles WHERE id = '666914'").get());
      db.close();
      found.set(`search/${name}`, n > 0);
    }
    return found;
  };

  it('remove its words from the index in which they are searched', async () => {
    const [[before = '', has] = []] = await worded();
    expect(has).toBe(true);
    const removing = Added.parse(JSON.parse((await remove(PATH)).out));
    expect(removing.words).toContain(before);
    const after = await worded();
    expect([...after.values()]).toEqual([false]);
    const found = await run('search', '的', '--json');
    expect(found.code).toBe(0);
    expect(JSON.parse(found.out)).toMatchObject({ broken: [] });
    expect((await run('takedown', 'finish')).out).toBe('there was nothing to remove\n');

    // As if the run had been killed before it came to the index, and another had brought one back.
    await copyFile(join(data, 'objects', [...after.keys()][0] ?? ''), join(data, 'objects', before));
    expect((await run('takedown', 'finish')).out).toBe(`removed ${before}, which held its words\n`);
    expect([...(await worded()).values()]).toEqual([false]);
  });

  it('remove its bytes, and every verb goes on without them', async () => {
    expect((await holding()).length).toBeGreaterThan(3);
    const added = Added.parse(JSON.parse((await remove(PATH)).out));
    const [article] = added.removed;
    expect(article).toMatchObject({ path: PATH });
    expect(article?.objects).toBeGreaterThan(3);
    expect(await holding()).toEqual([]);

    const verified = await run('verify');
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toContain(`takedown ${added.takedown.id} took it out of the store`);
    expect((await run('verify', '--audit', '9')).code).toBe(0);
    expect((await run('takedown', 'finish')).out).toBe('there was nothing to remove\n');
    expect((await run('verify', '--repair')).out).toContain('there was nothing to do');
    for (const args of [['reread'], ['figures'], ['release'], ['status'], ['show', DAY], ['issues']])
      expect([args[0], (await run(...args)).code]).toEqual([args[0], 0]);
    expect((await run('figures', '--json')).out).not.toContain(PATH);
    for (const form of ['wacz', 'warc']) {
      const file = join(data, `issue.${form === 'warc' ? 'warc.gz' : form}`);
      const exported = await run('export', form, DAY, '--out', file);
      expect(exported).toMatchObject({ code: 0, err: '' });
      expect(exported.out).toMatch(/\d+ captures are left out: what they are of was taken down/);
      expect(await run('verify', file)).toMatchObject({ code: 0 });
    }
    // It is asked for again, as is all of the issue; what comes is removed as well.
    await capture(data);
    expect((await run('verify')).code).toBe(0);
  });

  it('do not show again what was taken down when the index is made anew, nor lose what was removed', async () => {
    await remove(PATH);
    await run('takedown', 'add', `${DAY}/A01`, '--level', 'block', '--reason', 'court-order');
    await run('rights', 'set', '--level', 'reading-room');
    const told = async (...args: string[]) => (await run(...args)).out.replace(/"tookMs": \d+/g, '');
    const asked = [
      ['takedown', 'list', '--all', '--json'],
      ['rights', 'show', '--json'],
      ['versions', PATH, '--json'],
    ];
    const before = await Promise.all(asked.map((args) => told(...args)));
    await rm(join(data, 'catalog.sqlite'));
    const repaired = await run('verify', '--repair');
    expect(repaired.out).toMatch(/: whole\n$/);
    expect(repaired.code).toBe(0);
    expect(await Promise.all(asked.map((args) => told(...args)))).toEqual(before);
    expect((await run('verify', '--repair')).out).toContain('there was nothing to do');
    expect(await holding()).toEqual([]);
  });

  it('tell of a removal that was cut off, and finish it', async () => {
    const [held] = await holding();
    const bytes = await readFile(held ?? '');
    await remove(PATH);
    // As if the run had been killed after the tombstone.
    await writeFile(held ?? '', bytes);
    expect(await run('verify')).toMatchObject({
      code: 4,
      out: expect.stringContaining('removal-unfinished') as string,
    });
    expect((await run('takedown', 'finish')).out).toMatch(/^removed 1 objects/);
    expect(await holding()).toEqual([]);
    expect((await run('verify')).code).toBe(0);
  });

  it('find a record that only the catalog or only the store has', async () => {
    await run('takedown', 'add', PATH, '--level', 'block', '--reason', 'copyright');
    const folder = join(data, 'objects', 'rights', 'jmrb');
    const [name = ''] = await readdir(folder);
    const file = join(folder, name);
    const bytes = await readFile(file);
    await rm(file);
    expect(await run('verify')).toMatchObject({
      code: 4,
      out: expect.stringContaining('object-missing') as string,
    });
    await writeFile(file, bytes.toString().replace('"block"', '"unlist"'));
    expect(await run('verify')).toMatchObject({
      code: 4,
      out: expect.stringContaining('rights-differ') as string,
    });
    await writeFile(file, '{}');
    expect(await run('verify')).toMatchObject({
      code: 4,
      out: expect.stringContaining('rights-damaged') as string,
    });
    await writeFile(file, bytes);
    expect((await run('verify')).code).toBe(0);
  });
});
