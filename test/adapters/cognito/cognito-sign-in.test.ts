import { createHash, createHmac, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MOST_BYTES } from '../../../adapters/cognito/ask-provider.ts';
import { CLOCK_SKEW_SECONDS, CognitoSignIn } from '../../../adapters/cognito/cognito-sign-in.ts';
import { SignInUnavailable } from '../../../core/sign-in.ts';
import {
  type Claims,
  FakeProvider,
  KEY,
  OTHER_KEY,
  answerJson,
  tokenOf,
  unsignedToken,
} from '../../support/fake-provider.ts';

const VERIFIER = 'v'.repeat(43);
const PROOF = { verifier: VERIFIER, nonce: 'the-nonce' };
const REQUEST = {
  state: 'a state & more',
  nonce: PROOF.nonce,
  codeChallenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  lang: 'zh-CN',
} as const;

async function begin(): Promise<{ provider: FakeProvider; signIn: CognitoSignIn }> {
  const provider = await FakeProvider.start();
  return { provider, signIn: new CognitoSignIn(provider.settings) };
}

/** Goes to the provider's page, and tells what it sends the reader back with. */
async function codeOf(signIn: CognitoSignIn): Promise<URLSearchParams> {
  const page = await fetch(signIn.pageFor(REQUEST), { redirect: 'manual' });
  return new URL(page.headers.get('location') ?? '').searchParams;
}

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

