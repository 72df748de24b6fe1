import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { FetchedObjects } from '../../adapters/files/fetched-objects.ts';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { MadePackages } from '../../adapters/files/made-packages.ts';
import { SqliteIndexes } from '../../adapters/sqlite/sqlite-indexes.ts';
import { WITHOUT_DEADLINE } from '../../core/deadline.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import type { ObjectLinks } from '../../core/capture/object-links.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { MAX_FILE_BYTES, createHandler } from '../../lambdas/reading-room/handler.ts';
import type { LargeFiles } from '../../web/deps.ts';
import { ApiAnswer } from '../support/api-answer.ts';
import { MemoryDesk, publishedPage } from '../support/memory-desk.ts';

const DAY = asIssueDate('2023-02-25');
const MEGABYTE = 1_000_000;

/** What an HTTP API makes of a caller whose signature it has proven. */
const SIGNER = {
  accessKey: 'ASIAEXAMPLE',
  accountId: '000000000000',
  callerId: 'AROAEXAMPLE:reader',
  cognitoIdentity: null,
  principalOrgId: null,
  userArn: 'arn:aws:sts::000000000000:assumed-role/reader/reader',
  userId: 'AROAEXAMPLE:reader',
};

type Handler = ReturnType<typeof createHandler>;
type Event = Parameters<Handler>[0];

/** An HTTP API's event, format 2.0; one of an open route has no `authorizer` at all. */
function eventOf(
  rawPath: string,
  routeKey: string,
  isSigned: boolean,
  { method = 'GET', headers = {} }: { readonly method?: string; readonly headers?: object } = {},
): Event {
  const event: unknown = {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { host: 'room.execute-api.ap-southeast-1.amazonaws.com', ...headers },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'room',
      ...(isSigned ? { authorizer: { iam: SIGNER } } : {}),
      domainName: 'room.execute-api.ap-southeast-1.amazonaws.com',
      domainPrefix: 'room',
      http: {
        method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.9',
        userAgent: 'test',
      },
      requestId: 'request',
      routeKey,
      stage: '$default',
      time: '25/Feb/2023:06:30:00 +0000',
      timeEpoch: 1677306600000,
    },
    isBase64Encoded: false,
  };
  return event as Event;
}

function roomOf(
  desk: MemoryDesk,
  rights: 'reading-room' | 'public' = 'reading-room',
  largeFiles: LargeFiles | null = null,
) {
  const { objects, catalog, now } = desk;
  const handler = createHandler({
    objects,
    catalog,
    // No release is made here, so that nothing is ever fetched.
    indexes: new SqliteIndexes(new FetchedObjects(objects, 0)),
    searchIndexes: new SqliteSearchIndexes(new FetchedObjects(objects, 0)),
    packages: new MadePackages(2 ** 28),
    within: WITHOUT_DEADLINE,
    freshForMs: 0,
    papers: [DEMO],
    now,
    rights,
    largeFiles,
    report: (failure) => expect.fail(String(failure)),
  });
  return {
    signed: async (path: string) => ApiAnswer.parse(await handler(eventOf(path, '$default', true))),
    unsigned: async (path: string, routeKey = 'GET /data/{proxy+}') =>
      ApiAnswer.parse(await handler(eventOf(path, routeKey, false))),
    handler,
  };
}

/** Where the report of the demonstration issue and its kept bytes are. */
interface Told {
  readonly article: string;
  readonly raw: string;
}

/** Of the report's text, and in no quotation of a figure. */
const SENTENCE = '支持60家企业数字化转型';

async function toldBy(desk: MemoryDesk): Promise<Told> {
  const articles = await Array.fromAsync(desk.catalog.articles(DEMO.id, DAY));
  const report = articles.find(({ articleId }) => articleId === '667000');
  if (!report) throw new Error('the demonstration issue holds no article 667000');
  return {
    article: `/demo/2023-02-25/${report.page ?? '-'}/${report.articleId}`,
    raw: `/demo/raw/1/${report.path}`,
  };
}

