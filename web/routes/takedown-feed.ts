import { Hono } from 'hono';
import type { Paper } from '../../core/paper/paper.ts';
import { type FeedEntry, takedownEntryId } from '../../core/publish/feed-entries.ts';
import { byCodeUnit } from '../../core/text-order.ts';
import { TAKEDOWNS_FEED, TAKEDOWNS_HREF } from '../addresses.ts';
import { notFound } from '../answers.ts';
import type { ReadingRoomDeps } from '../deps.ts';
import { ENTRIES, type Month, isMonth } from '../feed-events.ts';
import { ZH } from '../texts/zh.ts';
import { type TakedownEntry, takedownsView } from '../views/takedowns-view.ts';
import { feedAnswer, parseFeed } from './feeds.ts';

/** The transparency log as a feed, open to everybody; months of old records are parts of their own. */
export function takedownFeedRoutes({ catalog, papers }: Pick<ReadingRoomDeps, 'catalog' | 'papers'>): Hono {
  const app = new Hono();
  const title = `${ZH.site} · ${ZH.rights.logPage.title}`;
  const feed = { href: TAKEDOWNS_FEED, name: 'takedowns', title, home: TAKEDOWNS_HREF };
  const newestFirst = async (origin: string): Promise<FeedEntry[]> => {
    const { records } = await takedownsView(catalog, papers);
    return records.map((record) => feedEntry(record, papers, origin)).sort(newerFirst);
  };

  for (const form of ['atom', 'json'] as const) {
    app.get(`${TAKEDOWNS_FEED}.${form}`, async (c) => {
      const entries = await newestFirst(new URL(c.req.url).origin);
      const older = entries[ENTRIES] === undefined ? null : monthOf(entries[ENTRIES]);
      return feedAnswer(
        c,
        { ...feed, form, month: null },
        { older, changedAt: null },
        entries.slice(0, ENTRIES),
      );
    });
  }
  app.get(`${TAKEDOWNS_FEED}/:month`, async (c) => {
    const asked = parseFeed(c.req.param('month'));
    if (asked === null || !isMonth(asked.name)) return notFound({ c, json: false });
    const { name: month, form } = asked;
    const entries = await newestFirst(new URL(c.req.url).origin);
    const before = entries.find((entry) => monthOf(entry) < month);
    const older = before === undefined ? null : monthOf(before);
    const ofMonth = entries.filter((entry) => monthOf(entry) === month);
    return feedAnswer(c, { ...feed, form, month }, { older, changedAt: null }, ofMonth);
  });
  return app;
}

/** Says what the log says of a record when it is written, so that an entry stays as it is when a takedown is lifted. */
function feedEntry(record: TakedownEntry, papers: readonly Paper[], origin: string): FeedEntry {
  const { id, at, paper, words, href } = record;
  const texts = ZH.rights;
  const name = papers.find((one) => one.id === paper)?.name.zh ?? paper;
  const own = { id: takedownEntryId(paper, id), at, url: origin + href, relatedUrl: null };
  const said = words === null ? [] : [words];
  if (record.kind === 'lift')
    return {
      ...own,
      title: `${texts.recordKind.lift}：${name}`,
      categories: [{ term: 'lift', label: texts.recordKind.lift }],
      summary: [texts.logPage.lifts(record.takedown), ...said].join('；'),
    };
  const { level, reason, withholdsFigures, what } = record;
  const figures = withholdsFigures ? texts.logPage.figuresGo : texts.logPage.figuresStay;
  return {
    ...own,
    title: `${texts.recordKind.takedown}：${name} ${texts.target[what]}`,
    categories: [
      { term: 'takedown', label: texts.recordKind.takedown },
      { term: `level/${level}`, label: texts.level[level] },
      { term: `reason/${reason}`, label: texts.reason[reason] },
    ],
    summary: [
      `${texts.logPage.level}：${texts.level[level]}`,
      ...(level === 'unlist' ? [] : [figures]),
      `${texts.logPage.reason}：${texts.reason[reason]}`,
      ...said,
    ].join('；'),
  };
}

function newerFirst(a: FeedEntry, b: FeedEntry): number {
  return byCodeUnit(b.at, a.at) || byCodeUnit(b.id, a.id);
}

function monthOf({ at }: FeedEntry): Month {
  return at.slice(0, 7);
}
