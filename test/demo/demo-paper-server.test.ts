import { createServer } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EDITED, ISSUE_DATES, REPORT_DATES, WITHDRAWN } from '../../demo/issues.ts';
import { type DemoPaper, PortInUse, startDemoPaper } from '../../demo/server.ts';
import { everyAddress, frontOf, open } from './browsing.ts';

let paper: DemoPaper;
beforeAll(async () => {
  paper = await startDemoPaper();
});
afterAll(() => paper.close());

describe('the demonstration paper as a whole', () => {
  it('has 21 issues in five years, a report in each year, of 3 to 4 pages and about 200 articles', async () => {
    const counts = { issues: 0, pages: 0, articles: 0 };
    for (const date of paper.dates) {
      counts.issues += 1;
      const front = await open(paper, frontOf(date));
      const nodes = front
        .$('div#pgn a')
        .map((_, link) => front.$(link).attr('href'))
        .get();
      expect([3, 4]).toContain(nodes.length);
      for (const node of nodes) {
        counts.pages += 1;
        const { $ } = await open(paper, frontOf(date).replace('node_22.htm', node));
        const listed = $('map area').length;
        counts.articles += listed;
        expect(listed).toBeLessThanOrEqual(4);
        if (date !== '2023-02-25' || node !== 'node_45.htm') expect(listed).toBeGreaterThanOrEqual(2);
      }
    }

    expect(counts).toStrictEqual({ issues: 21, pages: 75, articles: 210 });
    expect(REPORT_DATES.map((date) => date.slice(0, 7))).toStrictEqual([
      '2020-02',
      '2021-02',
      '2022-02',
      '2023-02',
      '2024-02',
    ]);
    expect(REPORT_DATES.every((date) => ISSUE_DATES.includes(date))).toBe(true);
  });

  it.each(['first', 'later'] as const)(
    'answers 200 for every address that its %s pages name',
    async (moment) => {
      const own = await startDemoPaper({ moment });

      const broken: string[] = [];
      for (const [address, referrer] of await everyAddress(own)) {
        const { status } = await fetch(address, { method: 'HEAD' });
        if (status !== 200) broken.push(`${status} ${address} from ${referrer}`);
      }

      await own.close();
      expect(broken).toStrictEqual([]);
    },
  );

  it('gives the same bytes and headers from every server, wherever it lies', async () => {
    const other = await startDemoPaper({ basePath: '/a/other-paper/' });

    const addresses = [...(await everyAddress(paper)).keys()];
    expect(addresses.length).toBeGreaterThan(500);
    for (const address of addresses) {
      const twin = other.baseUrl + address.slice(paper.baseUrl.length);
      const [one, two] = await Promise.all([fetch(address), fetch(twin)]);
      expect(new Uint8Array(await two.arrayBuffer()), twin).toStrictEqual(
        new Uint8Array(await one.arrayBuffer()),
      );
      expect(two.headers.get('etag')).toBe(one.headers.get('etag'));
      expect(two.headers.get('last-modified')).toBe(one.headers.get('last-modified'));
    }

    await other.close();
  });

  it('has a calendar of each month with issues, equal to its issues, and 404 for the others', async () => {
    const months = new Set(paper.dates.map((date) => date.slice(0, 7)));
    const listed: string[] = [];
    for (const month of months) {
      const response = await fetch(`${paper.baseUrl}html/${month}/period.xml`);
      expect(response.headers.get('content-type')).toBe('text/xml');
      const dates = (await response.text()).matchAll(
        /<period_date>(.*)<\/period_date>\s*<front_page>node_22.htm</g,
      );
      listed.push(...[...dates].map(([, date]) => date ?? ''));
    }

    expect(listed).toStrictEqual([...paper.dates]);
    expect((await fetch(`${paper.baseUrl}html/2023-04/period.xml`)).status).toBe(404);
  });
});

