import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCapture } from '../../core/capture/warc-capture.ts';
import type { IssueRun } from '../../cli/capture-issue.ts';
import type { StateRecord } from '../../core/catalog/records.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { type ResourcePath, asResourcePath, frontPath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { type Fault, hasStatus, redirects, says } from '../support/misbehaving-site.ts';
import { OK, PACKED, WHOLE, chunked, coded, inGbk, lies, same, sends } from '../support/odd-answers.ts';
import { SiteDesk } from '../support/site-desk.ts';

const DAY = asIssueDate('2023-02-26');
const FRONT = frontPath(DEMO, DAY);
/** It has no body, and nothing of its own to keep. */
const UNASKED = '"not modified" to a first question';

const html = (good: Buffer): string => good.toString();
/** In the middle of its text, behind all that the template is known by. */
const cut = (good: Buffer): Buffer => good.subarray(0, good.indexOf('</P>'));
const asGbk = (good: Buffer): Buffer => inGbk(html(good).replaceAll(/charset=utf-8/gi, 'charset=gb2312'));
const MANY_FIELDS = Array.from({ length: 10_000 }, (_, nth) => `X-${nth}: 1`);
const SPLIT = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>别的';

/** What the server does in the place of an article that is good, and the bytes that it really publishes so. */
const GOOD: readonly (readonly [what: string, fault: Fault, of?: (good: Buffer) => Buffer])[] = [
  ['chunks of seven bytes with extensions and a trailer', chunked(7)],
  ['an end of the connection after the last chunk', chunked(4096, '0\r\n\r\n', true)],
  ['gzip in two members', coded('gzip', PACKED.twoMembers)],
  ['gzip with garbage behind it', coded('gzip', PACKED.trailing)],
  ['gzip twice, and says so', coded('gzip, gzip', PACKED.twice)],
  ['bare deflate', coded('deflate', PACKED.raw)],
  ['deflate in its zlib dress', coded('deflate', PACKED.zlib)],
  ['brotli, which was not asked for', coded('br', PACKED.brotli)],
  ['a coding called identity', coded('identity', same)],
  ['a coding that does not exist', coded('x-klingon', same)],
  ['HTTP/1.0 without a length', sends(['HTTP/1.0 200 OK', 'Content-Type: text/html'], same, true)],
  ['HTTP/1.0 with a length', sends(['HTTP/1.0 200 OK', ...WHOLE.slice(1)], same, true)],
  ['103 before its answer', sends(['HTTP/1.1 103 Early Hints', 'Link: </a.css>', '', ...WHOLE])],
  ['a status without a phrase', sends(['HTTP/1.1 200 ', ...WHOLE.slice(1)])],
  ['letters of another charset in its head', sends([...WHOLE, 'X-Title: \xd6\xd0\xb9\xfa', 'X-Tab: a\tb'])],
  ['GBK, labelled so by the page', says(asGbk, 'Content-Type: text/html'), asGbk],
  ['GBK, labelled UTF-8 by the server', says(asGbk, 'Content-Type: text/html; charset=utf-8'), asGbk],
  [
    'UTF-8 that calls itself GBK in the page',
    says((good) => html(good).replace(/charset=utf-8/i, 'charset=gbk')),
    (good) => Buffer.from(html(good).replace(/charset=utf-8/i, 'charset=gbk')),
  ],
  [
    'a byte order mark against its label',
    says((good) => `\ufeff${html(good)}`, 'Content-Type: text/html; charset=gbk'),
    (good) => Buffer.from(`\ufeff${html(good)}`),
  ],
  [
    'a date of change in the year 9999',
    sends([...WHOLE, 'Last-Modified: Fri, 31 Dec 9999 23:59:59 GMT', 'ETag: W/"']),
  ],
  [
    'a cookie for every taste',
    sends([...WHOLE, ...Array.from({ length: 50 }, (_, nth) => `Set-Cookie: c${nth}=1`)]),
  ],
];

