import type { Instant } from './paper/instant.ts';

/** What a sign-in is begun with. */
export interface SignInRequest {
  /** The provider gives it back as it is, with the reader. */
  readonly state: string;
  /** The provider puts it into the token. */
  readonly nonce: string;
  /** SHA-256 of {@link SignInProof.verifier} in base64url: PKCE, method S256. */
  readonly codeChallenge: string;
  readonly lang: 'zh-CN' | 'en';
}

/** What only whoever began a sign-in can know. */
export interface SignInProof {
  readonly verifier: string;
  readonly nonce: string;
}

/** Somebody has signed in. Who it is, the room does not ask. */
export interface ReaderSession {
  /** What the reader's browser shows with every request. */
  readonly token: string;
  readonly endsAt: Instant;
}

/** Where readers sign in: an OpenID provider as the reading room sees it. */
export interface SignIn {
  /** The address that a reader is sent to. */
  pageFor(request: SignInRequest): string;

  /**
   * Trades the code that the reader came back with. `null` for a code or a token that is not good for this sign-in.
   * Fails with {@link SignInUnavailable}.
   */
  redeem(code: string, proof: SignInProof): Promise<ReaderSession | null>;

  /**
   * The session that `token` proves; `null` for one that has ended and for whatever proves none. Fails with
   * {@link SignInUnavailable} while nobody can tell.
   */
  sessionOf(token: string): Promise<ReaderSession | null>;

  /** Where a reader is sent for the provider to forget them as well. */
  readonly signOutPage: string;
}

/** The provider gave no answer, or one that means nothing. */
export class SignInUnavailable extends Error {
  override readonly name = 'SignInUnavailable';
  /** What was asked; it holds no secret. */
  readonly url: string;

  constructor(url: string, why: string, options?: ErrorOptions) {
    super(`${url} ${why}; try again later, and look whether the sign-in is set up as deployed`, options);
    this.url = url;
  }
}
