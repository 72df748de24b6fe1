import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { SignInUnavailable } from '../../core/sign-in.ts';
import { answerJson, tokenOf } from '../support/fake-provider.ts';
import { type RoomWithDoor, type Visitor, roomWithDoor, setCookies } from './door-visitor.ts';
import { emptyRoom, pathOf, publish } from './small-archive.ts';

const ARTICLE = '/jmrb/2023-02-25/B02/667012';
const RAW = `/jmrb/raw/1/${pathOf('content_667012.htm')}`;
const SESSION = '__Host-session';
const PENDING = '__Host-sign-in';

/** Whether the visitor is shown what the newspaper reserves. */
async function reads(visitor: Visitor): Promise<boolean> {
  const { status } = await visitor.ask(RAW);
  if (status !== 200 && status !== 451) throw new Error(`status ${status}`);
  const withheld = (await (await visitor.ask(`${ARTICLE}.json`)).text()).includes(
    '"withheld":{"status":451}',
  );
  expect(withheld).toBe(status === 451);
  return status === 200;
}

async function door(visitor: Visitor, path: string): Promise<{ name: string; href: string }> {
  const page = load(await (await visitor.ask(path)).text());
  const link = page('.masthead nav a[rel=nofollow]');
  expect(link).toHaveLength(1);
  return { name: link.text(), href: link.attr('href') ?? '' };
}

describe('a reader', () => {
  it('signs in from a page, comes back to it, reads, and signs out', async () => {
    const { visitor: newVisitor, provider } = await roomWithDoor();
    const visitor = newVisitor();
    expect(await reads(visitor)).toBe(false);
    expect(await door(visitor, `${ARTICLE}?v=1`)).toEqual({
      name: '登录',
      href: `/sign-in?to=${encodeURIComponent(`${ARTICLE}?v=1`)}`,
    });

    const back = await visitor.signIn(`${ARTICLE}?v=1`);
    expect([back.status, back.headers.get('location')]).toEqual([302, `${ARTICLE}?v=1`]);
    expect([...visitor.cookies.keys()]).toEqual([SESSION]);
    expect(await reads(visitor)).toBe(true);
    expect(await door(visitor, ARTICLE)).toEqual({ name: '退出', href: '/sign-out' });

    const out = await visitor.ask('/sign-out');
    expect([out.status, out.headers.get('location')]).toEqual([
      302,
      `${provider.settings.pages}/logout?client_id=room-client&logout_uri=https%3A%2F%2Farchive.example%2F`,
    ]);
    expect([...visitor.cookies.keys()]).toEqual([]);
    expect(await reads(visitor)).toBe(false);
  });

  it('keeps to English', async () => {
    const { visitor: newVisitor } = await roomWithDoor();
    const visitor = newVisitor();
    const { name, href } = await door(visitor, `${ARTICLE}?lang=en`);
    expect([name, href]).toEqual([
      'Sign in',
      `/sign-in?to=${encodeURIComponent(`${ARTICLE}?lang=en`)}&lang=en`,
    ]);
    const page = (await visitor.ask(href)).headers.get('location') ?? '';
    expect(new URL(page).searchParams.get('lang')).toBe('en');
    await visitor.signIn(`${ARTICLE}?lang=en`);
    expect(await door(visitor, `${ARTICLE}?lang=en`)).toEqual({
      name: 'Sign out',
      href: '/sign-out?lang=en',
    });
  });

  it('has cookies that no script, no other host and no plain connection is shown, for as long as they are good', async () => {
    const { visitor: newVisitor, provider } = await roomWithDoor();
    const visitor = newVisitor();
    const begun = setCookies(await visitor.ask('/sign-in'));
    expect(begun.map(({ name, attributes }) => [name, ...attributes])).toEqual([
      [PENDING, 'httponly', 'max-age=900', 'path=/', 'samesite=lax', 'secure'],
    ]);
    provider.claims = { exp: Math.floor(Date.now() / 1000) + 28_800 };
    const [ended, session] = setCookies(await visitor.signIn());
    expect([ended?.name, ended?.value]).toEqual([PENDING, '']);
    expect([
      session?.name,
      ...(session?.attributes ?? []).filter((one) => !one.startsWith('max-age=')),
    ]).toEqual([SESSION, ...['httponly', 'path=/', 'samesite=lax', 'secure']]);
    const maxAge = Number(/max-age=(\d+)/.exec(session?.attributes.join() ?? '')?.[1]);
    expect(maxAge).toBeGreaterThan(28_700);
    expect(maxAge).toBeLessThanOrEqual(28_800);
  });

  it('is led to no other host', async () => {
    const { visitor: newVisitor } = await roomWithDoor();
    for (const to of [
      '//evil.example/',
      'https://evil.example/',
      '/\\evil.example',
      '/a\r\nX: y',
      '/sign-out',
    ]) {
      expect((await newVisitor().signIn(to)).headers.get('location')).toBe('/');
    }
  });
});

