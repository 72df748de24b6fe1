import type { Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings } from './checked-article.ts';
import { isExactAmount, sumCheck } from './part-and-whole.ts';

/** Indicators that others make up, all of it. */
const MADE_UP_OF: readonly (readonly [whole: string, parts: readonly string[]])[] = [
  ['gdp', ['primary-value-added', 'secondary-value-added', 'tertiary-value-added']],
  ['foreign-trade', ['exports', 'imports']],
];

/** Indicators that are parts of others, in whatever number they are named. */
export const PARTS_OF: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [
    ...MADE_UP_OF,
    ['gdp', ['industrial-value-added']] as const,
    ['general-public-budget-revenue', ['tax-revenue']] as const,
    ['general-public-budget-spending', ['livelihood-spending']] as const,
    [
      'fixed-asset-investment',
      [
        'industrial-investment',
        'technical-upgrade-investment',
        'infrastructure-investment',
        'real-estate-investment',
      ],
    ] as const,
  ].reduce((table, [whole, parts]) => {
    return table.set(whole, new Set([...(table.get(whole) ?? []), ...parts]));
  }, new Map<string, ReadonlySet<string>>()),
);

/** How many figures behind the total its parts may be. */
const LOOK_AHEAD = 24;

/**
 * 第一, 第二 and 第三产业增加值 make up the 地区生产总值 that is printed before them, of the same place and period; 出口 and
 * 进口 the 进出口. When one of the parts is not printed nothing is checked.
 */
export function knownTotals({ figures }: CheckedArticle): Findings {
  const checks: Check[] = [];
  const wholes = new Map<string, string>();
  for (const [at, whole] of figures.entries()) {
    const names = isTotal(whole) ? MADE_UP_OF.find(([id]) => id === whole.indicatorId)?.[1] : undefined;
    if (names === undefined) continue;
    const parts = partsBehind(figures.slice(at + 1, at + 1 + LOOK_AHEAD), whole, names);
    const check = parts === null ? null : sumCheck(whole, parts);
    if (check === null || parts === null) continue;
    checks.push(check);
    for (const part of parts) wholes.set(part.id, whole.id);
  }
  return { checks, wholes };
}

function isTotal(figure: Figure): boolean {
  return figure.kind === 'level' && figure.sameAs === null && isExactAmount(figure);
}

function partsBehind(behind: readonly Figure[], whole: Figure, names: readonly string[]): Figure[] | null {
  const parts = new Map<string, Figure>();
  for (const figure of behind) {
    if (figure.kind !== 'level' || figure.indicatorId === null || figure.baseUnit !== whole.baseUnit)
      continue;
    // The next total has parts of its own.
    if (figure.indicatorId === whole.indicatorId) break;
    if (!names.includes(figure.indicatorId) || parts.has(figure.indicatorId)) continue;
    if (!isTotal(figure) || !holdsFor(figure, whole)) return null;
    parts.set(figure.indicatorId, figure);
  }
  return parts.size === names.length ? [...parts.values()] : null;
}

/** Whether both are of the same place, period and manner. */
function holdsFor(a: Figure, b: Figure): boolean {
  return (
    a.place?.value === b.place?.value && a.period?.value === b.period?.value && a.modality === b.modality
  );
}
