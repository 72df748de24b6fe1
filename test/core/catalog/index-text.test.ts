import { expect, it } from 'vitest';
import { indexText } from '../../../core/catalog/index-text.ts';

it('leaves what is printed as it is, over its lines', () => {
  expect(indexText('鹤山两会\n胜利召开 𠮷')).toBe('鹤山两会\n胜利召开 𠮷');
  expect(indexText(null)).toBeNull();
});

it('keeps control characters and halves of characters out of the index', () => {
  expect(indexText('a\u0000\u001b[31mb\r\tc\u0085d')).toBe('a [31mb c d');
  expect(indexText('a\ud842b')).toBe('a\ufffdb');
});

it('cuts what is too long, and no character in half', () => {
  expect(indexText('题'.repeat(301))).toBe(`${'题'.repeat(300)}…`);
  const pairs = indexText(`x${'𠮷'.repeat(200)}`);
  expect(pairs.isWellFormed()).toBe(true);
  expect(pairs.length).toBe(301);
});
