import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localPath } from '../../../web/sign-in/local-path.ts';

it.each([
  ['/', '/'],
  ['/jmrb/2023-02-25/B02/667012', '/jmrb/2023-02-25/B02/667012'],
  ['/search?q=鹤山&lang=en#figures', '/search?q=%E9%B9%A4%E5%B1%B1&lang=en#figures'],
  ['/jmrb/2023-02-25/../2023-02-26', '/jmrb/2023-02-26'],
  ['/web/20230224220500id_/http://dzb.jmrb.com:8080/a', '/web/20230224220500id_/http://dzb.jmrb.com:8080/a'],
  ['/sign-in-help', '/sign-in-help'],
])('leads back to %s', (text, path) => {
  expect(localPath(text)).toBe(path);
});

it.each([
  undefined,
  '',
  'https://evil.example/',
  '//evil.example/',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/a\r\nSet-Cookie: a=b',
  '/a\u0000',
  '/a\u0085b',
  ' /a',
  'javascript:alert(1)',
  'evil.example',
  '@evil.example',
  '?to=/',
  '/sign-in',
  '/sign-in?to=/a',
  '/sign-in/callback?code=a',
  '/sign-out',
  '/x/../sign-out',
  `/${'a'.repeat(1000)}`,
  `/${'鹤'.repeat(500)}`,
])('leads to the first page instead of %j', (text) => {
  expect(localPath(text)).toBe('/');
});

it('never leads to another host, nor breaks a header, whatever it is given', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2f',
    '%5c',
    ':',
    '@',
    '?',
    '#',
    '\t',
    '\n',
    'evil.example',
    'a',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
      const path = localPath(`/${pieces.join('')}`);
      expect(new URL(path, 'https://archive.example').origin).toBe('https://archive.example');
      expect(path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
    }),
  );
});