describe('the server of the demonstration paper', () => {
  it.each(['html/2023-02/27/node_22.htm', 'html/2023-02/25/node_24.htm', 'nothing', '../jmrb', 'html/', '%'])(
    'answers 404 with a page for %s',
    async (path) => {
      const { statusCode, headers, body } = await request(paper.baseUrl + path);

      expect(statusCode).toBe(404);
      expect(headers['content-type']).toBe('text/html');
      expect(await body.text()).toContain('没有这个页面');
    },
  );

  it('allows all in robots.txt, with a delay', async () => {
    const response = await fetch(new URL('/robots.txt', paper.baseUrl));

    expect(await response.text()).toBe('User-agent: *\nAllow: /\nCrawl-delay: 0.1\n');
  });

  it('leads from its base to the front of the newest issue', async () => {
    const response = await fetch(paper.baseUrl);

    expect(await response.text()).toContain('URL=html/2024-02/23/node_22.htm"');
  });

  it('says when a page was made, how long it is, and passes over a query', async () => {
    const { headers, body } = await request(`${paper.baseUrl}${EDITED}?div=0`);

    const bytes = new Uint8Array(await body.arrayBuffer());
    expect(headers['last-modified']).toBe('Thu, 23 Feb 2023 21:41:12 GMT');
    expect(headers['etag']).toMatch(/^"[0-9a-f]{20}"$/);
    expect(headers['content-length']).toBe(String(bytes.length));
    expect(headers['content-type']).toBe('text/html');
  });

  it('zips pages, with a tag of their own, only for those who take it', async () => {
    const plain = await request(paper.baseUrl + EDITED);
    const refused = await request(paper.baseUrl + EDITED, { headers: { 'accept-encoding': 'br, gzip;q=0' } });
    const zipped = await request(paper.baseUrl + EDITED, { headers: { 'accept-encoding': 'br, gzip' } });

    const bytes = await plain.body.text();
    expect(refused.headers['content-encoding']).toBeUndefined();
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(await zipped.body.arrayBuffer()).toString()).toBe(bytes);
    expect(zipped.headers['etag']).not.toBe(plain.headers['etag']);
    expect(zipped.headers['vary']).toBe('Accept-Encoding');
    await refused.body.dump();
  });

  it('answers 304 to a tag or a date that still holds, and lets the tag decide', async () => {
    const { headers, body } = await request(paper.baseUrl + EDITED);
    await body.dump();
    const etag = String(headers['etag']);
    const modified = String(headers['last-modified']);

    expect(await statusFor({ 'if-none-match': etag })).toBe(304);
    expect(await statusFor({ 'if-none-match': `"other", W/${etag}` })).toBe(304);
    expect(await statusFor({ 'if-none-match': '*' })).toBe(304);
    expect(await statusFor({ 'if-none-match': '"other"' })).toBe(200);
    expect(await statusFor({ 'if-modified-since': modified })).toBe(304);
    expect(await statusFor({ 'if-modified-since': 'Thu, 23 Feb 2023 21:41:11 GMT' })).toBe(200);
    expect(await statusFor({ 'if-modified-since': 'yesterday' })).toBe(200);
    expect(await statusFor({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200);
  });

  it('answers HEAD as GET without the body, and no other method', async () => {
    const head = await request(paper.baseUrl + EDITED, { method: 'HEAD' });
    const post = await request(paper.baseUrl + EDITED, { method: 'POST', body: 'words' });

    expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
    expect(await head.body.text()).toBe('');
    expect(post.statusCode).toBe(405);
    expect(post.headers['allow']).toBe('GET, HEAD');
    await post.body.dump();
  });

  it('keeps what was asked and how it was answered', async () => {
    const own = await startDemoPaper();
    await fetch(own.baseUrl + 'nothing?a=1');
    await fetch(own.baseUrl + EDITED, { method: 'HEAD' });

    expect(own.requests).toStrictEqual([
      { method: 'GET', path: '/jmrb/nothing?a=1', status: 404 },
      { method: 'HEAD', path: `/jmrb/${EDITED}`, status: 200 },
    ]);
    await own.close();
  });

  it('refuses a port that another program holds, and a base path without its slashes', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;

    await expect(startDemoPaper({ port })).rejects.toThrow(PortInUse);
    await expect(startDemoPaper({ basePath: '/jmrb' })).rejects.toThrow(
      "'/jmrb' is not a base path; give one with a slash at both ends, such as /jmrb/",
    );
    holder.close();
  });

  it('can be closed twice, and answers nobody afterwards', async () => {
    const own = await startDemoPaper();
    await fetch(own.baseUrl);
    await own.close();
    await own.close();

    await expect(fetch(own.baseUrl)).rejects.toThrow();
  });

  async function statusFor(headers: Record<string, string>): Promise<number> {
    const { statusCode, body } = await request(paper.baseUrl + EDITED, { headers });
    await body.dump();
    return statusCode;
  }
});

