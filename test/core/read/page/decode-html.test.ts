import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHtml } from '../../../../core/read/page/decode-html.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** 江门 in GBK. */
const JIANGMEN_GBK = Uint8Array.of(0xbd, 0xad, 0xc3, 0xc5);

describe('what decides how bytes are decoded', () => {
  test('a byte order mark wins over every label', () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('<meta charset=gb2312>江门'));
    const { text, charset } = decodeHtml(bytes, 'text/html; charset=big5');
    expect(charset).toEqual({ name: 'utf-8', from: 'bom' });
    expect(text).toBe('<meta charset=gb2312>江门');
  });

  test('the header wins over the meta', () => {
    const bytes = Uint8Array.of(...utf8('<meta charset=utf-8>'), ...JIANGMEN_GBK);
    const { text, charset } = decodeHtml(bytes, 'text/html; charset="GBK"');
    expect(charset).toEqual({ name: 'gb18030', from: 'header' });
    expect(text).toContain('江门');
  });

  test.each(['ISO-8859-1', 'windows-1252', 'us-ascii', 'no-such-charset'])(
    'a header that says %s says nothing',
    (label) => {
      const { text, charset } = decodeHtml(utf8('江门'), `text/html; charset=${label}`);
      expect(charset).toEqual({ name: 'utf-8', from: 'utf-8-valid' });
      expect(text).toBe('江门');
    },
  );

  test('a meta in a comment or in a script is none', () => {
    const page =
      '<!-- <meta charset=big5> --><script>"<meta charset=big5>"</script><META content="text/html; charset=GB2312">';
    const { text, charset } = decodeHtml(Uint8Array.of(...utf8(page), ...JIANGMEN_GBK), null);
    expect(charset).toEqual({ name: 'gb18030', from: 'meta' });
    expect(text).toContain('江门');
  });

  test('a meta is read whole wherever in the first 4096 bytes it stands', () => {
    const meta = '<meta charset="gb18030">';
    const label = { name: 'gb18030', from: 'meta' };
    for (const before of [0, ...Array.from(meta, (_, at) => 1024 - at), 2000, 4096 - meta.length]) {
      const bytes = Uint8Array.of(...utf8(' '.repeat(before) + meta), ...JIANGMEN_GBK);
      expect([before, decodeHtml(bytes, null).charset]).toEqual([before, label]);
    }
    const commented = utf8(`<!--${' '.repeat(1020)}--><meta charset=gb18030>`);
    expect(decodeHtml(Uint8Array.of(...commented, ...JIANGMEN_GBK), null).charset).toEqual(label);
  });

  test('a meta behind the first 4096 bytes is not looked for', () => {
    const { charset } = decodeHtml(utf8(`${' '.repeat(4096)}<meta charset=gbk>江门`), null);
    expect(charset.from).toBe('utf-8-valid');
  });

  test('without a label, what is no UTF-8 is gb18030', () => {
    const { text, charset, flaws } = decodeHtml(JIANGMEN_GBK, null);
    expect(text).toBe('江门');
    expect(charset).toEqual({ name: 'gb18030', from: 'fallback' });
    expect(flaws).toEqual([]);
  });
});

describe('a label that the bytes contradict', () => {
  test.each(['utf-16le', 'shift_jis', 'big5'])('UTF-8 under %s is read as UTF-8, and told', (label) => {
    const { text, charset, flaws } = decodeHtml(utf8('江门日报'), `text/html; charset=${label}`);
    expect(text).toBe('江门日报');
    expect(charset).toEqual({ name: 'utf-8', from: 'utf-8-valid' });
    expect(flaws).toEqual([{ code: 'charset-conflict', near: label }]);
  });

  test.each([null, 'text/html; charset=utf-8'])(
    'a byte that is none of UTF-8 makes no GBK of it (%s)',
    (type) => {
      const bytes = Uint8Array.of(
        ...utf8('江门日报今天出版二十四个版，请读者留意。本报'),
        0xff,
        ...utf8('讯'),
      );
      const { text, charset } = decodeHtml(bytes, type);
      expect(text).toContain('江门日报');
      expect(charset.name).toBe('utf-8');
    },
  );

  test('UTF-8 under a Chinese label is read as UTF-8, and told', () => {
    const { text, charset, flaws } = decodeHtml(utf8('<meta charset=gb2312>江门日报'), null);
    expect(text).toContain('江门日报');
    expect(charset).toEqual({ name: 'utf-8', from: 'utf-8-valid' });
    expect(flaws).toEqual([{ code: 'charset-conflict', near: 'gb2312' }]);
  });

  test('GBK under a UTF-8 label is read as gb18030, and told', () => {
    const { text, charset, flaws } = decodeHtml(JIANGMEN_GBK, 'text/html; charset=utf-8');
    expect(text).toBe('江门');
    expect(charset).toEqual({ name: 'gb18030', from: 'fallback' });
    expect(flaws.map(({ code }) => code)).toEqual(['charset-conflict']);
  });

  test('GBK that happens to be valid UTF-8 keeps its label', () => {
    // 一 is D2 BB in GBK, which as UTF-8 is a letter of Cyrillic.
    const { text, flaws } = decodeHtml(Uint8Array.of(0xd2, 0xbb), 'text/html; charset=gbk');
    expect(text).toBe('一');
    expect(flaws).toEqual([]);
  });

  test('bytes that are neither give replacement characters, and are told', () => {
    const { text, flaws } = decodeHtml(Uint8Array.of(...utf8('江'), 0xff, 0xff), 'text/html; charset=utf-8');
    expect(text).toBe('江\ufffd\ufffd');
    expect(flaws.map(({ code }) => code)).toEqual(['invalid-characters']);
  });
});

test('any bytes under any header give a text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string()), (bytes, header) => {
      expect(typeof decodeHtml(bytes, header).text).toBe('string');
    }),
  );
});
