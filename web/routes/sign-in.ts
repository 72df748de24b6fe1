import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { SIGN_IN, SIGN_IN_CALLBACK, SIGN_OUT } from '../addresses.ts';
import { renderingFor, wrong } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import type { Door } from '../sign-in/door.ts';
import { localPath } from '../sign-in/local-path.ts';
import { SIGN_IN_SECONDS, beginSignIn, resumeSignIn } from '../sign-in/pending-sign-in.ts';

/** `__Host-`: no other host may set it. Lax: it goes along when the provider sends a reader back, and with no form or picture of another site. */
const COOKIE = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

const PENDING = 'sign-in';
const SESSION = 'session';

/** What the visitor's browser shows to be let in. */
export function sessionToken(c: Context): string | undefined {
  return getCookie(c, SESSION, COOKIE.prefix);
}

/**
 * The doors of the room: to the provider's page, back from it, and out. All of them are links: what `/sign-out` does
 * for whoever was lured there is undone by signing in again, and a page of another site cannot do it unseen.
 */
export function signInRoutes({ now }: ReadingRoomDeps, { signIn, newSecret }: Door): Hono {
  const app = new Hono();
  app.get(SIGN_IN, (c) => {
    c.header('Cache-Control', 'no-store');
    const { cookie, request } = beginSignIn(newSecret(), localPath(c.req.query('to')), now());
    setCookie(c, PENDING, cookie, { ...COOKIE, maxAge: SIGN_IN_SECONDS });
    return c.redirect(signIn.pageFor({ ...request, lang: renderingFor(c).t.lang }), 302);
  });

  app.get(SIGN_IN_CALLBACK, async (c) => {
    c.header('Cache-Control', 'no-store');
    const asked = { c, json: false };
    const { t } = renderingFor(c);
    // Whatever comes of it, it is over: neither the cookie nor the code is good a second time.
    const pending = deleteCookie(c, PENDING, COOKIE) ?? '';
    const begun = resumeSignIn(pending, c.req.query('state') ?? '', now());
    if (begun === null) return wrong(asked, 400, t.signIn.notBegun);
    const code = c.req.query('code');
    const session = code === undefined ? null : await signIn.redeem(code, begun.proof);
    if (session === null) return wrong(asked, 400, t.signIn.refused);
    const seconds = Math.floor((Date.parse(session.endsAt) - Date.parse(now())) / 1000);
    setCookie(c, SESSION, session.token, { ...COOKIE, maxAge: Math.max(0, seconds) });
    return c.redirect(begun.returnTo, 302);
  });

  app.get(SIGN_OUT, (c) => {
    c.header('Cache-Control', 'no-store');
    deleteCookie(c, SESSION, COOKIE);
    return c.redirect(signIn.signOutPage, 302);
  });
  return app;
}