describe('the demonstration paper later', () => {
  it('has edited one article: a rate and a name, under a new tag and date', async () => {
    const own = await startDemoPaper();
    const before = await fetch(own.baseUrl + EDITED);
    own.setMoment('later');
    const after = await fetch(own.baseUrl + EDITED);

    const [first, later] = [await before.text(), await after.text()];
    expect(first).toContain('同比增长5.0%');
    expect(first).toContain('陈远航');
    expect(later).toBe(first.replace('同比增长5.0%', '同比增长5.5%').replace('陈远航', '陈远帆'));
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    expect(after.headers.get('last-modified')).toBe('Sat, 25 Feb 2023 21:41:12 GMT');
    await own.close();
  });

  it('has withdrawn another: it is gone, and so is every way to it', async () => {
    const own = await startDemoPaper();
    const node = 'html/2023-02/26/node_25.htm';
    const name = WITHDRAWN.slice(WITHDRAWN.lastIndexOf('/') + 1);
    const before = await open(own, node);
    expect((await fetch(own.baseUrl + WITHDRAWN)).status).toBe(200);
    expect(before.source).toContain('石桥街道加装电梯<BR>三年装了五百台');

    own.setMoment('later');

    expect((await fetch(own.baseUrl + WITHDRAWN)).status).toBe(404);
    const after = await open(own, node);
    expect(after.source).not.toContain(name);
    expect(after.$('map area')).toHaveLength(before.$('map area').length - 1);
    const sibling = await open(own, 'html/2023-02/26/content_667078.htm');
    expect(sibling.source).not.toContain(name);
    expect(sibling.source).not.toContain('一篇');
    await own.close();
  });

  it('is otherwise what it was: only the pages that the two changes touch have other bytes', async () => {
    const own = await startDemoPaper({ moment: 'later' });
    const changed: string[] = [];
    for (const address of (await everyAddress(own)).keys()) {
      const path = address.slice(own.baseUrl.length);
      const [now, before] = await Promise.all([fetch(address), fetch(paper.baseUrl + path)]);
      await Promise.all([now.arrayBuffer(), before.arrayBuffer()]);
      if (now.headers.get('etag') !== before.headers.get('etag')) changed.push(path);
    }

    await own.close();
    expect(changed.sort()).toStrictEqual([
      EDITED,
      'html/2023-02/26/content_667078.htm',
      'html/2023-02/26/node_25.htm',
    ]);
  });
});

describe('the printed files of the demonstration paper', () => {
  it('has a scan of each page that is a whole PNG of grey, larger than its zones', async () => {
    const { $ } = await open(paper, 'html/2023-02/26/node_22.htm');
    const src = $('img[usemap]').attr('src') ?? '';
    const response = await fetch(new URL(src, `${paper.baseUrl}html/2023-02/26/`));
    const bytes = Buffer.from(await response.arrayBuffer());

    expect(response.headers.get('content-type')).toBe('image/png');
    expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toStrictEqual([350, 520]);
    const length = bytes.readUInt32BE(33);
    expect(inflateSync(bytes.subarray(41, 41 + length))).toHaveLength(351 * 520);
  });

  it('has a PDF of each page whose table of objects points at the objects', async () => {
    const { $ } = await open(paper, 'html/2023-02/26/node_22.htm');
    const href = $('td.px12 a[href$=".pdf"]').attr('href') ?? '';
    const response = await fetch(new URL(href, `${paper.baseUrl}html/2023-02/26/`));
    const file = Buffer.from(await response.arrayBuffer()).toString('latin1');

    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(file).toMatch(/^%PDF-1\.4\n[\s\S]*%%EOF\n$/);
    const table = Number(/startxref\n(\d+)\n/.exec(file)?.[1]);
    expect(file.slice(table, table + 9)).toBe('xref\n0 6\n');
    const offsets = [...file.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
      Number(offset),
    );
    expect(offsets.map((offset) => file.slice(offset, offset + 7))).toStrictEqual([
      '1 0 obj',
      '2 0 obj',
      '3 0 obj',
      '4 0 obj',
      '5 0 obj',
    ]);
    expect(href).not.toBe(($('img[usemap]').attr('src') ?? '').replace('.png', '.pdf'));
  });
});
