import type { Factor } from './decimal.ts';
import type { FigureKind } from './figure.ts';

/** A unit as the paper prints it, with what it is in its base unit. */
export interface Unit {
  /** As printed, with its multiplier: `万亿元`. */
  readonly text: string;
  /** `null` when the reader knows no base, such as for 个月. */
  readonly baseUnit: string | null;
  readonly factor: Factor;
  /** What a number in this unit is when nothing else is said of it. */
  readonly kind: FigureKind;
}

/**
 * The unit at the beginning of `text`, the longest that fits, or `null`. `text` is folded, see fold-widths.ts.
 * 年, 月, 日, 时 and 分 are no units here: beside a number they make a date far more often than a duration.
 */
export function unitAt(text: string): Unit | null {
  // 千米, 千瓦 and 百分点 are units of their own, whose first character multiplies nothing.
  const plain = atomAt(text.slice(0, LONGEST_ATOM));
  const { word: multiplier, power } = plain === null ? multiplierAt(text) : { word: '', power: 0 };
  const atom = plain ?? atomAt(text.slice(multiplier.length, multiplier.length + LONGEST_ATOM));
  if (atom === null) return null;
  const end = multiplier.length + atom.text.length;
  const times = 10n ** BigInt(power);
  const below =
    text[end] === '/' && atom.text !== '%' ? perAt(text.slice(end + 1, end + 1 + LONGEST_ATOM)) : null;
  if (below !== null) {
    const printed = text.slice(0, end + 1 + below.length);
    const known = COMPOUND.get(`${atom.text}/${below}`);
    return { text: printed, baseUnit: known ?? null, factor: factor(times), kind: 'ratio' };
  }
  if (isOtherWord(atom, text.slice(end, end + 1))) return null;
  const { numerator, denominator } = atom.factor;
  return { ...atom, text: text.slice(0, end), factor: factor(numerator * times, denominator) };
}

/** Metres, square metres: whether two units measure the same thing. */
export function sameDimension(a: Unit, b: Unit): boolean {
  return a.baseUnit !== null && a.baseUnit === b.baseUnit;
}

interface Atom extends Unit {
  /** Without a multiplier. */
  readonly text: string;
}

function factor(numerator: bigint, denominator = 1n): Factor {
  return { numerator, denominator };
}

const MULTIPLIERS: readonly (readonly [string, number])[] = [
  ['万亿', 12],
  ['千亿', 11],
  ['百亿', 10],
  ['十亿', 9],
  ['千万', 7],
  ['百万', 6],
  ['十万', 5],
  ['亿', 8],
  ['万', 4],
  ['千', 3],
  ['百', 2],
];

function multiplierAt(text: string): { word: string; power: number } {
  const found = MULTIPLIERS.find(([word]) => text.startsWith(word));
  return found ? { word: found[0], power: found[1] } : { word: '', power: 0 };
}

