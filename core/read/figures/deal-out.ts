import { endsInConcreteNoun } from './counted-nouns.ts';
import { nameBeforeWords } from './figure-indicator.ts';
import { saysNothing, substance } from './figure-words.ts';
import type { Figure } from './figure.ts';
import { lastIndicatorIn } from './indicators.ts';
import { LEADING } from './naming-words.ts';
import { FAR_PLACES, isPlace } from './noun-phrases.ts';
import type { Scene } from './scene.ts';
import { BASES, DECREASES, INCREASES, either } from './words.ts';

/*
 * Which figure of a row is about which of the names before it. `scenes` and `figures` are those of one passage, of the
 * same length and order.
 */

/** What stands between two figures of one list: 5.1%、9.3%和2.3%, 上涨1.2%和下降3.5%. */
const JOINT = new RegExp(`^[、,和及与以 ]{1,2}${either(INCREASES, DECREASES)}?$`);

/** That a row of figures is dealt out, figure by figure. */
const DEALS = '(?:分别|依次|分获|各(?=[增减升降涨跌为达占]))';

const BEFORE_DEALS = new RegExp(`^(.*?)${DEALS}`);

/** A row of figures of one unit with nothing but a joint between them: where it begins, and how many they are. */
interface Row {
  readonly start: number;
  readonly count: number;
}

/** What a figure of a row is about; no words when that cannot be told. */
interface Name {
  readonly words: string | null;
  readonly id: string | null;
}

const NAMELESS: Name = { words: null, id: null };

/**
 * Deals the figures of a row out to what is named before them: 甲、乙、丙分别增长5.1%、9.3%和2.3%. Only when there are as many
 * names as figures; else which is whose is not for the reader to say, and they have no name. A second row of as many
 * changes goes with the first, figure by figure, as 前者 and 后者 do.
 */
export function dealOut(text: string, scenes: readonly Scene[], figures: readonly Figure[]): Figure[] {
  const dealt = [...figures];
  let last: Row | null = null;
  for (const row of rowsIn(scenes)) {
    const scene = scenes[row.start];
    if (scene === undefined) continue;
    if (dealBases(scene, row, dealt)) continue;
    const names = namesOf(text, scene, row, dealt);
    const partners = partnersOf(row, scene, last);
    for (let at = 0; at < row.count; at++) {
      const figure = dealt[row.start + at];
      if (figure === undefined) continue;
      const partner = partners === null ? undefined : dealt[partners.start + at];
      if (names !== null) {
        const { words, id } = names[at] ?? NAMELESS;
        dealt[row.start + at] = { ...figure, indicator: words, indicatorId: id, changeOf: null };
      } else if (
        partner !== undefined &&
        (figure.kind === 'change' || partners !== last || /恢复|相当于/.test(scene.since))
      ) {
        dealt[row.start + at] = about(figure, partner);
      }
    }
    if (row.count === 1) pointBack(scene, dealt, row.start);
    else last = row;
  }
  return dealt;
}

/** The rows of a passage, and the figures that stand alone as rows of one. */
function rowsIn(scenes: readonly Scene[]): Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < scenes.length;) {
    let end = start + 1;
    while (end < scenes.length && isJoined(scenes[start], scenes[end])) end++;
    const first = scenes[start]?.since ?? '';
    if (end - start > 1 || first.includes('前者') || first.includes('后者'))
      rows.push({ start, count: end - start });
    start = end;
  }
  return rows;
}

function isJoined(first: Scene | undefined, next: Scene | undefined): boolean {
  if (first === undefined || next === undefined || next.previous === null) return false;
  if (isOneMeasure(first, next)) return JOINT.test(next.since);
  // 货物、集装箱吞吐量分别为9317万吨和147.6万标箱.
  return /分别/.test(first.since) && /^[、和及与]$/.test(next.since);
}

/** 分别增长35.3%、112.9%和2.1倍: a rate is printed in either unit. */
function isOneMeasure({ quantity: { unit: a } }: Scene, { quantity: { unit: b } }: Scene): boolean {
  return a.baseUnit === b.baseUnit || [a, b].every(({ text }) => /^(?:%|百分之|倍|成)$/.test(text));
}

/** 前者增8.3%,后者减2.4%: the first and the second of the two amounts before. */
function pointBack({ since }: Scene, dealt: Figure[], at: number): void {
  const which = /([前后])者[^,]*$/.exec(since)?.[1];
  const pair = dealt.slice(Math.max(0, at - FARTHEST_PAIR), at).filter(({ kind }) => kind !== 'change');
  const [figure, other] = [dealt[at], pair.at(which === '前' ? -2 : -1)];
  if (which !== undefined && figure !== undefined && other !== undefined) dealt[at] = about(figure, other);
}

