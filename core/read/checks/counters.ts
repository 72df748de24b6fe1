import type { Figure } from '../figures/figure.ts';
import { counterOf } from '../figures/units.ts';

/*
 * Counters that count the same things: a whole told with one may have its parts told with another.
 */

/** Whether the part may be counted out of the whole though its counter is another one. */
export function isCountedAs(part: Figure, whole: Figure): boolean {
  if (part.kind !== 'count' || whole.kind !== 'count') return false;
  const [one, all] = [counterOf(part.unit), counterOf(whole.unit)];
  if (one === all) return false;
  if (ALIKE.some((counters) => counters.has(one) && counters.has(all))) return true;
  if (all === '个' && BODIES.has(one)) return true;
  return NAMED.has(one) && NAMED.has(all) && nounOf(part) !== '' && nounOf(part) === nounOf(whole);
}

const ALIKE: readonly ReadonlySet<string>[] = [
  new Set(['台', '辆', '部']),
  new Set(['宗', '起', '件', '例']),
  new Set(['家', '户']),
  new Set(['人次', '人']),
];

const BODIES: ReadonlySet<string> = new Set(['家', '所', '座', '间', '处']);

/** These count so much that the thing itself must have been named alike: 项目120个,其中产业项目35项. */
const NAMED: ReadonlySet<string> = new Set(['个', '项', '宗', '件', '条']);

function nounOf({ indicator }: Figure): string {
  return indicator !== null && indicator.length > 1 ? indicator.slice(-2) : '';
}
