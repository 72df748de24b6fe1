import { AREA_CODES } from '../../paper/papers/area-codes.ts';

/*
 * Whether a number is of the place and the time that it was read for. A reader that finds no nearer word gives a figure the
 * place and the year of the headings above it, also the 3% of 全国生产总值增长3%. As a mention that does no harm; held against
 * what others say of the place it would contradict the truth. All texts are folded; see fold-widths.ts.
 */

/** `sentence` is what stands between the last full stop and the number, `place` where it was read to be. */
export function isOfItsSetting(sentence: string, place: string | null, isWholeYear: boolean): boolean {
  if (isWholeYear && OTHER_SPAN.test(lastClauses(sentence))) return false;
  return !OTHER_QUANTITY.test(sentence) && !speaksOfElsewhere(sentence, place);
}

/** Numbers of several years, or of a month within the year; and where something came from, at a time that is not told. */
const OTHER_SPAN =
  /(?:[两二三四五六七八九十\d]年|(?<!今|去|本|该)年)来|以来|累计增|[一二三四]年间|“?十[一二三四五]五”?(?:期间|时期|以来)|当月|当季|单月|(?:[从由]|自(?!然口径))[^,、;()\d]{0,6}$/;

/** 拉动GDP增长1.2个百分点 is no growth of the product; 扣除房地产开发投资后增长11.6% is one of less than the whole. */
const OTHER_QUANTITY =
  /(?:拉动|贡献|带动|不含(?!农户)|不计|(?:扣除|剔除)(?![^,。;]{0,20}(?:同口径|可比口径)))[^,。;]{0,24}$/;

/** Whether the last place or body that the sentence names before the number is another than its own. */
function speaksOfElsewhere(sentence: string, place: string | null): boolean {
  const words = sentence.replaceAll(KNOWN_PLACES, OWN_MARK);
  return place === PROVINCE
    ? lastOf(ELSEWHERE_OF_PROVINCE, words) > lastOf(OWN_OF_PROVINCE, words)
    : lastOf(ELSEWHERE, words) > lastOf(OWN, words);
}

const PROVINCE = '广东省';
const OWN_MARK = '_';
/** A place that the reader knows is the figure's own wherever it is named last, in full or short. */
const KNOWN_PLACES = new RegExp(
  Array.from(AREA_CODES.keys())
    .filter((place) => place !== PROVINCE)
    .map((place) => `${place.slice(0, -1)}${place.slice(-1)}?`)
    .join('|'),
  'g',
);
const OWN = /[全我本]市|[全我本]县|[全我本]区|市域|县域|_/g;
const OWN_OF_PROVINCE = /[全我本]省|省内|广东/g;

/** Not where it is only compared with, or ranked among: 高于全国平均水平, 居全省前列, 占全省. */
const FREE = '(?<![于比较与和同居列占为在跑赢过])';
const ABROAD = '全国|我国|全球|世界|珠三角|大湾区|粤东|粤西|粤北';
const BODIES =
  '[^城乡村各集小镇]镇(?!化|村|级)|街道(?!办?级)|开发区|高新区|产业园|园区|工业城|新区|港区|公司|集团';
const OTHER_TOWNS = '(?<![全我本该各城超都省地县上])[市州县](?![场民政委直区级域城长道容内外属]|中心)';

const ELSEWHERE = new RegExp(`${FREE}(?:${ABROAD}|全省|我省|广东|${BODIES}|${OTHER_TOWNS})`, 'g');
const ELSEWHERE_OF_PROVINCE = new RegExp(`${FREE}(?:${ABROAD}|${BODIES}|${OTHER_TOWNS}|全市|我市|_)`, 'g');

/** The clause of the number and the one before it. */
function lastClauses(sentence: string): string {
  return sentence.split(',').slice(-2).join(',');
}

function lastOf(words: RegExp, text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(words)) last = index;
  return last;
}
