import { type Original, originalOf } from '../../core/catalog/mementos.ts';
import { SHOWN } from '../../core/rights/rights-book.ts';
import { type Judgement, askerOf, openAccess, whyWithheld } from '../rights/access.ts';
import type { ReadingRoomDeps } from '../deps.ts';

/** What is held of an address of the newspaper's site, and what may be shown of that. */
export interface JudgedOriginal {
  readonly original: Original;
  readonly judged: Judgement;
}

/** `null` for an address of which nothing is held. */
export async function judgedOriginal(deps: ReadingRoomDeps, url: string): Promise<JudgedOriginal | null> {
  const original = await originalOf(deps.catalog, deps.papers, url);
  return original && { original, judged: await judge(deps, original) };
}

/**
 * The same of an address that stands in that of a page of the room's own, behind which the page's language may stand. An
 * address of the site that ends so is meant where there is one.
 */
export async function judgedWithinPage(deps: ReadingRoomDeps, url: string): Promise<JudgedOriginal | null> {
  return (await judgedOriginal(deps, url)) ?? judgedOriginal(deps, url.replace(/[?&]lang=en$/, ''));
}

/** Of an address that was captured for several issues what the strictest of them has. */
export async function judge(deps: ReadingRoomDeps, { paper, mementos }: Original): Promise<Judgement> {
  const access = await openAccess(deps, askerOf(deps), paper);
  const of = new Map(mementos.map(({ snapshot: { date, path } }) => [date, { date, path }]));
  const judged = await Promise.all(Array.from(of.values(), (subject) => access.to(subject)));
  return judged.reduce((a, b) => (SHOWN.indexOf(b.shown) < SHOWN.indexOf(a.shown) ? b : a));
}

/** Whether not even when it was seen may be told. */
export function isNotTold(judged: Judgement): boolean {
  return judged.shown === 'nothing' || whyWithheld(judged) !== null;
}
