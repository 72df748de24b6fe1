import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETS, articlesOf } from '../../bench/scoring/corpus.ts';
import { locateNotes } from '../../bench/scoring/locate-notes.ts';
import { localFolder } from '../support/local-folder.ts';
import { jsonl } from './corpus-samples.ts';

it('an article is a text and its notes', async () => {
  const folder = await localFolder();
  await mkdir(join(folder, 'development'));
  await writeFile(join(folder, 'development/a.txt'), '一个');
  await writeFile(join(folder, 'development/a.jsonl'), jsonl());
  const notes = { report: null, genre: 'sample', figures: [], worded: [] };
  expect(await articlesOf('development', folder)).toEqual([{ name: 'a', text: '一个', notes }]);

  await writeFile(join(folder, 'development/b.txt'), '一个');
  await expect(articlesOf('development', folder)).rejects.toThrow('b.jsonl');
});

describe.each(SETS)('the corpus, %s', (set) => {
  it('has notes that are as its README tells, each found in its text', async () => {
    const articles = await articlesOf(set);
    for (const { name, text, notes } of articles) {
      const located = locateNotes(name, text, notes.figures);
      for (const { start, end, exact } of located) expect(text.slice(start, end), name).toBe(exact);
      for (const { worded } of notes.worded) expect(text, name).toContain(worded);
    }
    expect(articles.length).toBeGreaterThan(0);
  });
});
