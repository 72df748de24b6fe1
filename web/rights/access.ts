import { CatalogDamaged } from '../../core/catalog/catalog.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { Access } from '../../core/rights/access.ts';
import { type Judgement, RightsBook, type Subject } from '../../core/rights/rights-book.ts';
import type { Asker, RightsRecord } from '../../core/catalog/rights-records.ts';
import type { ReadingRoomDeps } from '../deps.ts';

/*
 * What a route may show. Every route asks here before it answers with anything of a newspaper:
 *
 * - one thing:  `await accessTo(deps, askerOf(deps), { paper, date, articleId })`
 * - a list:     `const access = await openAccess(deps, askerOf(deps), paper)`, and then `access.issue(date)` for a
 *               calendar, or `access.listed(rows, (row) => ({ date, articleId }))` for rows of search results or feeds.
 *               Both cost nothing a row: the rights of a paper are read once a request, and pages of an issue only
 *               where one of its pages was taken down.
 *
 * What comes back says how much is shown (`shown`), why not more (`why`), and whether lists have it (`listed`).
 * `withheldAnswer` in web/rights/withheld.ts is the answer at an address of which less is shown than the route has to show.
 */

export type { Judgement, Subject } from '../../core/rights/rights-book.ts';
export { Access, isListed, whyWithheld } from '../../core/rights/access.ts';

type AccessDeps = Pick<ReadingRoomDeps, 'catalog' | 'now' | 'report'>;

/** Who asks this room. */
export function askerOf({ rights }: Pick<ReadingRoomDeps, 'rights'>): Asker {
  return rights === 'public' ? 'anybody' : 'reader';
}

/** What may be shown of one thing of an issue. Fails as the catalog does, but not with CatalogDamaged. */
export async function accessTo(
  deps: AccessDeps,
  asker: Asker,
  { paper, ...subject }: Subject & { readonly paper: Paper },
): Promise<Judgement> {
  return (await openAccess(deps, asker, paper)).to(subject);
}

/**
 * The rights of a paper as they are now: one query. They are never kept for the next request, so that a takedown holds
 * from the moment it is written. Where they cannot be read the paper is closed, and the failure reported.
 */
export async function openAccess(deps: AccessDeps, asker: Asker, paper: Paper): Promise<Access> {
  return new Access(deps.catalog, new RightsBook(paper, await rightsOf(deps, paper), deps.now(), asker));
}

async function rightsOf(
  { catalog, report }: AccessDeps,
  paper: Paper,
): Promise<readonly RightsRecord[] | null> {
  try {
    return await Array.fromAsync(catalog.rights(paper.id));
  } catch (failure) {
    if (!(failure instanceof CatalogDamaged)) throw failure;
    report(failure, { method: 'GET', path: `/${paper.id}/` });
    return null;
  }
}
