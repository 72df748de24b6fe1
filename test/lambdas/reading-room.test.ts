import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { createHandler } from '../../lambdas/reading-room/handler.ts';
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

const Answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  isBase64Encoded: z.boolean(),
});

type Handler = ReturnType<typeof createHandler>;
type Event = Parameters<Handler>[0];

/** An HTTP API's event, format 2.0; one of an open route has no `authorizer` at all. */
function eventOf(rawPath: string, routeKey: string, isSigned: boolean): Event {
  const event: unknown = {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { host: 'room.execute-api.ap-southeast-1.amazonaws.com' },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'room',
      ...(isSigned ? { authorizer: { iam: SIGNER } } : {}),
      domainName: 'room.execute-api.ap-southeast-1.amazonaws.com',
      domainPrefix: 'room',
      http: {
        method: 'GET',
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

function roomOf(desk: MemoryDesk, rights: 'reading-room' | 'public' = 'reading-room') {
  const { objects, catalog, now } = desk;
  const handler = createHandler({
    objects,
    catalog,
    papers: [DEMO],
    now,
    rights,
    report: (failure) => expect.fail(String(failure)),
  });
  return {
    signed: async (path: string) => Answer.parse(await handler(eventOf(path, '$default', true))),
    unsigned: async (path: string, routeKey = 'GET /data/{proxy+}') =>
      Answer.parse(await handler(eventOf(path, routeKey, false))),
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
    const pdf = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(size - 5)]);
    const desk = new MemoryDesk((path) => (path.endsWith('.pdf') ? pdf : publishedPage(path)));
    await desk.capture(DAY);
    const kept = (await desk.manifest(DAY)).resources.find(({ kind }) => kind === 'pdf');
    const answer = await roomOf(desk).signed(`/demo/raw/1/${kept?.path ?? ''}`);
    expect(answer.statusCode).toBe(status);
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(6 * 1024 * 1024);
    if (status === 413) {
      expect(answer.body).toContain('jmnews export wacz');
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    } else {
      expect(Buffer.from(answer.body, 'base64').byteLength).toBe(size);
    }
  });
});
