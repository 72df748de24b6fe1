import type { Check } from '../document.ts';
import { decimalOf, sum } from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings, Mention, Sentence } from './checked-article.ts';
import { isExactAmount, isOfOne, measureOf, sumCheck } from './part-and-whole.ts';
import { isWithin, printedTogether } from './printed-number.ts';

/**
 * Sentences that add up themselves: 甲镇3个、乙镇5个,合计8个, and 共5500人,其中城镇3000人、农村2500人, whose two parts leave
 * nothing out.
 */
export function sentenceTotals({ sentences }: CheckedArticle): Findings {
  const checks: Check[] = [];
  const wholes = new Map<string, string>();
  for (const sentence of sentences) {
    for (const at of sentence.keys()) {
      const found = totalBehind(sentence, at) ?? totalBefore(sentence, at);
      const check = found === null ? null : sumCheck(found.whole, found.parts);
      if (found === null || check === null) continue;
      checks.push(check);
      for (const part of found.parts) wholes.set(part.id, found.whole.id);
    }
  }
  return { checks, wholes };
}

interface Total {
  readonly whole: Figure;
  readonly parts: readonly Figure[];
}

/** Nothing but the word stands between the last part and the total, so that no other thing is counted. 累计 looks back. */
const SUMS_UP =
  /^[\s,、;:()]*(?:[两二三四五六七八九十]者|[两二三四五六七八九十]项|以上|上述)?(?:合计|共计|总计|总共|一共|共)(?:为|达|有|是)?$/;

/** 三县共完成造林10.6万亩: what was done may be told again, so that only the sum tells. */
const TOGETHER =
  /^[\s,、;]*(?:以上|上述)?[两二三四五六七八九十](?:者|项|个?[县市区镇村乡省国校院馆站厂队类期批家户地人])(?:一共|合计|共计|总计|总共|共)[\u4e00-\u9fff]{1,8}$/;

/** No sentence adds up more numbers. */
const MOST_PARTS = 40;

function totalBehind(sentence: Sentence, at: number): Total | null {
  const total = sentence[at];
  if (total === undefined || !isExactAmount(total.figure)) return null;
  const together = TOGETHER.test(total.lead);
  if (!together && !SUMS_UP.test(total.lead)) return null;
  const listed = partsBefore(sentence, at, total.figure);
  if (listed.length < 2 || listed.some(isOfOne)) return null;
  const parts = listed.map(({ figure }) => figure);
  const from = agreeingFrom(total.figure, parts);
  if (from !== null) return { whole: total.figure, parts: parts.slice(from) };
  return !together && (listed.length === 2 || isOneRow(listed)) ? { whole: total.figure, parts } : null;
}

/** The first of a row may still belong to what was said before: then those behind it make up the total. */
function agreeingFrom(whole: Figure, parts: readonly Figure[]): number | null {
  const [total, ...numbers] = printedTogether([whole, ...parts]) ?? [];
  if (total === undefined) return null;
  let added = { value: decimalOf('0'), slack: total.slack };
  let found: number | null = null;
  for (const [from, { value, slack }] of [...numbers.entries()].reverse()) {
    added = { value: sum([added.value, value]), slack: sum([added.slack, slack]) };
    if (from <= parts.length - 2 && isWithin(total.value, added.value, added.slack)) found = from;
  }
  return found;
}

/** The figures of the total's measure right before it; any other thing that is counted in between ends the row. */
function partsBefore(sentence: Sentence, at: number, total: Figure): Mention[] {
  const measure = measureOf(total);
  const parts: Mention[] = [];
  for (let next = at - 1; next >= Math.max(0, at - MOST_PARTS); next--) {
    const mention = sentence[next];
    if (mention === undefined) break;
    if (mention.figure.sameAs !== null || mention.figure.kind === 'change') continue;
    if (measureOf(mention.figure) !== measure || !isExactAmount(mention.figure)) break;
    if (mention.figure.modality !== total.modality) break;
    parts.unshift(mention);
    if (OPENS.test(mention.lead) || SUMS_UP.test(mention.lead)) break;
  }
  return parts;
}

/** Words before the first of a row. */
const OPENS = /其中|分别|包括|[:;]/;

/** Parted by 、 alone, or each by the same mark. */
function isOneRow(listed: readonly Mention[]): boolean {
  const marks = new Set(listed.slice(1).map(({ lead }) => /^\s*([,、;和及与]?)/.exec(lead)?.[1] ?? ''));
  marks.delete('和');
  marks.delete('及');
  marks.delete('与');
  return marks.size < 2;
}

/** Pairs that leave nothing out. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['城镇', '农村'],
  ['城镇', '乡村'],
  ['城市', '农村'],
  ['男', '女'],
  ['公办', '民办'],
  ['城区', '县域'],
  ['国有', '非国有'],
  ['境内', '境外'],
  ['市内', '市外'],
  ['省内', '省外'],
  ['线上', '线下'],
  ['网上', '现场'],
];

const TOTAL = /合计|共计|总计|总共|一共|总数|总|共(?!同|享|建)/;

function totalBefore(sentence: Sentence, at: number): Total | null {
  const [total, one, other] = sentence.slice(at, at + 3);
  if (!total || !one || !other || !TOTAL.test(total.lead) || isOfOne(total)) return null;
  const figures = [total, one, other].map(({ figure }) => figure);
  const measure = measureOf(total.figure);
  if (measure === null || figures.some((figure) => !isExactAmount(figure) || measureOf(figure) !== measure))
    return null;
  return namesPair(one.lead, other.lead) ? { whole: total.figure, parts: figures.slice(1) } : null;
}

/** 城镇3000人、农村2500人, or 城镇和农村分别3000人和2500人. */
export function namesPair(first: string, second: string): boolean {
  return PAIRS.some(([a, b]) => {
    const apart = first.includes(a) !== first.includes(b) && second.includes(first.includes(a) ? b : a);
    const together = first.includes('分别') && first.includes(a) && first.includes(b);
    return apart || (together && /^\s*[、和及与]$/.test(second));
  });
}
