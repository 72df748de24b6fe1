import type { Check } from '../document.ts';
import type { Figure } from '../figures/figure.ts';
import { bracketedParts, ofOneBracket } from './bracketed-parts.ts';
import type { CheckedArticle, Findings, Mention, Sentence } from './checked-article.ts';
import { isCountedAs } from './counters.ts';
import { PARTS_OF } from './known-totals.ts';
import { isExactAmount, isOfOne, measureOf, sumCheck, sumOf } from './part-and-whole.ts';
import { REST, exceedTogether, exceeds, isAside, partMeasureOf } from './parts-of-figures.ts';
import { checkOf, printedTogether } from './printed-number.ts';

/**
 * 其中, and 48根吊杆中有: what is named behind it is a part of the figure of the same measure before it, and no part
 * exceeds its whole. When the last one is 其余 or 其他 nothing is left out, and the parts must add up.
 */
export function namedParts({ sentences }: CheckedArticle): Findings {
  const checks: Check[] = [];
  const wholes = new Map<string, string>();
  for (const [at, sentence] of sentences.entries()) {
    const before = opensWithParts(sentence) ? (sentences[at - 1] ?? []).slice(-MOST_PARTS) : [];
    for (const { whole, parts, complete } of groupsIn(sentence, before)) {
      for (const part of parts) wholes.set(part.id, whole.id);
      const added = complete ? sumCheck(whole, parts) : null;
      checks.push(...(added === null ? parts.flatMap((part) => withinCheck(whole, part)) : [added]));
    }
  }
  return { checks, wholes };
}

/** A whole with what is said to be parts of it; `complete` when they leave nothing out. */
interface Group {
  readonly whole: Figure;
  readonly parts: readonly Figure[];
  readonly complete: boolean;
}

