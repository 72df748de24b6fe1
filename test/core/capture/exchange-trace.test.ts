import { describe, expect, it } from 'vitest';
import { headBytes, traceOf } from '../../../core/capture/exchange-trace.ts';
import type { HeaderList } from '../../../core/capture/paper-client.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import { exchangeOf } from '../../support/kept-issue.ts';

const traced = (headers: HeaderList) => traceOf(exchangeOf({ headers, body: '正文' }));
const headOf = (lines: readonly string[]): string => Buffer.from(headBytes(lines)).toString('latin1');

describe('traceOf', () => {
  it('tells address, instant, both heads and the digest of the body as sent', () => {
    const trace = traced([['ETag', '"a"']]);
    expect(trace).toEqual({
      url: 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/node_22.htm',
      at: '2023-02-24T22:15:00.123Z',
      ip: '127.0.0.1',
      request: ['GET /jmrb/html/2023-02/25/node_22.htm HTTP/1.1', 'user-agent: a test'],
      response: ['HTTP/1.1 200 OK', 'ETag: "a"'],
      cut: false,
      bodySha256: sha256Of('正文'),
    });
    expect(traceOf(exchangeOf({ status: 304 })).bodySha256).toBeNull();
  });

  it('gives back fields in their order, letter case and number, byte for byte, though the index holds none but printable characters', () => {
    const headers: HeaderList = [
      ['set-cookie', 'a=1'],
      ['Set-Cookie', 'b=2; 100%25'],
      ['X-Title', '\u00e7\u0089\u0088\u00ff\u009b31m\t%'],
    ];
    const { response } = traced(headers);
    expect(response.join('')).toMatch(/^[ -~]*$/);
    expect(headOf(response)).toBe(
      ['HTTP/1.1 200 OK', ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'),
    );
  });

  it('leaves out what makes a head longer than some kilobytes, and says so', () => {
    const short = traced([
      ['X-A', 'a'.repeat(900)],
      ['X-B', 'b'],
    ]);
    expect([short.cut, short.response.length]).toEqual([false, 3]);
    const long = traced([
      ['X-A', 'a'],
      ['X-B', 'b'.repeat(2000)],
    ]);
    expect([long.cut, long.response]).toEqual([true, ['HTTP/1.1 200 OK', 'X-A: a']]);
    const many = traced(Array.from({ length: 500 }, (_, nth) => ['X-Many', String(nth)] as const));
    expect(many.cut).toBe(true);
    expect(many.response.join('').length).toBeLessThanOrEqual(4096);
    expect(many.response.length).toBeGreaterThan(100);
  });

  it('keeps as much of an endless start line as makes a head', () => {
    const exchange = exchangeOf({});
    const statusLine = `HTTP/1.1 200 ${'\u0080'.repeat(9000)}`;
    const trace = traceOf({ ...exchange, response: { ...exchange.response, statusLine } });
    expect([trace.cut, trace.response.length]).toEqual([true, 1]);
    expect(headOf(trace.response)).toMatch(/^HTTP\/1\.1 200 \u0080+\r\n\r\n$/);
    expect(trace.response[0]?.length).toBeLessThanOrEqual(1024);
  });
});
