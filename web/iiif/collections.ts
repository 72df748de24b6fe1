import type { IssueRecord } from '../../core/catalog/records.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { paperHref, yearHref } from '../addresses.ts';
import { collectionHref, manifestHref } from '../package-addresses.ts';
import type { PaperView } from '../views/calendar-view.ts';
import { IIIF_CONTEXT, type Label, inBoth, navDateOf, rightsOf } from './iiif.ts';

/** Everything that the archive holds: a collection for each paper. */
export const ALL_HREF = '/iiif/collection.json';

export function papersCollection(origin: string, papers: readonly Paper[]): object {
  return {
    ...head(origin + ALL_HREF, inBoth('馆藏报纸', 'Newspapers of the archive')),
    items: papers.map((paper) => ({
      id: origin + collectionHref(paper.id),
      type: 'Collection',
      label: inBoth(paper.name.zh, paper.name.en),
    })),
  };
}

/** The years of a paper, oldest first. */
export function yearsCollection(origin: string, paper: Paper, { years }: PaperView): object {
  return {
    ...head(origin + collectionHref(paper.id), inBoth(paper.name.zh, paper.name.en)),
    ...rightsOf(paper),
    ...homepage(origin + paperHref(paper.id)),
    partOf: [{ id: origin + ALL_HREF, type: 'Collection' }],
    items: years.toReversed().map(({ year }) => ({
      id: origin + collectionHref(paper.id, year),
      type: 'Collection',
      label: yearLabel(paper, year),
    })),
  };
}

/** The issues of a year of which pages are known, oldest first. */
export function issuesCollection(
  origin: string,
  paper: Paper,
  year: string,
  issues: readonly IssueRecord[],
): object {
  return {
    ...head(origin + collectionHref(paper.id, year), yearLabel(paper, year)),
    ...rightsOf(paper),
    ...homepage(origin + yearHref(paper.id, year)),
    partOf: [{ id: origin + collectionHref(paper.id), type: 'Collection' }],
    items: issues
      .filter(({ pages }) => pages > 0)
      .map(({ date }) => ({
        id: origin + manifestHref(paper.id, date),
        type: 'Manifest',
        label: inBoth(`${paper.name.zh} ${date}`, `${paper.name.en}, ${date}`),
        navDate: navDateOf(date),
      })),
  };
}

function head(id: string, label: Label): object {
  return { '@context': IIIF_CONTEXT, id, type: 'Collection', label };
}

function homepage(id: string): object {
  const label = inBoth('阅览室', 'The reading room');
  return { homepage: [{ id, type: 'Text', format: 'text/html', label }] };
}

function yearLabel(paper: Paper, year: string): Label {
  return inBoth(`${paper.name.zh} ${year}年`, `${paper.name.en}, ${year}`);
}