const FARTHEST_PAIR = 6;

/** 失业率为5.1%,同比、环比分别下降0.2个、0.3个百分点: one thing, measured against one time after the other. */
function dealBases({ since }: Scene, row: Row, dealt: Figure[]): boolean {
  const bases = BASES_DEALT.exec(since)?.[1]?.split(/[、和与]/) ?? [];
  const whole = dealt[row.start - 1];
  if (whole === undefined || bases.length !== row.count) return false;
  for (const [at, basis] of bases.entries()) {
    const figure = dealt[row.start + at];
    if (figure !== undefined) dealt[row.start + at] = { ...about(figure, whole), basis };
  }
  return true;
}

const BASIS = either(BASES);
const BASES_DEALT = new RegExp(`^[,;\\s]*(${BASIS}(?:[、和与]${BASIS})+)${DEALS}`);

/** How many figures before a row may name what it counts. */
const MOST_BACK = 40;

/** The figure as one of what `partner` is about, and a change as a change of it. */
function about(figure: Figure, { id, kind, indicator, indicatorId, changeOf }: Figure): Figure {
  const changed = kind === 'change' ? changeOf : id;
  return { ...figure, indicator, indicatorId, changeOf: figure.kind === 'change' ? changed : null };
}

/** 招引项目23个,总投资97.3亿元,分别增长35.3%和112.9%: what a row is of are the figures before it, or the row before. */
function partnersOf(row: Row, scene: Scene, last: Row | null): Row | null {
  if (row.count === 1) return null;
  const between = BEFORE_DEALS.exec(scene.since)?.[1];
  const start = row.start - row.count;
  if (between !== undefined && pointsBack(between) && start >= 0) return { start, count: row.count };
  if (last === null || last.count < row.count) return null;
  // 前两者各增12.3%、4.9% are the first two of the row before.
  const first = /前[两三]者/.test(scene.since);
  return first || (last.count === row.count && last.start === start) ? last : null;
}

const DEALT = new RegExp(`([^,。;:()]*)(${DEALS})([^,。;:()]*)$`);
const LISTED = /([^,。;:()]*[^,。;:()、]、[^,。;:()]+?)()((?:约|各)?(?:为|是|达到?))$/;

/** The names before 分别, one for each figure of the row; `null` without that word, or with nothing before it. */
function namesOf(text: string, scene: Scene, row: Row, dealt: readonly Figure[]): readonly Name[] | null {
  const { since, quantity } = scene;
  const found = DEALT.exec(since) ?? LISTED.exec(since);
  if (row.count === 1 || found?.[1] === undefined || /者$/.test(found[1])) return null;
  const offset = quantity.start - since.length;
  if (pointsBack(found[1])) return namesOfClauseBefore(text, since, found.index, offset, row.count);
  const start = offset + found.index;
  const labels = listed(text.slice(start, start + found[1].length), row.count);
  const behind = start + found[1].length + (found[2] ?? '').length;
  // 对东盟、欧盟分别进出口…: what they are counted in stands behind the word.
  const measure =
    substance(found[3] ?? '').length < 2
      ? null
      : nameBeforeWords(text, found[3] ?? '', behind + (found[3] ?? '').length);
  const places = labels.filter(isLabel).length;
  if (measure !== null && places >= labels.length - 1)
    return Array.from({ length: row.count }, () => named(measure));
  const measured = SHARED_END.test(labels.at(-1) ?? '');
  // Of 成都、重庆、义乌 not every one need be in a list of places.
  if (places === labels.length || (!measured && places > 0 && places * 2 >= labels.length)) {
    const earlier = dealt.slice(Math.max(0, row.start - MOST_BACK), row.start);
    const carried =
      earlier.findLast((figure) => isLike(figure, dealt[row.start])) ??
      earlier.findLast(
        ({ indicator, baseUnit }) => indicator !== null && baseUnit === dealt[row.start]?.baseUnit,
      );
    const name = { words: carried?.indicator ?? null, id: carried?.indicatorId ?? null };
    return Array.from({ length: row.count }, () => name);
  }
  // 东、中、西部地区业务量占比为73.8%、17.7%和8.5%: without the word there must be as many.
  if (found[2] === '' && labels.length !== row.count) return null;
  const names = inFull(labels);
  // 城乡低保标准分别提高到900元、750元: one name may be of all.
  if (names.length === 1) return Array.from({ length: row.count }, () => names[0] ?? NAMELESS);
  return names.length === row.count ? names : [];
}

/** 四项指数同比, 二者, 平均降幅: no name but those that were told before. */
function pointsBack(words: string): boolean {
  return saysNothing(words.replace(ALL_OF_THEM, '').replaceAll('平均', ''));
}

