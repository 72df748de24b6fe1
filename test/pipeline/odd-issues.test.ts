import { afterEach, describe, expect, it } from 'vitest';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, frontPath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { type Fault, hasStatus, says } from '../support/misbehaving-site.ts';
import { PACKED, WHOLE, coded, sends } from '../support/odd-answers.ts';
import { SiteDesk } from '../support/site-desk.ts';

const DAY = asIssueDate('2023-02-26');
const FRONT = frontPath(DEMO, DAY);
const ARTICLE = asResourcePath(WITHDRAWN);

const desks: SiteDesk[] = [];
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.close();
});
async function open(): Promise<SiteDesk> {
  const desk = await SiteDesk.open(DAY);
  desks.push(desk);
  return desk;
}

const JPEG = Buffer.from('\xff\xd8\xff\xe0 a picture \xff\xd9', 'latin1');
const GIF = Buffer.from('GIF89a a picture;', 'latin1');
const without = (bytes: number) => (good: Buffer) => good.subarray(0, -bytes);
const as = (type: string, body: Buffer | ((good: Buffer) => Buffer)): Fault =>
  says(body, `Content-Type: ${type}`);

/** What is sent in the place of each file of the issue, and what becomes of it: a reason, or the type of what is kept. */
const FILES: readonly (readonly [path: string, what: string, fault: Fault, outcome: string])[] = [
  [
    'page/3/2023-02-26/A01/16271677352961323.png',
    'a page that says it is an image',
    as('image/png', Buffer.from('<html>404</html>')),
    'not-an-image',
  ],
  [
    'page/3/2023-02-26/A02/55861677356611122.png',
    'a PNG without its last byte, of the length that it says',
    as('image/png', without(1)),
    'cut-off',
  ],
  [
    'page/3/2023-02-26/A03/58141677353894065.png',
    'a JPEG under the name of a PNG',
    as('image/png', JPEG),
    'image/jpeg',
  ],
  [
    'page/3/2023-02-26/A04/4661677352940672.png',
    'a JPEG without its end',
    as('image/jpeg', JPEG.subarray(0, -2)),
    'cut-off',
  ],
  [
    'page/3/2023-02-26/A01/54421677354548322.pdf',
    'an empty PDF',
    as('application/pdf', Buffer.alloc(0)),
    'empty-body',
  ],
  [
    'page/3/2023-02-26/A02/58181677355614623.pdf',
    'half a PDF',
    as('application/pdf', without(300)),
    'cut-off',
  ],
  [
    'page/3/2023-02-26/A03/55821677354890564.pdf',
    'a PDF with a banner behind its end',
    as('application/pdf', (good) => Buffer.concat([good, Buffer.from('<!-- free hosting -->')])),
    'application/pdf',
  ],
  [
    'page/3/2023-02-26/A04/88991677354816361.pdf',
    'a PDF as text',
    as('text/plain; charset=utf-8', (good) => good),
    'application/pdf',
  ],
  [
    'res/1/2023-02/26/A01/res01_attpic_brief.png',
    'a GIF without its end',
    as('image/gif', GIF.subarray(0, -1)),
    'cut-off',
  ],
  [
    'res/1/2023-02/26/A03/res01_attpic_brief.png',
    'a picture in gzip',
    coded('gzip', PACKED.gzip),
    'image/png',
  ],
  [
    'res/1/2023-02/26/A04/res01_attpic_brief.png',
    'a drawing with a script',
    as('image/svg+xml', Buffer.from('<svg><script>1</script></svg>')),
    'not-an-image',
  ],
  [
    'res/1/2023-02/26/A04/res02_attpic_brief.png',
    'a picture with status 404',
    hasStatus('404 Not Found'),
    'status 404',
  ],
  [
    'res/1/2023-02/26/A04/res03_attpic_brief.png',
    'a JPEG with bytes behind its end',
    as('image/jpeg', Buffer.concat([JPEG, Buffer.alloc(100)])),
    'image/jpeg',
  ],
];

it('files are judged by what they are: none that is cut, empty or another thing is kept as good', async () => {
  const desk = await open();
  for (const [path, , fault] of FILES) desk.site.misbehave(path, fault);
  const { troubles } = await desk.capture();
  for (const [path, what, , outcome] of FILES) {
    const [held] = await desk.versions(asResourcePath(path));
    const reason = troubles.find((one) => one.path === path)?.reason;
    expect([what, held?.mediaType ?? reason]).toEqual([what, outcome]);
  }
  expect(await desk.findings()).toEqual([]);

  // What comes whole later is the first version, and no edit.
  const isBad = ([, , , outcome]: (typeof FILES)[number]): boolean => !outcome.includes('/');
  for (const [path] of FILES.filter(isBad)) desk.site.misbehave(path, null);
  expect((await desk.capture()).issue).toMatchObject({ state: 'complete', gaps: 0 });
  for (const [path] of FILES.filter(isBad)) {
    const versions = await desk.versions(asResourcePath(path));
    expect(versions.map(({ sha256 }) => sha256)).toEqual([desk.site.sha256Of(path)]);
  }
  expect(await desk.findings()).toEqual([]);
});

const HOSTILE_LINKS = [
  ...[
    '../../../../etc/passwd',
    '..%2f..%2f..%2fetc/passwd',
    '%2e%2e/%2e%2e/%2e%2e/%2e%2e/x',
    '..\\..\\..\\..\\x',
  ],
  ...['//ad.example/content_1.htm', 'http://u:p@127.0.0.1/content_1.htm', 'http://127.0.0.1:1/content_1.htm'],
  ...[
    'http://[::ffff:7f00:1]/content_1.htm',
    'data:text/html,x',
    'javascript:content_1.htm',
    'file:///content_1.htm',
  ],
  ...[
    `content_${'9'.repeat(800)}.htm`,
    'content_&#0;1.htm',
    'content_667067&#10;.htm',
    'content_1.htm%00.jpg',
  ],
  ...[
    '../25/content_1.htm',
    '../../2023-03/26/content_1.htm',
    'node_22.htm?x=1',
    'content_١.htm',
    'content_-1.htm',
    '',
  ],
];

