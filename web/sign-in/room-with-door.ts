import { type Context, Hono } from 'hono';
import type { ReaderSession } from '../../core/sign-in.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import type { Door } from './door.ts';
import { createReadingRoom } from '../reading-room.ts';
import { sessionToken } from '../routes/sign-in.ts';

/**
 * The reading room for whoever has signed in, and beside it, at the same addresses, the room that is open to everybody.
 * No cache may give one's answers to the other: each is told that it depends on the cookie, and what goes to a reader is
 * for their own browser only.
 */
export function createRoomWithDoor(deps: ReadingRoomDeps, door: Door): Hono {
  const inside = createReadingRoom(deps, { ...door, side: 'inside' });
  const outside = createReadingRoom({ ...deps, rights: 'public' }, { ...door, side: 'outside' });
  const app = new Hono();
  app.all('*', async (c) => {
    const isReader = (await sessionOf(c, deps, door)) !== null;
    const { status, headers, body } = await (isReader ? inside : outside).fetch(c.req.raw, c.env);
    const answer = new Response(body, { status, headers });
    if (!/\bcookie\b/i.test(headers.get('Vary') ?? '')) answer.headers.append('Vary', 'Cookie');
    const caching = answer.headers.get('Cache-Control');
    if (isReader && caching !== null)
      answer.headers.set('Cache-Control', caching.replace(/\bpublic\b/, 'private'));
    return answer;
  });
  return app;
}

/** While nobody can tell who has signed in, nobody has: what is open to everybody stays open. */
async function sessionOf(
  c: Context,
  { report }: ReadingRoomDeps,
  { signIn }: Door,
): Promise<ReaderSession | null> {
  const token = sessionToken(c);
  if (token === undefined) return null;
  try {
    return await signIn.sessionOf(token);
  } catch (failure) {
    report(failure, { method: c.req.method, path: c.req.path });
    return null;
  }
}
