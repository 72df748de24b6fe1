import type { Figure } from '../figures/figure.ts';
import { BALANCE } from './adding-up.ts';
import type { CheckedArticle, CheckedBlock, Findings, Mention } from './checked-article.ts';
import { isExactAmount, isOfOne, sumOf } from './part-and-whole.ts';
import { isAside, partMeasureOf } from './parts-of-figures.ts';
import { namesPair } from './sentence-totals.ts';

/**
 * Rows behind their totals, though no word says that they are parts of them: 报案19240件,估损7.6亿元。车险报案12108件,估损2.9亿元;
 * 农险报案…. A column is a breakdown when it adds up. Two of a pair, 男性 and 女性, are one when they add up to a figure before.
 */
export function rowsOfParts({ blocks }: CheckedArticle): Findings {
  const wholes = new Map<string, string>();
  for (const block of blocks) {
    if (block.block.kind === 'heading') continue;
    const rows = rowsIn(block);
    for (const at of rows.keys())
      for (const [part, whole] of columnsBehind(rows, at)) if (!wholes.has(part)) wholes.set(part, whole);
    const plain = rows.flat();
    for (const at of plain.keys())
      for (const [part, whole] of pairAt(plain, at)) if (!wholes.has(part)) wholes.set(part, whole);
  }
  return { checks: [], wholes };
}

type Row = readonly Mention[];

/** What stands between two semicolons or full stops, without what is only said beside an amount. */
function rowsIn({ mentions }: CheckedBlock): Row[] {
  const rows: Mention[][] = [];
  let ended = true;
  for (const mention of mentions) {
    const starts = ended || mention.lead.includes(';') || rows.length === 0;
    ended = /[。!?]/.test(mention.tail);
    if (starts) rows.push([]);
    if (!isAside(mention.figure)) rows.at(-1)?.push(mention);
  }
  return rows.filter((row) => row.length > 0);
}

/** No breakdown has more rows, and no row more figures that count. */
const MOST_ROWS = 12;
const WIDEST_ROW = 6;

/** The columns behind the row `at` that add up to a figure in it. */
function columnsBehind(rows: readonly Row[], at: number): [part: string, whole: string][] {
  const behind = rows.slice(at + 1, at + 1 + MOST_ROWS).map((row) => row.slice(0, WIDEST_ROW));
  if (behind.length < 2) return [];
  return (rows[at] ?? []).slice(-WIDEST_ROW).flatMap((total): [string, string][] => {
    const measure = partMeasureOf(total.figure);
    if (measure === null || !isExactAmount(total.figure) || isOfOne(total) || BALANCE.test(total.lead))
      return [];
    const column: Figure[] = [];
    for (const row of behind) {
      const cell = row.find(({ figure }) => partMeasureOf(figure) === measure);
      if (cell === undefined || !isExactAmount(cell.figure) || isOfOne(cell) || BALANCE.test(cell.lead))
        break;
      if (cell.figure.modality !== total.figure.modality) break;
      column.push(cell.figure);
      if (isNoChance(total.figure, column)) return column.map(({ id }) => [id, total.figure.id]);
    }
    return [];
  });
}

/** Whether the column adds up, with digits enough that it does not so by chance. */
function isNoChance(total: Figure, column: readonly Figure[]): boolean {
  const digits = (total.value ?? '').replace(/\D/g, '').replace(/^0+/, '').length;
  const enough =
    column.length > 2 ? digits >= DIGITS_OF_THREE : column.length === 2 && digits >= DIGITS_OF_TWO;
  return enough && sumOf(total, column)?.agrees === true;
}

const DIGITS_OF_TWO = 3;
const DIGITS_OF_THREE = 2;

/** How many figures before a pair may be its whole. */
const LOOK_BACK = 12;

/** 男性196.5万人,女性189.7万人: both that there are. */
function pairAt(mentions: readonly Mention[], at: number): [part: string, whole: string][] {
  const [one, other] = mentions.slice(at, at + 2);
  if (one === undefined || other === undefined || !namesPair(lastWords(one.lead), lastWords(other.lead)))
    return [];
  const parts = [one.figure, other.figure];
  const measure = partMeasureOf(one.figure);
  if (measure === null || partMeasureOf(other.figure) !== measure || !parts.every(isExactAmount)) return [];
  const whole = mentions
    .slice(Math.max(0, at - LOOK_BACK), at)
    .findLast(({ figure }) => partMeasureOf(figure) === measure && sumOf(figure, parts)?.agrees === true);
  return whole === undefined ? [] : parts.map(({ id }) => [id, whole.figure.id]);
}

/** What names the number itself. */
function lastWords(lead: string): string {
  return /[^,;:]*$/.exec(lead)?.[0] ?? '';
}
