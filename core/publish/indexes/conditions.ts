import { isIssueDate } from '../../paper/issue-date.ts';
import { folded, indicatorIdOf } from '../find-figures.ts';
import type { Condition, Match } from './data-index.ts';
import { type Filter, type Said, allowedIn } from './filters.ts';

/** A parameter that cannot be taken as it was given. */
export interface WrongParameter {
  readonly parameter: string;
  readonly got: string;
  /** What it may be. */
  readonly allowed: Said;
}

/** So many values of one filter are told apart in a question; more would be a download. */
export const MOST_VALUES = 50;
/** As long as the longest name or id is, with room to spare. */
export const LONGEST_VALUE = 500;

/**
 * What rows have to be to fit all filters that are given, by their names; or all that is wrong with them. Whether there
 * are such filters is for the caller to see to.
 */
export function conditionsOf(
  filters: readonly Filter[],
  given: ReadonlyMap<string, string>,
): { readonly conditions: readonly Condition[] } | { readonly wrong: readonly WrongParameter[] } {
  const conditions: Condition[] = [];
  const wrong: WrongParameter[] = [];
  const namesRows = filters.some(({ name, names }) => names === true && given.has(name));
  for (const filter of filters) {
    const got = given.get(filter.name) ?? (namesRows ? undefined : filter.otherwise);
    if (got === undefined) continue;
    const anyOf = matchesOf(filter, got);
    if (anyOf === null) wrong.push({ parameter: filter.name, got, allowed: allowedIn(filter) });
    else if (anyOf !== 'all') conditions.push({ facet: filter.facet, anyOf });
  }
  wrong.push(...emptyStretches(filters, given));
  return wrong.length > 0 ? { wrong } : { conditions };
}

/** `null` for what the filter does not take. */
function matchesOf({ written }: Filter, got: string): readonly Match[] | 'all' | null {
  if (got.length > LONGEST_VALUE * MOST_VALUES) return null;
  switch (written.as) {
    case 'one-of':
      if (written.any && got === 'any') return 'all';
      return eachOf(got, (one) => (written.values.includes(one) ? { is: one } : null));
    case 'name':
      return eachOf(got, nameMatch);
    case 'indicator':
      return eachOf(got, (one) => {
        const id = indicatorIdOf(one);
        return id === null ? null : { is: id };
      });
    case 'words': {
      const words = folded(got);
      return words === '' || words.length > LONGEST_VALUE ? null : [{ holds: words }];
    }
    case 'pattern': {
      const pattern = new RegExp(written.pattern);
      return eachOf(got, (one) => (pattern.test(one) ? { is: one } : null));
    }
    case 'from':
      return isEnd(written.of, got) ? [{ from: got, to: null }] : null;
    case 'to':
      // A day of the year that is asked for comes after its bare number.
      return isEnd(written.of, got)
        ? [{ from: null, to: written.of === 'year' ? `${got}-12-31` : got }]
        : null;
  }
}

/** `null` as soon as one of them is none. */
function eachOf(got: string, matchOf: (one: string) => Match | null): readonly Match[] | null {
  const matches: Match[] = [];
  const values = got.split(',');
  if (values.length > MOST_VALUES) return null;
  for (const one of values) {
    const match = one === '' || one.length > LONGEST_VALUE ? null : matchOf(one);
    if (match === null) return null;
    matches.push(match);
  }
  return matches;
}

function nameMatch(text: string): Match | null {
  const name = folded(text);
  const [beginning = '', ...more] = name.split('*');
  if (beginning === '' || more.some((rest) => rest !== '') || more.length > 1) return null;
  return more.length === 0 ? { is: name } : { beginsWith: beginning };
}

function isEnd(of: 'year' | 'date', text: string): boolean {
  return of === 'year' ? /^(19|20)\d\d$/.test(text) : isIssueDate(text);
}

/** Ends that are right by themselves, the second before the first. */
function emptyStretches(
  filters: readonly Filter[],
  given: ReadonlyMap<string, string>,
): readonly WrongParameter[] {
  const wrong: WrongParameter[] = [];
  for (const { name, written } of filters) {
    if (written.as !== 'from') continue;
    const [from, to] = [given.get(name), given.get(written.to)];
    if (from === undefined || to === undefined || !isEnd(written.of, from) || !isEnd(written.of, to))
      continue;
    if (to < from) {
      const allowed = { zh: `不早于 ${name} 的 ${from}`, en: `${from}, which is ${name}, or later` };
      wrong.push({ parameter: written.to, got: to, allowed });
    }
  }
  return wrong;
}
