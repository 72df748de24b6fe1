import { foldWidths } from '../fold-widths.ts';

/** The page slot, `B02`, and what the paper calls the page; `null` when it has no name. */
export interface PageLabel {
  /** The page slot: `B02`. */
  readonly label: string;
  readonly section: string | null;
}

/** Reads `第B02版：聚焦2023鹤山两会` and the page list's short form `B02： 综合`; `null` for any other text. */
export function readPageLabel(text: string): PageLabel | null {
  const folded = foldWidths(text.slice(0, LONGEST)).trim();
  const found = FORM.exec(folded);
  if (!found) return null;
  // The section is quoted, so it is cut from the text and not from its folded form.
  const unfolded = text.slice(text.length - foldWidths(text).trimStart().length);
  const section = unfolded.slice(found[0].length).replace(/\s+/g, ' ').trim();
  return { label: found[1]?.toUpperCase() ?? '', section: section === '' ? null : section };
}

/** A label is short; a longer text only begins like one. */
const LONGEST = 400;
const FORM = /^(?=第|[A-Za-z]?\d{1,3} ?版? ?[:∶])第? ?([A-Za-z]{0,2}\d{1,3}) ?版? ?(?:[:∶]|$) ?/;

/**
 * Reads the first line of a page's text, which is a label whatever it looks like: `A03 财经`, `05版 金融`, `民生·A12`,
 * `一版`, `经济版`. Only where the line stands tells these from words; `null` for a line that is too long for it.
 */
export function readTopLine(
  text: string,
): { readonly label: string | null; readonly section: string | null } | null {
  const strict = readPageLabel(text);
  if (strict !== null) return strict;
  const start = text.length - foldWidths(text).trimStart().length;
  const printed = text.slice(start).trimEnd();
  if (printed === '' || printed.length > LONGEST_TOP_LINE) return null;
  const folded = foldWidths(printed);
  for (const form of TOP_LINES) {
    const found = form.exec(folded);
    if (!found) continue;
    const [, before = '', slot = '', behind = ''] = found;
    const section =
      before === '' ? printed.slice(printed.length - behind.length) : printed.slice(0, before.length);
    return { label: slotOf(slot), section: section.replace(/\s+/g, ' ').trim() || null };
  }
  return /[。,;:!?]/.test(folded) ? null : { label: null, section: printed.replace(/\s+/g, ' ') };
}

const LONGEST_TOP_LINE = 24;
/** Groups: the section in front of the slot, the slot, the section behind it. */
const TOP_LINES: readonly RegExp[] = [
  /^()第? ?([A-Z]{0,2}\d{1,3}) ?版 ?(.*)$/i,
  /^()([A-Z]{1,2}\d{1,3})(?: (.*))?$/i,
  /^()第?([一二三四五六七八九十]{1,3})版 ?(.*)$/,
  /^([^\d]*?)[ ·・|/-]{1,3}(?:第 ?)?([A-Z]{0,2}\d{1,3}) ?版?()$/i,
];

/** 一版 is page 1. */
function slotOf(printed: string): string {
  const digits = '一二三四五六七八九';
  const [tens, ones] = printed.includes('十') ? printed.split('十') : ['', printed];
  const isChinese = /^[一二三四五六七八九十]+$/.test(printed);
  if (!isChinese) return printed.toUpperCase();
  const value = (numeral = '') => digits.indexOf(numeral) + 1;
  return String((printed.includes('十') ? 10 * (value(tens) || 1) : 0) + value(ones));
}
