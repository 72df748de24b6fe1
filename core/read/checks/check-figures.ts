import type { ArticleDocument, Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import { addingUp } from './adding-up.ts';
import { type CheckKind, type Findings, layOut } from './checked-article.ts';
import { classedParts } from './classed-parts.ts';
import { knownParts } from './known-parts.ts';
import { knownTotals } from './known-totals.ts';
import { listBreakdowns } from './list-breakdowns.ts';
import { namedParts } from './named-parts.ts';
import { sumOf } from './part-and-whole.ts';
import { printedGrowth } from './printed-growth.ts';
import { rateCeilings } from './rate-ceilings.ts';
import { repeats } from './repeats.ts';
import { rowsOfParts } from './rows-of-parts.ts';
import { sentenceTotals } from './sentence-totals.ts';
import { sharedParts, sharesOfWhich } from './shared-parts.ts';
import { sharesOfOne } from './shares-of-one.ts';
import { topicParts } from './topic-parts.ts';
import { unitPairs } from './unit-pairs.ts';

/** In the order in which their checks are told. Of two that see a part in the same figure, the first has it. */
const KINDS: readonly CheckKind[] = [
  unitPairs,
  listBreakdowns,
  classedParts,
  namedParts,
  sentenceTotals,
  knownTotals,
  sharesOfWhich,
  topicParts,
  knownParts,
  addingUp,
  rowsOfParts,
  repeats,
  rateCeilings,
  sharesOfOne,
  printedGrowth,
];

function ofWholes(
  { checks, wholes }: Findings,
  shares: ReadonlyMap<string, string>,
  figures: readonly Figure[],
): Findings {
  const known = new Map(figures.map((figure) => [figure.id, figure] as const));
  const parts = Map.groupBy(wholes, ([, whole]) => whole);
  const climbed = [...parts].flatMap(([id, links]) => {
    const [whole, outer] = [known.get(id), shares.get(id)];
    const listed = links.flatMap(([part]) => known.get(part) ?? []);
    const addUp = whole !== undefined && sumOf(whole, listed)?.agrees === true;
    return links.map(([part]) => [part, outer === undefined || addUp ? id : outer] as const);
  });
  return { checks, wholes: new Map(climbed) };
}

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
  // 民营企业进出口8634亿元,占71%;从市场看,…: classes are of what is not itself told as a share.
  const shared = sharedParts(article);
  for (const kind of KINDS) {
    const found = kind === classedParts ? ofWholes(kind(article), shared.wholes, figures) : kind(article);
    for (const check of found.checks) checks.push(check);
    for (const [part, whole] of found.wholes) {
      if (!wholes.has(part) && wholes.get(whole) !== part) wholes.set(part, whole);
    }
  }
  return {
    figures: figures.map((figure) => {
      const partOf = wholes.get(figure.id);
      return partOf === undefined ? figure : { ...figure, partOf };
    }),
    checks,
  };
}
