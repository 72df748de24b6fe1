import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CognitoSignIn } from '../../adapters/cognito/cognito-sign-in.ts';
import { FetchedObjects } from '../../adapters/files/fetched-objects.ts';
import { newSecret } from '../../adapters/random-id.ts';
import { MadePackages } from '../../adapters/files/made-packages.ts';
import { SqliteIndexes } from '../../adapters/sqlite/sqlite-indexes.ts';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { WITHOUT_DEADLINE } from '../../core/deadline.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { now } from '../../lambdas/clock.ts';
import { createHandler } from '../../lambdas/reading-room/handler.ts';
import { FakeProvider } from '../support/fake-provider.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

const DAY = asIssueDate('2023-02-25');

/** As an HTTP API takes it: cookies and headers are apart. */
const Answer = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()).default([]),
  body: z.string(),
});

type Handler = ReturnType<typeof createHandler>;

/** What an HTTP API sends, format 2.0, for a GET that carries `cookies`. */
function eventOf(address: string, cookies: readonly string[], isSigned: boolean): Parameters<Handler>[0] {
  const [rawPath = '', rawQueryString = ''] = address.split('?');
  const event: unknown = {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers: { host: 'archive.example' },
    requestContext: {
      ...(isSigned ? { authorizer: { iam: { userArn: 'arn:aws:iam::000000000000:role/program' } } } : {}),
      domainName: 'archive.example',
      http: {
        method: 'GET',
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.9',
        userAgent: 'test',
      },
      stage: '$default',
    },
    isBase64Encoded: false,
  };
  return event as Parameters<Handler>[0];
}

describe('the reading room on AWS, where people sign in', () => {
  const desk = new MemoryDesk();
  let raw = '';

  beforeAll(async () => {
    await desk.capture(DAY);
    const articles = await Array.fromAsync(desk.catalog.articles(DEMO.id, DAY));
    raw = `/demo/raw/1/${articles[0]?.path ?? ''}`;
  });

  async function opened() {
    const provider = await FakeProvider.start();
    const { objects, catalog } = desk;
    const deps: Parameters<typeof createHandler>[0] = {
      ...{ objects, catalog, now, papers: [DEMO], rights: 'reading-room', freshForMs: 0, largeFiles: null },
      indexes: new SqliteIndexes(new FetchedObjects(objects, 0)),
      searchIndexes: new SqliteSearchIndexes(new FetchedObjects(objects, 0)),
      packages: new MadePackages(2 ** 28),
      within: WITHOUT_DEADLINE,
      report: (failure) => expect.fail(String(failure)),
    };
    const handler = createHandler(deps, { signIn: new CognitoSignIn(provider.settings), newSecret });
    return async (address: string, cookies: readonly string[] = [], isSigned = false) =>
      Answer.parse(await handler(eventOf(address, cookies, isSigned)));
  }

  it('lets a reader in by the cookies of the API, and shows what is reserved', async () => {
    const ask = await opened();
    expect((await ask(raw)).statusCode).toBe(451);
    const begun = await ask(`/sign-in?to=${encodeURIComponent(raw)}`);
    expect(begun).toMatchObject({
      statusCode: 302,
      headers: { vary: 'Cookie', 'cache-control': 'no-store' },
    });
    const page = await fetch(begun.headers['location'] ?? '', { redirect: 'manual' });
    const { pathname, search } = new URL(page.headers.get('location') ?? '');

    const ended = await ask(pathname + search, begun.cookies.map(bare));
    expect(ended).toMatchObject({ statusCode: 302, headers: { location: raw } });
    const session = ended.cookies.find((one) => one.startsWith('__Host-session='));
    expect(session).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    const read = await ask(raw, [bare(session ?? '')]);
    expect(read).toMatchObject({
      statusCode: 200,
      headers: { vary: 'Cookie', 'cache-control': 'private, no-cache' },
    });
  });

  it('makes another secret for each sign-in', async () => {
    const ask = await opened();
    const states = [await ask('/sign-in'), await ask('/sign-in')].map(({ headers }) =>
      new URL(headers['location'] ?? '').searchParams.get('state'),
    );
    expect(new Set(states).size).toBe(2);
  });

  it('shows programs that sign with IAM what is reserved, and no way in', async () => {
    const ask = await opened();
    const read = await ask(raw, [], true);
    expect(read.statusCode).toBe(200);
    expect(read.headers).not.toHaveProperty('vary');
    expect((await ask('/sign-in', [], true)).statusCode).toBe(404);
  });

  it('takes no session for the signature of a program, nor the other way round', async () => {
    const ask = await opened();
    for (const cookie of [
      '__Host-session=iam',
      'session=x',
      'userArn=arn:aws:iam::000000000000:role/program',
    ])
      expect((await ask(raw, [cookie])).statusCode).toBe(451);
  });
});

/** A cookie as a browser sends it back. */
function bare(setCookie: string): string {
  return setCookie.split('; ')[0] ?? '';
}
