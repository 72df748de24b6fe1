import type { Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, CheckedBlock, Findings, Mention } from './checked-article.ts';
import { isExactAmount, isOfOne, sumCheck, sumOf } from './part-and-whole.ts';
import { REST, exceedTogether, isAside, partMeasureOf, withoutNested } from './parts-of-figures.ts';

/**
 * 按原因分,电气故障598起、用火不慎421起; 分区域看; 从年龄构成看: what follows are classes of a figure told before. When the
 * last of them is the rest, 其他原因224起, they must add up to it.
 */
export function classedParts({ blocks }: CheckedArticle): Findings {
  const checks: Check[] = [];
  const wholes = new Map<string, string>();
  let before: readonly Mention[] = [];
  let far: readonly Mention[] = [];
  for (const block of blocks) {
    for (const { whole, parts, complete } of groupsIn(block, { before, far }, wholes)) {
      for (const part of parts) wholes.set(part.id, whole.id);
      const added = complete ? sumCheck(whole, parts) : null;
      if (added !== null) checks.push(added);
    }
    if (block.mentions.length > 0) {
      far = [...far, ...before].slice(-LOOK_FAR);
      before = block.mentions.slice(-LOOK_BACK);
    }
  }
  return { checks, wholes };
}

interface Group {
  readonly whole: Figure;
  readonly parts: readonly Figure[];
  readonly complete: boolean;
}

/** How many figures before the classes may be their whole. */
const LOOK_BACK = 16;

/** How many before those may be, when the classes add up to it: several paragraphs may part one total. */
const LOOK_FAR = 40;

/** No sentence names more classes. */
const MOST_PARTS = 40;

/** By what a whole is parted, at the beginning of a clause: 分产业看, 按违法行为分, 从来源看, 按科目划分. */
const BY_CLASS =
  /(?:^|[,;:]|^\s+)\s*(?:(?:若|如)?(?:按照?|从|依)[\u4e00-\u9fff()“”]{2,12}?(?:来?看|划分|来?分(?!别)|统计|分类|区分)|(?:分|按)[\u4e00-\u9fff]{1,8}(?:来?看|来说)|分(?:产业|行业|区域|地区|部门|领域|季度|类别|类型|品种|镇街)),/;

function groupsIn(
  { mentions }: CheckedBlock,
  { before, far }: { readonly before: readonly Mention[]; readonly far: readonly Mention[] },
  found: ReadonlyMap<string, string>,
): Group[] {
  const groups: Group[] = [];
  for (const [at, { lead }] of mentions.entries()) {
    if (!BY_CLASS.test(lead)) continue;
    const listed = classesFrom(mentions.slice(at, at + MOST_PARTS));
    const own = mentions.slice(Math.max(0, at - LOOK_BACK), at);
    const taken = groups.slice(-LOOK_BACK).flatMap(({ parts }) => parts);
    const earlier = [...before, ...own].filter(
      ({ figure }) => !found.has(figure.id) && !taken.includes(figure),
    );
    const near = groupOf(listed, earlier, own.length);
    const group = near?.complete === true ? near : (addingUpTo(listed, [...far, ...earlier]) ?? near);
    if (group !== null) groups.push(group);
  }
  return groups;
}

/** The figures of one measure in a row, to the end of the sentence. */
function classesFrom(behind: readonly Mention[]): Mention[] {
  const classes: Mention[] = [];
  for (const [at, mention] of withoutNested(behind).entries()) {
    const { figure, lead } = mention;
    if (at > 0 && (BY_CLASS.test(lead) || startsSentence(behind, mention) || SUMS_UP.test(lead))) break;
    if (isAside(figure)) continue;
    const measure = amountMeasureOf(figure);
    const first = classes[0]?.figure ?? figure;
    if (measure === null || measure !== amountMeasureOf(first) || isOfOne(mention)) break;
    classes.push(mention);
    if (classes.length > 1 && REST.test(lead)) break;
  }
  return classes;
}

