/** What stands between a number and its unit and multiplies it: the 亿 of 458.51亿元. */
export interface Multiplier {
  readonly word: string;
  /** Of ten. */
  readonly power: number;
}

/** Longest first. */
export const MULTIPLIERS: readonly Multiplier[] = [
  { word: '万亿', power: 12 },
  { word: '千亿', power: 11 },
  { word: '百亿', power: 10 },
  { word: '十亿', power: 9 },
  { word: '千万', power: 7 },
  { word: '百万', power: 6 },
  { word: '十万', power: 5 },
  { word: '亿', power: 8 },
  { word: '万', power: 4 },
  { word: '千', power: 3 },
  { word: '百', power: 2 },
];

/** The longest multiplier that stands at `at`. */
export function multiplierAt(text: string, at: number): Multiplier | null {
  if (!'十百千万亿'.includes(text[at] ?? ' ')) return null;
  return MULTIPLIERS.find(({ word }) => text.startsWith(word, at)) ?? null;
}
