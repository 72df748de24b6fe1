import { randomBytes } from 'node:crypto';
import { CognitoSignIn } from '../../adapters/cognito/cognito-sign-in.ts';
import { instantOf } from '../../core/paper/instant.ts';
import type { ReadingRoomDeps } from '../../web/deps.ts';
import { createRoomWithDoor } from '../../web/sign-in/room-with-door.ts';
import { FakeProvider } from '../support/fake-provider.ts';
import { type Room, smallRoom } from './small-archive.ts';

const ORIGIN = 'https://archive.example';

/** The archive that most tests look at, behind a door. */
export interface RoomWithDoor {
  readonly archive: Room;
  readonly provider: FakeProvider;
  readonly reported: unknown[];
  /** Lets the room's clock go on. */
  readonly wait: (seconds: number) => void;
  readonly visitor: () => Visitor;
}

export async function roomWithDoor(): Promise<RoomWithDoor> {
  const [archive, provider] = [await smallRoom(), await FakeProvider.start()];
  const reported: unknown[] = [];
  let waited = 0;
  const deps: ReadingRoomDeps = {
    ...archive.deps,
    now: () => instantOf(new Date(Date.now() + 1000 * waited)),
    report: (failure) => reported.push(failure),
  };
  const app = createRoomWithDoor(deps, {
    signIn: new CognitoSignIn(provider.settings),
    newSecret: () => randomBytes(32).toString('base64url'),
  });
  return {
    ...{ archive, provider, reported },
    wait: (seconds) => (waited += seconds),
    visitor: () => new Visitor((path, init) => Promise.resolve(app.request(ORIGIN + path, init))),
  };
}

/** A cookie as it was set, its attributes in small letters. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: readonly string[];
}

/** Somebody with a browser: keeps the cookies that the room sets, and follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  readonly #send: (path: string, init: RequestInit) => Promise<Response>;

  constructor(send: (path: string, init: RequestInit) => Promise<Response>) {
    this.#send = send;
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    if (cookie !== '') headers.set('Cookie', cookie);
    const answer = await this.#send(path, { ...init, headers });
    for (const { name, value, attributes } of setCookies(answer)) {
      if (attributes.includes('max-age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Goes to the provider's page, is let in there, and tells with which address of the room it comes back. */
  async comeBack(to = '/'): Promise<string> {
    const sent = await this.ask(`/sign-in?to=${encodeURIComponent(to)}`);
    const page = await fetch(sent.headers.get('location') ?? '', { redirect: 'manual' });
    const { pathname, search } = new URL(page.headers.get('location') ?? '');
    return pathname + search;
  }

  async signIn(to?: string): Promise<Response> {
    return this.ask(await this.comeBack(to));
  }
}

export function setCookies(answer: Response): SetCookie[] {
  return answer.headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split('; ');
    const at = pair.indexOf('=');
    return {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      attributes: attributes.map((one) => one.toLowerCase()).sort(),
    };
  });
}
