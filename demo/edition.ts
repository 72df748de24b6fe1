import type { IssueDate } from '../core/paper/issue-date.ts';
import { type Slot, articleIds } from './addresses.ts';
import { type Polygon, hotZones } from './hot-zones.ts';
import { ISSUE_DATES } from './issues.ts';
import { planOf } from './plan.ts';
import type { Story } from './story.ts';

/** `first`: as published. `later`: after the paper edited one article and withdrew another. */
export type Moment = 'first' | 'later';

export interface Edition {
  readonly date: IssueDate;
  /** The issue before this one; none before the oldest. */
  readonly previous: IssueDate | null;
  readonly pages: readonly Page[];
}

export interface Page {
  readonly slot: Slot;
  readonly section: string;
  /** What is on the site, in printed order. */
  readonly articles: readonly Article[];
  /** Every zone of the printed page, also those of articles that were withdrawn. */
  readonly zones: readonly Polygon[];
}

export interface Article {
  readonly id: number;
  readonly story: Story;
  readonly zone: Polygon;
  /** The numbers of its pictures on the page, one a caption. */
  readonly pictures: readonly number[];
}

/** The issue of `date`, which must be one of {@link ISSUE_DATES}. */
export function editionOf(date: IssueDate, moment: Moment): Edition {
  const ids = articleIds(date);
  const pages = planOf(date).map(({ slot, section, stories }): Page => {
    const zones = hotZones(stories.length);
    let picture = 0;
    const printed = stories.map((story, nth): Article => ({
      id: ids.next().value,
      story,
      zone: zones[nth] ?? [],
      pictures: (story.captions ?? []).map(() => (picture += 1)),
    }));
    return { slot, section, zones, articles: moment === 'first' ? printed : printed.flatMap(fated) };
  });
  return { date, previous: ISSUE_DATES[ISSUE_DATES.indexOf(date) - 1] ?? null, pages };
}

function fated(article: Article): readonly Article[] {
  const { fate } = article.story;
  switch (fate?.kind) {
    case undefined:
      return [article];
    case 'edited':
      return [{ ...article, story: { ...article.story, paragraphs: fate.paragraphs } }];
    case 'withdrawn':
      return [];
  }
}
