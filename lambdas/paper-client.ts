import { type Manners, POLITE } from '../adapters/http/manners.ts';
import { UndiciPaper } from '../adapters/http/undici-paper.ts';
import { PAPERS } from '../core/paper/registry.ts';
import { type Site, siteOf } from '../core/paper/resource.ts';

/** A function's time is short: what cannot be had in a minute goes back to the queue, which tries again later. */
const MANNERS: Manners = { ...POLITE, tries: 1, totalTimeoutMs: 60_000 };

/** The polite client for the papers' registered sites, and for no other host. */
export function paperClientFor(sites: readonly Site[], contact: string): UndiciPaper {
  return new UndiciPaper({
    origins: sites.map((site) => new URL(site.baseUrl).origin),
    manners: MANNERS,
    contact,
  });
}

/** Every paper's registered site; a message names which one it is for. */
export function registeredSites(): Site[] {
  return PAPERS.filter((paper) => paper.baseUrl !== null).map((paper) => siteOf(paper));
}
