import { foldWidths } from '../fold-widths.ts';

/** The page slot, `B02`, and what the paper calls the page; `null` when it has no name. */
export interface PageLabel {
  /** The page slot: `B02`. */
  readonly label: string;
  readonly section: string | null;
}

/** Reads `第B02版：聚焦2023鹤山两会` and the page list's short form `B02： 综合`; `null` for any other text. */
export function readPageLabel(text: string): PageLabel | null {
  const folded = foldWidths(text).trim();
  const found = FORM.exec(folded);
  if (!found) return null;
  // The section is quoted, so it is cut from the text and not from its folded form.
  const unfolded = text.slice(text.length - foldWidths(text).trimStart().length);
  const section = unfolded.slice(found[0].length).replace(/\s+/g, ' ').trim();
  return { label: found[1]?.toUpperCase() ?? '', section: section === '' ? null : section };
}

const FORM = /^(?=第|[A-Za-z]?\d{1,3} ?版? ?:)第? ?([A-Za-z]{0,2}\d{1,3}) ?版? ?(?::|$) ?/;
