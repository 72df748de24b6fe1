import {
  type KeyObject,
  createHash,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  sign,
} from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { CognitoSettings } from '../../adapters/cognito/cognito-sign-in.ts';

export const CLIENT_ID = 'room-client';

/** Made once: it takes a while. */
export const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
export const OTHER_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const KEY_ID = 'key-1';

/** Claims that a token has beside those of the provider, or instead of them; `undefined` takes one away. */
export type Claims = Readonly<Record<string, unknown>>;

/** A sign-in that waits for its code to be redeemed. */
interface Waiting {
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly nonce: string;
}

/** Answers one request in the provider's place. */
type Answering = (response: ServerResponse) => void;

/**
 * An OpenID provider over real HTTP on loopback that lets in whoever comes, as Cognito does once a reader has signed
 * in: a code is good once, for its client, address and PKCE verifier.
 */
export class FakeProvider {
  readonly #waiting = new Map<string, Waiting>();
  #origin = '';
  /** How often keys were asked for. */
  keysAsked = 0;
  /** The forms that came to the token endpoint. */
  readonly forms: URLSearchParams[] = [];
  /** Claims of every token that it gives. */
  claims: Claims = {};
  /** Makes the ID token instead of the provider. */
  makeToken: (claims: Claims) => string = (claims) => tokenOf(claims);
  /** Answers at the token endpoint, or where the keys are, instead of the provider. */
  tokenAnswer: Answering | null = null;
  keysAnswer: Answering | null = null;

  static async start(): Promise<FakeProvider> {
    const provider = new FakeProvider();
    const server = createServer((request, response) => void provider.#answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    provider.#origin = `http://127.0.0.1:${address.port}`;
    return provider;
  }

  get settings(): CognitoSettings {
    return {
      issuer: `${this.#origin}/pool`,
      jwksUrl: `${this.#origin}/pool/.well-known/jwks.json`,
      clientId: CLIENT_ID,
      pages: this.#origin,
      callbackUrl: 'https://archive.example/sign-in/callback',
      signedOutUrl: 'https://archive.example/',
    };
  }

  /** What the provider says of a reader, with {@link claims} and `more`. */
  claimsWith(more: Claims = {}): Claims {
    const now = Math.floor(Date.now() / 1000);
    return {
      ...{ iss: this.settings.issuer, aud: CLIENT_ID, token_use: 'id', sub: randomUUID() },
      ...{ iat: now, auth_time: now, exp: now + 3600 },
      ...this.claims,
      ...more,
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.#origin);
    switch (`${request.method ?? ''} ${url.pathname}`) {
      case 'GET /oauth2/authorize':
        this.#letIn(url.searchParams, response);
        return;
      case 'POST /oauth2/token':
        this.#redeem(new URLSearchParams(await text(request)), response);
        return;
      case 'GET /pool/.well-known/jwks.json':
        this.keysAsked += 1;
        if (this.keysAnswer) this.keysAnswer(response);
        else answerJson(response, 200, { keys: [publicJwk()] });
        return;
      default:
        answerJson(response, 404, {});
    }
  }

  #letIn(query: URLSearchParams, response: ServerResponse): void {
    const back = new URL(query.get('redirect_uri') ?? '');
    const isAsked =
      query.get('response_type') === 'code' &&
      query.get('client_id') === CLIENT_ID &&
      query.get('code_challenge_method') === 'S256' &&
      back.href === this.settings.callbackUrl;
    if (!isAsked) {
      answerJson(response, 400, { error: 'invalid_request' });
      return;
    }
    const code = randomUUID();
    this.#waiting.set(code, {
      redirectUri: back.href,
      codeChallenge: query.get('code_challenge') ?? '',
      nonce: query.get('nonce') ?? '',
    });
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { Location: back.href }).end();
  }

  #redeem(form: URLSearchParams, response: ServerResponse): void {
    this.forms.push(form);
    if (this.tokenAnswer) {
      this.tokenAnswer(response);
      return;
    }
    const code = form.get('code') ?? '';
    const waiting = this.#waiting.get(code);
    this.#waiting.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood =
      waiting !== undefined &&
      form.get('grant_type') === 'authorization_code' &&
      form.get('client_id') === CLIENT_ID &&
      form.get('redirect_uri') === waiting.redirectUri &&
      challenge === waiting.codeChallenge;
    if (!isGood) answerJson(response, 400, { error: 'invalid_grant' });
    else {
      const claims = this.claimsWith({ nonce: waiting.nonce, ...this.claims });
      answerJson(response, 200, { id_token: this.makeToken(claims), token_type: 'Bearer' });
    }
  }
}

/** Signed with RS256 by `key`, unless `header` says otherwise. */
export function tokenOf(claims: Claims, header: Claims = {}, key: KeyObject = KEY): string {
  const signed = unsignedToken(claims, { alg: 'RS256', kid: KEY_ID, ...header });
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

/** Head and body of a token, without the dot that the signature follows. */
export function unsignedToken(claims: Claims, header: Claims): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
}

function publicJwk(): object {
  return { ...createPublicKey(KEY).export({ format: 'jwk' }), kid: KEY_ID, alg: 'RS256', use: 'sig' };
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
