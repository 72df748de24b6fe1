import { describe, expect, it } from 'vitest';
import { DeploymentInvalid, isExampleContact, readDeployment } from '../../lib/deployment.ts';
import { CDK_CONTEXT } from './synthesized.ts';

const USABLE = { papers: ['jmrb'], contact: 'mail@archive.cn' };

function read(context: Readonly<Record<string, unknown>>) {
  return readDeployment((name) => context[name]);
}

describe('readDeployment', () => {
  it('takes a list of papers as cdk.json gives it, and text as the command line gives it', () => {
    expect(read(USABLE)).toEqual({
      papers: ['jmrb'],
      contact: 'mail@archive.cn',
      alarmEmail: null,
      rights: 'reading-room',
      signInDomain: null,
    });
    expect(read({ ...USABLE, papers: 'jmrb, other' }).papers).toEqual(['jmrb', 'other']);
  });

  it('takes an https address as contact, and an address for alarms', () => {
    expect(read({ ...USABLE, contact: 'https://archive.cn/about', alarmEmail: 'night@archive.cn' })).toEqual({
      papers: ['jmrb'],
      contact: 'https://archive.cn/about',
      alarmEmail: 'night@archive.cn',
      rights: 'reading-room',
      signInDomain: null,
    });
  });

  it('opens the reading room to everybody only when told to', () => {
    expect(read({ ...USABLE, rights: 'public' }).rights).toBe('public');
  });

  it('lets readers sign in only when told where', () => {
    expect(read({ ...USABLE, signInDomain: 'jmnews-heshan' }).signInDomain).toBe('jmnews-heshan');
  });

  it.each(['', 'Heshan', '-heshan', 'heshan-', 'he.shan', 'my-aws-room', 'a'.repeat(64), 7])(
    'takes %j for no label to sign in at',
    (signInDomain) => {
      expect(() => read({ ...USABLE, signInDomain })).toThrow(
        `'signInDomain' should be small letters, digits and hyphens, 63 at most, without 'aws', 'amazon' or 'cognito', or left out, got ${JSON.stringify(signInDomain)}`,
      );
    },
  );

  it('lets nobody sign in where nothing would be gained by it', () => {
    expect(() => read({ ...USABLE, rights: 'public', signInDomain: 'jmnews-heshan' })).toThrow(
      "'signInDomain' should be left out with the rights 'public', under which nobody signs in, got \"jmnews-heshan\"",
    );
  });

  it('accepts what cdk.json sets', () => {
    expect(read(CDK_CONTEXT).papers).toEqual(['jmrb']);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no papers', { ...USABLE, papers: [] }, "'papers' should name at least one paper, got []"],
    ['papers left out', { contact: USABLE.contact }, "'papers' should list paper ids, got nothing"],
    [
      'empty text for papers',
      { ...USABLE, papers: '' },
      "'papers' each should be a paper's id such as jmrb, got \"\"",
    ],
    [
      'a contact that nobody can write to',
      { ...USABLE, contact: 'me' },
      '\'contact\' should be an e-mail address or an https address where the newspaper can reach you, got "me"',
    ],
    [
      'a contact that would break out of its header',
      { ...USABLE, contact: 'https://archive.cn/\r\nX-Evil: 1' },
      'where the newspaper can reach you, got "https://archive.cn/\\r\\nX-Evil: 1"',
    ],
    [
      'a contact that would close the brackets around it',
      { ...USABLE, contact: 'https://archive.cn/) evil' },
      'got "https://archive.cn/) evil"',
    ],
    ['a contact left out', { papers: ['jmrb'] }, 'where the newspaper can reach you, got nothing'],
    [
      'an address for alarms that is none',
      { ...USABLE, alarmEmail: 'night' },
      '\'alarmEmail\' should be an e-mail address, or left out, got "night"',
    ],
    [
      'rights that are none',
      { ...USABLE, rights: 'Public' },
      '\'rights\' should be reading-room or public, or left out, got "Public"',
    ],
  ])('fails for %s', (_, context, sentence) => {
    expect(() => read(context)).toThrow(sentence);
  });

  it('fails with everything that is wrong at once', () => {
    try {
      read({});
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DeploymentInvalid);
      expect(error).toMatchObject({
        problems: [expect.stringContaining("'papers'"), expect.stringContaining("'contact'")],
      });
    }
  });
});

describe('isExampleContact', () => {
  it.each(['archive@example.org', 'https://example.com/us', 'https://www.example.net'])(
    'knows %s',
    (contact) => {
      expect(isExampleContact(contact)).toBe(true);
    },
  );

  it.each(['mail@archive.cn', 'https://archive.cn/example.com-note', 'me@myexample.org'])(
    'leaves %s alone',
    (contact) => {
      expect(isExampleContact(contact)).toBe(false);
    },
  );
});
