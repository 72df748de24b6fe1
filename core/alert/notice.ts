import type { EventRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { Paper } from '../paper/paper.ts';
import { PAPERS } from '../paper/registry.ts';
import { dateAt } from '../paper/issue-date.ts';
import { CHANGE_CLASS_NAMES, EVENT_NAMES } from './event-names.ts';
import type { Notice } from './notifier.ts';
import { oneLine } from './one-line.ts';

/** Where a reader sees what an event is about; `null` when there is no such address. */
export type LinkTo = (event: EventRecord) => string | null;

/** Longer titles are cut in the subject; the text has them whole. */
const MAX_SUBJECT_TITLE = 60;

/** Tells an event to people. Whatever the site printed is kept from breaking out of its line. */
export function noticeOf(event: EventRecord, linkTo?: LinkTo): Notice {
  const { zh, en } = EVENT_NAMES[event.kind];
  const name = PAPERS.find(({ id }) => id === event.paper)?.name.zh ?? event.paper;
  const title = event.title === null ? null : oneLine(event.title);
  const slot = event.page === null ? event.date : `${event.date} ${oneLine(event.page)}`;
  const link = linkTo?.(event) ?? null;
  const lines = [
    `${zh} / ${en}`,
    '',
    `${name} ${slot}`,
    ...(title === null ? [] : [`标题: ${title}`]),
    ...(event.version === null ? [] : [`版本: ${event.version}`]),
    ...changedWhat(event),
    `发现时间 (UTC): ${event.at}`,
    ...event.changes.flatMap(({ before, after }) => ['', `- ${changed(before)}`, `+ ${changed(after)}`]),
    ...(link === null ? [] : ['', `查看: ${link}`]),
  ];
  return {
    event,
    subject: `【${zh}】${title === null ? name : cut(title)} ${slot}`,
    text: `${lines.join('\n')}\n`,
  };
}

/** Shows that a target can be reached. Its event never happened and is in no catalog. */
export function testNotice(paper: Paper, at: Instant): Notice {
  const event: EventRecord = {
    id: `test:${at}`,
    kind: 'report-published',
    paper: paper.id,
    date: dateAt(at, paper.timeZone),
    path: null,
    page: null,
    title: null,
    version: null,
    changes: [],
    classes: [],
    at,
  };
  return {
    event,
    subject: `【测试】${paper.name.zh} ${event.date}`,
    text: `这是一条测试通知，说明提醒可以送达。\nThis is a test: alerts reach you here.\n`,
  };
}

/** What of the page is another than before: whoever waits for changed numbers sees it without reading on. */
function changedWhat({ kind, classes }: EventRecord): string[] {
  if (kind !== 'article-corrected' || classes.length === 0) return [];
  const names = classes.map((one) => CHANGE_CLASS_NAMES[one]);
  return [`变化: ${names.map(({ zh }) => zh).join('、')} / ${names.map(({ en }) => en).join(', ')}`];
}

/** One side of a change; an addition has nothing before it, a removal nothing after. */
function changed(line: string): string {
  return line === '' ? '(无)' : oneLine(line);
}

function cut(title: string): string {
  const characters = Array.from(title);
  return characters.length <= MAX_SUBJECT_TITLE
    ? title
    : `${characters.slice(0, MAX_SUBJECT_TITLE).join('')}…`;
}