const ATOMS: readonly Atom[] = [
  ...atoms('CNY', 'level', '元 元人民币 块钱'),
  ...atoms('USD', 'level', '美元'),
  ...atoms(null, 'level', '港元 港币 欧元 日元 英镑'),
  ...atoms('1', 'ratio', '%', 1n, 100n),
  ...atoms('1', 'ratio', '‰', 1n, 1000n),
  ...atoms('1', 'ratio', '成', 1n, 10n),
  ...atoms('1', 'ratio', '倍'),
  ...atoms('pp', 'change', '个百分点 百分点'),
  ...atoms('m', 'length', '公里 千米', 1000n),
  ...atoms('m', 'length', '海里', 1852n),
  ...atoms('m', 'length', '米'),
  ...atoms('m', 'length', '厘米', 1n, 100n),
  ...atoms('m', 'length', '毫米', 1n, 1000n),
  ...atoms('m2', 'area', '平方公里 平方千米', 1_000_000n),
  ...atoms('m2', 'area', '公顷', 10_000n),
  ...atoms('m2', 'area', '平方米 平米'),
  ...atoms('m2', 'area', '亩', 2000n, 3n),
  ...atoms('m3', 'level', '立方米'),
  ...atoms('m3', 'level', '升', 1n, 1000n),
  ...atoms('kg', 'level', '吨', 1000n),
  ...atoms('kg', 'level', '公斤 千克'),
  ...atoms('kg', 'level', '斤', 1n, 2n),
  ...atoms('kg', 'level', '克', 1n, 1000n),
  ...atoms('kg', 'level', '毫克', 1n, 1_000_000n),
  ...atoms('kg', 'level', '微克', 1n, 1_000_000_000n),
  ...atoms('kgce', 'level', '吨标准煤 吨标煤', 1000n),
  ...atoms('kgce', 'level', '千克标准煤'),
  ...atoms('kWh', 'level', '千瓦时 千瓦小时'),
  ...atoms('kWh', 'level', '兆瓦时', 1000n),
  ...atoms('kW', 'level', '千瓦'),
  ...atoms('kW', 'level', '兆瓦', 1000n),
  ...atoms('TEU', 'level', '标箱 标准箱 TEU'),
  ...atoms('a', 'level', '岁 周岁'),
  ...atoms('d', 'level', '天 个工作日'),
  ...atoms(null, 'level', '个月 个小时 小时 分钟 个季度 周年 ℃'),
  ...atoms('dose', 'count', '剂次 剂'),
  ...atoms('person-time', 'count', '人次'),
  ...atoms('person', 'count', '人 名 位'),
  ...atoms('household', 'count', '户'),
  ...atoms(
    'item',
    'count',
    '家 个 件 条 套 项 座 张 所 辆 台 艘 架 栋 幢 间 处 宗 只 头 株 棵 份 部 篇 例 组 支 种 类 款 枚 对',
  ),
  ...atoms(null, 'count', '次 场次 场 趟 班次'),
];

/** Characters that make another word of the unit before them: 2成 is a share, 2成立 is none. */
const OTHER_WORD: ReadonlyMap<string, string> = new Map([
  ['元', '旦宵素月首'],
  ['成', '为立功果员效本绩品长年都熟就交套型分'],
  ['升', '级至到任学'],
  ['天', '然气河台'],
  ['人', '大民工才均口'],
  ['名', '额单录称'],
  ['位', '于置列居'],
  ['户', '籍外口'],
  ['家', '庭长乡具电禽园属'],
  ['个', '性体税转'],
  ['条', '例款约'],
  ['套', '餐'],
  ['项', '目'],
  ['座', '谈'],
  ['所', '有以在得属'],
  ['台', '湾账阶风'],
  ['间', '接隔'],
  ['处', '理置罚'],
  ['只', '有要是'],
  ['份', '额'],
  ['部', '门分署队'],
  ['例', '如外'],
  ['组', '织成建'],
  ['支', '持撑出部付援'],
  ['种', '植子养'],
  ['类', '型似'],
  ['款', '项'],
  ['对', '于接口'],
  ['剂', '量型'],
  ['次', '日年要'],
  ['场', '地所馆景'],
]);

const LONGEST_ATOM = Math.max(...ATOMS.map(({ text }) => text.length));
const BY_TEXT: ReadonlyMap<string, Atom> = new Map(ATOMS.map((atom) => [atom.text, atom]));

function atoms(
  baseUnit: string | null,
  kind: FigureKind,
  texts: string,
  numerator = 1n,
  denominator = 1n,
): Atom[] {
  return texts.split(' ').map((text) => ({ text, baseUnit, kind, factor: factor(numerator, denominator) }));
}

function atomAt(text: string): Atom | null {
  for (let length = Math.min(LONGEST_ATOM, text.length); length > 0; length--) {
    const atom = BY_TEXT.get(text.slice(0, length));
    if (atom) return atom;
  }
  return null;
}

function isOtherWord(atom: Atom, after: string): boolean {
  return after !== '' && (OTHER_WORD.get(atom.text) ?? '').includes(after.slice(0, 1));
}

const COMPOUND: ReadonlyMap<string, string> = new Map([
  ['微克/立方米', 'ug/m3'],
  ['毫克/立方米', 'mg/m3'],
  ['毫克/升', 'mg/L'],
  ['元/平方米', 'CNY/m2'],
  ['元/人', 'CNY/person'],
]);
const PER: readonly string[] = [
  '立方米',
  '平方公里',
  '平方米',
  '升',
  '公里',
  '亩',
  '吨',
  '公斤',
  '人',
  '户',
  '小时',
  '天',
  '日',
  '月',
  '年',
  '次',
  '度',
];

function perAt(text: string): string | null {
  return PER.find((unit) => text.startsWith(unit)) ?? null;
}
