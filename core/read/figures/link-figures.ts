import { substance } from './figure-words.ts';
import type { Figure } from './figure.ts';
import { lastIndicatorIn } from './indicators.ts';
import type { Scene } from './scene.ts';
import { DECREASES, INCREASES, either } from './words.ts';

/*
 * What figures of one passage say of each other, once each has been read for itself. `scenes` and `figures` are of
 * the same length and order.
 */

/** What stands between two figures of one list: 5.1%、9.3%和2.3%, 上涨1.2%和下降3.5%. */
const JOINT = new RegExp(`^[、,和及与以 ]{1,2}${either(INCREASES, DECREASES)}?$`);

/** A row of figures of one unit with nothing but a joint between them: where it begins, and how many they are. */
interface Row {
  readonly start: number;
  readonly count: number;
}

function rowsIn(scenes: readonly Scene[]): Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < scenes.length;) {
    let end = start + 1;
    while (end < scenes.length && isJoined(scenes[start], scenes[end])) end++;
    if (end - start > 1) rows.push({ start, count: end - start });
    start = end;
  }
  return rows;
}

function isJoined(first: Scene | undefined, next: Scene | undefined): boolean {
  if (first === undefined || next === undefined) return false;
  return (
    next.previous !== null &&
    next.quantity.unit.baseUnit === first.quantity.unit.baseUnit &&
    JOINT.test(next.since)
  );
}

/**
 * Deals the figures of a row out to what is named before them: 甲、乙、丙分别增长5.1%、9.3%和2.3%. Only when there are as many
 * names as figures; else which is whose is not for the reader to say, and they have no name. A second row of as many
 * changes goes with the first, figure by figure.
 */
export function dealOut(text: string, scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  const dealt = [...figures];
  let last: Row | null = null;
  for (const row of rowsIn(scenes)) {
    const scene = scenes[row.start];
    if (scene === undefined) continue;
    const names = namesBefore(text, scene);
    const partners = partnersOf(row, scene, last);
    for (let at = 0; at < row.count; at++) {
      const figure = dealt[row.start + at];
      if (figure === undefined) continue;
      const partner = partners === null ? undefined : dealt[partners.start + at];
      if (names !== null) {
        // 城乡低保标准分别提高到900元、750元: one name may be of all.
        const name = names.length === 1 ? names[0] : names.length === row.count ? names[at] : undefined;
        const [indicator, indicatorId] = [name?.words ?? null, name?.id ?? null];
        dealt[row.start + at] = { ...figure, indicator, indicatorId, changeOf: null };
      } else if (partner !== undefined && (figure.kind === 'change' || partners !== last)) {
        const { indicator, indicatorId } = partner;
        const changeOf = figure.kind === 'change' && partner.kind !== 'change' ? partner.id : null;
        dealt[row.start + at] = { ...figure, indicator, indicatorId, changeOf };
      }
    }
    last = row;
  }
  return dealt;
}

/** 招引项目23个,总投资97.3亿元,分别增长35.3%和112.9%: what a row is of are the figures before it, or the row before. */
function partnersOf(row: Row, scene: Scene, last: Row | null): Row | null {
  const between = /^(.*?)分别/.exec(scene.since)?.[1];
  const start = row.start - row.count;
  if (between !== undefined && substance(between) === '' && start >= 0) return { start, count: row.count };
  return last !== null && last.count === row.count && last.start === start ? last : null;
}

/** The names before 分别, `null` without that word. Of 城镇和农村居民人均可支配收入 both are meant in full. */
function namesBefore(
  text: string,
  { since, quantity }: Scene,
): readonly { readonly words: string; readonly id: string | null }[] | null {
  const found = /([^,。;:()]{2,})分别/.exec(since);
  if (found?.[1] === undefined || substance(found[1]) === '') return null;
  const start = quantity.start - since.length + found.index;
  const names = text
    .slice(start, start + found[1].length)
    .split(/[、和与及]/)
    .map((name) => name.trim().replace(/^以/, ''))
    .filter((name) => name !== '');
  const [lastName = ''] = names.slice(-1);
  return names.map((name) => {
    const own = lastIndicatorIn(name);
    if (own !== null) return { words: name.slice(own.start, own.end), id: own.id };
    for (let from = 1; from < lastName.length; from++) {
      const whole = name + lastName.slice(from);
      const known = lastIndicatorIn(whole);
      if (known !== null && known.start === 0 && known.end === whole.length)
        return { words: whole, id: known.id };
    }
    return { words: name, id: null };
  });
}

const LONGEST_LINK = 80;

/** A threshold restricts the figure that follows it in its clause; a growth before its level belongs to that. */
export function linkFigures(folded: string, scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  return figures.map((figure, at) => {
    const next = figures[at + 1];
    if (next === undefined) return figure;
    if (figure.kind === 'threshold') {
      const joined = next.sameAs === null && isOneClause(folded, figure.end, next.start);
      return joined ? { ...figure, qualifies: next.id } : figure;
    }
    const scene = scenes[at + 1];
    const grewTo =
      figure.kind === 'change' &&
      figure.changeOf === null &&
      scene !== undefined &&
      scene.previous !== null &&
      /^,?(?:达到?|升?至|增?至|增?加?到|总量达|总额达)(?:了|到)?/.test(scene.since);
    return grewTo && next.kind !== 'change' && next.indicator === figure.indicator
      ? { ...figure, changeOf: next.id }
      : figure;
  });
}

function isOneClause(folded: string, end: number, start: number): boolean {
  const between = folded.slice(end, Math.min(start, end + LONGEST_LINK + 1));
  return between.length <= LONGEST_LINK && !/[,。;!?()]/.test(between);
}
