import { expect, it } from 'vitest';
import { slashTwin } from '../../web/addresses.ts';

it.each([
  ['https://archive.example/jmrb', '/jmrb/'],
  ['https://archive.example/jmrb/2023-02-25/?v=1&lang=en', '/jmrb/2023-02-25?v=1&lang=en'],
  ['https://archive.example/', null],
  ['https://archive.example//evil.example', null],
  ['https://archive.example//evil.example/', null],
  ['https://archive.example/\\evil.example/', null],
])('the twin of %s is %s', (address, twin) => {
  expect(slashTwin(new URL(address))).toBe(twin);
});