/** Also 当中 and 里头, and 包括, 含 and 分别为 right behind the whole: 博物馆63家(含非国有21家), 床位2265张,含重症床位96张. */
const OF_WHICH =
  /其中|(?:^|[,;])\s*(?:当中|里[头面])|^[^,;:]{0,8}\((?:含|包括|包含)(?!税)|^,(?:包括|包含|含|分别[为是](?=[\u4e00-\u9fff]))(?!税)/;

/** 48根吊杆中有17根, 136起警情中,火灾41起; but no 高中, 集中 or 年中. */
const OUT_OF =
  /^[\u4e00-\u9fff\dA-Za-z“”]{0,12}(?<![其集高初期年空水地心当之])[中里](?:,|有|的(?:[近超约]|超过)?$)/;

/** 11座车站已有9座封顶; 286户人,如今有231户; 整治完的有1120个: some of the things of that counter that were told before. */
const HAVE =
  /^[\u4e00-\u9fff]{1,8}(?:已|就|只|仅)有$|^[\u4e00-\u9fff]{2,12},(?:已|目前|如今)?有$|^[\u4e00-\u9fff]{0,4},(?:如今|现在|目前|已|就|只|仅){1,2}有$|(?:^|[,;])[\u4e00-\u9fff]{2,8}的(?:就|已|只|仅|也|共)?有$|^[^,;]{0,4},[\u4e00-\u9fff]{2,8}(?:就|只|仅)有$/;

/** 其中 may open a sentence; then its whole is in the sentence before. */
function opensWithParts(sentence: Sentence): boolean {
  return /^\s*(?:其中|当中|里[头面])/.test(sentence[0]?.lead ?? '');
}

/** How many figures before 其中 may be its whole. */
const LOOK_BACK = 6;

function groupsIn(sentence: Sentence, before: Sentence): Group[] {
  return sentence.flatMap((mention, at) => {
    const outOf = at > 0 && /[中里]/.test(mention.lead) && OUT_OF.test(mention.lead);
    const bracketed = bracketedParts(sentence, at);
    const named = outOf || OF_WHICH.test(mention.lead);
    if (!named && bracketed.length === 0 && !isSomeOf(sentence, at)) return [];
    const earlier = [...before, ...sentence.slice(Math.max(0, at - LOOK_BACK), at)];
    const behind = ofOneBracket(sentence.slice(at, at + MOST_PARTS));
    if (bracketed.length > 0) return groupsFrom(bracketed, earlier.slice(-1));
    return groupsFrom(named ? behind : someWithRest(behind), earlier.slice(outOf ? -1 : -LOOK_BACK));
  });
}

/** 已抢通51处, 信访件办结81件, 停电线路恢复供电21条: what was done with so many of the things told right before. */
const DONE_WITH =
  /^,(?:目前|现|如今|截至目前,?)?(?:已经?|现已)(?:全部)?[\u4e00-\u9fff]{2,4}$|^[\u4e00-\u9fff]{2,12}(?:已|共|现已|目前已)?(?:办结|抢通|恢复(?:供电|通车|供水|运行)|完工|整改(?:完成|到位)?|销号|竣工|投产|开工|封顶|审结|执结|扭亏|获评|通过)(?:了)?$/;

/** 投诉43件,办结41件: what is settled was taken in before, though no 已 says so. */
const SETTLED =
  /^,(?:办结|审结|执结|销号|抢通|采纳|淘汰|复垦|不合格|整改(?:完成|到位)?|移[送交](?:公安|司法|检察)机关)$/;

/** Whether the words say that so many of the things counted before are meant. */
function isSomeOf(sentence: Sentence, at: number): boolean {
  const [mention, before] = [sentence[at], sentence[at - 1]];
  if (mention === undefined || before === undefined) return false;
  const { lead, tail } = ledBy(sentence, at);
  if (JUST.test(lead) && isAmountOf(before, mention)) return true;
  if (mention.figure.kind !== 'count')
    return SOME_HAVE.test(lead) && before.figure.kind === mention.figure.kind && isAmountOf(before, mention);
  if (SAME_AGAIN.test(lead) && IS_SAID.test(tail)) return isOneCounter(mention.figure, before.figure);
  // 签约项目17个,总投资93.8亿元,已开工9个.
  if (/^,/.test(lead) && (DONE_WITH.test(lead) || SETTLED.test(lead)))
    return sentence
      .slice(Math.max(0, at - LOOK_BACK), at)
      .some((one) => one.figure.kind === 'count' && isOneCounter(mention.figure, one.figure));
  if (DONE_WITH.test(lead))
    return before.figure.kind === 'count' && isOneCounter(mention.figure, before.figure);
  // 7件,同比增加3件;标的额不足1万元的有960件: another count of its own.
  if (
    lead.includes(';') &&
    !sentence.slice(Math.max(0, at - LOOK_BACK), at).some((one) => isAmountOf(one, mention))
  )
    return false;
  return HAVE.test(lead) && !TOTALS.test(lead);
}

/** 水果56万吨,仅柑橘就达32万吨. */
const JUST =
  /^[^,;]{0,6},(?:(?:仅|单是?|光是?)[\u4e00-\u9fff]{2,10}|[\u4e00-\u9fff]{2,8}就)(?:就|便)?(?:有|达|占)(?:到|了)?$/;

/** 3.8亿元扶持资金,有1.15亿元滞留两年. */
const SOME_HAVE = /^[\u4e00-\u9fff]{2,12},(?:目前|如今)?(?:已|仍|还|尚)?有$/;

function isAmountOf(whole: Mention, part: Mention): boolean {
  const measure = measureOf(part.figure);
  return measure !== null && measure === measureOf(whole.figure) && !exceeds(part.figure, whole.figure);
}

/** 公厕抽查120座,18座不能正常使用: the counter again with no name, and what is said of so many of them. */
const SAME_AGAIN = /^[\u4e00-\u9fff]{0,6},$/;
const IS_SAID =
  /^(?:不|未|没|无法|已|正|尚|被|来自|存在|属于|因|获|入选|通过|达标|超标|合格|完工|开工|投产|建成)/;

function isOneCounter(a: Figure, b: Figure): boolean {
  return a.unit === b.unit && !exceeds(a, b);
}

/** 整治完的有1120个,剩下三百多个: nothing but the rest is known to go on about the same whole. */
function someWithRest([some, ...others]: Sentence): Sentence {
  const rest = others.find(({ figure }) => !isAside(figure));
  return [some, rest !== undefined && REST.test(rest.lead) ? rest : undefined].filter(
    (one) => one !== undefined,
  );
}

/** No sentence names more parts. */
const MOST_PARTS = 40;

interface OpenGroup {
  readonly measure: string;
  readonly whole: Figure;
  readonly parts: Figure[];
  complete: boolean;
}

function groupsFrom(behind: Sentence, earlier: Sentence): Group[] {
  const groups = new Map<string, OpenGroup>();
  let begun = false;
  const inRows = lengthOfRows(behind);
  for (const [at, mention] of behind.entries()) {
    const { figure, lead } = mention;
    if (at > 0 && (OF_WHICH.test(lead) || OUT_OF.test(lead) || TOTALS.test(lead))) break;
    if (isAside(figure) || restrictsNext(behind, at)) continue;
    if (at > 0 && !begun && lead.includes(';')) break;
    // 其中,特展展期97天,吸引观众46万人次: what is measured in days is no part, and yet speaks of one.
    if (!begun && at < MOST_BEFORE && isOfOtherMeasure(ledBy(behind, at), earlier)) continue;
    const measure = partMeasureOf(figure);
    const namesake = measure === null ? undefined : namesakeOf(figure, measure, earlier);
    const key = namesake === undefined ? measure : `${measure ?? ''} ${namesake.id}`;
    const known =
      groups.get(key ?? '') ??
      (namesake === undefined ? [...groups.values()].findLast((one) => one.measure === measure) : undefined);
    const echoed = begun && known === undefined ? echoedBy(mention, measure, earlier) : undefined;
    const whole =
      measure === null
        ? undefined
        : (known?.whole ??
          namesake ??
          echoed ??
          holderOf(figure, measure, earlier, at < inRows) ??
          bodiesBefore(ledBy(behind, at), earlier));
    if (measure === null || whole === undefined || isOfOne(mention)) break;
    const inRow = at < inRows && !exceedTogether([...(known?.parts ?? []), figure], whole);
    if (begun && !inRow && echoed === undefined && !goesOn(ledBy(behind, at), known?.parts ?? [], whole))
      break;
    begun = true;
    const rest = REST.test(lead);
    if (known === undefined) groups.set(key ?? measure, { measure, whole, parts: [figure], complete: false });
    else known.parts.push(figure);
    if (known !== undefined && rest) known.complete = [whole, ...known.parts].every(isExactAmount);
    if (rest) break;
  }
  return [...groups.values()]
    .map((group) => ({ ...group, others: amountsOf(group.measure, earlier) }))
    .flatMap(({ whole, parts, others, complete }) => {
      if (!isDoubtful(whole, parts, others)) return [{ whole, parts, complete }];
      // 转移支付17.5亿元,比上年多1.9亿元,其中专项3.3亿元: too much for the nearest, it is of the only one that can hold it.
      const holding = others.filter((other) => !exceedTogether(parts, other));
      const [only] = holding;
      return only !== undefined && holding.length === 1 ? [{ whole: only, parts, complete: false }] : [];
    });
}

/** 学校1126所,在校生83万人。其中,民办学校318所,在校生15万人: what the part has as its whole has it, too, by the same name. */
function echoedBy({ figure, lead }: Mention, measure: string | null, earlier: Sentence): Figure | undefined {
  if (measure === null || figure.indicator === null || !/^,[^,;]{0,10}$/.test(lead)) return undefined;
  return amountsOf(measure, earlier).findLast(
    (amount) => amount.indicator === figure.indicator && !exceeds(figure, amount),
  );
}

/**
 * 其中,幼儿园86所,幼儿1.2万人;小学60所,学生3万人;…: how many of the mentions stand in rows of one shape, each led by the name of a
 * class and parted by semicolons; 0 where there is one row alone.
 */
function lengthOfRows(mentions: Sentence): number {
  const starts = mentions.flatMap(({ lead }, at) => (at > 0 && ROW.test(lead) ? [at] : []));
  const width = starts[0] ?? 0;
  if (width === 0 || width > WIDEST_ROW) return 0;
  const shape = (from: number) =>
    mentions
      .slice(from, from + width)
      .map(({ figure }) => `${figure.kind} ${measureOf(figure) ?? ''}`)
      .join();
  // Columns measure different things; two of one are parts of a part.
  if (new Set(shape(0).split(',')).size < width) return 0;
  const isOneShape = (start: number, row: number) => start === (row + 1) * width && shape(start) === shape(0);
  const rows = starts.findIndex((start, row) => !isOneShape(start, row));
  return ((rows < 0 ? starts.length : rows) + 1) * width * Number(rows !== 0);
}

const ROW = /^;\s*(?!新|共|已|全|完成|实现|带动|惠及|发放|累计|另|同时)[\u4e00-\u9fff“”]{2,8}$/;
const WIDEST_ROW = 4;

/** 医疗机构287个,其中医院8家; 客车1260台,其中新能源1020辆: some things are counted in several ways. */
function bodiesBefore(
  { figure, lead }: Pick<Mention, 'figure' | 'lead'>,
  earlier: Sentence,
): Figure | undefined {
  const nearest = earlier.findLast((one) => !isAside(one.figure))?.figure;
  if (nearest === undefined || !OF_WHICH.test(lead) || !isCountedAs(figure, nearest)) return undefined;
  return exceeds(figure, { ...nearest, unit: figure.unit }) ? undefined : nearest;
}

/** How many figures of another measure may stand between 其中 and the first part. */
const MOST_BEFORE = 2;

function isOfOtherMeasure({ figure, lead }: Mention, earlier: Sentence): boolean {
  if (lead.includes(';')) return false;
  const measure = partMeasureOf(figure);
  const whole =
    measure === null ? undefined : (wholeOf(measure, earlier) ?? bodiesBefore({ figure, lead }, earlier));
  return whole === undefined;
}

/** 其中20英寸的大口径管1.76万支: a size says which are counted. */
function restrictsNext(mentions: Sentence, at: number): boolean {
  const [mention, next] = [mentions[at], mentions[at + 1]];
  if (mention === undefined || next === undefined || next.figure.kind !== 'count') return false;
  return mention.figure.kind !== 'count' && /^的[\u4e00-\u9fff]{2,10}$/.test(mention.tail);
}

/** 41名没戴头盔,65岁以上老人23名: the words before a threshold are before what it restricts, too. */
function ledBy(mentions: Sentence, at: number): Mention {
  const [before, mention] = [mentions[at - 1], mentions[at]];
  if (mention === undefined) throw new RangeError(`there is no mention ${at}`);
  return before?.figure.kind === 'threshold' && before.figure.qualifies === mention.figure.id
    ? { ...mention, lead: `${before.lead}${mention.lead}` }
    : mention;
}

/** 考点12个、考场386个,其中市区考点5个、考场168个: of several with one counter, the one that the part has its name of. */
function namesakeOf({ indicator }: Figure, measure: string, earlier: Sentence): Figure | undefined {
  const amounts = amountsOf(measure, earlier);
  const nearest = earlier.find(({ figure }) => figure === amounts.at(-1));
  if (indicator === null || amounts.length < 2 || !/^、/.test(nearest?.lead ?? '')) return undefined;
  const named = amounts.filter((amount) => amount.indicator !== null && indicator.endsWith(amount.indicator));
  return named.length === 1 && named.length < amounts.length ? named[0] : undefined;
}

/** In rows of several columns the nearest amount need not be the whole of the second: 学校86所,学生9万人,教师8000人,其中…. */
function holderOf(part: Figure, measure: string, earlier: Sentence, inRow: boolean): Figure | undefined {
  const nearest = wholeOf(measure, earlier);
  if (!inRow || nearest === undefined || !exceeds(part, nearest)) return nearest;
  return amountsOf(measure, earlier).findLast((amount) => !exceeds(part, amount)) ?? nearest;
}

function amountsOf(measure: string, earlier: Sentence): Figure[] {
  return earlier.map(({ figure }) => figure).filter((figure) => partMeasureOf(figure) === measure);
}

/** The nearest of that measure; a bound that is only kept, 稳定在1.3万亿斤以上, is not it when there is another. */
function wholeOf(measure: string, earlier: Sentence): Figure | undefined {
  const amounts = amountsOf(measure, earlier);
  const nearest = amounts.at(-1);
  // 人均可支配收入3.5万元,其中城镇居民4.2万元: averages have no parts, and what was before them is not meant.
  if (nearest === undefined || earlier.some((one) => one.figure === nearest && isOfOne(one)))
    return undefined;
  if (nearest.comparator !== 'gte') return nearest;
  return amounts.findLast(({ comparator }) => comparator === 'eq') ?? nearest;
}

/** A part that is too large for the nearest total, but not for another, may be a part of that one. */
function isDoubtful(whole: Figure, parts: readonly Figure[], others: readonly Figure[]): boolean {
  return parts.some(
    (part) => exceeds(part, whole) && others.some((other) => other !== whole && !exceeds(part, other)),
  );
}

const TOTALS = /合计|共计|总计|累计|同时|另外|此外|全年|全市|总/;

/** Whether a figure behind a part is one too: joined to it by 、, of a like name, or known to be a part of the whole. */
function goesOn({ figure, lead }: Mention, parts: readonly Figure[], whole: Figure): boolean {
  if (REST.test(lead)) return true;
  if (SUMMED_NAMES.test(lead) || BALANCE.test(lead)) return false;
  const all = [...parts, figure];
  // 税收收入20.07亿元,占比54.5%;非税收入16.77亿元 leave nothing of the revenue.
  if (parts.length > 0 && all.every(isExactAmount) && sumOf(whole, all)?.agrees === true) return true;
  if (isForeignTrade(whole) && /^\s*[,;、]\s*(?:出口|进口)/.test(lead)) return true;
  const known = PARTS_OF.get(whole.indicatorId ?? '');
  if (figure.indicatorId !== null) return known?.has(figure.indicatorId) === true;
  const tail = nounTail(figure, lead);
  const isAlike = tail !== '' && parts.some((part) => (part.indicator ?? '').endsWith(tail));
  if (lead.includes(';')) return isAlike && !exceedTogether(all, whole);
  if (/^\s*[、和及与]/.test(lead)) return true;
  const label = LABEL.exec(lead)?.[1];
  if (parts.length > 0 && label !== undefined && !DONE.test(label)) return true;
  return isAlike;
}

/** What is left of two parts is no third one: 出口12亿元,进口10亿元,顺差2亿元. */
const BALANCE = /顺差|逆差|差额/;

/** 力促…等22个项目投产 counts names, and no part of what was told before. */
const SUMMED_NAMES = /等$/;

function isForeignTrade({ indicatorId, indicator }: Figure): boolean {
  return indicatorId === 'foreign-trade' || /进出口(?:总?[值额])?$/.test(indicator ?? '');
}

/** Nothing but a short name between the part before and the number, or nothing at all: 其中水稻251.8万亩,玉米184万亩. */
const LABEL = /^[^,;]{0,4},\s*([\u4e00-\u9fff()“”]{0,8})$/;

/** What was done is no name of a part. */
const DONE =
  /^(?:办|结|答|采|再|又|还|并|已|均|共|约|达|有|新[增建开签引设]|增[加至长]|减少|扩[大建]|投[入资产]|完成|实现|建[成设]|带动|惠及|吸[引纳]|培[育训]|引[进入]|签|拉动|覆盖|涉及|服务|接待|发放|拨|安排|同比|人均|户均|平均|总)/;

/** 普通类, 艺术类: classes of a series share the last character. */
const SERIES = /[类型]$/;

function nounTail({ indicator }: Figure, lead: string): string {
  const name = indicator ?? lead.replace(/[\s的有共为达]+$/, '');
  if (name.length < 2) return '';
  return SERIES.test(name) ? name.slice(-1) : name.slice(-2);
}

/** 不足 and 约 say nothing that could be too much, and a net increase may have larger ones among its parts. */
function withinCheck(whole: Figure, part: Figure): Check[] {
  const atLeast = part.comparator === 'eq' || part.comparator === 'gt' || part.comparator === 'gte';
  const isAmount = part.kind !== 'change' && whole.comparator === 'eq' && whole.modality === part.modality;
  const [all, some] = (atLeast && isAmount && printedTogether([whole, part])) || [];
  if (!all || !some) return [];
  return [
    checkOf('part-within', [whole, part], {
      expected: all.value,
      got: some.value,
      pass: !exceeds(part, whole),
    }),
  ];
}
