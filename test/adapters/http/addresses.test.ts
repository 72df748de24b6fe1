import type { LookupAddress, lookup } from 'node:dns';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  AddressRefused,
  addressRuleFor,
  guardedLookup,
  isLoopbackAddress,
  isPublicAddress,
  literalAddress,
} from '../../../adapters/http/addresses.ts';

describe('addresses', () => {
  it.each([
    ['this machine', ['127.0.0.1', '127.255.0.9', '0.0.0.0', '::1', '::']],
    ['a private network', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1']],
    ['link-local, where clouds keep credentials', ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1']],
    ['a carrier’s own', ['100.64.0.1', '100.127.255.255']],
    ['unique-local or site-local', ['fc00::1', 'fd12:3456::1', 'fd00:ec2::254', 'fec0::1']],
    ['multicast or broadcast', ['224.0.0.1', '239.255.255.255', 'ff02::1', '255.255.255.255']],
    ['an IPv4 address in IPv6 dress', ['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a00:1', '::7f00:1']],
    ['behind a translator, and private there', ['64:ff9b::10.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b::1']],
    ['6to4 or Teredo', ['2002:7f00:1::', '2001:0:4136:e378::1']],
    [
      'nobody',
      ['240.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
    ],
    ['no address', ['example.com', '', '1.2.3', '::ffff:999.1.1.1']],
  ])('that are %s are not public', (_what, addresses) => {
    for (const address of addresses) expect([address, isPublicAddress(address)]).toEqual([address, false]);
  });

  it('that are next to those are public', () => {
    const next = ['9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.0.0.1', '128.0.0.1'];
    const more = ['169.253.0.1', '172.15.0.1', '172.32.0.1', '192.167.0.1', '223.255.255.255'];
    const ipv6 = ['2400:3200::1', '2606:4700::1111', '64:ff9b::8.8.8.8', '64:ff9b::808:808'];
    for (const address of [...next, ...more, ...ipv6])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
  });

  it('are this machine’s for an origin on loopback only, and for it nothing else is', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect(['127.0.0.1', '::1'].every(addressRuleFor(host))).toBe(true);
      expect(['8.8.8.8', '10.0.0.1', '::ffff:127.0.0.1'].some(addressRuleFor(host))).toBe(false);
    }
    for (const host of ['dzb.jmrb.com', '10.0.0.1', '127.0.0.1.example.com', '[::ffff:7f00:1]'])
      expect(['127.0.0.1', '::1', '10.0.0.1'].some(addressRuleFor(host))).toBe(false);
    expect(isLoopbackAddress('not an address')).toBe(false);
  });

  it('are told from names', () => {
    expect(['[fe80::1]', '10.0.0.1', 'example.com'].map(literalAddress)).toEqual([
      'fe80::1',
      '10.0.0.1',
      null,
    ]);
  });
});

describe('a guarded look-up', () => {
  const answers = (...addresses: string[]): typeof lookup =>
    ((_name: string, _options: object, callback: (failure: null, found: LookupAddress[]) => void) => {
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) as unknown as typeof lookup;
  const look = (addresses: string[], all: boolean): Promise<unknown> =>
    promisify(guardedLookup(isPublicAddress, answers(...addresses)))('paper.example', { all });

  it('fails for a name that leads only to addresses that are not public', async () => {
    const failure: unknown = await look(['10.0.0.1', 'fd00::1'], true).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AddressRefused);
    expect(failure).toMatchObject({ hostname: 'paper.example', addresses: ['10.0.0.1', 'fd00::1'] });
  });

  it('hands on only the others, whether all are asked for or one', async () => {
    expect(await look(['127.0.0.1', '93.184.215.14'], true)).toEqual([
      { address: '93.184.215.14', family: 4 },
    ]);
    expect(await look(['127.0.0.1', '2606:4700::1111'], false)).toBe('2606:4700::1111');
  });

  it('passes on that a name is not known', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const failing = ((_name: string, _options: object, callback: (failure: Error) => void) => {
      callback(unknown);
    }) as unknown as typeof lookup;
    const looked = promisify(guardedLookup(isPublicAddress, failing))('nowhere.example', { all: true });
    await expect(looked).rejects.toBe(unknown);
  });
});