describe('whoever has not signed in', () => {
  let room: RoomWithDoor;
  const fresh = async (): Promise<Visitor> => {
    room = await roomWithDoor();
    return room.visitor();
  };

  it("is not let in by somebody else's way back", async () => {
    const victim = await fresh();
    const theirs = await room.visitor().comeBack();
    // Neither without a sign-in of one's own, nor in the middle of one.
    for (const begins of [false, true]) {
      if (begins) await victim.ask('/sign-in');
      const answer = await victim.ask(theirs);
      expect([answer.status, setCookies(answer).map(({ name }) => name)]).toEqual([400, [PENDING]]);
      expect(await answer.text()).toContain('请重新登录');
    }
    expect(room.provider.forms).toEqual([]);
    expect(await reads(victim)).toBe(false);
  });

  it('is not let in by the same way back again', async () => {
    const visitor = await fresh();
    const back = await visitor.comeBack();
    const before = new Map(visitor.cookies);
    await visitor.ask(back);
    const thief = room.visitor();
    // Not even with the cookie of the time: the provider takes a code once.
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect((await thief.ask(back)).status).toBe(400);
    expect(room.provider.forms).toHaveLength(2);
    expect(await reads(thief)).toBe(false);
  });

  it('is not let in after too long a time', async () => {
    const visitor = await fresh();
    const back = await visitor.comeBack();
    room.wait(900);
    expect((await visitor.ask(back)).status).toBe(400);
    expect(await reads(visitor)).toBe(false);
  });

  it('is told so when the provider does not let them in, in our own words', async () => {
    const visitor = await fresh();
    const state =
      new URL(await visitor.comeBack(), 'https://archive.example').searchParams.get('state') ?? '';
    const answer = await visitor.ask(
      `/sign-in/callback?state=${state}&error=access_denied&error_description=%3Cscript%3EPay+here`,
    );
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('登录没有完成');
    expect(page).not.toContain('Pay here');
    expect(room.provider.forms).toEqual([]);
  });

  it.each([
    ["another client's", () => tokenOf(room.provider.claimsWith({ aud: 'other' }))],
    ['over', () => tokenOf(room.provider.claimsWith({ exp: 1_600_000_000 }))],
    ['no token', () => 'reader'],
    ['empty', () => ''],
  ])('is not let in by a session that is %s', async (_, make) => {
    const visitor = await fresh();
    visitor.cookies.set(SESSION, make());
    expect(await reads(visitor)).toBe(false);
    expect((await door(visitor, ARTICLE)).name).toBe('登录');
  });

  it('gets a session of their own, whatever was there before', async () => {
    const visitor = await fresh();
    const planted = tokenOf(room.provider.claimsWith({ sub: 'attacker' }));
    visitor.cookies.set(SESSION, planted);
    await visitor.signIn();
    expect(visitor.cookies.get(SESSION)).not.toBe(planted);
    expect(await reads(visitor)).toBe(true);
  });

  it('cannot sign anybody out but by leading them there', async () => {
    const visitor = await fresh();
    await visitor.signIn();
    expect((await visitor.ask('/sign-out', { method: 'POST' })).status).toBe(405);
    expect(await reads(visitor)).toBe(true);
  });
});

