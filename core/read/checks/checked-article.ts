import type { ArticleDocument, Block, Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import { behindLast } from '../figures/scene.ts';
import { foldWidths } from '../fold-widths.ts';

/** An article with its figures, laid out for checks: by sentence and by block. */
export interface CheckedArticle {
  /** In the order of the text. */
  readonly figures: readonly Figure[];
  readonly byId: ReadonlyMap<string, Figure>;
  readonly sentences: readonly Sentence[];
  readonly blocks: readonly CheckedBlock[];
}

/** A block of the body with what it prints. */
export interface CheckedBlock {
  readonly block: Block;
  /** Folded. */
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** The figures between two full stops, in order; at least one. */
export type Sentence = readonly Mention[];

/** A figure with the words around it, folded and bounded, so that a page without punctuation costs no more. */
export interface Mention {
  readonly figure: Figure;
  /** The words between the figure before in its sentence, or the sentence's beginning, and the number. */
  readonly lead: string;
  /** The words behind its unit, up to the next figure or the end of the block. */
  readonly tail: string;
}

/** What one kind of check finds. */
export interface Findings {
  readonly checks: readonly Check[];
  /** The ids of parts, with the id of their whole. */
  readonly wholes: ReadonlyMap<string, string>;
}

/** One kind of check. It must stay linear in the figures, but for sorting: a page can hold 5,000. */
export type CheckKind = (article: CheckedArticle) => Findings;

const LONGEST_LEAD = 120;
const LONGEST_TAIL = 60;

/** `folded` is the document's text, see fold-widths.ts. */
export function layOut(document: ArticleDocument, folded: string, found: readonly Figure[]): CheckedArticle {
  const figures = found.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const sentences: Mention[][] = [];
  const byBlock = document.blocks.map((): Mention[] => []);
  let next = 0;
  for (const [at, figure] of figures.entries()) {
    while ((document.blocks[next]?.end ?? Infinity) <= figure.start) next++;
    const block = document.blocks[next];
    const inside = block !== undefined && block.start <= figure.start;
    const before = figures[at - 1];
    const from = Math.max(before?.end ?? 0, inside ? block.start : 0, figure.start - LONGEST_LEAD);
    const gap = folded.slice(from, figure.start);
    const lead = gap.slice(lastStop(gap));
    const goesOn = before !== undefined && from === before.end && lead.length === gap.length;
    const until = Math.min(
      figures[at + 1]?.start ?? Infinity,
      inside ? block.end : Infinity,
      figure.end + LONGEST_TAIL,
    );
    const mention = { figure, lead, tail: firstLine(folded.slice(figure.end, until)) };
    const sentence = goesOn ? sentences.at(-1) : undefined;
    if (sentence) sentence.push(mention);
    else sentences.push([mention]);
    if (inside) byBlock[next]?.push(mention);
  }
  return {
    figures,
    byId: new Map(figures.map((figure) => [figure.id, figure])),
    sentences,
    blocks: document.blocks.map((block, at) => ({
      block,
      text: foldWidths(block.text),
      mentions: byBlock[at] ?? [],
    })),
  };
}

/** Behind the last full stop; 0 without one. */
function lastStop(gap: string): number {
  return gap.length - behindLast('。!?\n', gap).length;
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
