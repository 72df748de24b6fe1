import { describe, expect, it } from 'vitest';
import {
  SignInUnusable,
  readSignIn,
  returnAddresses,
  signInText,
} from '../../lambdas/reading-room/settings.ts';

describe('where people sign in', () => {
  const settings = {
    issuer: 'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_pool',
    clientId: 'client',
    pages: 'https://jmnews.auth.ap-southeast-1.amazoncognito.com',
    room: 'https://api.execute-api.ap-southeast-1.amazonaws.com',
  };

  it('is read as it was written, or is nowhere', () => {
    expect(readSignIn(signInText(settings))).toEqual(settings);
    expect(readSignIn(signInText(null))).toBeNull();
  });

  it.each([
    '',
    'null',
    'None',
    '{}',
    JSON.stringify({ ...settings, issuer: 'http://cognito-idp.example/pool' }),
    JSON.stringify({ ...settings, clientId: '' }),
    JSON.stringify({ ...settings, clientSecret: 'secret' }),
    JSON.stringify({ ...settings, room: undefined }),
  ])('is not guessed from %j', (text) => {
    expect(() => readSignIn(text)).toThrow(SignInUnusable);
  });

  it('has two ways back to the room', () => {
    expect(returnAddresses('https://room.example')).toEqual({
      signedIn: 'https://room.example/sign-in/callback',
      signedOut: 'https://room.example/',
    });
  });
});
