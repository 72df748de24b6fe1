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
  const add = ([part, whole]: Link): void => {
    if (!wholes.has(part)) wholes.set(part, whole);
  };
  const inBlocks = blocks.map((block) => (block.block.kind === 'heading' ? [] : rowsIn(block)));
  for (const [at, rows] of inBlocks.entries()) {
    for (const row of rows.keys())
      columnsBehind(rows[row] ?? [], rows.slice(row + 1, row + 1 + MOST_ROWS)).forEach(add);
    // A paragraph or an item for each row.
    const below = inBlocks.slice(at + 1, at + 1 + MOST_ROWS).map(([first]) => first ?? []);
    columnsBehind(rows.at(-1) ?? [], below).forEach(add);
    const plain = rows.flat();
    for (const mention of plain.keys()) pairAt(plain, mention).forEach(add);
  }
  return { checks: [], wholes };
}

type Link = readonly [part: string, whole: string];
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

/** The columns that add up to a figure of the row above them. */
function columnsBehind(above: Row, below: readonly Row[]): Link[] {
  if (below.length < 2) return [];
  const rows = below.map((row) => row.slice(0, WIDEST_ROW));
  const totals = above.slice(-WIDEST_ROW);
  return totals.flatMap((total) => {
    const measure = partMeasureOf(total.figure);
    if (measure === null || !mayBeOfColumn(total)) return [];
    const place = ofMeasure(totals, measure).indexOf(total);
    return (
      [...new Set([place, 0])]
        .map((at) => columnOf(total.figure, rows, measure, at))
        .find(({ length }) => length > 0) ?? []
    );
  });
}

/** One figure of each row, the one that stands `at` this place among those of the measure; none when they do not add up. */
function columnOf(total: Figure, rows: readonly Row[], measure: string, at: number): Link[] {
  const column: Figure[] = [];
  for (const row of rows) {
    const cell = ofMeasure(row, measure)[at];
    if (cell === undefined || !mayBeOfColumn(cell)) return [];
    if (column.some(({ modality }) => modality !== cell.figure.modality)) return [];
    column.push(cell.figure);
    if (isNoChance(total, column)) return column.map(({ id }) => [id, total.id] as const);
  }
  return [];
}

function ofMeasure(row: Row, measure: string): Row {
  return row.filter(({ figure }) => partMeasureOf(figure) === measure);
}

function mayBeOfColumn(mention: Mention): boolean {
  return isExactAmount(mention.figure) && !isOfOne(mention) && !BALANCE.test(mention.lead);
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
function pairAt(mentions: readonly Mention[], at: number): Link[] {
  const [one, other] = mentions.slice(at, at + 2);
  if (one === undefined || other === undefined || !namesPair(lastWords(one.lead), lastWords(other.lead)))
    return [];
  const parts = [one.figure, other.figure];
  const measure = partMeasureOf(one.figure);
  if (measure === null || partMeasureOf(other.figure) !== measure || !parts.every(isExactAmount)) return [];
  const whole = mentions
    .slice(Math.max(0, at - LOOK_BACK), at)
    .findLast(({ figure }) => partMeasureOf(figure) === measure && sumOf(figure, parts)?.agrees === true);
  return whole === undefined ? [] : parts.map(({ id }) => [id, whole.figure.id] as const);
}

/** What names the number itself. */
function lastWords(lead: string): string {
  return /[^,;:]*$/.exec(lead)?.[0] ?? '';
}