describe('a provider that gives no answer', () => {
  it('keeps nobody from what is open to everybody, and is told', async () => {
    const { visitor: newVisitor, provider, reported } = await roomWithDoor();
    const visitor = newVisitor();
    visitor.cookies.set(SESSION, tokenOf(provider.claimsWith()));
    provider.keysAnswer = (response) => answerJson(response, 503, {});
    expect((await visitor.ask(ARTICLE)).status).toBe(200);
    expect(reported[0]).toBeInstanceOf(SignInUnavailable);
    provider.keysAnswer = null;
    expect(await reads(visitor)).toBe(true);
  });

  it('fails a sign-in with a sentence, and without a session', async () => {
    const { visitor: newVisitor, provider, reported } = await roomWithDoor();
    provider.tokenAnswer = (response) => void response.destroy();
    const visitor = newVisitor();
    expect((await visitor.signIn()).status).toBe(500);
    expect(reported[0]).toBeInstanceOf(SignInUnavailable);
    expect([...visitor.cookies.keys()]).toEqual([]);
  });
});

describe('caches', () => {
  it("are told that answers depend on the cookie, and that a reader's are for the reader alone", async () => {
    const { visitor: newVisitor, archive } = await roomWithDoor();
    await publish(archive, '1.0.0', 'a\n1\n');
    const [visitor, reader] = [newVisitor(), newVisitor()];
    await reader.signIn();
    const toldBy = async (who: Visitor, path: string) => {
      const { headers } = await who.ask(path);
      return [/(^|, )Cookie(,|$)/.test(headers.get('vary') ?? ''), headers.get('cache-control')];
    };
    expect(await toldBy(visitor, ARTICLE)).toEqual([true, 'no-cache']);
    expect(await toldBy(reader, ARTICLE)).toEqual([true, 'private, no-cache']);
    expect(await toldBy(visitor, '/data/')).toEqual([true, 'public, max-age=300, must-revalidate']);
    expect(await toldBy(reader, '/data/')).toEqual([true, 'private, max-age=300, must-revalidate']);
    expect(await toldBy(reader, RAW)).toEqual([true, 'private, no-cache']);
    expect(await toldBy(reader, '/data/1.0.0/figures.csv')).toEqual([
      true,
      'private, max-age=31536000, immutable',
    ]);
    for (const path of ['/sign-in', '/sign-in/callback', '/sign-out'])
      expect(await toldBy(visitor, path)).toEqual([true, 'no-store']);
    expect((await visitor.ask('/api/observations')).headers.get('vary')).toContain('Cookie');
  });

  it("do not answer a visitor with what the reader's browser holds", async () => {
    const { visitor: newVisitor } = await roomWithDoor();
    const [visitor, reader] = [newVisitor(), newVisitor()];
    await reader.signIn();
    const etag = (await reader.ask(RAW)).headers.get('etag') ?? '';
    const held = { headers: { 'If-None-Match': etag } };
    expect((await reader.ask(RAW, held)).status).toBe(304);
    expect((await visitor.ask(RAW, held)).status).toBe(451);
  });
});

it('a room without a door has no way in, and shows none', async () => {
  const room = await emptyRoom();
  for (const path of ['/sign-in', '/sign-in/callback', '/sign-out'])
    expect((await room.ask(path)).status).toBe(404);
  expect((await room.page('/'))('.masthead nav a[rel=nofollow]')).toHaveLength(0);
  expect((await room.ask('/')).headers.get('vary')).toBe('Accept-Encoding');
});