describe('the reading room on AWS', () => {
  const desk = new MemoryDesk();
  const room = roomOf(desk);
  let told: Told;

  beforeAll(async () => {
    await desk.capture(DAY);
    told = await toldBy(desk);
  });

  it('shows text and kept bytes to a caller whose signature the API has proven', async () => {
    const article = await room.signed(`${told.article}.json`);
    expect(article.statusCode).toBe(200);
    expect(article.body).toContain(SENTENCE);
    expect((await room.signed(told.raw)).statusCode).toBe(200);
  });

  it('sends pages in gzip to whoever takes it, as bytes in base64, and kept bytes as they are', async () => {
    const asked = async (path: string, headers: object = {}) => {
      const answer = z
        .looseObject({ isBase64Encoded: z.boolean() })
        .parse(await room.handler(eventOf(path, '$default', true, { headers })));
      return { isBase64Encoded: answer.isBase64Encoded, ...ApiAnswer.parse(answer) };
    };
    const plain = await asked(told.article);
    const coded = await asked(told.article, { 'accept-encoding': 'gzip, br' });
    expect([coded.statusCode, coded.isBase64Encoded, coded.headers['content-encoding']]).toEqual([
      ...[200, true, 'gzip'],
    ]);
    expect(coded.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(gunzipSync(coded.bytes).toString()).toBe(plain.body);
    expect(coded.headers['vary']).toBe('Accept-Encoding');
    const raw = await asked(told.raw, { 'accept-encoding': 'gzip, br' });
    expect(raw.headers).not.toHaveProperty('content-encoding');
  });

  it('makes an issue as a file and replays its pages for readers, and tells everybody when they were seen', async () => {
    const wacz = await room.signed('/demo/2023-02-25/demo-2023-02-25.wacz');
    expect([wacz.statusCode, wacz.headers['content-type']]).toEqual([200, 'application/wacz']);
    expect(wacz.headers['etag']).toBe(`"sha256-${sha256Of(wacz.bytes)}"`);
    const { url } = (await Array.fromAsync(desk.catalog.states(DEMO.id, DAY))).find(
      ({ kind }) => kind === 'article',
    ) ?? { url: '' };
    const replayed = await room.signed(`/web/2023mp_/${url}`);
    expect(replayed.statusCode).toBe(302);
    const page = await room.signed(replayed.headers['location'] ?? '');
    expect([page.statusCode, page.headers['memento-datetime']]).toEqual([
      200,
      expect.stringContaining('GMT'),
    ]);
    for (const address of ['/demo/2023-02-25/demo-2023-02-25.wacz', replayed.headers['location'] ?? ''])
      expect((await room.unsigned(address, '$default')).statusCode).toBe(451);
    expect((await room.unsigned(`/web/timemap/cdxj/${url}`, '$default')).statusCode).toBe(200);
  });

  it('withholds both from a call without a signer, whatever route the API took it for', async () => {
    for (const routeKey of ['$default', 'GET /data/{proxy+}', 'GET /feeds/{proxy+}']) {
      const article = await room.unsigned(`${told.article}.json`, routeKey);
      expect(article.statusCode).toBe(200);
      expect(article.body).toContain('"withheld":{"status":451}');
      expect(article.body).not.toContain(SENTENCE);
      const raw = await room.unsigned(told.raw, routeKey);
      expect(raw.statusCode).toBe(451);
      expect(raw.body).not.toContain(SENTENCE);
    }
  });

  it.each([{}, { iam: null }, { jwt: { claims: {}, scopes: null } }, { lambda: { userArn: 'x' } }])(
    'takes an authorizer of %j for no signer',
    async (authorizer) => {
      const event = eventOf(told.raw, '$default', false);
      Object.assign(event.requestContext as object, { authorizer });
      expect(await room.handler(event)).toMatchObject({ statusCode: 451 });
    },
  );

  it('withholds from a signed caller too when the room is public', async () => {
    expect((await roomOf(desk, 'public').signed(told.raw)).statusCode).toBe(451);
  });

  it.each(['/feeds/events.atom', '/data/', '/status', '/status.json', '/style.css'])(
    'leaves %s open to everybody',
    async (path) => {
      expect((await room.unsigned(path)).statusCode).toBe(200);
    },
  );

  it.each([
    '/data/../demo/2023-02-25.json',
    '/data/./releases',
    '/data/%2e%2e/demo/2023-02-25.json',
    '/data/%2E./demo/2023-02-25.json',
    '/data/.%2e/demo/2023-02-25.json',
    '/feeds/..\\demo/2023-02-25.json',
    '/feeds/..%5Cdemo/2023-02-25.json',
    '/feeds/..%2fdemo/2023-02-25.json',
    '/demo/2023-02-25%2ejson',
    '/da\tta/',
    '/data/?/../demo',
    '/data/#/../demo',
    '//demo/2023-02-25.json',
    '//',
    'demo/2023-02-25.json',
    '',
  ])('refuses %j, which the API and the room read differently', async (path) => {
    for (const answer of [await room.unsigned(path), await room.signed(path)]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toBe('没有这个地址。\nThere is no such address.\n');
    }
  });

  it('fails on an event that is no call of an HTTP API', async () => {
    const event: unknown = { path: '/status', httpMethod: 'GET', headers: {}, requestContext: {} };
    await expect(room.handler(event as Event)).rejects.toThrow(z.ZodError);
  });
});

describe('what is larger than Lambda can answer', () => {
  it.each([
    [4.4 * MEGABYTE, 200],
    [5 * MEGABYTE, 413],
  ])('a PDF of %d bytes is answered with %d', async (size, status) => {
    const pdf = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(size - 10), Buffer.from('%%EOF')]);
    const desk = new MemoryDesk((path) => (path.endsWith('.pdf') ? pdf : publishedPage(path)));
    await desk.capture(DAY);
    const kept = (await desk.manifest(DAY)).resources.find(({ kind }) => kind === 'pdf');
    const sent = await roomOf(desk).handler(eventOf(`/demo/raw/1/${kept?.path ?? ''}`, '$default', true));
    expect(Buffer.byteLength(JSON.stringify(sent))).toBeLessThan(6 * 1024 * 1024);
    const answer = ApiAnswer.parse(sent);
    expect(answer.statusCode).toBe(status);
    if (status === 413) {
      const range = { headers: { range: 'bytes=-4000000' } };
      const part = eventOf(`/demo/raw/1/${kept?.path ?? ''}`, '$default', true, range);
      expect(ApiAnswer.parse(await roomOf(desk).handler(part))).toMatchObject({
        statusCode: 206,
        headers: { 'content-range': 'bytes 1000000-4999999/5000000' },
      });
      expect(answer.body).toContain('jmnews export wacz');
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    } else {
      expect(answer.bytes.byteLength).toBe(size);
    }
  });
});

