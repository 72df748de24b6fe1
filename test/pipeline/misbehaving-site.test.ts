import { afterEach, describe, expect, it } from 'vitest';
import { POLITE } from '../../adapters/http/manners.ts';
import { UndiciPaper } from '../../adapters/http/undici-paper.ts';
import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { newId } from '../../adapters/random-id.ts';
import { type IssueRun, captureIssue } from '../../cli/capture-issue.ts';
import { readCapture } from '../../core/capture/warc-capture.ts';
import { readManifest } from '../../core/catalog/manifest.ts';
import { instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { type ResourcePath, asResourcePath, frontPath, siteOf } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import type { Reading } from '../../core/read/document.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { loadReading } from '../../core/read/stored-reading.ts';
import { verifyArchive } from '../../core/verify/verify.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { remembered } from '../support/remembered.ts';
import { type LocalArchive, localArchive } from '../support/kept-issue.ts';
import {
  type Fault,
  type MisbehavingSite,
  atFirst,
  bombs,
  breaksOff,
  cutsGzip,
  drips,
  endsWithConnection,
  floods,
  hangs,
  hasStatus,
  nests,
  redirects,
  resetsMidBody,
  says,
  sendsNoGzip,
  startMisbehavingSite,
  truncates,
} from '../support/misbehaving-site.ts';

const DAY = asIssueDate('2023-02-26');
const FRONT = frontPath(DEMO, DAY);
const ARTICLE = asResourcePath(WITHDRAWN);
const YESTERDAY = frontPath(DEMO, asIssueDate('2023-02-24'));

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const CAPTCHA = '<html><body><form>请输入验证码 <img src=/captcha.jpg></form></body></html>';
const GONE = '<html><head><title>出错了</title></head><body>您访问的页面不存在或已被删除</body></html>';
const inBody = (words: string): Fault =>
  says((good) => good.toString().replace(/(<div id=ozoom[^>]*>)[^]*?<\/div>/, `$1<P>${words}</P></div>`));
const otherPaper = says((good) => good.toString().replaceAll('示范日报', '荆门日报'));

/** What the site does in the place of one article, and how the archive has to take it. */
const REFUSED: readonly (readonly [what: string, fault: Fault, reason: string])[] = [
  ['a captcha', says(CAPTCHA), 'captcha'],
  ['a captcha in the dress of the paper', inBody('访问过于频繁，请输入验证码'), 'captcha'],
  ['"page not found" with status 200', says(GONE), 'not-found-page'],
  ['"page not found" in the dress of the paper', inBody('对不起，该文章不存在或已被删除'), 'not-found-page'],
  ['another newspaper in the same template', otherPaper, 'other-paper'],
  ['the article of another day', says((good) => redated(good)), 'other-date'],
  ['an article with nothing in it', inBody(''), 'empty-article'],
  ['a page that sends the browser on', says('<meta http-equiv=refresh content="0;url=/">'), 'refresh-page'],
  ['something else', says('<html><body>改版公告</body></html>'), 'template-unknown'],
  ['nothing', says(''), 'empty-body'],
  ['a forbidden page', hasStatus('403 Forbidden'), 'status 403'],
  ['100,000 nested elements', nests(100_000), 'too-deep'],
  ['noise', says((good) => Buffer.concat([Buffer.alloc(9000, 0xff), good])), 'undecodable'],
  [
    'UTF-16 without its mark',
    says((good) => utf16(good, 'le').subarray(2), 'Content-Type: text/html; charset=utf-16le'),
    'template-unknown',
  ],
  ['a redirect to itself', redirects(''), 'redirect-nowhere'],
  ['a redirect in a loop', redirects('content_667082.htm'), 'redirect-loop'],
  ['a redirect to the front page', redirects('node_22.htm'), 'redirect-to-front'],
  ['a redirect to the entrance', redirects('../../../'), 'redirect-to-front'],
  ['a redirect to the host’s root', redirects('/'), 'redirect-to-front'],
  ['a redirect to another article', redirects('content_667083.htm', '301 Moved'), 'redirect-to-other'],
  ['a redirect to another server', redirects('http://ad.example/'), 'redirect-elsewhere'],
  ['a redirect to a file', redirects('file:///etc/passwd'), 'redirect-elsewhere'],
  [
    'a redirect to where clouds keep keys',
    redirects('http://169.254.169.254/'),
    'redirect-to-private-address',
  ],
  ['a redirect to another port here', redirects('http://127.0.0.1:1/x'), 'redirect-to-private-address'],
  ['a redirect to an IPv6 of its own', redirects('http://[::1]:8080/'), 'redirect-to-private-address'],
];

const FAILED: readonly (readonly [what: string, fault: Fault, reason: string])[] = [
  ['500 again and again', hasStatus('500 Internal Server Error'), 'status 500'],
  ['503 and a word on when to come back', hasStatus('503 Unavailable', 'Retry-After: 0'), 'status 503'],
  ['a reset in the middle of its body', resetsMidBody, 'broken-off'],
  ['less than it said', truncates, 'broken-off'],
  ['half a page, without a word on its length', breaksOff, 'broken-off'],
  ['a slow drip', drips, 'timeout'],
  ['silence', hangs, 'timeout'],
  ['gzip that is none', sendsNoGzip, 'bad-encoding'],
  ['gzip that is cut', cutsGzip, 'bad-encoding'],
  ['a gzip bomb', bombs(200), 'too-large'],
  ['200 MB', floods(200), 'too-large'],
];

const asPublished = (good: Buffer): Buffer => good;

/** What is strange and all the same what the paper publishes: `of` makes it of the page. */
const GOOD: readonly (readonly [what: string, fault: Fault, of: (good: Buffer) => Buffer])[] = [
  ['one 500 before it', atFirst(hasStatus('500 Internal Server Error')), asPublished],
  [
    'one 503 with a time to wait before it',
    atFirst(hasStatus('503 Unavailable', 'Retry-After: 1')),
    asPublished,
  ],
  ['one reset before it', atFirst(resetsMidBody), asPublished],
  ['the end of the connection as its only end', endsWithConnection, asPublished],
  ['a wrong charset', says((good) => good, 'Content-Type: text/html; charset=gb2312'), asPublished],
  [
    'a charset of another world',
    says((good) => good, 'Content-Type: text/html; charset=utf-16le'),
    asPublished,
  ],
  ['a charset that is none', says((good) => good, 'Content-Type: image/png; charset=klingon'), asPublished],
  ['NULs and invalid UTF-8', says((good) => garbled(good)), (good) => garbled(good)],
  ['a comment of 20,000 characters behind its end', says(annotated), annotated],
  ['no end but that of its body', says(unclosed), unclosed],
  ['UTF-16LE behind its mark', says((good) => utf16(good, 'le')), (good) => utf16(good, 'le')],
  ['UTF-16BE behind its mark', says((good) => utf16(good, 'be')), (good) => utf16(good, 'be')],
];

/** As publishers' own systems note what they published. */
function annotated(good: Buffer): Buffer {
  return Buffer.concat([good, Buffer.from(`<!--enpproperty ${'文'.repeat(20_000)} /enpproperty-->`)]);
}

function unclosed(good: Buffer): Buffer {
  return Buffer.from(good.toString().replace('</html>', ''));
}

describe('a site that fails in every way that sites fail', () => {
  it.each(REFUSED)('is refused where it serves %s in place of an article', async (_what, fault, reason) => {
    const { desk, site } = await open();
    site.misbehave(ARTICLE, fault);
    const bad = await desk.capture();
    expect(bad.troubles).toEqual([{ path: ARTICLE, state: 'refused', reason }]);
    await desk.holdsWhatIsPublished([ARTICLE]);
    const kept = await desk.quarantined();
    // Even an empty answer is evidence: its head tells.
    expect(kept.map(({ url }) => url).at(-1)).toContain(site.baseUrl);
    await desk.healsAndKeeps(fault, { state: 'refused', reason });
  });

  it.each(FAILED)('is asked again later where it answers with %s', async (_what, fault, reason) => {
    const { desk, site } = await open();
    site.misbehave(ARTICLE, fault);
    const bad = await desk.capture();
    expect(bad.troubles).toEqual([{ path: ARTICLE, state: 'failed', reason }]);
    await desk.holdsWhatIsPublished([ARTICLE]);
    expect(await desk.quarantined()).toEqual([]);
    await desk.healsAndKeeps(fault, { state: 'failed', reason });
  });

  it.each(GOOD)('is captured whole where it answers with %s', async (_what, fault, of) => {
    const { desk, site } = await open();
    site.misbehave(ARTICLE, fault);
    expect((await desk.capture()).troubles).toEqual([]);
    await desk.holdsWhatIsPublished([ARTICLE]);
    const held = await desk.archive.catalog.newestSnapshot(DEMO.id, ARTICLE);
    expect(held).toMatchObject({
      version: 1,
      sha256: sha256Of(of(site.published(ARTICLE))),
    });
    expect(await desk.quarantined()).toEqual([]);
  });

  it.each([
    ['le', 'utf-16le'],
    ['be', 'utf-16be'],
  ] as const)('is read as its own mark says, and the reading tells so: UTF-16%s', async (order, name) => {
    const { desk, site } = await open();
    await desk.capture();
    const plain = await desk.readingOf(ARTICLE, 1);
    site.misbehave(ARTICLE, (socket, good) => endsWithConnection(socket, utf16(good, order), 1));
    expect((await desk.capture()).counts).toMatchObject({ refused: 0, failed: 0 });
    // The same words in another charset are the version that is held.
    expect((await desk.archive.catalog.newestSnapshot(DEMO.id, ARTICLE))?.version).toBe(1);
    const edited = (good: Buffer): Buffer => Buffer.from(good.toString().replace('</P>', '，增长5.5%。</P>'));
    site.misbehave(
      ARTICLE,
      says((good) => utf16(edited(good), order)),
    );
    await desk.capture();
    const marked = await desk.readingOf(ARTICLE, 2);
    expect(marked.charset).toEqual({ name, from: 'bom' });
    expect(marked.document.title).toBe(plain.document.title);
    expect(marked.figures.length).toBe(plain.figures.length + 1);
    expect(marked.flaws).toEqual(plain.flaws);
  });

  it('has its redirects kept as records of their own, and its moved pages are good', async () => {
    const { desk, site } = await open();
    site.misbehave(ARTICLE, redirects('content_667082.htm?div=0'));
    site.misbehave(`${ARTICLE}?div=0`, redirects('content_667082.htm?div=-1', '301 Moved'));
    site.misbehave(`${ARTICLE}?div=-1`, endsWithConnection);
    expect((await desk.capture()).troubles).toEqual([]);
    await desk.holdsWhatIsPublished([]);
    const held = await desk.archive.catalog.newestSnapshot(DEMO.id, ARTICLE);
    expect(held?.url).toBe(`${site.baseUrl}${ARTICLE}?div=-1`);
    const kept = readCapture(await desk.archive.objects.get(held?.object ?? ''));
    expect([...kept.hops, kept].map(({ url, status }) => [url.slice(site.baseUrl.length), status])).toEqual([
      [ARTICLE, 302],
      [`${ARTICLE}?div=0`, 301],
      [`${ARTICLE}?div=-1`, 200],
    ]);
  });

  it('is followed for five hops and no further', async () => {
    const { desk, site } = await open();
    for (let hop = 0; hop < 6; hop += 1)
      site.misbehave(hop === 0 ? ARTICLE : `${ARTICLE}?div=${hop}`, redirects(`?div=${hop + 1}`));
    expect((await desk.capture()).troubles).toEqual([
      { path: ARTICLE, state: 'refused', reason: 'too-many-redirects' },
    ]);
    const [kept] = await desk.quarantined();
    expect(kept?.hops).toHaveLength(5);
    site.misbehave(`${ARTICLE}?div=5`, endsWithConnection);
    expect((await desk.capture()).troubles).toEqual([]);
    await desk.holdsWhatIsPublished([]);
  });

  it('may redirect to its error page, whose status then tells', async () => {
    const { desk, site } = await open();
    site.misbehave(ARTICLE, redirects('/jmrb/404.htm'));
    expect((await desk.capture()).troubles).toEqual([
      { path: ARTICLE, state: 'missing', reason: 'status 404' },
    ]);
    await desk.holdsWhatIsPublished([ARTICLE]);
  });

  it('lists pages that do not exist: each is a gap, and the rest is held', async () => {
    const { desk, site } = await open();
    const more = Buffer.from(
      site
        .published(FRONT)
        .toString()
        .replace('</tbody>', '<tr><td><a id=pageLink href=node_99.htm>第C09版：无</a></td></tr></tbody>')
        .replace('</TBODY>', '<tr><td><a href=content_999999.htm>没有的文章</a></td></tr></TBODY>'),
    );
    site.misbehave(FRONT, says(more));
    const run = await desk.capture();
    expect(run.issue).toMatchObject({ state: 'partial', gaps: 2 });
    expect(run.troubles.map(({ path, reason }) => [path.split('/').at(-1), reason]).sort()).toEqual([
      ['content_999999.htm', 'status 404'],
      ['node_99.htm', 'status 404'],
    ]);
    await desk.holdsWhatIsPublished([FRONT, ...run.troubles.map(({ path }) => path)]);
    const held = await desk.archive.catalog.newestSnapshot(DEMO.id, FRONT);
    expect(held?.sha256).toBe(sha256Of(more));
  });

  it.each([
    ['404', () => hasStatus('404 Not Found'), 'missing'],
    ['yesterday’s issue', (site: MisbehavingSite) => says(site.published(YESTERDAY)), 'missing'],
    ['an article', (site: MisbehavingSite) => says(site.published(ARTICLE)), 'open'],
    ['a redirect to yesterday’s issue', () => redirects('../24/node_22.htm'), 'missing'],
    ['an empty page', () => says('<html><body></body></html>'), 'template-unknown'],
  ] as const)('shows an issue on the third ask, after %s', async (_what, before, state) => {
    const { desk, site } = await open();
    site.misbehave(FRONT, atFirst(before(site), 2));
    for (let ask = 1; ask <= 2; ask += 1) {
      const run = await desk.capture();
      expect(run.issue).toMatchObject({ state, gaps: 1 });
      expect(await Array.fromAsync(desk.archive.catalog.snapshots(DEMO.id, FRONT))).toEqual([]);
    }
    expect((await desk.capture()).issue).toMatchObject({ state: 'complete', gaps: 0 });
    await desk.holdsWhatIsPublished([]);
  });

  it('serves the front page in place of every other page: none of them is taken for it', async () => {
    const { desk, site } = await open();
    const others = (await desk.capture(), await desk.manifest()).resources.filter(
      ({ path, kind }) => path !== FRONT && (kind === 'node' || kind === 'article'),
    );
    const fresh = await open();
    for (const { path } of others) fresh.site.misbehave(path, says(site.published(FRONT)));
    const { troubles } = await fresh.desk.capture();
    const reasons = new Set(
      troubles.map(({ path, reason }) => `${/node|content/.exec(path)?.[0]} ${reason}`),
    );
    expect(reasons).toEqual(new Set(['node other-page', 'content node-page']));
    await fresh.desk.holdsWhatIsPublished(troubles.map(({ path }) => path));
  });
});

function redated(good: Buffer): string {
  return good
    .toString()
    .replace(/(日|\s)26(\s*日)/, '$125$2')
    .replace(/2 月 26 日/, '2 月 25 日');
}

function utf16(page: Buffer, order: 'le' | 'be'): Buffer {
  const little = Buffer.from(`\ufeff${page.toString()}`, 'utf16le');
  return order === 'le' ? little : little.swap16();
}

function garbled(good: Buffer): Buffer {
  const at = good.indexOf('<P>') + 3;
  return Buffer.concat([good.subarray(0, at), Buffer.from([0, 0xff, 0xfe, 0, 0xc3, 8]), good.subarray(at)]);
}

interface Standing {
  readonly state: string;
  readonly reason: string;
}

async function open(): Promise<{ desk: Desk; site: MisbehavingSite }> {
  const site = await startMisbehavingSite();
  closing.push(() => site.close());
  const desk = new Desk(await localArchive(), site);
  return { desk, site };
}

/** An archive on a real disk that asks the site over real connections. */
class Desk {
  readonly archive: LocalArchive;
  readonly #site: MisbehavingSite;
  readonly #client: UndiciPaper;

  constructor(archive: LocalArchive, site: MisbehavingSite) {
    this.archive = archive;
    this.#site = site;
    const manners = { ...POLITE, delayMs: 0, tries: 2, headersTimeoutMs: 400, totalTimeoutMs: 1500 };
    const { origin } = new URL(site.baseUrl);
    this.#client = new UndiciPaper({ origins: [origin], manners, contact: 'test' });
    closing.push(() => this.#client.close());
  }

  capture(): Promise<IssueRun> {
    const { objects, catalog } = this.archive;
    return captureIssue(
      { objects, catalog, client: this.#client, newId, within: remembered(withinReadingDeadline) },
      { site: siteOf(DEMO, this.#site.baseUrl), date: DAY, ask: 'all' },
      {
        concurrency: 1,
        now: () => instantOf(new Date()),
        ending: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  }

  async manifest(): Promise<NonNullable<Awaited<ReturnType<typeof readManifest>>>> {
    const manifest = await readManifest(this.archive.catalog, DEMO.id, DAY);
    if (!manifest) throw new Error('no manifest');
    return manifest;
  }

  /** Every listed resource but these is held as it is published, and whatever is held is whole and in its place. */
  async holdsWhatIsPublished(except: readonly string[]): Promise<void> {
    const { resources } = await this.manifest();
    expect(resources.length).toBeGreaterThan(5);
    for (const { path, sha256 } of resources) {
      if (!except.includes(path)) expect([path, sha256]).toEqual([path, this.#site.sha256Of(path)]);
    }
    expect(await Array.fromAsync(verifyArchive(this.archive, () => undefined))).toEqual([]);
  }

  async readingOf(path: ResourcePath, version: number): Promise<Reading> {
    const { catalog, objects } = this.archive;
    const record = await catalog.reading(DEMO.id, path, version, READER_VERSION);
    return loadReading(objects, record?.object ?? '');
  }

  async quarantined(): Promise<ReturnType<typeof readCapture>[]> {
    const { objects } = this.archive;
    const found: ReturnType<typeof readCapture>[] = [];
    for await (const { key } of objects.list('quarantine/')) found.push(readCapture(await objects.get(key)));
    return found;
  }

  /** What is good later is kept, and is not harmed when the site fails again in the same way. */
  async healsAndKeeps(fault: Fault, standing: Standing): Promise<void> {
    this.#site.misbehave(ARTICLE, null);
    expect((await this.capture()).issue).toMatchObject({ state: 'complete', gaps: 0 });
    this.#site.misbehave(ARTICLE, fault);
    expect((await this.capture()).issue).toMatchObject({ state: 'complete', gaps: 0 });
    const state = await this.archive.catalog.state(DEMO.id, DAY, ARTICLE);
    expect(state).toMatchObject({ ...standing, version: 1, sha256: this.#site.sha256Of(ARTICLE) });
    await this.holdsWhatIsPublished([]);
  }
}
