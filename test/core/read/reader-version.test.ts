import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { READER_VERSION } from '../../../core/read/reader-version.ts';
import { readArticleText } from '../../../core/read/read-text.ts';

// What this version of the reader makes of all articles of the corpus, together. When the digest is another, the same
// bytes are read differently: raise READER_VERSION (unless this version was never released) and put the new digest here.
const READ_BY_VERSION = {
  version: 5,
  sha256: '5cdbe6d33ee5a3435d302eef555d2911e9d3fa175aed66a946e027ca6909e7dd',
};

test('a reader that reads differently has a version of its own', () => {
  const folders = ['development', 'held-out', 'fresh'].map((set) => join(import.meta.dirname, 'corpus', set));
  const readings = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .sort()
      .map((name) => readArticleText(readFileSync(join(folder, name), 'utf8'), DEMO)),
  );
  const { figures, blocks } = {
    figures: readings.flatMap((reading) => [...reading.figures, ...reading.wordedTargets]),
    blocks: readings.flatMap(({ document }) => document.blocks),
  };
  const sha256 = sha256Of(new TextEncoder().encode(JSON.stringify({ figures, blocks })));
  expect({ version: READER_VERSION, sha256 }).toEqual(READ_BY_VERSION);
});

test('the documents speak of the version that reads today', () => {
  const docs = ['architecture.md', 'data-model.md'].map((name) => readFileSync(join('docs', name), 'utf8'));
  for (const doc of docs) {
    expect(doc.match(/readings\/v\d+\//g)?.every((found) => found === `readings/v${READER_VERSION}/`)).toBe(
      true,
    );
    expect(doc).toContain(`READING#${String(READER_VERSION).padStart(6, '0')}#`);
  }
});
