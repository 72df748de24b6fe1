import type { Check } from '../document.ts';
import { type Decimal, compare, difference, negated, sum } from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings, Mention } from './checked-article.ts';
import { type Printed, checkOf, isWithin, printedTogether } from './printed-number.ts';

/**
 * A headline indicator that is printed twice, in the title and in the body, for the same place and period: the numbers
 * are one, or one is the other with fewer digits. Each later mention is held against the first.
 */
export function repeats({ sentences }: CheckedArticle): Findings {
  const firsts = new Map<string, Figure>();
  const checks: Check[] = [];
  for (const sentence of sentences) {
    let said = '';
    for (const mention of sentence) {
      said = `${said}${mention.lead}`.slice(-LONGEST_SENTENCE);
      const key = saidOf(mention, said);
      if (key === null) continue;
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, mention.figure);
      else checks.push(...repeatCheck(first, mention.figure));
    }
  }
  return { checks, wholes: new Map() };
}

const LONGEST_SENTENCE = 240;

/** What a figure speaks of; `null` when it is no headline figure of a whole place and period. */
function saidOf({ figure, lead, tail }: Mention, said: string): string | null {
  const { indicatorId, kind, comparator, baseUnit, modality, strength, basis, place, period } = figure;
  if (indicatorId === null || comparator !== 'eq' || figure.value === null || !SPOKEN_OF.has(kind))
    return null;
  // Points are told of many comparisons, each with its own number.
  if (baseUnit === null || baseUnit === 'pp' || figure.sameAs !== null || period === null) return null;
  const words = figure.indicator === null ? said : said.replaceAll(figure.indicator, '');
  if (OTHER_SPAN.test(words) || OTHER_PART.test(lead) || /^\s*个百分点/.test(tail)) return null;
  const where = place?.value ?? null;
  if (speaksOfElsewhere(words, where)) return null;
  return [
    ...[indicatorId, kind, baseUnit, modality, strength, where, period.value],
    ...[kind === 'change' ? comparedWith(basis) : null],
  ].join('|');
}

const SPOKEN_OF: ReadonlySet<Figure['kind']> = new Set(['level', 'change', 'ratio', 'count']);

/** Numbers of several years, of another date or of a month within the year. */
const OTHER_SPAN =
  /年均|平均增|[两二三四五]年|[两二三四五]年来|以来|累计增|五年|[一二三四五]年间|十[二三四五]五|[比较]20\d\d年|当月|当季|单月|月份|翻|倍|由|从|扣除|剔除|不含|不计/;

/** Numbers of a part, or beside those of others. */
const OTHER_PART =
  /其中|分别|高于|低于|快于|慢于|高出|差距|排名|位居|占|目标值?|完成|贡献|拉动|相当于|单位|每/;

/** Same period of the year before is what growth is measured against when nothing is printed. */
function comparedWith(basis: string | null): string {
  return basis === null || /^(?:同比|[比较](?:上年|去年)(?:同期)?)$/.test(basis) ? '同比' : basis;
}

/** Whether the sentence names a place or a body other than the one that the figure is thought to be of. */
function speaksOfElsewhere(words: string, place: string | null): boolean {
  const own = place?.slice(0, -1) ?? null;
  const rest = own === null ? words : words.replaceAll(own, '');
  return ELSEWHERE.test(rest);
}

const ELSEWHERE =
  /全国|我国|国家|全省|省内|广东|珠三角|大湾区|全球|世界|[镇乡村]|街道|园区|开发区|高新区|新区|合作区|工业[园城]|港区|企业|公司|集团|(?:[^全我本该各城超省县]|^[^全我本该各])[市州](?![场民政委直])|[^小社地园景辖校灾库片山牧街]区(?!域|间|位)|[^全我本该各]县/;

/** The number with its direction: a fall of 3 % is no growth of 3 %. */
function signed({ direction }: Figure, { value, slack }: Printed): Printed {
  return { value: direction === 'decrease' ? negated(value) : value, slack };
}

function repeatCheck(first: Figure, later: Figure): Check[] {
  const [a, b] = printedTogether([first, later]) ?? [];
  if (!a || !b) return [];
  const [one, other] = [signed(first, a), signed(later, b)];
  return [
    checkOf('repeat', [first, later], {
      expected: one.value,
      got: other.value,
      pass: isSameNumber(one, other, first.kind !== 'change'),
    }),
  ];
}

/** One is the other, rounded where it has fewer digits; a large amount may also be cut off, as titles do. */
function isSameNumber(a: Printed, b: Printed, mayBeCut: boolean): boolean {
  const order = compare(a.slack, b.slack);
  if (order === 0) return compare(a.value, b.value) === 0;
  const [coarse, fine] = order > 0 ? [a, b] : [b, a];
  if (isWithin(coarse.value, fine.value, coarse.slack)) return true;
  if (!mayBeCut) return false;
  const place = sum([coarse.slack, coarse.slack]);
  const left = difference(sizeOf(fine.value), sizeOf(coarse.value));
  return left.digits >= 0n && compare(left, place) < 0;
}

function sizeOf(value: Decimal): Decimal {
  return value.digits < 0n ? negated(value) : value;
}
