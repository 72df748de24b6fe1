import { type IssueDate, addDays } from '../../core/paper/issue-date.ts';
import { type Draw, drawFor } from '../draw.ts';
import type { Story } from '../story.ts';

/** Where and when a piece of made-up local news happens, and who writes it. */
export interface Scene {
  readonly draw: Draw;
  /** The day before the issue, as printed: `2月24日`. */
  readonly eve: string;
  readonly town: string;
  /** How a report begins: paper and writer. */
  readonly lead: string;
  readonly reporter: string;
}

/** One kind of local news; the scene gives its place and numbers. */
export type Template = (scene: Scene) => Story;

const TOWNS = [
  '云溪镇',
  '望江镇',
  '石桥街道',
  '青竹镇',
  '南埔镇',
  '古榕镇',
  '长堤街道',
  '白鹭镇',
  '东岭镇',
  '水口街道',
] as const;

const REPORTERS = ['林小禾', '周望川', '何青岚', '郑一舟', '叶知秋', '罗北辰', '冯采薇', '梁渡'] as const;

/**
 * The scene of the `nth` piece of an issue, counted from 0. Towns and writers go round, so that an issue is not
 * all of one town.
 */
export function sceneOf(date: IssueDate, nth: number): Scene {
  const day = drawFor(date);
  const reporter = turn(REPORTERS, day.whole(0, 99) + nth * 3);
  return {
    draw: drawFor(`${date} piece ${nth}`),
    eve: dayInWords(addDays(date, -1)),
    town: turn(TOWNS, day.whole(0, 99) + nth * 3),
    lead: `示范日报讯 （记者/${reporter}） `,
    reporter,
  };
}

function turn(names: readonly [string, ...string[]], nth: number): string {
  return names[nth % names.length] ?? names[0];
}

function dayInWords(date: IssueDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}
