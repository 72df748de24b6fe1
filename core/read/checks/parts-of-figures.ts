import { compare, sum } from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import type { Mention } from './checked-article.ts';
import { measureOf } from './part-and-whole.ts';
import { printedTogether } from './printed-number.ts';

/*
 * What the kinds of check that look for parts and wholes in sentences have in common.
 */

/** What stands beside a part and says more of it: its growth, its share, itself in another unit. */
export function isAside({ kind, baseUnit, sameAs, changeOf }: Figure): boolean {
  if (sameAs !== null || changeOf !== null || kind === 'threshold') return true;
  return (kind === 'change' || kind === 'ratio') && (baseUnit === '1' || baseUnit === 'pp');
}

/** An increase by an amount has increases as its parts. Scores are parted too. */
export function partMeasureOf(figure: Figure): string | null {
  if (figure.value === null) return null;
  if (figure.unit === '分') return '分';
  if (figure.kind !== 'change') return measureOf(figure);
  const amount = measureOf({ kind: 'level', unit: figure.unit, baseUnit: figure.baseUnit });
  return amount === null ? null : `${figure.direction ?? ''} ${amount}`;
}

/** The last part of a list that leaves nothing out: 其余6条, 剩下三百多个. */
export const REST = /(?:^|[,;、:])\s*(?:其余|其他|其它|剩余|剩下|余下|余者|另外)/;

/** Whether the part is more than its whole, however both were rounded. */
export function exceeds(part: Figure, whole: Figure): boolean {
  return exceedTogether([part], whole);
}

export function exceedTogether(parts: readonly Figure[], whole: Figure): boolean {
  const [all, ...some] = printedTogether([whole, ...parts]) ?? [];
  if (!all || some.length === 0) return false;
  const slack = sum([all.value, all.slack, ...some.map((one) => one.slack)]);
  return compare(sum(some.map(({ value }) => value)), slack) > 0;
}

/** Without parts of a part, 交通工具231起,其中电动自行车139起: they end with a semicolon or a full stop. */
export function withoutNested(mentions: readonly Mention[]): Mention[] {
  let nested = false;
  return mentions.filter(({ lead }, at) => {
    if (nested && (lead.includes(';') || /[。!?]/.test(mentions[at - 1]?.tail ?? ''))) nested = false;
    if (at > 0 && !nested && (lead.includes('其中') || lead.includes('(含'))) nested = true;
    return !nested;
  });
}
