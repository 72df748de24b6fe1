import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings, Mention } from './checked-article.ts';
import { PARTS_OF } from './known-totals.ts';
import { exceeds, partMeasureOf } from './parts-of-figures.ts';

/**
 * Indicators that are parts of another by their definition, told behind it in one paragraph, or in lines of their own, for the same place and period:
 * 一般公共预算支出118亿元,增长2%。教育支出34亿元. Some of the parts say nothing of the sum, so nothing is checked.
 */
export function knownParts({ blocks }: CheckedArticle): Findings {
  const wholes = new Map<string, string>();
  let before: readonly Mention[] = [];
  for (const { mentions } of blocks) {
    for (const [part, whole] of partsIn(mentions, before)) wholes.set(part, whole);
    if (mentions.length > 0) before = [...before, ...mentions].slice(-LOOK_BACK_OF_LINES);
  }
  return { checks: [], wholes };
}

/** Parts that the registry of headline indicators does not hold, by the words that name them. */
const NAMED_PARTS: ReadonlyMap<string, RegExp> = new Map([
  [
    'general-public-budget-spending',
    /^(?:教育|科学技术|文化旅游体育与传媒|文化体育与传媒|社会保障和就业|社保和就业|卫生健康|医疗卫生|节能环保|城乡社区|农林水|交通运输|住房保障|公共安全|一般公共服务|灾害防治及应急管理)(?:类|事务|事业)?支出$/,
  ],
  [
    'general-public-budget-revenue',
    /^(?:(?:地方)?税收收入|非税收入|(?:国内)?增值税|企业所得税|个人所得税|契税|土地增值税|城市维护建设税)(?:收入)?$/,
  ],
  ['population', /^(?:城镇|乡村|农村)(?:常住)?人口$/],
]);

/** How many figures behind it the parts of a whole are told. */
const LOOK_BACK = 12;
const LOOK_BACK_OF_LINES = 24;

function partsIn(mentions: readonly Mention[], before: readonly Mention[]): [part: string, whole: string][] {
  return mentions.flatMap(({ figure }, at): [string, string][] => {
    if (!mayBePart(figure)) return [];
    const earlier = mentions.slice(Math.max(0, at - LOOK_BACK), at);
    // 主要支出: and each of them in a line of its own.
    const above = isNamedPart(figure) ? before.filter((one) => isOfOneSection(one.figure, figure)) : [];
    const whole = [...above, ...earlier].findLast((one) => isPartOf(figure, one.figure))?.figure;
    return whole === undefined ? [] : [[figure.id, whole.id]];
  });
}

/** 市本级一般公共预算支出, and 支出 behind a 收入 of it, are no headline indicators and have the same parts. */
function budgetOf({ indicator }: Figure): string | null {
  const which = /(?:^|一般公共预算)(收入|支出)$/.exec(indicator ?? '')?.[1];
  return which === undefined ? null : `general-public-budget-${which === '收入' ? 'revenue' : 'spending'}`;
}

function isNamedPart({ indicator }: Figure): boolean {
  return indicator !== null && [...NAMED_PARTS.values()].some((names) => names.test(indicator));
}

/** Whether it can be a part of anything: hardly one figure in ten is, so that for most no whole is looked for. */
function mayBePart(figure: Figure): boolean {
  const { indicatorId, kind, sameAs } = figure;
  if (kind === 'change' || sameAs !== null) return false;
  return (indicatorId !== null && KNOWN_PARTS.has(indicatorId)) || isNamedPart(figure);
}

const KNOWN_PARTS: ReadonlySet<string> = new Set([...PARTS_OF.values()].flatMap((parts) => [...parts]));

function isOfOneSection(a: Figure, b: Figure): boolean {
  return a.sectionPath.join('\n') === b.sectionPath.join('\n');
}

function isPartOf(part: Figure, whole: Figure): boolean {
  const { indicatorId, indicator } = part;
  const of = whole.indicatorId ?? budgetOf(whole);
  if (of === null || whole.kind === 'change' || part.kind === 'change') return false;
  const known =
    (indicatorId !== null && PARTS_OF.get(of)?.has(indicatorId) === true) ||
    (indicator !== null && NAMED_PARTS.get(of)?.test(indicator) === true);
  const measure = partMeasureOf(part);
  return (
    known &&
    measure !== null &&
    measure === partMeasureOf(whole) &&
    part.sameAs === null &&
    whole.sameAs === null &&
    isOfOneStatement(part, whole) &&
    !exceeds(part, whole)
  );
}

function isOfOneStatement(a: Figure, b: Figure): boolean {
  return (
    a.place?.value === b.place?.value && a.period?.value === b.period?.value && a.modality === b.modality
  );
}
