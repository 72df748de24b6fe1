import type { RequestPermit } from '../adapters/http/request-permit.ts';
import { POLITE, isLoopback } from '../adapters/http/manners.ts';
import { UndiciPaper } from '../adapters/http/undici-paper.ts';
import type { RequestLog } from '../core/capture/request-record.ts';
import type { Paper } from '../core/paper/paper.ts';
import { type Site, originsOf, siteOf } from '../core/paper/resource.ts';
import { UsageError } from './terminal.ts';

export interface SiteChoice {
  readonly paper: Paper;
  readonly baseUrl: string | undefined;
  /** `undefined` for the polite default. */
  readonly delayMs: number | undefined;
  readonly concurrency: number;
  /** Asked before every request. @default every request is permitted */
  readonly permit?: RequestPermit;
}

/** Who the archive says it is when nobody configured a contact: the project, on a desk. */
const CONTACT = 'archive of a local newspaper, run on a desk';

export interface SiteAccess {
  readonly site: Site;
  /** The client for the site, with its manners. It writes what it asks for besides resources down in `log`. */
  readonly connect: (log: RequestLog | null) => UndiciPaper;
}

/** Fails with {@link UsageError} for a delay that is not polite. */
export function accessTo(choice: SiteChoice): SiteAccess {
  const site = siteOf(choice.paper, choice.baseUrl);
  const base = new URL(site.baseUrl);
  const loopback = isLoopback(base.hostname);
  const delayMs = choice.delayMs ?? (loopback ? 0 : POLITE.delayMs);
  if (!loopback && delayMs < POLITE.delayMs) {
    throw new UsageError(
      `--delay ${delayMs} is for loopback only; ${base.host} is asked at most every ${POLITE.delayMs} ms`,
    );
  }
  if (!loopback && choice.concurrency > 1) {
    throw new UsageError(
      `--concurrency ${choice.concurrency} is for loopback only; ${base.host} gets one connection`,
    );
  }
  const contact = process.env['JMNEWS_CONTACT'] ?? CONTACT;
  const manners = { ...POLITE, delayMs, connections: choice.concurrency };
  const permit = choice.permit === undefined ? {} : { permit: choice.permit };
  return {
    site,
    connect: (log) =>
      new UndiciPaper({
        ...{ origins: originsOf(site), manners, contact, ...permit },
        ...(log === null ? {} : { log }),
      }),
  };
}
