import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings, Mention } from './checked-article.ts';
import { isExactAmount, isOfOne, sumOf } from './part-and-whole.ts';
import { exceedTogether, isAside, partMeasureOf } from './parts-of-figures.ts';

/**
 * 收案2316件,…。新收案件里,著作权纠纷1214件,商标权纠纷683件: what is told of 新收案件 are parts of the figure before that
 * counts them. The sum tells which one it is, or its name. Nothing says that all parts are told, so nothing is checked.
 */
export function topicParts({ blocks }: CheckedArticle): Findings {
  const wholes = new Map<string, string>();
  let before: readonly Mention[] = [];
  for (const { mentions } of blocks) {
    const own = mentions.filter(({ figure }) => !isAside(figure));
    for (const [at, { lead }] of own.entries()) {
      const topic = TOPIC.exec(lead)?.[1];
      if (topic === undefined) continue;
      const earlier = [...before, ...own.slice(Math.max(0, at - LOOK_BACK), at)].slice(-LOOK_BACK);
      const found = partsOf(topic, rowFrom(own, at), earlier);
      for (const part of found?.parts ?? []) wholes.set(part.id, found?.whole.id ?? '');
    }
    before = [...before, ...own.slice(-LOOK_BACK)].slice(-LOOK_BACK);
  }
  return { checks: [], wholes };
}

/** How many figures before the topic may be the one that counts it. */
const LOOK_BACK = 24;

/** 新收案件里, 审结的案件中, 参保人员当中; but no 高中, 集中 or 年中, and no 村里 or 手里. */
const TOPIC =
  /(?:^|[,;])\s*(?:在|这些?)?([\u4e00-\u9fff“”]{2,10}?)(?:当中|之中|里[头面]|(?<![其集高初期年空水地心当之途])中|(?<![家村城市县镇省这那手夜山嘴心年月天])里),[\u4e00-\u9fff“”]{2,14}$/;

/** No topic has more parts. */
const MOST_PARTS = 20;

/** The figures of one measure behind each other, to the end of the clauses that no semicolon divides. */
function rowFrom(mentions: readonly Mention[], at: number): Mention[] {
  const measure = partMeasureOf((mentions[at] as Mention).figure);
  const row: Mention[] = [];
  for (const [step, mention] of mentions.slice(at, at + MOST_PARTS).entries()) {
    if (measure === null || partMeasureOf(mention.figure) !== measure || isOfOne(mention)) break;
    if (step > 0 && !ONE_MORE.test(mention.lead)) break;
    row.push(mention);
    if (/[。!?]/.test(mention.tail)) break;
  }
  return row;
}

const ONE_MORE = /^[、,和及与以]{1,2}[^,;:]{2,14}$/;

function partsOf(
  topic: string,
  row: readonly Mention[],
  earlier: readonly Mention[],
): { readonly whole: Figure; readonly parts: readonly Figure[] } | null {
  const parts = row.map(({ figure }) => figure);
  const [first] = parts;
  if (first === undefined) return null;
  const candidates = earlier.filter(
    (one) => partMeasureOf(one.figure) === partMeasureOf(first) && !isOfOne(one),
  );
  const exact = parts.length > 1 && parts.every(isExactAmount);
  const agreeing = candidates.findLast(({ figure }) => exact && sumOf(figure, parts)?.agrees === true);
  const named = candidates.findLast((one) => isNamed(topic, one));
  const whole = (agreeing ?? named)?.figure;
  return whole === undefined || exceedTogether(parts, whole) ? null : { whole, parts };
}

/** 审结的案件 are what was counted behind 审结, and 案件 what is called so. */
function isNamed(topic: string, { figure, lead }: Mention): boolean {
  const [which, noun] = topic.includes('的') ? topic.split('的') : [topic, ''];
  if (which !== undefined && which.length > 1 && lead.endsWith(which)) return true;
  const name = figure.indicator ?? '';
  return noun === '' && name.length > 1 && (name.endsWith(topic) || topic.endsWith(name));
}
