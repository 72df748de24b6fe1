import { type IssueDate, asIssueDate, daysBetween, monthOf } from '../core/paper/issue-date.ts';
import { drawFor, hashOf } from './draw.ts';

/** Node numbers belong to page slots for ever; only the site itself knows them. */
const NODE_NUMBERS = { A01: 22, A02: 23, A03: 25, A04: 31, B01: 38, B02: 45 } as const;

/** A page slot of an issue, as printed: `B02`. */
export type Slot = keyof typeof NODE_NUMBERS;

/** The number that the site keeps its page scans under. */
const CHANNEL = 3;

const COUNTED_FROM = asIssueDate('2023-02-25');
const FIRST_ID_THEN = 666_981;
const IDS_A_DAY = 79;

/** `2023-02/25`, the folder of an issue. */
export function folderOf(date: IssueDate): string {
  return `${monthOf(date)}/${date.slice(8)}`;
}

export function nodeName(slot: Slot): string {
  return `node_${NODE_NUMBERS[slot]}.htm`;
}

export function nodePath(date: IssueDate, slot: Slot): string {
  return `html/${folderOf(date)}/${nodeName(slot)}`;
}

export function articleName(id: number): string {
  return `content_${id}.htm`;
}

export function articlePath(date: IssueDate, id: number): string {
  return `html/${folderOf(date)}/${articleName(id)}`;
}

export function calendarPath(month: string): string {
  return `html/${month}/period.xml`;
}

/**
 * The ids of an issue's articles in order, without end. They grow over the whole life of the paper, by about 79
 * a day, and leave gaps for what the demonstration does not show.
 */
export function* articleIds(date: IssueDate): Generator<number, never> {
  const draw = drawFor(`ids ${date}`);
  let id = FIRST_ID_THEN + daysBetween(COUNTED_FROM, date) * IDS_A_DAY + draw.whole(0, 19);
  for (;;) {
    yield id;
    id += draw.pick([1, 1, 1, 2, 4]);
  }
}

/** The scan of a page. Its name tells nothing of the PDF's name. */
export function pageImagePath(date: IssueDate, slot: Slot): string {
  return pageFile(date, slot, 'png');
}

export function pagePdfPath(date: IssueDate, slot: Slot): string {
  return pageFile(date, slot, 'pdf');
}

/** `nth` counts the pictures of the page from 1. */
export function picturePath(date: IssueDate, slot: Slot, nth: number): string {
  return `res/1/${folderOf(date)}/${slot}/res${String(nth).padStart(2, '0')}_attpic_brief.png`;
}

function pageFile(date: IssueDate, slot: Slot, type: 'png' | 'pdf'): string {
  const seed = hashOf(`${date} ${slot} ${type}`);
  const stamp = Date.parse(`${date}T03:12:00+08:00`) + (seed % 5_400_000);
  return `page/${CHANNEL}/${date}/${slot}/${(seed >>> 16) % 10_000}${stamp}.${type}`;
}
