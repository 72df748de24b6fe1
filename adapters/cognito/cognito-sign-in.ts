import { JwkValidationError, JwksValidationError, JwtBaseError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier';
import * as z from 'zod';
import { instantOf } from '../../core/paper/instant.ts';
import {
  type ReaderSession,
  type SignIn,
  type SignInProof,
  type SignInRequest,
  SignInUnavailable,
} from '../../core/sign-in.ts';
import { askProvider } from './ask-provider.ts';

/** Somebody waits in front of a browser, and the function itself has half a minute. */
const DEADLINE_MS = 5_000;

/** How far the provider's clock and ours may be apart. */
export const CLOCK_SKEW_SECONDS = 60;

export interface CognitoSettings {
  /** Whose tokens are believed: `https://cognito-idp.<region>.amazonaws.com/<pool>`. */
  readonly issuer: string;
  /** Where the issuer's public keys are. */
  readonly jwksUrl: string;
  /** The room's own client: public, so that it has no secret. */
  readonly clientId: string;
  /** The origin of the pool's pages, `https://<name>.auth.<region>.amazoncognito.com`. */
  readonly pages: string;
  /** Where the client lets readers come back to, to the letter. */
  readonly callbackUrl: string;
  readonly signedOutUrl: string;
  /** How long the provider may take for one answer, in milliseconds. @default 5000 */
  readonly deadlineMs?: number;
}

const Tokens = z.object({ id_token: z.string() });
const Refusal = z.object({ error: z.string() });

/**
 * Readers of a Cognito user pool, by authorization code with PKCE. A session is the pool's ID token: signed by the
 * pool, for this client, with an end; it is proven again whenever it is shown.
 */
export class CognitoSignIn implements SignIn {
  readonly signOutPage: string;
  readonly #settings: CognitoSettings;
  readonly #verifier;
  readonly #claims;

  constructor(settings: CognitoSettings) {
    const { issuer, clientId, jwksUrl, pages, signedOutUrl } = settings;
    this.#settings = settings;
    this.#verifier = JwtVerifier.create(
      { issuer, audience: clientId, jwksUri: jwksUrl, graceSeconds: CLOCK_SKEW_SECONDS },
      {
        jwksCache: new SimpleJwksCache({ fetcher: { fetch: (url) => fetchKeys(url, settings.deadlineMs) } }),
      },
    );
    // The verifier passes over claims that are not there, and takes an access token for as good.
    this.#claims = z.object({
      aud: z.literal(clientId),
      token_use: z.literal('id'),
      // What an instant can hold, in seconds.
      exp: z.int().positive().max(8.64e12),
      nonce: z.string().optional(),
    });
    this.signOutPage = `${pages}/logout?${new URLSearchParams({
      client_id: clientId,
      logout_uri: signedOutUrl,
    }).toString()}`;
  }

  pageFor({ state, nonce, codeChallenge, lang }: SignInRequest): string {
    const { pages, clientId, callbackUrl } = this.#settings;
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: callbackUrl,
      scope: 'openid',
      state,
      nonce,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
      lang,
    });
    return `${pages}/oauth2/authorize?${query.toString()}`;
  }

  async redeem(code: string, { verifier, nonce }: SignInProof): Promise<ReaderSession | null> {
    const { pages, clientId, callbackUrl, deadlineMs = DEADLINE_MS } = this.#settings;
    const url = `${pages}/oauth2/token`;
    const { status, body } = await askProvider(
      url,
      deadlineMs,
      new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        redirect_uri: callbackUrl,
        code,
        code_verifier: verifier,
      }),
    );
    const told = jsonOf(body);
    // Made up, used before, too old, or another sign-in's.
    if (status === 400 && Refusal.safeParse(told).data?.error === 'invalid_grant') return null;
    const tokens = Tokens.safeParse(told);
    if (status !== 200 || !tokens.success)
      throw new SignInUnavailable(url, `answered a code with status ${status} and no token`);
    const token = tokens.data.id_token;
    const claims = await this.#proven(token);
    return claims?.nonce === nonce ? sessionOf(token, claims.exp) : null;
  }

  async sessionOf(token: string): Promise<ReaderSession | null> {
    const claims = await this.#proven(token);
    return claims === null ? null : sessionOf(token, claims.exp);
  }

  async #proven(
    token: string,
  ): Promise<{ readonly exp: number; readonly nonce?: string | undefined } | null> {
    try {
      return this.#claims.safeParse(await this.#verifier.verify(token)).data ?? null;
    } catch (cause) {
      if (cause instanceof JwksValidationError || cause instanceof JwkValidationError)
        throw new SignInUnavailable(this.#settings.jwksUrl, 'gives keys that are none', { cause });
      if (cause instanceof JwtBaseError) return null;
      throw cause;
    }
  }
}

async function fetchKeys(url: string, deadlineMs = DEADLINE_MS): Promise<ArrayBuffer> {
  const { status, body } = await askProvider(url, deadlineMs);
  if (status !== 200) throw new SignInUnavailable(url, `answered with status ${status}`);
  return body.buffer;
}

function sessionOf(token: string, exp: number): ReaderSession {
  return { token, endsAt: instantOf(new Date(exp * 1000)) };
}

/** `null` for what is no JSON. */
function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
