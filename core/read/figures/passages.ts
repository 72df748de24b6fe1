import type { IssueDate } from '../../paper/issue-date.ts';
import type { ArticleDocument, Block, ReportVerdict } from '../document.ts';
import { type Span, foldWidths } from '../fold-widths.ts';

/** What the figures of an article are read from. */
export interface FigureSource {
  readonly document: ArticleDocument;
  /** The document's text, folded; see fold-widths.ts. */
  readonly folded: string;
  /** The lines of title and captions. */
  readonly head: readonly Span[];
  /** The masthead's, or the issue's; `null` when neither is known. */
  readonly date: IssueDate | null;
  /** What the article carries. */
  readonly report: ReportVerdict['kind'] | null;
  /** The places that the paper reports on, in full. */
  readonly places: readonly string[];
}

/** A stretch of text that is read on its own: a line of the head or a block of the body. */
export interface Passage extends Span {
  readonly kind: 'head' | Block['kind'];
  /** One object for all passages under the same headings. */
  readonly section: Section;
  readonly listMark: string | null;
}

/** The headings that a passage stands under, outermost first. */
export interface Section {
  readonly path: readonly string[];
  /** {@link path}, folded. */
  readonly headings: readonly string[];
}

/** The passages of an article in the order of its text, each with the headings above it. */
export function passagesOf({ document, head }: FigureSource): Passage[] {
  let section: Section = { path: [], headings: [] };
  const passages: Passage[] = head.map(({ start, end }) => ({
    start,
    end,
    kind: 'head',
    section,
    listMark: null,
  }));
  for (const { kind, level, text, start, end, mark } of document.blocks) {
    if (kind === 'heading')
      section = { path: section.path.slice(0, level - 1), headings: section.headings.slice(0, level - 1) };
    passages.push({ start, end, kind, section, listMark: kind === 'item' ? mark : null });
    if (kind !== 'heading') continue;
    // A heading that announces its list ends with a colon, which is not a part of its name.
    const name = text.replace(/[:：∶]$/, '');
    section = { path: [...section.path, name], headings: [...section.headings, foldWidths(name)] };
  }
  // A caption may stand anywhere in the body.
  return passages.sort((a, b) => a.start - b.start);
}
