import type { ArticleDocument, Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import { addingUp } from './adding-up.ts';
import { type CheckKind, layOut } from './checked-article.ts';
import { classedParts } from './classed-parts.ts';
import { knownParts } from './known-parts.ts';
import { knownTotals } from './known-totals.ts';
import { listBreakdowns } from './list-breakdowns.ts';
import { namedParts } from './named-parts.ts';
import { printedGrowth } from './printed-growth.ts';
import { rateCeilings } from './rate-ceilings.ts';
import { repeats } from './repeats.ts';
import { sentenceTotals } from './sentence-totals.ts';
import { sharedParts, sharesOfWhich } from './shared-parts.ts';
import { sharesOfOne } from './shares-of-one.ts';
import { unitPairs } from './unit-pairs.ts';

/** In the order in which their checks are told. Of two that see a part in the same figure, the first has it. */
const KINDS: readonly CheckKind[] = [
  unitPairs,
  listBreakdowns,
  classedParts,
  namedParts,
  sentenceTotals,
  knownTotals,
  sharedParts,
  sharesOfWhich,
  knownParts,
  addingUp,
  repeats,
  rateCeilings,
  sharesOfOne,
  printedGrowth,
];

/**
 * Holds the figures of an article against each other, wherever its text claims something of them that arithmetic can
 * tell, and links parts to their wholes; `folded` is the document's text (see fold-widths.ts). What the text does not claim is not checked.
 */
export function checkFigures(
  document: ArticleDocument,
  folded: string,
  figures: readonly Figure[],
): { readonly figures: readonly Figure[]; readonly checks: readonly Check[] } {
  const article = layOut(document, folded, figures);
  const checks: Check[] = [];
  const wholes = new Map<string, string>();
  for (const kind of KINDS) {
    const found = kind(article);
    for (const check of found.checks) checks.push(check);
    for (const [part, whole] of found.wholes) {
      if (!wholes.has(part) && wholes.get(whole) !== part) wholes.set(part, whole);
    }
  }
  return {
    figures: figures.map((figure) => ({ ...figure, partOf: wholes.get(figure.id) ?? null })),
    checks,
  };
}
