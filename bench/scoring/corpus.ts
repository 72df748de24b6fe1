import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseNotes } from './notes.ts';
import type { AnnotatedArticle } from './score-article.ts';

/**
 * The annotated sets: one to look at while the reader is worked on, and two that are only scored. The younger of these was written
 * by who worked on the reader then, before it was run on it.
 */
export const SETS = ['development', 'held-out', 'fresh'] as const;
export type SetName = (typeof SETS)[number];

const CORPUS = join(import.meta.dirname, '../../test/core/read/corpus');

/** The articles of a set, by name. A text without notes, or notes without a text, is a failure of the read. */
export async function articlesOf(set: SetName, corpus = CORPUS): Promise<AnnotatedArticle[]> {
  const folder = join(corpus, set);
  const names = (await readdir(folder)).filter((name) => /\.(txt|jsonl)$/.test(name));
  const articles = [...new Set(names.map((name) => name.replace(/\.\w+$/, '')))].toSorted();
  return Promise.all(
    articles.map(async (name) => ({
      name,
      text: await readFile(join(folder, `${name}.txt`), 'utf8'),
      notes: parseNotes(name, await readFile(join(folder, `${name}.jsonl`), 'utf8')),
    })),
  );
}
