import type { Check } from '../document.ts';
import { sum } from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings } from './checked-article.ts';
import { checkOf, isWithin, printedTogether } from './printed-number.ts';

/** 266.67公顷(4000亩): the same thing in two units, which must agree as far as their digits go, at each end of a range. */
export function unitPairs({ figures, byId }: CheckedArticle): Findings {
  return {
    checks: figures.flatMap((figure) => pairChecks(figure, byId.get(figure.sameAs ?? ''))),
    wholes: new Map(),
  };
}

function pairChecks(figure: Figure, other: Figure | undefined): Check[] {
  if (other === undefined) return [];
  return ENDS.flatMap((end) => {
    const [first, second] = printedTogether([end(other), end(figure)]) ?? [];
    if (first === undefined || second === undefined) return [];
    const pass = isWithin(first.value, second.value, sum([first.slack, second.slack]));
    return [checkOf('unit-pair', [other, figure], { expected: second.value, got: first.value, pass })];
  });
}

/** The figure itself, and the two ends of a range, each as a figure of one number. */
const ENDS: readonly ((figure: Figure) => Figure)[] = [
  (figure) => figure,
  (figure) => ({ ...figure, value: figure.min, normValue: figure.normMin }),
  (figure) => ({ ...figure, value: figure.max, normValue: figure.normMax }),
];
