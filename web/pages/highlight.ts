import { html } from 'hono/html';
import type { ArticleDocument } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import { anchorOf } from '../../core/publish/room-address.ts';
import type { Html } from '../html.ts';

/** Characters of a text that lie in the same figures, from one boundary to the next. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Figures that hold all of it, the longest outside. */
  readonly figures: readonly Figure[];
}

/** Cuts `start` to `end` wherever a figure begins or ends, so that figures may touch, overlap or nest. */
export function stretchesOf(figures: readonly Figure[], start: number, end: number): Stretch[] {
  const inside = figures.filter((figure) => figure.start < end && figure.end > start);
  const cuts = new Set([start, end]);
  for (const figure of inside) {
    if (figure.start > start) cuts.add(figure.start);
    if (figure.end < end) cuts.add(figure.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index] ?? start;
    const over = inside.filter((figure) => figure.start <= from && figure.end >= to);
    return { start: from, end: to, figures: over.toSorted((a, b) => a.start - b.start || b.end - a.end) };
  });
}

/** What leads from a figure in the text to what is told of it. */
export interface FigureLink {
  /** Within the page. */
  readonly href: string;
  /** What the figure is, in a few words. */
  readonly title: string;
  /** Whether numbers of the page contradict it. */
  readonly isDoubtful: boolean;
}

/**
 * Writes parts of one document, with a mark round every character of a figure. A mark's text is exactly what the
 * offsets name, so a figure whose offsets do not hold its own characters gets none.
 */
export class Highlighter {
  readonly #document: ArticleDocument;
  readonly #figures: readonly Figure[];
  readonly #linkOf: (figure: Figure) => FigureLink | null;
  readonly #anchored = new Set<string>();

  constructor(
    document: ArticleDocument,
    figures: readonly Figure[],
    linkOf: (figure: Figure) => FigureLink | null = () => null,
  ) {
    this.#document = document;
    this.#linkOf = linkOf;
    this.#figures = figures.filter(
      ({ start, end, exact }) => start < end && document.text.slice(start, end) === exact,
    );
  }

  /** Whether a mark with the figure's anchor has been written. */
  isAnchored(figure: Figure): boolean {
    return this.#anchored.has(figure.id);
  }

  /** The document's text from `start` to `end`. */
  write(start: number, end: number): Html {
    return html`${stretchesOf(this.#figures, start, end).map((stretch) => this.#stretch(stretch))}`;
  }

  /**
   * A line of the head or a caption, which has no offsets of its own: it is marked when the text holds the very
   * same characters outside of every block.
   */
  writeField(field: string): Html {
    const { text, blocks } = this.#document;
    for (let at = text.indexOf(field); at >= 0 && field !== ''; at = text.indexOf(field, at + 1)) {
      const end = at + field.length;
      if (blocks.every((block) => block.end <= at || block.start >= end)) return this.write(at, end);
    }
    return html`${field}`;
  }

  #stretch({ start, end, figures }: Stretch): Html {
    const text = this.#document.text.slice(start, end);
    // A link holds no other one: it is of the innermost figure, and what is round that leads to the one outside.
    const innermost = figures.at(-1);
    const link = innermost === undefined ? null : this.#linkOf(innermost);
    const words =
      link === null ? html`${text}` : html`<a href="${link.href}" title="${link.title}">${text}</a>`;
    // From the inside out: the last figure begins last.
    return figures.toReversed().reduce((inner, figure) => this.#mark(figure, end, inner), words);
  }

  #mark(figure: Figure, end: number, inner: Html): Html {
    // Said once, where the figure ends.
    const isDoubtful = figure.end === end && this.#linkOf(figure)?.isDoubtful === true;
    const isFirst = !this.#anchored.has(figure.id);
    this.#anchored.add(figure.id);
    const attributes = [
      ...(isFirst ? [html`id="${anchorOf(figure)}" `] : []),
      html`data-figure="${figure.id}"`,
      ...(isDoubtful ? [html` class="doubtful"`] : []),
    ];
    return html`<mark ${attributes}>${inner}</mark>`;
  }
}
