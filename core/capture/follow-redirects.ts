import {
  type ResourcePath,
  type Site,
  originsOf,
  pathOfUrl,
  readPath,
  frontPath,
  urlOf,
} from '../paper/resource.ts';
import { toLatin1 } from './latin1.ts';
import { type Exchange, FetchFailed, type PaperClient, type PaperRequest, headerOf } from './paper-client.ts';

/** Why a chain of redirects is not the resource that was asked for. Told in docs/data-model.md. */
export type RedirectRefusal =
  | 'redirect-nowhere'
  | 'redirect-loop'
  | 'too-many-redirects'
  | 'redirect-elsewhere'
  | 'redirect-to-private-address'
  | 'redirect-to-front'
  | 'redirect-to-other'
  | 'disallowed-by-robots';

/** The answers to one capture, in the order in which they were had. */
export interface Followed {
  /** The redirects that were followed. */
  readonly hops: readonly Exchange[];
  /** The last answer: what is judged, unless `refusal` says that it cannot be what was asked for. */
  readonly exchange: Exchange;
  readonly refusal: RedirectRefusal | null;
}

/** A resource that has moved within its site is a hop or two away. */
const MAX_HOPS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for a resource and follows where the site sends us, step by step: each target is held against the site's own
 * origins before it is asked, and the end must be the same resource, at whichever of the site's ports or with
 * whichever query that tells nothing apart. A front page is not asked for: being sent there says that the page is
 * not there. Fails with {@link FetchFailed} when an answer does not come.
 */
export async function followRedirects(
  client: PaperClient,
  site: Site,
  path: ResourcePath,
  request: PaperRequest,
): Promise<Followed> {
  const hops: Exchange[] = [];
  const seen = new Set([request.url]);
  let exchange = await client.fetch(request);
  for (;;) {
    const ended = (refusal: RedirectRefusal | null): Followed => ({ hops, exchange, refusal });
    if (!REDIRECTS.has(exchange.response.status)) return ended(refusalOfEnd(exchange, site, path));
    const target = targetOf(exchange);
    if (target === null) return ended('redirect-nowhere');
    const refusal = refusalOfTarget(target, site, path);
    if (refusal !== null) return ended(refusal);
    if (seen.has(target.href)) return ended('redirect-loop');
    if (hops.length >= MAX_HOPS) return ended('too-many-redirects');
    seen.add(target.href);

    // Validators are of this resource's bytes; another resource has no use for them.
    const validators = isSame(site, target.href, path) ? {} : { etag: null, lastModified: null };
    try {
      const next = await client.fetch({ ...request, ...validators, url: target.href });
      hops.push(exchange);
      exchange = next;
    } catch (failure) {
      const policy = failure instanceof FetchFailed ? POLICY[failure.reason] : undefined;
      if (policy === undefined) {
        if (failure instanceof FetchFailed)
          failure.tries = [...[...hops, exchange].flatMap(({ tries = [] }) => tries), ...failure.tries];
        throw failure;
      }
      return ended(policy);
    }
  }
}

/** Failures that say that a target may not be asked, which no later try changes: the redirect is the answer. */
const POLICY: Partial<Record<FetchFailed['reason'], RedirectRefusal>> = {
  'host-not-allowed': 'redirect-elsewhere',
  'address-not-allowed': 'redirect-to-private-address',
  'disallowed-by-robots': 'disallowed-by-robots',
};

function refusalOfEnd(
  { url, response: { status } }: Exchange,
  site: Site,
  path: ResourcePath,
): RedirectRefusal | null {
  // A site may redirect to its error page; the status of that one tells.
  const tells = status === 404 || status === 410 || status === 429 || status >= 500;
  return tells || isSame(site, url, path) ? null : 'redirect-to-other';
}

function refusalOfTarget(target: URL, site: Site, path: ResourcePath): RedirectRefusal | null {
  const isHttp = target.protocol === 'http:' || target.protocol === 'https:';
  if (!isHttp || target.username !== '' || target.password !== '') return 'redirect-elsewhere';
  if (!originsOf(site).includes(target.origin))
    return isPrivateHost(target.hostname) ? 'redirect-to-private-address' : 'redirect-elsewhere';
  return isFront(site, target, path) ? 'redirect-to-front' : null;
}

function isSame(site: Site, url: string, path: ResourcePath): boolean {
  if (url === urlOf(site, path)) return true;
  const resolved = pathOfUrl(site, url);
  return resolved.kind === 'resource' && resolved.path === path;
}

/** The site's own entrance, or the front page of an issue, unless that is what was asked for. */
function isFront(site: Site, target: URL, path: ResourcePath): boolean {
  const bases = [site.baseUrl, site.paper.baseUrl ?? site.baseUrl, ...site.paper.aliasBaseUrls];
  const name = target.href.slice(target.href.lastIndexOf('/') + 1).replace(/\?.*$/, '');
  const folder = target.origin + target.pathname.slice(0, target.pathname.lastIndexOf('/') + 1);
  const isEntrance = /^(?:|(?:paper)?(?:index|default|home)\.\w{1,5})$/i.test(name);
  if (isEntrance && bases.some((base) => base.startsWith(folder))) return true;
  const resolved = pathOfUrl(site, target.href);
  if (resolved.kind !== 'resource' || resolved.path === path) return false;
  const place = readPath(site.paper, resolved.path);
  return place?.kind === 'node' && resolved.path === frontPath(site.paper, place.date);
}

function targetOf({ url, response }: Exchange): URL | null {
  const location = headerOf(response.headers, 'location');
  if (location === null || location === '') return null;
  // A header is bytes; a URL in it that is not ASCII is UTF-8 with every server that we know.
  const text = new TextDecoder().decode(toLatin1(location));
  if (!URL.canParse(text, url)) return null;
  const target = new URL(text, url);
  target.hash = '';
  return target;
}

/**
 * Whether a host is written as an address, or by a name, that no public server has. A name that only leads to such an
 * address is the client's to refuse, which alone can look it up.
 */
function isPrivateHost(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.local')) return true;
  if (host.startsWith('[')) return !/^\[[23]/.test(host);
  const [a = -1, b = -1, ...rest] = host
    .split('.')
    .map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : NaN));
  if (rest.length !== 2 || [a, b, ...rest].some((part) => Number.isNaN(part))) return false;
  return (
    [0, 10, 127].includes(a) ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  );
}
