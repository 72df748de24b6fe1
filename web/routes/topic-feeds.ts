import { type Context, Hono } from 'hono';
import type { EventRecord } from '../../core/catalog/records.ts';
import { namedPlace } from '../../core/paper/papers/area-codes.ts';
import { folded, indicatorIdOf } from '../../core/publish/find-figures.ts';
import type { Condition } from '../../core/publish/indexes/data-index.ts';
import { placeSegment } from '../../core/publish/place-segment.ts';
import { documentsOf, topicEntries } from '../../core/publish/topic-entries.ts';
import { indicatorOfId } from '../../core/read/figures/indicators.ts';
import { notFound } from '../answers.ts';
import { openRowRights } from '../api/shown-rows.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { eventsOfMonth, isMonth, newestEvents } from '../feed-events.ts';
import {
  SERIES_HREF,
  indicatorFeedHref,
  parsePlace,
  placeFeedHref,
  placeHref,
} from '../series/series-addresses.ts';
import type { SeriesData } from '../series/series-data.ts';
import { ZH } from '../texts/zh.ts';
import { feedAnswer, parseFeed } from './feeds.ts';
import { unavailable } from './series.ts';

/** What an article version tells of a place or an indicator comes and goes with these. */
const KINDS: readonly EventRecord['kind'][] = [
  'report-published',
  'article-corrected',
  'article-withdrawn',
  'article-restored',
];

/** What a feed is about. */
interface Topic {
  readonly name: string;
  /** In Chinese. */
  readonly title: string;
  readonly condition: Condition;
  /** Whether a figure is of it, where the condition finds more. */
  readonly isOf: (figure: { readonly place: string | null }) => boolean;
  /** Without an ending. */
  readonly href: string;
  readonly home: string;
}

/**
 * Feeds of a place and of an indicator: what new reports print of it, and what changes did to it. Figures are those of the
 * newest release, so that an article's entry comes with the first release that has it; its date stays that of the event.
 */
export function topicFeedRoutes(deps: ReadingRoomDeps, data: SeriesData): Hono {
  const app = new Hono();
  for (const [kind, topicOf] of [
    ['place', placeTopic],
    ['indicator', indicatorTopic],
  ] as const) {
    app.get(`/feeds/${kind}/:topic`, async (c) => {
      const asked = parseFeed(c.req.param('topic'));
      const topic = asked && topicOf(asked.name);
      if (!asked || topic === null) return notFound({ c, json: false });
      if (typeof topic === 'string') return c.redirect(`${topic}.${asked.form}`, 301);
      return topicAnswer(c, deps, data, topic, { form: asked.form, month: null });
    });
    app.get(`/feeds/${kind}/:topic/:month`, async (c) => {
      const asked = parseFeed(c.req.param('month'));
      const topic = topicOf(c.req.param('topic'));
      if (!asked || !isMonth(asked.name) || topic === null) return notFound({ c, json: false });
      if (typeof topic === 'string') return c.redirect(`${topic}/${asked.name}.${asked.form}`, 301);
      return topicAnswer(c, deps, data, topic, { form: asked.form, month: asked.name });
    });
  }
  return app;
}

/** Its address, where it was asked for by another; `null` of what is none. */
function placeTopic(segment: string): Topic | string | null {
  const place = parsePlace(segment);
  if (place === null) return null;
  const href = placeFeedHref(place).replace(/\.atom$/, '');
  if (placeSegment(place) !== segment) return href;
  return {
    ...{ name: `place/${placeSegment(place)}`, title: place, href, home: placeHref(place) },
    condition: { facet: 'place', anyOf: [{ is: folded(place) }] },
    isOf: (figure) => figure.place === place,
  };
}

function indicatorTopic(words: string): Topic | string | null {
  const indicator = indicatorOfId(indicatorIdOf(words) ?? '');
  if (indicator === undefined) return null;
  const href = indicatorFeedHref(indicator.id).replace(/\.atom$/, '');
  if (indicator.id !== words) return href;
  return {
    ...{ name: `indicator/${indicator.id}`, title: indicator.zh, href, home: SERIES_HREF },
    condition: { facet: 'indicator_id', anyOf: [{ is: indicator.id }] },
    isOf: () => true,
  };
}

async function topicAnswer(
  c: Context,
  deps: ReadingRoomDeps,
  data: SeriesData,
  topic: Topic,
  { form, month }: { readonly form: 'atom' | 'json'; readonly month: string | null },
): Promise<Response> {
  const { origin } = new URL(c.req.url);
  const events =
    month === null
      ? await newestEvents(deps, KINDS, origin)
      : await eventsOfMonth(deps, KINDS, origin, month);
  const documents = events.items.flatMap((item) => {
    const { now, before } = documentsOf(item);
    return [now, item.event.kind === 'article-corrected' ? before : null].filter((one) => one !== null);
  });
  const found = await data.figuresIn(topic.condition, documents);
  if (typeof found === 'string') return unavailable({ c, json: form === 'json' }, found);
  const figuresOf = (document: string) => (found.figures.get(document) ?? []).filter(topic.isOf);
  const entries = topicEntries(topic.name, topic.title, events.items, figuresOf);
  const isKnown = topic.name.startsWith('indicator/') || namedPlace(topic.title) !== null;
  // Of a name that is printed anywhere a feed can be had; of one that nobody ever printed it is told at once.
  if (entries.length === 0 && !isKnown && !(await data.hasPlace(topic.title, await openRowRights(deps))))
    return notFound({ c, json: form === 'json' });
  const { name, href, home } = topic;
  const title = `${ZH.site} · ${ZH.series.feedTitle(topic.title)}`;
  return feedAnswer(c, { name, href, home, title, form, month }, events, entries, found.release.at);
}