describe('the files of a release', () => {
  const NAME = 'figures.csv';
  const WHOLE = Buffer.from(`\u{feff}地区\r\n${'鹤山市\r\n'.repeat(1_000)}`);
  /** Tells what it was asked to link to; that the links of S3 work is tried with S3. */
  const links: ObjectLinks = {
    linkTo: (key, { method, mediaType, disposition }) =>
      Promise.resolve(`https://store.invalid/${key}?${method} ${mediaType} ${disposition}`),
  };

  async function published(content: Uint8Array): Promise<MemoryDesk> {
    const desk = new MemoryDesk();
    const object = `releases/1.0.0/${NAME}`;
    await desk.objects.putOnce(object, content);
    const file = { name: NAME, object, bytes: content.length, sha256: sha256Of(content) };
    await desk.catalog.addRelease({
      ...{ version: '1.0.0', at: desk.now(), contentSha256: file.sha256, rows: 1, files: [file] },
    });
    return desk;
  }

  const ask = async (
    desk: MemoryDesk,
    asked: { readonly method?: string; readonly headers?: object } = {},
    largeFiles: LargeFiles | null = { overBytes: MAX_FILE_BYTES, links },
  ) => {
    const event = eventOf(`/data/1.0.0/${NAME}`, 'GET /data/{proxy+}', false, asked);
    return ApiAnswer.parse(await roomOf(desk, 'reading-room', largeFiles).handler(event));
  };

  it('come as the bytes that they are: with their byte order mark, cut within a character, compressed', async () => {
    const desk = await published(WHOLE);
    const whole = await ask(desk);
    expect([whole.statusCode, Buffer.compare(whole.bytes, WHOLE)]).toEqual([200, 0]);
    const part = await ask(desk, { headers: { range: 'bytes=1-4' } });
    expect([part.statusCode, Buffer.compare(part.bytes, WHOLE.subarray(1, 5))]).toEqual([206, 0]);
    const coded = await ask(desk, { headers: { 'accept-encoding': 'gzip' } });
    expect(coded.headers['content-encoding']).toBe('gzip');
    expect(Buffer.compare(gunzipSync(coded.bytes), WHOLE)).toBe(0);
  });

  it('are sent up to the largest that Lambda can answer with, and handed out by the store above it', async () => {
    // Every byte of it is one that JSON would escape.
    const largest = await published(Buffer.alloc(MAX_FILE_BYTES, 1));
    expect((await ask(largest)).statusCode).toBe(200);

    const larger = await published(Buffer.alloc(MAX_FILE_BYTES + 1, 1));
    for (const method of ['GET', 'HEAD']) {
      const { statusCode, headers, bytes } = await ask(larger, { method });
      expect([statusCode, headers['location'], headers['cache-control'], bytes.length]).toEqual([
        307,
        `https://store.invalid/releases/1.0.0/figures.csv?${method} text/csv; charset=utf-8 attachment`,
        'no-store',
        0,
      ]);
      expect(headers['access-control-allow-origin']).toBe('*');
    }
    // A range of it, too: what is handed out twice must be handed out by the same.
    expect((await ask(larger, { headers: { range: 'bytes=0-1' } })).statusCode).toBe(307);
  });

  it('answer what a browser asks beforehand', async () => {
    const { statusCode, headers } = await ask(await published(WHOLE), { method: 'OPTIONS' });
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([204, '*']);
  });
});
