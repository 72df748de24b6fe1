import { getSurt } from 'warcio/utils';
import { describe, expect, it } from 'vitest';
import { type CdxjEntry, cdxjLine, cdxjLines, surtOf } from '../../../core/publish/cdxj.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';

/** Of the text `b`. */
const RECORD_SHA256 = '3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d';

const ENTRY: CdxjEntry = {
  url: 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_1.htm',
  at: asInstant('2023-02-24T22:05:00.123Z'),
  digest: `sha256:${'a'.repeat(64)}`,
  mime: 'text/html',
  status: 200,
  filename: 'data.warc.gz',
  offset: 512,
  length: 2048,
  recordSha256: sha256Of('b'),
};

describe('surtOf', () => {
  it.each([
    [
      'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_1.htm',
      'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/content_1.htm',
    ],
    ['http://dzb.jmrb.com:80/jmrb/', 'com,jmrb,dzb)/jmrb/'],
    ['https://www.Example.com', 'com,example)/'],
    ['http://www2.example.com/A/B.HTM', 'com,example)/a/b.htm'],
    ['http://example.com/a?c=3&b=2&a=1', 'com,example)/a?a=1&b=2&c=3'],
    ['http://127.0.0.1:8080/jmrb/x', '1,0,0,127:8080)/jmrb/x'],
    ['http://example.com/%E7%89%88', 'com,example)/%e7%89%88'],
  ])('turns %s around, as warcio does', (url, surt) => {
    expect(surtOf(url)).toBe(surt);
    expect(getSurt(url)).toBe(surt);
  });
});

describe('cdxjLine', () => {
  it('is SURT, instant and JSON, with numbers as numbers', () => {
    expect(cdxjLine(ENTRY)).toBe(
      'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/content_1.htm 20230224220500123 ' +
        '{"url":"http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_1.htm",' +
        `"digest":"sha256:${'a'.repeat(64)}","mime":"text/html","filename":"data.warc.gz",` +
        `"offset":512,"length":2048,"status":200,"recordDigest":"sha256:${RECORD_SHA256}"}`,
    );
  });
});

describe('cdxjLines', () => {
  it('sorts as LC_ALL=C does: by bytes, and one page by its instants', () => {
    const entries = [
      { ...ENTRY, url: 'http://dzb.jmrb.com:8080/b' },
      { ...ENTRY, url: 'http://dzb.jmrb.com:8080/a_1' },
      { ...ENTRY, url: 'http://dzb.jmrb.com:8080/a.1' },
      { ...ENTRY, url: 'http://dzb.jmrb.com:8080/a', at: asInstant('2023-02-24T22:05:00.999Z') },
      { ...ENTRY, url: 'http://dzb.jmrb.com:8080/a' },
      { ...ENTRY, url: 'http://dzb.jmrb.com/z' },
    ];
    const lines = cdxjLines(entries).join('').split('\n');
    expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'com,jmrb,dzb)/z 20230224220500123',
      'com,jmrb,dzb:8080)/a 20230224220500123',
      'com,jmrb,dzb:8080)/a 20230224220500999',
      'com,jmrb,dzb:8080)/a.1 20230224220500123',
      'com,jmrb,dzb:8080)/a_1 20230224220500123',
      'com,jmrb,dzb:8080)/b 20230224220500123',
      '',
    ]);
  });

  it('is empty for nothing', () => {
    expect(cdxjLines([])).toEqual([]);
  });
});