describe('a front page that lists what it should not', () => {
  it('leads to nothing but the pages of its own issue', async () => {
    const plain = await open();
    await plain.capture();
    const desk = await open();
    const others = Array.from({ length: 5000 }, (_, nth) => `../24/content_${nth}.htm`);
    const links = [
      ...HOSTILE_LINKS,
      'node_22.htm',
      'content_667067.htm#top',
      'content_667067.htm?div=0',
      ...others,
    ];
    const rows = links.map(
      (link) => `<tr><td><a id=pageLink href="${link}">A09： 甲</a><a href="${link}">乙</a></td></tr>`,
    );
    desk.site.misbehave(
      FRONT,
      says((good) => good.toString().replace('</TBODY>', `${rows.join('')}</TBODY>`)),
    );
    const run = await desk.capture();
    expect(run.troubles).toEqual([]);
    expect(run.failures).toEqual([]);
    expect(run.issue).toMatchObject({ state: 'complete', gaps: 0 });
    expect(desk.asked().sort()).toEqual(plain.asked().sort());
    expect(await desk.findings()).toEqual([]);
  });

  it('is followed page by page where the issue is put up page by page', async () => {
    const desk = await open();
    const upTo = (pages: number): Fault =>
      says((good) => {
        const later = ['23', '25', '31'].slice(pages - 1);
        return later.reduce(
          (page, id) => page.replaceAll(`id=pageLink href=node_${id}.htm`, ''),
          good.toString(),
        );
      });
    const known: number[] = [];
    for (const pages of [1, 2, 4]) {
      desk.site.misbehave(FRONT, upTo(pages));
      // Other pages list all of them already: they are not up yet either.
      for (const id of ['23', '25', '31']) {
        const path = FRONT.replace('22', id);
        desk.site.misbehave(path, upTo(pages));
      }
      const { issue } = await desk.capture();
      expect(issue).toMatchObject({ state: 'complete', gaps: 0, pages });
      known.push(issue.resources);
    }
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(await desk.findings()).toEqual([]);
  });
});

describe('a page that does not say the truth of itself', () => {
  it('is a new version where its validators stay and its words do not', async () => {
    const desk = await open();
    const lying = ['Last-Modified: Fri, 31 Dec 9999 23:59:59 GMT', 'ETag: "same"'];
    const growing = (growth: string): Fault =>
      sends([...WHOLE, ...lying], (good) =>
        Buffer.from(good.toString().replace('</P>', `，增长${growth}%。</P>`)),
      );
    const shown: string[] = [];
    for (const growth of ['1.0', '2.0', '3.0']) {
      const sent = Buffer.from(
        desk.site.published(ARTICLE).toString().replace('</P>', `，增长${growth}%。</P>`),
      );
      shown.push(sha256Of(sent));
      desk.site.misbehave(ARTICLE, growing(growth));
      await desk.capture();
    }
    const versions = await desk.versions(ARTICLE);
    expect(versions.map(({ sha256 }) => sha256)).toEqual(shown);
    expect(versions.map(({ classes }) => classes)).toEqual([[], ['numbers'], ['numbers']]);
    // Its word that nothing changed is taken for what it is, and no second witness of the bytes.
    desk.site.misbehave(ARTICLE, (socket) =>
      socket.write('HTTP/1.1 304 Not Modified\r\nETag: "other"\r\n\r\n'),
    );
    await desk.capture();
    expect(await desk.state(ARTICLE)).toMatchObject({ state: 'unchanged', version: 3 });
    expect(await desk.findings()).toEqual([]);
  });

  it('is one version where each answer has another counter', async () => {
    const desk = await open();
    let asks = 0;
    desk.site.misbehave(
      ARTICLE,
      says((good) => good.toString().replace('</body>', `<!-- visit ${(asks += 1)} --></body>`)),
    );
    for (let time = 0; time < 3; time += 1) await desk.capture();
    expect(asks).toBe(3);
    expect(await desk.versions(ARTICLE)).toHaveLength(1);
    expect(await desk.state(ARTICLE)).toMatchObject({ state: 'unchanged', version: 1 });
    expect(await desk.findings()).toEqual([]);
  });

  it('keeps its version, whatever is sent in its place afterwards', async () => {
    const desk = await open();
    await desk.capture();
    const perfect = (status: string): Fault => sends([`HTTP/1.1 ${status}`, ...WHOLE.slice(1)]);
    const answers: readonly (readonly [Fault, state: string])[] = [
      [perfect('206 Partial Content'), 'refused'],
      [perfect('203 Non-Authoritative Information'), 'refused'],
      [perfect('500 Internal Server Error'), 'failed'],
      [sends([...WHOLE], (good) => good.subarray(0, good.indexOf('</P>'))), 'refused'],
      [perfect('404 Not Found'), 'withdrawn'],
    ];
    for (const [fault, state] of answers) {
      desk.site.misbehave(ARTICLE, fault);
      await desk.capture();
      expect(await desk.state(ARTICLE)).toMatchObject({
        state,
        version: 1,
        sha256: desk.site.sha256Of(ARTICLE),
      });
    }
    expect(await desk.findings()).toEqual([]);
  });
});
