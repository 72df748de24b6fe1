import { lookup as systemLookup } from 'node:dns';
import { BlockList, type LookupFunction, isIP, isIPv6 } from 'node:net';
import { isLoopback } from './manners.ts';

/** Whether a connection to this address, IPv4 or IPv6 in text, may be made. */
export type AddressRule = (address: string) => boolean;

/** A name leads to no address that may be asked, or a connection came out at one that may not. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly hostname: string;
  readonly addresses: readonly string[];

  constructor(hostname: string, addresses: readonly string[]) {
    const led = addresses.join(', ');
    super(hostname.includes(led) ? hostname : `${hostname} leads to ${led}`);
    this.hostname = hostname;
    this.addresses = addresses;
  }
}

/** IANA's registry of special-purpose IPv4 addresses, as far as it is not globally reachable, and multicast. */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  // Carriers' own (RFC 6598).
  '100.64.0.0/10',
  '127.0.0.0/8',
  // Link-local; clouds keep credentials at 169.254.169.254.
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
] as const;

/** The only IPv6 addresses that are given out to the public. */
const GLOBAL_IPV6 = ['2000::/3'] as const;
/** Of those: protocol assignments with Teredo, documentation, and 6to4, which holds any IPv4 address. */
const SPECIAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const;
/** How a network without IPv4 reaches one (RFC 6052): the last four bytes are the address that is meant. */
const NAT64 = ['64:ff9b::/96'] as const;

const specialIpv4 = listOf('ipv4', SPECIAL_IPV4);
const globalIpv6 = listOf('ipv6', GLOBAL_IPV6);
const specialIpv6 = listOf('ipv6', SPECIAL_IPV6);
const nat64 = listOf('ipv6', NAT64);
const loopbackIpv4 = listOf('ipv4', ['127.0.0.0/8']);

/** Whether anybody on the internet could be at `address`: not this machine, its network, its carrier, or nobody. */
export const isPublicAddress: AddressRule = (address) => {
  switch (isIP(address)) {
    case 4:
      return !specialIpv4.check(address, 'ipv4');
    case 6: {
      const bare = address.replace(/%.*$/, '');
      if (nat64.check(bare, 'ipv6')) return isPublicAddress(embeddedIpv4(bare));
      return globalIpv6.check(bare, 'ipv6') && !specialIpv6.check(bare, 'ipv6');
    }
    default:
      return false;
  }
};

export const isLoopbackAddress: AddressRule = (address) =>
  isIPv6(address) ? address === '::1' : isIP(address) === 4 && loopbackIpv4.check(address, 'ipv4');

/** What a server may be connected to by, that was asked for as `hostname`: loopback is for loopback, and for nothing else. */
export function addressRuleFor(hostname: string): AddressRule {
  return isLoopback(hostname) ? isLoopbackAddress : isPublicAddress;
}

/**
 * Resolves a name as the system does and hands on only what `mayConnect` lets pass, so that the address that was
 * judged is the address that is connected to: a name that is resolved twice may answer twice differently.
 */
export function guardedLookup(
  mayConnect: AddressRule,
  resolve: typeof systemLookup = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (failure, found) => {
      if (failure) {
        callback(failure, [], 0);
        return;
      }
      const allowed = found.filter(({ address }) => mayConnect(address));
      const [first] = allowed;
      if (first === undefined) {
        const addresses = found.map(({ address }) => address);
        callback(new AddressRefused(hostname, addresses), [], 0);
      } else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

/** `[::1]` as a URL has it, and `::1` as a socket does; `null` for a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? null : bare;
}

/** The address in the last four bytes of an IPv6 one. */
function embeddedIpv4(address: string): string {
  if (address.includes('.')) return address.slice(address.lastIndexOf(':') + 1);
  // As URLs write it: what lies between the last two colons may be left out when it is zero.
  const hostname = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail = ''] = hostname.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [left, right] = [groups(head), groups(tail)];
  const all = hostname.includes('::')
    ? [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right]
    : left;
  return all
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
}

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [network = '', prefix] = subnet.split('/');
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