const ALL_OF_THEM =
  /(?:以上|上述|这)?(?:[两二三四五六七八]大?(?:项|类|个|种|组)?|各项)(?:主要)?(?:指[数标]|数据|数字|者|项)/;

function named({ words, id }: { readonly words: string; readonly id: string | null }): Name {
  return { words, id };
}

function isLike(figure: Figure, other: Figure | undefined): boolean {
  return (
    figure.indicator !== null &&
    figure.baseUnit === other?.baseUnit &&
    (figure.kind === 'change') === (other.kind === 'change')
  );
}

/** 不锈钢制品、灯具由增转降,跌幅分别为4.1%、0.8%: the names stand in the clause before, if they are as many. */
function namesOfClauseBefore(
  text: string,
  since: string,
  end: number,
  offset: number,
  count: number,
): readonly Name[] | null {
  const clause = /([^,。;:()]+),$/.exec(since.slice(0, end))?.[1];
  if (clause === undefined) return null;
  const start = offset + end - 1 - clause.length;
  const names = /^[^,]*?(?=则|由|均|都|也|双双|全部|同比|较|比|[增降涨跌])/.exec(clause)?.[0] ?? '';
  const labels = listed(text.slice(start, start + names.length), count);
  if (labels.length === count) return inFull(labels);
  return labels.length > 1 && names.includes('、') ? [] : null;
}

function listed(names: string, count: number): string[] {
  const bare = names.replace(/[(（][^()（）]*[)）]/g, '');
  // 煤炭开采和洗选业、石油和天然气开采业 are two.
  const byMarks = bare.split('、');
  const ends = byMarks.at(-1)?.split(/[和与及]/) ?? [];
  // 税收收入和外贸进出口总额 are two as well.
  const isPair =
    ends.length > 1 && ends.every((name) => lastIndicatorIn(name) !== null || endsInConcreteNoun(name));
  return (byMarks.length === count && !isPair ? byMarks : bare.split(/[、和与及]/))
    .map((name) => name.trim().replace(/^以/, ''))
    .filter((name) => name !== '');
}

/** 台山市, 一季度, 对欧盟: where, when or with whom, but not what. */
function isLabel(name: string): boolean {
  const bare = name.replace(LEADING, '');
  return (
    bare === '' ||
    isPlace(bare) ||
    /^(?:[对向从自]|其他|其余)|^[一二三四]季度$|[省市县区镇]$|^[东中西]部$/.test(bare) ||
    FAR_PLACES.test(bare)
  );
}

/** Of 城镇和农村居民人均可支配收入, or 金属制品、电子信息增加值, all are meant with the last one's end. */
function inFull(labels: readonly string[]): Name[] {
  const [lastName = ''] = labels.slice(-1);
  const shared = SHARED_END.exec(lastName)?.[0] ?? '';
  const alone = lastName.length === shared.length;
  // 西、中、东通道.
  const letters = labels.length > 1 && labels.slice(0, -1).every((name) => name.length === 1);
  if (letters)
    return labels.map((name, at) => ({
      words: at === labels.length - 1 ? name : name + lastName.slice(1),
      id: null,
    }));
  return labels.map((name) => {
    const own = lastIndicatorIn(name);
    if (own !== null) return { words: name.slice(own.start, own.end), id: own.id };
    for (let from = 1; from < lastName.length; from++) {
      const whole = name + lastName.slice(from);
      const known = lastIndicatorIn(whole);
      if (known !== null && known.start === 0 && known.end === whole.length)
        return { words: whole, id: known.id };
    }
    // 台山市、开平市粮食产量.
    const bare = lastName.replace(LEADING, '');
    if (
      (isLabel(name) || (name === lastName && labels.some(isLabel))) &&
      bare !== lastName &&
      bare.length >= 2
    )
      return { words: bare, id: lastIndicatorIn(bare)?.id ?? null };
    if (isLabel(name))
      return { words: shared === '' ? lastName : shared, id: lastIndicatorIn(shared)?.id ?? null };
    if (name === lastName && isLabel(lastName.slice(0, lastName.length - shared.length)) && shared !== '')
      return { words: shared, id: lastIndicatorIn(shared)?.id ?? null };
    return {
      words: alone || name.endsWith(shared) || SHARED_END.test(name) ? name : name + shared,
      id: null,
    };
  });
}

/** What a list of things is measured in, said once at its end. */
const SHARED_END =
  /(?:增加值|(?:总?产|产销|零售|销售|成交|进出口|出口|进口|营业|贸易|消费|投资|交易)(?:额|值|量)|(?:货物|旅客)?(?:吞吐|运输|周转|客运|货运)量|(?:净?利润|收入|支出|投资|价格|均价|单价|占比|比重|面积|产量|销量|余额|人数|数量|进出口|出口|进口|标准|补助))$/;
