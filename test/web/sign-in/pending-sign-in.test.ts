import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { SIGN_IN_SECONDS, beginSignIn, resumeSignIn } from '../../../web/sign-in/pending-sign-in.ts';

const AT = asInstant('2023-02-26T00:00:00.000Z');
const SECRET = 's'.repeat(43);

function later(seconds: number) {
  return asInstant(new Date(Date.parse(AT) + 1000 * seconds).toISOString());
}

describe('a sign-in that is under way', () => {
  const { cookie, request } = beginSignIn(SECRET, '/jmrb/2023-02-25?v=1', AT);

  it('goes on with what it was begun with', () => {
    const resumed = resumeSignIn(cookie, request.state, later(60));
    expect(resumed?.returnTo).toBe('/jmrb/2023-02-25?v=1');
    expect(resumed?.proof.nonce).toBe(request.nonce);
    const challenge = createHash('sha256')
      .update(resumed?.proof.verifier ?? '')
      .digest('base64url');
    expect(challenge).toBe(request.codeChallenge);
  });

  it('shows the provider nothing of the secret, nor one thing of another', () => {
    const { verifier = '' } = resumeSignIn(cookie, request.state, AT)?.proof ?? {};
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(new Set([verifier, request.state, request.nonce, SECRET]).size).toBe(4);
    expect(JSON.stringify(request)).not.toContain(SECRET);
    expect(JSON.stringify(request)).not.toContain(verifier);
  });

  it('is over after a quarter of an hour', () => {
    expect(resumeSignIn(cookie, request.state, later(SIGN_IN_SECONDS - 1))).not.toBeNull();
    expect(resumeSignIn(cookie, request.state, later(SIGN_IN_SECONDS))).toBeNull();
  });

  it.each([
    ['no cookie', ''],
    ["another sign-in's", beginSignIn('t'.repeat(43), '/jmrb/2023-02-25?v=1', AT).cookie],
    ['another way back', cookie.replace('2023-02-25', '2023-02-26')],
    ['a later end', cookie.replace(/\.(\d+)\./, (_, until) => `.${Number(until) + 60}.`)],
    ['an end without end', cookie.replace(/\.\d+\./, '.Infinity.')],
    ['another secret', cookie.replace('s', 't')],
    ['something before it', `x${cookie}`],
  ])('does not go on with %s', (_, other) => {
    expect(resumeSignIn(other, request.state, AT)).toBeNull();
  });

  it.each([
    ['none', ''],
    ['the nonce', request.nonce],
    ['a part of it', request.state.slice(0, -1)],
    ['more than it', `${request.state}x`],
    ['letters of two bytes', 'é'.repeat(43)],
  ])('does not go on with another state: %s', (_, state) => {
    expect(resumeSignIn(cookie, state, AT)).toBeNull();
  });

  it('leads out of the room not even when the cookie was made for that', () => {
    const forged = beginSignIn(SECRET, '//evil.example/', AT);
    expect(resumeSignIn(forged.cookie, forged.request.state, AT)?.returnTo).toBe('/');
  });
});
