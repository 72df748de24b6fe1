import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, CheckedBlock, Findings, Mention } from './checked-article.ts';
import { isExactAmount, isOfOne, sumOf } from './part-and-whole.ts';
import { REST, isAside, partMeasureOf, withoutNested } from './parts-of-figures.ts';

/**
 * Figures that add up to the one before them, though no word says that they are its parts: 警情136起,火灾41起;抢险救援52起,
 * 社会救助43起. Only their sum tells, so nothing is said of figures that do not add up.
 */
export function addingUp({ blocks }: CheckedArticle): Findings {
  const wholes = new Map<string, string>();
  const plainBlocks = blocks.filter(({ block }) => block.kind !== 'heading').map(plain);
  for (const [at, { mentions }] of plainBlocks.entries()) {
    const behind = plainBlocks.slice(at + 1, at + 1 + MOST_PARTS);
    for (const total of mentions.slice(-MOST_TOTALS))
      for (const part of firstsOf(total, behind))
        if (!wholes.has(part.id)) wholes.set(part.id, total.figure.id);
    const following = [...mentions, ...(behind[0]?.mentions ?? []).slice(0, MOST_PARTS)];
    const measures = following.map(({ figure }) => partMeasureOf(figure));
    for (const [at, { figure }] of mentions.entries()) {
      if (!isExactAmount(figure) || figure.sameAs !== null) continue;
      for (const part of partsBehind(following, measures, at))
        if (!wholes.has(part.id)) wholes.set(part.id, figure.id);
    }
  }
  return { checks: [], wholes };
}

/** The figures that stand for amounts of their own, and not beside one. */
function plain({ mentions }: CheckedBlock): { readonly mentions: readonly Mention[] } {
  return { mentions: mentions.filter(({ figure }) => !isAside(figure)) };
}

/** No paragraph introduces those behind it with more totals. */
const MOST_TOTALS = 6;

/** Of the paragraphs or items behind a total, the figure that each begins with, when these add up to it. */
function firstsOf(
  total: Mention,
  behind: readonly { readonly mentions: readonly Mention[] }[],
): readonly Figure[] {
  const measure = partMeasureOf(total.figure);
  if (measure === null || behind.length < FEWEST_PARTS) return [];
  const digits = (total.figure.value ?? '').replace(/\D/g, '').length;
  if (digits < DIGITS_OF_COLUMN || !isExactAmount(total.figure) || isOfOne(total)) return [];
  const firsts: Figure[] = [];
  for (const { mentions } of behind) {
    const first = mentions.find(({ figure }) => partMeasureOf(figure) === measure);
    if (first === undefined || !isExactAmount(first.figure) || isOfOne(first)) break;
    if (first.figure.period?.value !== total.figure.period?.value) break;
    firsts.push(first.figure);
    if (firsts.length >= FEWEST_PARTS && sumOf(total.figure, firsts)?.agrees === true) return firsts;
  }
  return [];
}

const DIGITS_OF_COLUMN = 3;

/** No whole is told in more parts without a word. */
const MOST_PARTS = 12;

/** The fewest parts whose sum is no coincidence. */
const FEWEST_PARTS = 3;

/** `measures` are those of the mentions, one each. */
function partsBehind(
  mentions: readonly Mention[],
  measures: readonly (string | null)[],
  at: number,
): readonly Figure[] {
  const whole = mentions[at];
  const measure = measures[at];
  if (whole === undefined || measure === undefined) return [];
  // No more than that can be parts, and most figures have none.
  let alike = 0;
  for (let next = at + 1; next <= at + MOST_PARTS; next++) if (measures[next] === measure) alike++;
  const behind = mentions.slice(at + 1, at + 1 + MOST_PARTS);
  if (alike < 2 || isOfOne(whole) || BALANCE.test(whole.lead)) return [];
  const row: Mention[] = [];
  let between = 0;
  for (const mention of withoutNested(behind)) {
    if (partMeasureOf(mention.figure) !== measure) {
      between++;
      if (row.length > 0 || between > MOST_BETWEEN) break;
      continue;
    }
    if (!isExactAmount(mention.figure) || isOfOne(mention) || BALANCE.test(mention.lead)) break;
    row.push(mention);
    if (!mayBeParts(whole, row)) continue;
    const parts = row.map(({ figure }) => figure);
    if (sumOf(whole.figure, parts)?.agrees === true) return parts;
  }
  return [];
}

/** Figures of other things between a whole and its parts: 小区32个,涉及278幢、6945户。已完工11个,在建17个,余下4个. */
const MOST_BETWEEN = 6;

/** Of income, spending and what is left, two always add up to the third. */
export const BALANCE = /顺差|逆差|差额|[结盈节]余|结存|赤字|缺口|净[增减利]|支出|利润|成本/;

/** Two are enough when the second is the rest, or the number has so many digits that chance does not hit it. */
function mayBeParts({ figure }: Mention, row: readonly Mention[]): boolean {
  const digits = (figure.value ?? '').replace(/\D/g, '').replace(/^0+/, '').length;
  if (row.length >= FEWEST_PARTS) return digits > 1 || row.length > FEWEST_PARTS;
  const [first, second] = row;
  if (first === undefined || second === undefined) return false;
  // 分别承担35元、30元和5元: numbers of one row are none of them the whole of the others.
  if (/^[、和及与]\s*$/.test(first.lead)) return false;
  return REST.test(second.lead) || digits >= digitsEnough(first, second);
}

/** Fewer when nothing but two names is told: 抓拍点36处,城区22处、国省道14处; 参保256万人,职工68万人,居民188万人. */
function digitsEnough(first: Mention, second: Mention): number {
  if (!/^[,:][^,;:]{2,8}$/.test(first.lead) || DONE.test(first.lead)) return DIGITS_ENOUGH;
  if (/^[、和及与][^,;:]{2,8}$/.test(second.lead)) return DIGITS_IN_ROW;
  return /^,[^,;:]{2,8}$/.test(second.lead) ? DIGITS_OF_NAMED : DIGITS_ENOUGH;
}

/** 公园36个,新建停车场20个、充电站16个: something else that was done. */
const DONE = /^[,:](?:新|改|扩|修|完成|实现|投|发放|培训|引进|检查|清理|拆|种|出动|组织|签|查|整治|开)/;

const DIGITS_IN_ROW = 2;
const DIGITS_OF_NAMED = 3;
const DIGITS_ENOUGH = 4;
