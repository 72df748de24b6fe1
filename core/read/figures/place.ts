import { placeDealtOut, shareOf } from './dealt-times.ts';
import type { KnownPlace } from './figure.ts';

/*
 * Where a figure holds, of the places that the paper reports on. All texts are folded; see fold-widths.ts.
 */

/** Those of the places that a text names anywhere, in full or not. */
export function placesIn(text: string, places: readonly string[]): readonly string[] {
  return places.filter((full) => text.includes(shortNameOf(full)));
}

/** The place that the sentence names last before the number, or deals the number to; `null` when it names none. */
export function placeInSentence(
  sentence: string,
  behind: string,
  places: readonly string[],
): KnownPlace | null {
  const share = shareOf(sentence, behind);
  const dealt = share === null ? null : placeDealtOut(share, places);
  const named = dealt ?? lastPlaceIn(sentence, places);
  return named === null ? null : { value: named, from: 'printed' };
}

/** The place that the innermost heading names, outermost first. */
export function placeOfHeadings(headings: readonly string[], places: readonly string[]): KnownPlace | null {
  for (const heading of headings.toReversed()) {
    let last: { readonly full: string; readonly at: number } | null = null;
    for (const full of places) {
      const at = heading.lastIndexOf(shortNameOf(full));
      if (at >= 0 && at > (last?.at ?? -1)) last = { full, at };
    }
    if (last !== null) return { value: last.full, from: 'heading' };
  }
  return null;
}

/** What headings print of a place: 鹤山 of 鹤山市. */
function shortNameOf(full: string): string {
  return full.slice(0, -1);
}

function lastPlaceIn(text: string, places: readonly string[]): string | null {
  let last: { readonly full: string; readonly at: number } | null = null;
  for (const full of places) {
    const short = shortNameOf(full);
    if (!text.includes(short)) continue;
    const at = Math.max(text.lastIndexOf(full), beginningOfClause(text, short));
    if (at >= 0 && at > (last?.at ?? -1)) last = { full, at };
  }
  return last?.full ?? null;
}

/** 江门日报, 广东冈洲柑业股份有限公司: a house that is named after a place says nothing of where it is. */
const NAME_OF_HOUSE = /^(?:日报|晚报|[^,。;:、的]{2,16}公司)/;

/**
 * Where a short name begins a clause, or -1: 新会代表团以108枚金牌居首. Elsewhere its characters may be those of other words,
 * as 开平 in 公开平台.
 */
function beginningOfClause(text: string, short: string): number {
  let at = text.lastIndexOf(short);
  while (at >= 0) {
    const before = text.slice(Math.max(0, at - 1), at);
    const behind = text.slice(at + short.length, at + short.length + 20);
    if (/^[,、;:“”●(\s]?$/.test(before) && !NAME_OF_HOUSE.test(behind)) return at;
    at = at === 0 ? -1 : text.lastIndexOf(short, at - 1);
  }
  return -1;
}
