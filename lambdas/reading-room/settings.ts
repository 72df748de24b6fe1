import * as z from 'zod';
import { SIGN_IN_CALLBACK } from '../../web/addresses.ts';
import { RIGHTS } from '../../web/deps.ts';

/** What this function reads from its environment; the construct that deploys it must give each. */
export const settingNames = ['ARCHIVE_BUCKET', 'CATALOG_TABLE', 'READING_ROOM_RIGHTS', 'SIGN_IN'] as const;
export type SettingName = (typeof settingNames)[number];

/**
 * How much of the function's own disk indexes may take up, which the construct that deploys it must give it and a little
 * more: those of two releases, each of some millions of figures and observations.
 */
export const INDEX_MEBIBYTES = 5120;

/** How much of the same disk packages of issues may take up before those asked for longest ago go; one may be larger. */
export const PACKAGE_MEBIBYTES = 512;

/** What READING_ROOM_RIGHTS may be. */
export const rightsSettings = RIGHTS;
export type RightsSetting = (typeof rightsSettings)[number];

/** Text that READING_ROOM_RIGHTS may not be. */
export class RightsUnknown extends Error {
  override readonly name = 'RightsUnknown';
  readonly text: string;

  constructor(text: string) {
    super(`READING_ROOM_RIGHTS should be one of ${rightsSettings.join(', ')}, got '${text}'`);
    this.text = text;
  }
}

/** Fails with {@link RightsUnknown}: a misspelt 'public' must never open what is withheld. */
export function readRights(text: string): RightsSetting {
  const rights = rightsSettings.find((one) => one === text);
  if (rights === undefined) throw new RightsUnknown(text);
  return rights;
}

const NO_SIGN_IN = 'none';

const Https = z.url({ protocol: /^https$/ });
const SignInSettings = z.strictObject({
  /** The user pool, as its tokens name it: `https://cognito-idp.<region>.amazonaws.com/<pool>`. */
  issuer: Https,
  clientId: z.string().min(1),
  /** The origin of the pool's own pages. */
  pages: Https,
  /** The origin of the room, as readers' browsers know it. */
  room: Https,
});

/** Where people sign in, and who lets them. None of it is secret. */
export type SignInSettings = Readonly<z.infer<typeof SignInSettings>>;

/** SIGN_IN that cannot be used. */
export class SignInUnusable extends Error {
  override readonly name = 'SignInUnusable';
  readonly text: string;

  constructor(text: string, options?: ErrorOptions) {
    super(
      `SIGN_IN should be '${NO_SIGN_IN}', or JSON with issuer, clientId, pages and room; got '${text}'`,
      options,
    );
    this.text = text;
  }
}

/** What SIGN_IN has to be for {@link readSignIn} to read these settings. */
export function signInText(settings: SignInSettings | null): string {
  return settings === null ? NO_SIGN_IN : JSON.stringify(settings);
}

/** `null` where nobody signs in. Fails with {@link SignInUnusable}. */
export function readSignIn(text: string): SignInSettings | null {
  if (text === NO_SIGN_IN) return null;
  try {
    return SignInSettings.parse(JSON.parse(text));
  } catch (cause) {
    throw new SignInUnusable(text, { cause });
  }
}

/** Where the provider may send readers: back to their sign-in, and to the first page when they have signed out. */
export function returnAddresses(room: string): { readonly signedIn: string; readonly signedOut: string } {
  return { signedIn: room + SIGN_IN_CALLBACK, signedOut: `${room}/` };
}
