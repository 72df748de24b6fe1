import type { RemovalRecord, RightsRecord } from './rights-records.ts';

/** The partitions of the table: docs/data-model.md shows each with an example. */
export const PARTITION = {
  papers: 'PAPERS',
  paper: (paper: string) => `PAPER#${paper}`,
  issue: (paper: string, date: string) => `ISSUE#${paper}#${date}`,
  site: (origin: string, day: string) => `SITE#${origin}#${day}`,
  resource: (paper: string, path: string) => `RESOURCE#${paper}#${path}`,
  events: (paper: string) => `EVENTS#${paper}`,
  releases: 'RELEASES',
  search: 'SEARCH',
  rights: (paper: string) => `RIGHTS#${paper}`,
  removals: (paper: string) => `REMOVALS#${paper}`,
  subscriptions: 'SUBSCRIPTIONS',
  deliveries: (subscription: string) => `DELIVERIES#${subscription}`,
} as const;

/** What sort keys begin with. */
export const SORT = {
  paper: 'PAPER#',
  issue: 'ISSUE#',
  audit: 'AUDIT#',
  expected: 'EXPECTED#',
  state: 'STATE#',
  page: 'PAGE#',
  article: 'ARTICLE#',
  request: 'REQUEST#',
  capture: 'CAPTURE#',
  snapshot: 'SNAPSHOT#',
  reading: 'READING#',
  event: 'EVENT#',
  release: 'RELEASE#',
  searchDue: 'DUE#',
  searchPart: (form: number) => `PART#${pad(form, 6)}#`,
  rights: 'RIGHTS#',
  removal: 'REMOVAL#',
  subscription: 'SUBSCRIPTION#',
  delivery: 'DELIVERY#',
} as const;

/** A key of the table. All of them are made here. */
export const KEYS = {
  paper: (paper: string) => ({ pk: PARTITION.papers, sk: SORT.paper + paper }),
  issue: (paper: string, date: string) => ({ pk: PARTITION.paper(paper), sk: SORT.issue + date }),
  audit: (paper: string, date: string) => ({ pk: PARTITION.paper(paper), sk: SORT.audit + date }),
  ofIssue: (paper: string, date: string, sk: string) => ({ pk: PARTITION.issue(paper, date), sk }),
  ofResource: (paper: string, path: string, sk: string) => ({ pk: PARTITION.resource(paper, path), sk }),
  event: (paper: string, at: string, id: string) => ({
    pk: PARTITION.events(paper),
    sk: `${SORT.event}${at}#${id}`,
  }),
  release: (version: string) => ({ pk: PARTITION.releases, sk: SORT.release + sortableVersion(version) }),
  searchDue: (month: string) => ({ pk: PARTITION.search, sk: SORT.searchDue + month }),
  searchPart: (form: number, month: string) => ({ pk: PARTITION.search, sk: SORT.searchPart(form) + month }),
  rights: ({ paper, at, id }: RightsRecord) => ({
    pk: PARTITION.rights(paper),
    sk: `${SORT.rights}${at}#${id}`,
  }),
  removal: ({ paper, date, id }: RemovalRecord) => ({
    pk: PARTITION.removals(paper),
    sk: `${SORT.removal}${date}#${id}`,
  }),
  subscription: (id: string) => ({ pk: PARTITION.subscriptions, sk: SORT.subscription + id }),
  delivery: (subscription: string, event: string) => ({
    pk: PARTITION.deliveries(subscription),
    sk: SORT.delivery + event,
  }),
};

/** A reading among those of its resource: by reader, then by version. */
export function readingKeyOf(readerVersion: number, version: number): string {
  return `${SORT.reading}${pad(readerVersion, 6)}#${pad(version, 6)}`;
}

/** Sort keys compare as text, so that numbers need a fixed width. */
export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function sortableVersion(version: string): string {
  return version
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.');
}