const SUMS_UP = /(?:^|[,;])\s*(?:合计|共计|总计|累计|另外|此外|同时|全[市县省区])/;

/** Of loans that grow and those that fall both are classes of the growth. */
function amountMeasureOf(figure: Figure): string | null {
  return partMeasureOf(figure)?.replace(/^\w* /, '') ?? null;
}

/** A full stop between this figure and the one before cuts its lead off. */
function startsSentence(mentions: readonly Mention[], mention: Mention): boolean {
  const before = mentions[mentions.indexOf(mention) - 1];
  return before !== undefined && /[。!?]/.test(before.tail);
}

/** How many figures behind the last class may be no class: 60岁以上85万人,65岁以上61万人. */
const MOST_LEFT = 2;

/** The figure that most of the classes add up to, when they are three and more. */
function addingUpTo(listed: readonly Mention[], earlier: readonly Mention[]): Group | null {
  const parts = listed.map(({ figure }) => figure);
  const [first] = parts;
  if (first === undefined || parts.length < FEWEST_PARTS) return null;
  const measure = amountMeasureOf(first);
  const candidates = earlier.filter((one) => amountMeasureOf(one.figure) === measure && mayBeWhole(one));
  for (let left = 0; left <= Math.min(MOST_LEFT, parts.length - FEWEST_PARTS); left++) {
    const some = parts.slice(0, parts.length - left);
    const whole = candidates.findLast(({ figure }) => sumOf(figure, some)?.agrees === true);
    if (whole !== undefined && some.every(isExactAmount))
      return { whole: whole.figure, parts: some, complete: false };
  }
  return null;
}

const FEWEST_PARTS = 3;

function mayBeWhole(mention: Mention): boolean {
  return mention.figure.sameAs === null && mention.figure.changeOf === null && !isOfOne(mention);
}

function groupOf(listed: readonly Mention[], earlier: readonly Mention[], own: number): Group | null {
  const [first] = listed;
  if (first === undefined) return null;
  const parts = listed.map(({ figure }) => figure);
  const measure = amountMeasureOf(first.figure);
  const candidates = earlier.filter(
    (mention) => amountMeasureOf(mention.figure) === measure && mayBeWhole(mention),
  );
  const exact = parts.every(isExactAmount);
  const last = listed.at(-1);
  const rest = listed.length > 2 && last !== undefined && REST.test(last.lead);
  const agreeing = candidates.findLast(
    ({ figure }) => parts.length > 1 && sumOf(figure, parts)?.agrees === true,
  );
  const named = candidates.findLast((one) => isNamedBy(one.figure, listed));
  const words = named ?? (candidates.length === 1 ? candidates[0] : undefined);
  const whole =
    agreeing ?? words ?? nearestThatHolds(parts, candidates, earlier.slice(-own || earlier.length));
  if (whole === undefined) return null;
  const tooMuch = exceedTogether(
    parts.filter(({ kind, direction }) => kind !== 'change' || direction === first.figure.direction),
    whole.figure,
  );
  const complete =
    rest && exact && isExactAmount(whole.figure) && (agreeing !== undefined || words !== undefined);
  return tooMuch && !complete ? null : { whole: whole.figure, parts, complete };
}

/** Whether the words before the classes name the figure: 分区域看,新会区、江海区出口分别为. */
function isNamedBy({ indicator }: Figure, listed: readonly Mention[]): boolean {
  if (indicator === null || indicator.length < 2) return false;
  const noun = indicator.slice(-2);
  return listed.some(
    ({ lead, figure }) => lead.includes(indicator) || (figure.indicator ?? '').endsWith(noun),
  );
}

function nearestThatHolds(
  parts: readonly Figure[],
  candidates: readonly Mention[],
  near: readonly Mention[],
): Mention | undefined {
  const ids = new Set(near.map(({ figure }) => figure.id));
  return candidates.findLast(({ figure }) => ids.has(figure.id) && !exceedTogether(parts, figure));
}