const REFUSED: readonly (readonly [what: string, fault: Fault, reason: string])[] = [
  ['gzip twice under the name of once', coded('gzip', PACKED.twice), 'undecodable'],
  ['gzip that it calls identity', coded('identity', PACKED.gzip), 'undecodable'],
  ['half a page, of just the length that it says', says(cut), 'cut-off'],
  [
    'a length in characters of a page in bytes',
    (socket, good) => {
      sends([...OK, `Content-Length: ${html(good).length}`])(socket, good, 1);
    },
    'cut-off',
  ],
  ['half a page in whole chunks', (socket, good) => chunked(100)(socket, cut(good), 1), 'cut-off'],
  [
    'a length that is too short, and another answer behind it',
    (socket, good) => {
      const behind = (whole: Buffer): Buffer => Buffer.concat([cut(whole), Buffer.from(SPLIT)]);
      sends([...OK, `Content-Length: ${cut(good).length}`], behind)(socket, good, 1);
    },
    'cut-off',
  ],
  [
    'a part that nobody asked for',
    sends(['HTTP/1.1 206 Partial Content', 'Content-Range: bytes 0-9/10', ...WHOLE.slice(1)]),
    'status 206',
  ],
  ['a length that leaves out the end of its last comment', lies(-50), 'cut-off'],
  ['no content', (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'), 'status 204'],
  [UNASKED, (socket) => socket.write('HTTP/1.1 304 Not Modified\r\n\r\n'), 'unasked-304'],
  ['several choices', redirects('content_667083.htm', '300 Multiple Choices'), 'status 300'],
  ['303 to nowhere', hasStatus('303 See Other'), 'redirect-nowhere'],
  ['307 to nowhere', hasStatus('307 Temporary Redirect'), 'redirect-nowhere'],
  ['308 to nothing that is a URL', redirects('http://[', '308 Permanent Redirect'), 'redirect-nowhere'],
  [
    'a redirect to itself with a cookie',
    sends(['HTTP/1.1 302 Found', 'Set-Cookie: wall=1', 'Location: ?', 'Content-Length: 0'], () =>
      Buffer.alloc(0),
    ),
    'redirect-loop',
  ],
  ['a redirect to a place within itself', redirects('#top'), 'redirect-loop'],
  ['a redirect with a name and a password', redirects('http://u:p@127.0.0.1:1/'), 'redirect-elsewhere'],
  ['a redirect to data', redirects('data:text/html,<p>x'), 'redirect-elsewhere'],
  ['a redirect to a script', redirects('javascript:alert(1)'), 'redirect-elsewhere'],
  ['a redirect to another host without a scheme', redirects('//ad.example/'), 'redirect-elsewhere'],
  [
    'a redirect to loopback in IPv6 dress',
    redirects('http://[::ffff:127.0.0.1]/'),
    'redirect-to-private-address',
  ],
  ['a redirect to loopback as one number', redirects('http://2130706433/'), 'redirect-to-private-address'],
  ['a redirect to loopback in octal', redirects('http://0177.0.0.1/'), 'redirect-to-private-address'],
  ['a redirect to a router by name', redirects('http://router.local/'), 'redirect-to-private-address'],
  [
    'a wall that wants cookies',
    says('<html><body>请开启浏览器的Cookie后刷新</body></html>'),
    'template-unknown',
  ],
  [
    'a page that a script is to make',
    says('<html><head></head><body><script>location="/x"</script></body></html>'),
    'template-unknown',
  ],
];

const FAILED: readonly (readonly [what: string, fault: Fault, reason: string])[] = [
  ['a length that is too long, and hangs up', lies(100), 'broken-off'],
  ['a length below nothing', sends([...OK, 'Content-Length: -5']), 'not-http'],
  ['a length that is no number', sends([...OK, 'Content-Length: ten']), 'not-http'],
  ['two lengths that differ', sends([...WHOLE, 'Content-Length: 7']), 'broken-off'],
  ['a length and chunks at once', sends([...WHOLE, 'Transfer-Encoding: chunked']), 'broken-off'],
  ['a chunk of a size that is no number', chunked(100, 'zz\r\n'), 'not-http'],
  ['chunks without the last one', chunked(100, '', true), 'broken-off'],
  [
    'a head and then nothing',
    sends([...OK, 'Content-Length: 500'], () => Buffer.alloc(0), true),
    'broken-off',
  ],
  [
    'all but the end of its last comment, without a length',
    sends(OK, (good) => good.subarray(0, -50), true),
    'broken-off',
  ],
  ['a megabyte of head', sends([...WHOLE, `X-Long: ${'a'.repeat(2 ** 20)}`]), 'not-http'],
  ['ten thousand fields', sends([...WHOLE, ...MANY_FIELDS]), 'not-http'],
  ['two lengths that agree', sends([...WHOLE, 'Content-Length: LENGTH']), 'broken-off'],
  ['100 before its answer', sends(['HTTP/1.1 100 Continue', '', ...WHOLE]), 'broken-off'],
  ['a NUL in its head', sends([...WHOLE, 'X-Nul: a\0b']), 'broken-off'],
  ['a protocol of another time', sends(['HTTP/0.9 whatever']), 'not-http'],
  ['a page without any head', (socket, good) => socket.end(good), 'not-http'],
  ['compress, which nothing unpacks', coded('compress', same), 'bad-encoding'],
];

const ANSWERS: (readonly [what: string, fault: Fault])[] = [GOOD, REFUSED, FAILED].flatMap((list) =>
  list.map(([what, fault]) => [what, fault] as const),
);
const plan = ANSWERS.map(([what, fault], nth) => ({
  ...{ what, fault },
  path: asResourcePath(`html/2023-02/26/content_${800_000 + nth}.htm`),
}));

let desk: SiteDesk;
let article: Buffer;
const runs: IssueRun[] = [];

/** One issue lists an article for each answer, and is captured twice over one connection. */
beforeAll(async () => {
  desk = await SiteDesk.open(DAY);
  const { site } = desk;
  article = site.published(WITHDRAWN);
  const listed = plan
    .map(({ path }) => `<tr><td><a href=${path.split('/').at(-1)}>文</a></td></tr>`)
    .join('');
  site.misbehave(
    FRONT,
    says((good) => good.toString().replace('</TBODY>', `${listed}</TBODY>`)),
  );
  for (const { path, fault } of plan)
    site.misbehave(path, (socket, _good, time) => fault(socket, article, time));
  for (let time = 0; time < 2; time += 1) runs.push(await desk.capture());
}, 60_000);
afterAll(() => desk.close());

function pathOf(what: string): ResourcePath {
  const found = plan.find((one) => one.what === what);
  if (!found) throw new Error(`no such answer: ${what}`);
  return found.path;
}

function stateOf(what: string): Promise<StateRecord | null> {
  return desk.state(pathOf(what));
}

describe('a server that answers oddly', () => {
  const good = GOOD.map(([what, , of = same]) => [what, of] as const);
  it.each(good)('is captured as it publishes where it sends %s', async (what, of) => {
    expect(await stateOf(what)).toMatchObject({
      state: 'unchanged',
      version: 1,
      sha256: sha256Of(of(article)),
    });
  });

  it.each(REFUSED)('is refused where it sends %s', async (what, _fault, reason) => {
    expect(await stateOf(what)).toMatchObject({ state: 'refused', reason, version: 0 });
  });

  it.each(FAILED)('is asked again later where it sends %s', async (what, _fault, reason) => {
    expect(await stateOf(what)).toMatchObject({ state: 'failed', reason, version: 0 });
  });

  it('leaves an archive that is whole, with every other page of the issue', async () => {
    expect(await desk.findings()).toEqual([]);
    for (const { troubles, failures } of runs) {
      expect(failures).toEqual([]);
      expect(troubles.filter(({ path }) => !plan.some((one) => one.path === path))).toEqual([]);
    }
    expect(runs.at(-1)?.issue).toMatchObject({ gaps: REFUSED.length + FAILED.length });
  });

  it('has what it sent kept, each answer once, and nothing of what broke off', async () => {
    const kept: string[] = [];
    for await (const { key } of desk.objects.list('quarantine/')) {
      const { url, hops } = readCapture(await desk.objects.get(key));
      kept.push((hops[0]?.url ?? url).slice(desk.site.baseUrl.length));
    }
    const told = REFUSED.map(([what]) => what).filter((what) => what !== UNASKED);
    expect(kept.sort()).toEqual(told.map(pathOf).sort());
  });
});
