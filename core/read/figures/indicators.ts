import type { Figure, PriceBasis } from './figure.ts';
import { INDICATORS, type Indicator, OTHER_NAMES, PART_WORDS } from './indicator-registry.ts';

/** The indicator of a slug; `undefined` for a slug that is not in the registry, as an earlier reader's may be. */
export function indicatorOfId(id: string): Indicator | undefined {
  return BY_ID.get(id);
}

/**
 * The printed indicator that ends last in `text`, the longest of those; `null` without one, and `null` when what ends
 * last is only a part of one (民间固定资产投资) or another thing of a similar name (户籍人口城镇化率). `text` is folded.
 */
export function lastIndicatorIn(
  text: string,
): { readonly id: string; readonly start: number; readonly end: number } | null {
  for (let end = text.length; end > 0; end--) {
    if (ENDS_NAME[text.charCodeAt(end - 1)] === 0) continue;
    const found = longestEndingAt(text, end);
    if (found === null) continue;
    const { id, start } = found;
    const before = text.slice(Math.max(0, start - LONGEST_PART_WORD), start);
    return id === null || PART_WORDS.some((word) => before.endsWith(word)) ? null : { id, start, end };
  }
  return null;
}

/**
 * Which prices a change of an indicator is usually computed at, where no printed word tells it. `null` for what is no
 * rate of change of a registered indicator: an increase by so many yuan is in the yuan of its day.
 */
export function inferredPriceBasisOf(
  indicatorId: Figure['indicatorId'],
  kind: Figure['kind'],
  basis: Figure['basis'],
  baseUnit: Figure['baseUnit'],
): PriceBasis | null {
  if (indicatorId === null || kind !== 'change' || baseUnit !== '1') return null;
  if (basis !== null && TELLS_PRICES.test(basis)) return null;
  return BY_ID.get(indicatorId)?.priceBasis ?? null;
}

/** Like-for-like coverage (可比口径) is neither constant prices nor current ones. */
const TELLS_PRICES = /可比|不变|同口径|现价|名义|实际|剔除|扣除/;

/** The names by their characters from the last to the first, so that one walk back finds the longest. */
interface Branch {
  readonly next: Map<number, Branch>;
  /** Set where a name begins: its slug, or `null` for a name of something else. */
  id?: string | null;
}

const BY_ID: ReadonlyMap<string, Indicator> = new Map(INDICATORS.map((one) => [one.id, one]));
const LONGEST_PART_WORD = Math.max(...PART_WORDS.map(({ length }) => length));
const BACKWARDS = branches();
/** Of each UTF-16 unit, whether a name ends with it: every character before a number is asked. */
const ENDS_NAME = new Uint8Array(0x10000);
for (const unit of BACKWARDS.next.keys()) ENDS_NAME[unit] = 1;

function branches(): Branch {
  const root: Branch = { next: new Map() };
  const add = (name: string, id: string | null) => {
    let branch = root;
    for (let at = name.length - 1; at >= 0; at--) {
      const code = name.charCodeAt(at);
      const next = branch.next.get(code) ?? { next: new Map() };
      branch.next.set(code, next);
      branch = next;
    }
    branch.id = id;
  };
  for (const { id, zh, aliases } of INDICATORS) for (const name of [zh, ...aliases]) add(name, id);
  for (const name of OTHER_NAMES) add(name, null);
  return root;
}

function longestEndingAt(text: string, end: number): { id: string | null; start: number } | null {
  let longest: { id: string | null; start: number } | null = null;
  let branch = BACKWARDS.next.get(text.charCodeAt(end - 1));
  for (let start = end - 1; branch !== undefined; start--) {
    if (branch.id !== undefined) longest = { id: branch.id, start };
    branch = start === 0 ? undefined : branch.next.get(text.charCodeAt(start - 1));
  }
  return longest;
}
