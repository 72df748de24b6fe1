import { EVENT_NAMES } from '../alert/event-names.ts';
import { oneLine } from '../alert/one-line.ts';
import {
  type FeedEntry,
  type FeedItem,
  categoriesOf,
  inOrder,
  placeOf,
  quoted,
  topicEntryId,
} from './feed-entries.ts';
import type { ToldFigure } from './series/told-rows.ts';

/** The figures of a topic that an article version has, by its `document_id`. */
export type FiguresOf = (document: string) => readonly ToldFigure[];

/** So many figures are told one by one; a report has hundreds. */
const MOST_TOLD = 20;

const MODALITY_NAMES: Readonly<Record<string, string>> = { target: '目标', budget: '预算', forecast: '预计' };

/** The version that an event is about and the one before it, by their `document_id`; none of an event without a version. */
export function documentsOf({ event: { paper, path, version } }: FeedItem): {
  readonly now: string | null;
  readonly before: string | null;
} {
  if (path === null || version === null) return { now: null, before: null };
  const document = (one: number): string | null => (one < 1 ? null : `${paper}/${path}@${one}`);
  return { now: document(version), before: document(version - 1) };
}

/**
 * What events mean for one place or one indicator, newest first: which of its figures came with a report, came or went
 * with a change, or went with an article. An event that leaves the topic as it was is no entry. `feed` is the feed's name.
 */
export function topicEntries(
  feed: string,
  topic: string,
  items: readonly FeedItem[],
  figuresOf: FiguresOf,
): FeedEntry[] {
  return inOrder(items).flatMap((item) => {
    const { event, paperName, url, versionsUrl } = item;
    const { come, gone } = changed(item, figuresOf);
    const told = come.length > 0 ? come : gone;
    const [first] = told;
    if (first === undefined) return [];
    const count = told.length === 1 ? '' : ` 等 ${told.length} 个数`;
    const article = event.title === null ? placeOf(event, paperName) : oneLine(event.title);
    return [
      {
        id: topicEntryId(feed, event),
        title: `${topic} ${EVENT_NAMES[event.kind].zh}：${nameOf(first)}${count}（${article}）`,
        at: event.at,
        categories: [...categoriesOf(event), ...indicatorsIn([...come, ...gone])],
        ...{ url, relatedUrl: versionsUrl },
        summary: [placeOf(event, paperName), listed('印出', come), listed('不再印', gone)]
          .filter((part) => part !== '')
          .join('；'),
      },
    ];
  });
}

/** A report tells all of its figures; a change only those that the version before did not have, or that this one lacks. */
function changed(
  item: FeedItem,
  figuresOf: FiguresOf,
): { readonly come: readonly ToldFigure[]; readonly gone: readonly ToldFigure[] } {
  const documents = documentsOf(item);
  const now = documents.now === null ? [] : figuresOf(documents.now);
  switch (item.event.kind) {
    case 'report-published':
    case 'article-restored':
      return { come: known(now), gone: [] };
    case 'article-withdrawn':
      return { come: [], gone: known(now) };
    case 'article-corrected': {
      const before = documents.before === null ? [] : figuresOf(documents.before);
      return { come: known(without(now, before)), gone: known(without(before, now)) };
    }
    case 'issue-missing':
      return { come: [], gone: [] };
  }
}

/** Those of registered indicators first: they are what most wait for. */
function known(figures: readonly ToldFigure[]): ToldFigure[] {
  const isKnown = ({ indicator_id }: ToldFigure): boolean => indicator_id !== null;
  return [...figures.filter(isKnown), ...figures.filter((figure) => !isKnown(figure))];
}

function without(figures: readonly ToldFigure[], others: readonly ToldFigure[]): ToldFigure[] {
  const names = new Set(others.map(nameOf));
  return figures.filter((figure) => !names.has(nameOf(figure)));
}

/** 鹤山市 2023 地区生产总值 502.87亿元（目标）. */
function nameOf({ place, period, indicator, exact, modality }: ToldFigure): string {
  const kind = MODALITY_NAMES[modality];
  const words = [place, period, indicator, exact].flatMap((word) => (word === null ? [] : quoted(word)));
  return `${words.join(' ')}${kind === undefined ? '' : `（${kind}）`}`;
}

function listed(word: string, figures: readonly ToldFigure[]): string {
  if (figures.length === 0) return '';
  const left = figures.length - MOST_TOLD;
  const names = figures.slice(0, MOST_TOLD).map(nameOf).join('，');
  return `${word} ${figures.length} 个数：${names}${left > 0 ? `，另有 ${left} 个` : ''}`;
}

function indicatorsIn(figures: readonly ToldFigure[]): FeedEntry['categories'] {
  const names = new Map(
    figures.flatMap(({ indicator_id, indicator }) =>
      indicator_id === null ? [] : [[indicator_id, indicator ?? indicator_id]],
    ),
  );
  return Array.from(names, ([id, label]) => ({ term: `indicator/${id}`, label: oneLine(label) }));
}
