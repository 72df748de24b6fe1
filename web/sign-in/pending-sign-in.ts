import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/paper/instant.ts';
import type { SignInProof, SignInRequest } from '../../core/sign-in.ts';
import { localPath } from './local-path.ts';

/** How long somebody may take to sign in: there is a code to be typed, the first time an app to be set up. */
export const SIGN_IN_SECONDS = 900;

/** A secret, the second at which it ends, where to go then. */
const COOKIE = /^([\w-]{43})\.(\d{1,12})\.(\/.*)$/;

export interface BegunSignIn {
  /** For the reader's browser alone. */
  readonly cookie: string;
  readonly request: Omit<SignInRequest, 'lang'>;
}

/**
 * A sign-in that is under way is remembered by the reader's own browser and by nobody else. Everything that it takes is
 * made of one secret in the cookie: the PKCE verifier, the nonce, and the state, which signs the rest of the cookie. So
 * the cookie cannot be changed on the way, a state fits one cookie only, and no server has a key to keep.
 *
 * @param secret 256 random bits in base64url
 * @param returnTo a path of {@link localPath}
 */
export function beginSignIn(secret: string, returnTo: string, at: Instant): BegunSignIn {
  const until = String(Math.floor(Date.parse(at) / 1000) + SIGN_IN_SECONDS);
  const { verifier, nonce } = proofOf(secret);
  return {
    cookie: `${secret}.${until}.${returnTo}`,
    request: {
      state: stateOf(secret, until, returnTo),
      nonce,
      codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
    },
  };
}

/** What is needed to end the sign-in of `cookie`; `null` for one that is over, or that `state` does not belong to. */
export function resumeSignIn(
  cookie: string,
  state: string,
  at: Instant,
): { readonly proof: SignInProof; readonly returnTo: string } | null {
  const [, secret, until, returnTo] = COOKIE.exec(cookie) ?? [];
  if (secret === undefined || until === undefined || returnTo === undefined) return null;
  if (Date.parse(at) / 1000 >= Number(until)) return null;
  if (!isSame(state, stateOf(secret, until, returnTo))) return null;
  return { proof: proofOf(secret), returnTo: localPath(returnTo) };
}

function proofOf(secret: string): SignInProof {
  return { verifier: derived(secret, 'verifier'), nonce: derived(secret, 'nonce') };
}

function stateOf(secret: string, until: string, returnTo: string): string {
  return derived(secret, `state ${until} ${returnTo}`);
}

/** 43 characters, which PKCE asks for at least; none of them tells anything of another. */
function derived(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
