import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { jmnews, startJmnews, untilPrinted } from '../support/command.ts';
import { demoArchive } from '../support/demo-archive.ts';

const Told = z.looseObject({
  total: z.number(),
  broken: z.array(z.string()),
  articles: z.array(z.looseObject({ articleId: z.string(), hits: z.number() })),
});

describe('search', () => {
  const { copy, paper } = demoArchive('2023-02-25', ['first']);
  let data: string;
  beforeEach(async () => {
    data = await copy();
  });

  it('finds what capture brought, in any form of its characters, with the words marked', async () => {
    const { code, out, err } = await jmnews('search', '地區生產總值', '４５８．５１', '--data', data);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('2023-02-25 B02');
    expect(out).toContain('[地区生产总值]');
    expect(out).toContain('[458.51]亿元');
    expect(out).toMatch(/\n1 of \d+ articles, of 1 year\n$/);
  });

  it('keeps an index of words that was replaced until the next run, and no longer', async () => {
    const capture = async (date: string): Promise<string[]> => {
      const { code } = await jmnews(
        ...['capture', date, '--base-url', paper().baseUrl, '--data', data, '--delay', '0'],
      );
      expect(code).toBe(0);
      const lying = await readdir(join(data, 'objects/search'), { recursive: true });
      return lying.filter((name) => name.endsWith('.sqlite')).sort();
    };
    const both = await capture('2023-02-24');
    expect(both).toHaveLength(2);
    const [left, ...more] = await capture('2023-02-24');
    expect(both).toContain(left);
    expect(more).toEqual([]);
    expect((await jmnews('search', '的', '--data', data)).code).toBe(0);
  });

  it('narrows down, and says as JSON what it found', async () => {
    const asked = ['search', '的', '--data', data, '--json'];
    const told = async (...options: string[]) =>
      Told.parse(JSON.parse((await jmnews(...asked, ...options)).out));
    const [every, onPage, gdp] = [
      await told(),
      await told('--page', 'B02'),
      await told('--indicator', 'gdp', '--place', '鹤山'),
    ];
    expect(every.total).toBeGreaterThan(onPage.total);
    expect(gdp.articles.map(({ articleId }) => articleId)).toContain('667000');
    expect((await told('--limit', '1')).articles).toHaveLength(1);
    expect((await told('--limit', '1')).total).toBe(every.total);
  });

  it.each<[string, string[], number, string]>([
    ['finds nothing', ['没有这句话'], 3, ''],
    ['is given blanks only', ['　'], 2, 'give a word to look for'],
    ['is given too much', ['的'.repeat(201)], 2, '200 characters'],
    ['is given no paper', ['的', '--paper', 'none'], 2, "'none' is no paper"],
    ['is given no page', ['的', '--page', '../x'], 2, 'B02'],
  ])('says so when it %s', async (_, args, exit, sentence) => {
    const { code, err } = await jmnews('search', ...args, '--data', data);
    expect(code).toBe(exit);
    expect(err).toContain(sentence);
  });

  it('and serve make up for what a killed run left', async () => {
    const db = new DatabaseSync(join(data, 'catalog.sqlite'));
    const table = String(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").get()?.['name']);
    db.prepare(`DELETE FROM ${table} WHERE pk = 'SEARCH'`).run();
    db.close();
    await rm(join(data, 'objects/search'), { recursive: true });
    const room = startJmnews('serve', '--port', '0', '--data', data);
    const [, url = ''] = /(http:\S+)/.exec(await untilPrinted(room.child, 'Ctrl-C')) ?? [];
    const found = await (await fetch(`${url}search?q=458.51`)).text();
    expect(found).toContain('<mark>458.51</mark>');
    room.child.kill('SIGTERM');
    expect((await room.outcome).err).toBe('indexing the words of a month\n');
  });

  it('names a month that is gone, which reread makes again', async () => {
    await rm(join(data, 'objects/search'), { recursive: true });
    const { code, err } = await jmnews('search', '458.51', '--data', data);
    expect(code).toBe(3);
    expect(err).toContain('2023-02');
    await jmnews('reread', '--data', data);
    expect(await jmnews('search', '458.51', '--data', data)).toMatchObject({ code: 0, err: '' });
  });
});
