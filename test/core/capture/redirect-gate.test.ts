import { execFileSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import { type Followed, followRedirects } from '../../../core/capture/follow-redirects.ts';
import { type Exchange, FetchFailed, type PaperRequest } from '../../../core/capture/paper-client.ts';
import { readCapture, writeCapture } from '../../../core/capture/warc-capture.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath, originsOf, siteOf } from '../../../core/paper/resource.ts';
import { verifyWarc } from '../../../core/verify/verify-warc.ts';
import { articlePage, exchangeOf } from '../../support/kept-issue.ts';
import { inPieces } from '../../support/in-pieces.ts';

const SITE = siteOf(JMRB);
const PATH = asResourcePath('html/2023-02/25/content_667012.htm');
const ASKED = `${SITE.baseUrl}${PATH}`;
const OTHER_PORT = ASKED.replace(':8080', ':8090');

describe('followRedirects', () => {
  it('takes the same page on the paper’s other port, and with a query that tells nothing apart, for the page', async () => {
    const { followed, asked } = await follow({
      [ASKED]: OTHER_PORT,
      [OTHER_PORT]: '?div=-1#top',
      [`${OTHER_PORT}?div=-1`]: 200,
    });
    expect(followed.refusal).toBeNull();
    expect([...followed.hops, followed.exchange].map(({ url }) => url)).toEqual([
      ...[ASKED, OTHER_PORT, `${OTHER_PORT}?div=-1`],
    ]);
    // All three are the page that the validators are of.
    expect(asked.map(({ etag }) => etag)).toEqual(['"held"', '"held"', '"held"']);
  });

  it('asks a page on the way for itself, and not whether it has changed', async () => {
    const login = `${SITE.baseUrl}login.htm`;
    const { followed, asked } = await follow({ [ASKED]: '/jmrb/login.htm', [login]: 200 });
    expect(followed).toMatchObject({ refusal: 'redirect-to-other', exchange: { url: login } });
    expect(asked.map(({ etag }) => etag)).toEqual(['"held"', null]);
  });

  it.each([
    ['http://evil.example/jmrb/html/2023-02/25/content_667012.htm', 'redirect-elsewhere'],
    ['http://dzb.jmrb.com.evil.example:8080/', 'redirect-elsewhere'],
    ['http://dzb.jmrb.com@evil.example/', 'redirect-elsewhere'],
    ['http://user:secret@dzb.jmrb.com:8080/jmrb/', 'redirect-elsewhere'],
    ['http://dzb.jmrb.com:22/', 'redirect-elsewhere'],
    ['javascript:alert(1)', 'redirect-elsewhere'],
    ['http://[::ffff:10.0.0.1]/', 'redirect-to-private-address'],
    ['http://0x7f.1/', 'redirect-to-private-address'],
    ['http://2130706433/', 'redirect-to-private-address'],
    ['http://172.31.0.1/', 'redirect-to-private-address'],
    ['http://localhost:8080/jmrb/', 'redirect-to-private-address'],
    ['http://172.32.0.1/', 'redirect-elsewhere'],
    ['http://', 'redirect-nowhere'],
    ['', 'redirect-nowhere'],
    [ASKED, 'redirect-loop'],
    ['node_22.htm', 'redirect-to-front'],
    ['../../2023-02/24/node_22.htm', 'redirect-to-front'],
    ['http://dzb.jmrb.com:8090/jmrb/index.htm', 'redirect-to-front'],
  ])('never asks for what %s leads to: %s', async (location, refusal) => {
    const { followed, asked } = await follow({ [ASKED]: location });
    expect(followed).toMatchObject({ refusal, hops: [], exchange: { url: ASKED } });
    expect(asked).toHaveLength(1);
  });

  it('keeps the redirect as the answer where a rule forbids its target, and fails where the target fails', async () => {
    for (const [reason, refusal] of [
      ['address-not-allowed', 'redirect-to-private-address'],
      ['disallowed-by-robots', 'disallowed-by-robots'],
    ] as const) {
      const { followed } = await follow({ [ASKED]: OTHER_PORT, [OTHER_PORT]: reason });
      expect(followed).toMatchObject({ refusal, exchange: { url: ASKED } });
    }
    await expect(follow({ [ASKED]: OTHER_PORT, [OTHER_PORT]: 'timeout' })).rejects.toThrow(FetchFailed);
  });

  it('follows a test server to no address of the paper, and the paper to all of its own', () => {
    expect(originsOf(siteOf(JMRB, 'http://127.0.0.1:9/jmrb/'))).toEqual(['http://127.0.0.1:9']);
    expect(originsOf(SITE)).toEqual(['http://dzb.jmrb.com:8080', 'http://dzb.jmrb.com:8090']);
  });
});

describe('a capture with redirects', () => {
  const hop = exchangeOf({ url: ASKED, status: 302, headers: [['LOCATION', OTHER_PORT]] });
  const end = exchangeOf({ url: OTHER_PORT, body: articlePage('正文') });
  const file = writeCapture(JMRB, 'a-capture', 'a.warc.gz', end, [hop]);

  it('has a request and a response record for each, which read back as they were', async () => {
    const kept = readCapture(file);
    expect(kept).toMatchObject({ url: OTHER_PORT, status: 200, body: Buffer.from(articlePage('正文')) });
    expect(kept.hops).toMatchObject([{ url: ASKED, status: 302, headers: [['LOCATION', OTHER_PORT]] }]);
    const member = kept.hops[0]?.member ?? { offset: 0, length: 0 };
    const record = gunzipSync(file.subarray(member.offset, member.offset + member.length)).toString();
    expect(record).toContain(`WARC-Target-URI: ${ASKED}\r\n`);
    expect(await verifyWarc(inPieces(file))).toEqual([]);
  });

  it('is a WARC to others', async () => {
    const types: string[] = [];
    for await (const record of new WARCParser(new Blob([Buffer.from(file)]).stream())) {
      types.push(`${record.warcType} ${record.warcTargetURI ?? ''}`.trim());
      await record.readFully(false);
    }
    expect(types).toEqual([
      ...[
        'warcinfo',
        `request ${ASKED}`,
        `response ${ASKED}`,
        `request ${OTHER_PORT}`,
        `response ${OTHER_PORT}`,
      ],
    ]);
    expect(() => execFileSync('gunzip', ['-t'], { input: file })).not.toThrow();
  });

  it('is the one answer that it was where there was no redirect', () => {
    const plain = writeCapture(JMRB, 'a-capture', 'a.warc.gz', end);
    expect(readCapture(plain)).toMatchObject({ url: OTHER_PORT, hops: [] });
    expect(writeCapture(JMRB, 'a-capture', 'a.warc.gz', end, [])).toEqual(plain);
  });
});

/** A site that says of each URL where it redirects to, its status, or why it cannot be had. */
async function follow(
  says: Readonly<Record<string, string | number>>,
): Promise<{ followed: Followed; asked: readonly PaperRequest[] }> {
  const asked: PaperRequest[] = [];
  const client = {
    fetch: (request: PaperRequest): Promise<Exchange> => {
      asked.push(request);
      const { url } = request;
      const said = says[url] ?? 404;
      if (said === 'timeout' || said === 'address-not-allowed' || said === 'disallowed-by-robots')
        return Promise.reject(new FetchFailed(said, url, said));
      const answer =
        typeof said === 'number' ? { status: said } : { status: 302, headers: [['location', said]] as const };
      return Promise.resolve(exchangeOf({ url, ...answer }));
    },
  };
  const request = { url: ASKED, etag: '"held"', lastModified: null, maxBytes: 1000 };
  return { followed: await followRedirects(client, SITE, PATH, request), asked };
}