describe('a sign-in', () => {
  it("sends the reader to the provider's page, and trades the code for a session until the token's end", async () => {
    const { provider, signIn } = await begin();
    provider.claims = { exp: inSeconds(7200) };
    const back = await codeOf(signIn);
    expect(back.get('state')).toBe(REQUEST.state);
    const session = await signIn.redeem(back.get('code') ?? '', PROOF);
    expect(Date.parse(session?.endsAt ?? '')).toBe(Number(provider.claims['exp']) * 1000);
    expect(await signIn.sessionOf(session?.token ?? '')).toEqual(session);
  });

  it('asks for the code flow with PKCE, for no more than the OpenID scope, and shows no secret', async () => {
    const { signIn, provider } = await begin();
    const page = new URL(signIn.pageFor(REQUEST));
    expect(Object.fromEntries(page.searchParams)).toEqual({
      response_type: 'code',
      client_id: 'room-client',
      redirect_uri: 'https://archive.example/sign-in/callback',
      scope: 'openid',
      state: REQUEST.state,
      nonce: REQUEST.nonce,
      code_challenge: REQUEST.codeChallenge,
      code_challenge_method: 'S256',
      lang: 'zh-CN',
    });
    await signIn.redeem((await codeOf(signIn)).get('code') ?? '', PROOF);
    expect([...(provider.forms[0]?.keys() ?? [])].sort()).toEqual([
      ...['client_id', 'code', 'code_verifier', 'grant_type', 'redirect_uri'],
    ]);
  });

  it('lets the provider forget the reader, and the reader come back to the room', async () => {
    const { signIn, provider } = await begin();
    const page = new URL(signIn.signOutPage);
    expect(page.origin + page.pathname).toBe(`${provider.settings.pages}/logout`);
    expect(Object.fromEntries(page.searchParams)).toEqual({
      client_id: 'room-client',
      logout_uri: 'https://archive.example/',
    });
  });

  it('is refused for a code that was used before, made up, or begun by somebody else', async () => {
    const { signIn } = await begin();
    const code = (await codeOf(signIn)).get('code') ?? '';
    expect(await signIn.redeem(code, PROOF)).not.toBeNull();
    expect(await signIn.redeem(code, PROOF)).toBeNull();
    expect(await signIn.redeem('made-up', PROOF)).toBeNull();
    const theirs = (await codeOf(signIn)).get('code') ?? '';
    expect(await signIn.redeem(theirs, { ...PROOF, verifier: 'w'.repeat(43) })).toBeNull();
  });

  it.each<[string, Claims]>([
    ["another sign-in's nonce", { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ["another client's token", { aud: 'other-client' }],
  ])('is refused for %s', async (_, claims) => {
    const { signIn, provider } = await begin();
    provider.claims = claims;
    expect(await signIn.redeem((await codeOf(signIn)).get('code') ?? '', PROOF)).toBeNull();
  });
});

describe('a session', () => {
  it('is known by its token, and the keys are asked for once', async () => {
    const { signIn, provider } = await begin();
    const token = tokenOf(provider.claimsWith());
    expect(await signIn.sessionOf(token)).not.toBeNull();
    expect(await signIn.sessionOf(token)).not.toBeNull();
    expect(provider.keysAsked).toBe(1);
  });

  it.each<[string, Claims]>([
    ["another client's", { aud: 'other-client' }],
    ["another client's beside ours", { aud: ['room-client', 'other-client'] }],
    ['for nobody', { aud: undefined }],
    ["another pool's", { iss: 'https://cognito-idp.ap-southeast-1.amazonaws.com/other' }],
    ["nobody's", { iss: undefined }],
    ['an access token', { token_use: 'access' }],
    ['of no use', { token_use: undefined }],
    ['over', { exp: inSeconds(-CLOCK_SKEW_SECONDS - 60) }],
    ['without an end', { exp: undefined }],
    ['without an end that a clock shows', { exp: 1e20 }],
    ['not begun', { nbf: inSeconds(CLOCK_SKEW_SECONDS + 60) }],
  ])('is none when its token is %s', async (_, claims) => {
    const { signIn, provider } = await begin();
    expect(await signIn.sessionOf(tokenOf(provider.claimsWith(claims)))).toBeNull();
  });

  it.each<[string, Claims]>([
    ['ahead', { nbf: inSeconds(CLOCK_SKEW_SECONDS - 30), iat: inSeconds(CLOCK_SKEW_SECONDS - 30) }],
    ['behind', { exp: inSeconds(-CLOCK_SKEW_SECONDS + 30) }],
  ])("stands a provider's clock that is a little %s", async (_, claims) => {
    const { signIn, provider } = await begin();
    expect(await signIn.sessionOf(tokenOf(provider.claimsWith(claims)))).not.toBeNull();
  });

  it.each<[string, (claims: Claims) => string]>([
    ['unsigned', (claims) => `${unsignedToken(claims, { alg: 'none', kid: 'key-1' })}.`],
    ['said to be unsigned', (claims) => tokenOf(claims, { alg: 'none' })],
    ['without an algorithm', (claims) => tokenOf(claims, { alg: undefined })],
    ['of another algorithm', (claims) => tokenOf(claims, { alg: 'RS512' })],
    ['signed by another key', (claims) => tokenOf(claims, {}, OTHER_KEY)],
    ['signed by a key that is not listed', (claims) => tokenOf(claims, { kid: 'key-2' }, OTHER_KEY)],
    ['without a key', (claims) => tokenOf(claims, { kid: undefined })],
    ['signed with the public key for a secret', withPublicKeyAsSecret],
    ['changed', (claims) => changed(tokenOf(claims))],
    ['cut off', (claims) => tokenOf(claims).slice(0, -200)],
    ['no token', () => 'no token'],
    ['nothing', () => ''],
    ['a token of no objects', () => 'W10.W10.W10'],
  ])('is none when its token is %s', async (_, make) => {
    const { signIn, provider } = await begin();
    expect(await signIn.sessionOf(make(provider.claimsWith()))).toBeNull();
  });

  it('that is none does not make it ask for the keys again and again', async () => {
    const { signIn, provider } = await begin();
    for (const kid of ['a', 'b', 'c', 'd']) await signIn.sessionOf(tokenOf(provider.claimsWith(), { kid }));
    expect(provider.keysAsked).toBe(1);
    expect(await signIn.sessionOf(tokenOf(provider.claimsWith()))).not.toBeNull();
  });
});

describe('a provider that is not well', () => {
  it('is given up when it takes too long, whether it begins to answer or not', async () => {
    const provider = await FakeProvider.start();
    const signIn = new CognitoSignIn({ ...provider.settings, deadlineMs: 100 });
    provider.tokenAnswer = (response) => void response.write('{');
    await expect(signIn.redeem('code', PROOF)).rejects.toThrow(SignInUnavailable);
    provider.keysAnswer = () => undefined;
    await expect(signIn.sessionOf(tokenOf(provider.claimsWith()))).rejects.toThrow(SignInUnavailable);
  });

  it.each<[string, (response: Parameters<typeof answerJson>[0]) => void, RegExp]>([
    ['fails', (response) => answerJson(response, 500, {}), /status 500/],
    ['does not know the client', (response) => answerJson(response, 400, { error: 'invalid_client' }), /400/],
    ['gives no token', (response) => answerJson(response, 200, {}), /no token/],
    ['answers with no JSON', (response) => void response.end('<html>'), /no token/],
    ['leads elsewhere', (response) => void response.writeHead(307, { Location: '/else' }).end(), /no answer/],
    ['hangs up', (response) => void response.destroy(), /no answer/],
    [
      'sends without end',
      (response) => void response.end(' '.repeat(MOST_BYTES + 1)),
      /more than 65536 bytes/,
    ],
  ])('%s: that is no refusal, and tells nothing secret', async (_, answer, says) => {
    const { signIn, provider } = await begin();
    const code = (await codeOf(signIn)).get('code') ?? '';
    provider.tokenAnswer = answer;
    const failure: unknown = await signIn.redeem(code, PROOF).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SignInUnavailable);
    expect(String(failure)).toMatch(says);
    expect(String(failure)).toContain(`${provider.settings.pages}/oauth2/token`);
    for (const secret of [code, VERIFIER]) expect(String(failure)).not.toContain(secret);
  });

  it.each<[string, (response: Parameters<typeof answerJson>[0]) => void]>([
    ['gives none', (response) => answerJson(response, 503, {})],
    ['gives something else', (response) => answerJson(response, 200, { keys: [{ kty: 7 }] })],
    ['gives no JSON', (response) => void response.end('<html>')],
  ])('%s for keys: nobody can tell, and the next may', async (_, answer) => {
    const { signIn, provider } = await begin();
    const token = tokenOf(provider.claimsWith());
    provider.keysAnswer = answer;
    await expect(signIn.sessionOf(token)).rejects.toThrow(SignInUnavailable);
    provider.keysAnswer = null;
    expect(await signIn.sessionOf(token)).not.toBeNull();
  });
});

function withPublicKeyAsSecret(claims: Claims): string {
  const signed = unsignedToken(claims, { alg: 'HS256', kid: 'key-1' });
  const secret = createPublicKey(KEY).export({ format: 'pem', type: 'spki' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** The same signature over another end. */
function changed(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('"sub":"', '"sub":"x');
  return [header, Buffer.from(text).toString('base64url'), signature].join('.');
}
