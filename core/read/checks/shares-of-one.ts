import type { Check } from '../document.ts';
import { compare, decimalOf, sum } from '../figures/decimal.ts';
import { foldWidths } from '../fold-widths.ts';
import type { CheckedArticle, Findings, Mention, Sentence } from './checked-article.ts';
import { checkOf, printedTogether } from './printed-number.ts';

/**
 * 第一产业占8.3%,第二产业占46.8%,第三产业占44.9%: shares of one whole that do not overlap are no more than the whole
 * together. They do not overlap when they are classes of one series, or when the last is the rest; women and graduates may
 * be the same people, so such names are left alone.
 */
export function sharesOfOne({ sentences }: CheckedArticle): Findings {
  const checks = sentences.flatMap((sentence) => rowsOf(sentence).flatMap(rowCheck));
  return { checks, wholes: new Map() };
}

/** The shares that follow each other. */
function rowsOf(sentence: Sentence): Mention[][] {
  const rows: Mention[][] = [];
  let row: Mention[] = [];
  const close = () => {
    if (row.length > 1) rows.push(row);
    row = [];
  };
  for (const mention of sentence) {
    const last = row.at(-1);
    const goesOn = last !== undefined && isShare(mention) && continuesRow(row, mention);
    if (!goesOn) close();
    if (goesOn || (isShare(mention) && SHARE.test(mention.lead))) row.push(mention);
  }
  close();
  return rows;
}

function isShare({ figure }: Mention): boolean {
  return (
    figure.kind === 'ratio' &&
    figure.baseUnit === '1' &&
    figure.comparator === 'eq' &&
    SHARES.has(foldWidths(figure.unit))
  );
}

const SHARES: ReadonlySet<string> = new Set(['%', '‰', '百分之']);

/** Who has the share, and of what. */
const SHARE = /([^,、;:()]{0,24}?)(?:所?占比?)([^,、;:()]{0,16}?)(?:的?比重)?(?:分别)?[为达到是约的\s]*$/;

function continuesRow(row: readonly Mention[], { lead }: Mention): boolean {
  const first = row[0]?.lead ?? '';
  // 三类企业分别占50%、30%和20%
  if (first.includes('分别') && /^\s*[、,和及与]$/.test(lead)) return true;
  const [, , ofFirst = ''] = SHARE.exec(first) ?? [];
  const [, , ofThis = ''] = SHARE.exec(lead) ?? [];
  return SHARE.test(lead) && (ofThis === ofFirst || ofThis === '');
}

function rowCheck(row: readonly Mention[]): Check[] {
  const figures = row.map(({ figure }) => figure);
  const printed = printedTogether(figures);
  if (!areApart(row) || printed === null) return [];
  const got = sum(printed.map(({ value }) => value));
  const slack = sum(printed.map((one) => one.slack));
  const unit = figures.every(({ unit }) => foldWidths(unit) === '‰') ? '1000' : '100';
  const expected = decimalOf(unit);
  return [checkOf('shares-sum', figures, { expected, got, pass: compare(got, sum([expected, slack])) <= 0 })];
}

/** Whether nothing can have two of the shares. */
function areApart(row: readonly Mention[]): boolean {
  const first = row[0]?.lead ?? '';
  if (row.some(({ lead }) => OVERLAPPING.test(lead))) return false;
  const labels = row.map(({ lead }) => SHARE.exec(lead)?.[1]?.replace(/^\s*(?:其中|和|及|与)/, '') ?? '');
  if (/^(?:其他|其它|其余|剩余)/.test(labels.at(-1) ?? '')) return true;
  if (first.includes('分别')) return /产业|[类级档种]|年级/.test(first);
  const tails = new Set(labels.map((label) => label.slice(-2)));
  return (
    tails.size === 1 &&
    labels.every((label) => OF_A_SERIES.test(label)) &&
    new Set(labels).size === row.length
  );
}

/** Names of classes that leave each other out, as 工业投资 and 民间投资 do not. */
const OF_A_SERIES = /第?[一二三四五][产类级档季]|[甲乙丙丁ⅠⅡⅢⅣⅤABCD]|城镇|农村|乡村|产业/;

/** Marks that one person or body can have together with another. */
const OVERLAPPING =
  /女|男|党员|学历|本科|硕士|大学|大专|青年|中年|老年|少数民族|以上|以下|基层|一线|非公|干部|代表|委员|超过|累计|同比/;
