import { UndiciPaper } from '../adapters/http/undici-paper.ts';
import type { RequestLog } from '../core/capture/request-record.ts';
import { PAPERS } from '../core/paper/registry.ts';
import { type Site, originsOf, siteOf } from '../core/paper/resource.ts';
import { FUNCTION_MANNERS } from './settings.ts';

/**
 * The polite client for the papers' registered sites, and for no other host. One client holds one connection to a
 * site; discover and capture have one each, so that a site may see two of ours for a moment.
 */
export function paperClientFor(sites: readonly Site[], contact: string, log: RequestLog): UndiciPaper {
  return new UndiciPaper({
    origins: sites.flatMap(originsOf),
    manners: FUNCTION_MANNERS,
    contact,
    log,
  });
}

/** Every paper's registered site; a message names which one it is for. */
export function registeredSites(): Site[] {
  return PAPERS.filter((paper) => paper.baseUrl !== null).map((paper) => siteOf(paper));
}
