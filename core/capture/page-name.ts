import type { Paper } from '../paper/paper.ts';
import type { Site } from '../paper/resource.ts';

/**
 * The name that a page gives its newspaper where that is another than the one asked for; `null` where the page names
 * the right one, or none. Three places count, each for itself: the publisher's comment, the lines about copyright,
 * and a title that calls itself an e-paper. An article's own words are no such place: it may be about any newspaper.
 */
export function otherPaperNamed(html: string, site: Site): string | null {
  for (const names of [commentNames(html), copyrightNames(html), titleNames(html)]) {
    const [first] = names;
    if (first !== undefined && !names.some((name) => isName(name, site))) return first;
  }
  return null;
}

/** How far from the page's ends is looked: the template is long, articles may be longer. */
const HEAD_CHARACTERS = 8_000;
const TAIL_CHARACTERS = 8_000;
const COPYRIGHT_CHARACTERS = 600;

function commentNames(html: string): string[] {
  const tail = html.slice(-TAIL_CHARACTERS);
  const at = tail.lastIndexOf('<founder-papername>');
  const told = /^<founder-papername>([^<]{1,60})</.exec(at < 0 ? '' : tail.slice(at))?.[1]?.trim() ?? '';
  return /\p{Script=Han}报/u.test(told) ? [told] : [];
}

/** `江门日报社主办`: who holds the rights is named by the house, on the lines about them. */
function copyrightNames(html: string): string[] {
  const tail = html.slice(-TAIL_CHARACTERS).replace(/<[^<>]{0,400}>/g, ' ');
  const at = tail.search(/copyright|©|版权所有|all rights reserved/i);
  if (at < 0) return [];
  const lines = tail.slice(Math.max(0, at - COPYRIGHT_CHARACTERS / 2), at + COPYRIGHT_CHARACTERS);
  return [...lines.matchAll(/\p{Script=Han}{2,10}报(?=社)/gu)].map(([name]) => name);
}

function titleNames(html: string): string[] {
  const head = html.slice(0, HEAD_CHARACTERS);
  const title = (/<title[^>]{0,100}>([^<]{0,200})/i.exec(head)?.[1] ?? '').trim();
  const found =
    /(\p{Script=Han}{2,10}报)社? {0,3}[-—_·|]{0,4} {0,3}(?:数字报|电子报|电子版|数字版)/u.exec(title) ??
    /^(\p{Script=Han}{2,10}报)$/u.exec(title);
  return found?.[1] === undefined ? [] : [found[1]];
}

function isName(name: string, { paper, baseUrl }: Site): boolean {
  return name.includes(paper.name.zh) || (STAND_IN.test(name) && !isOwn(paper, baseUrl));
}

/** Newspapers that say in their name that they are made up. A test server may serve one in any paper's place. */
const STAND_IN = /^(?:示范|示例|演示|测试|模拟|试验|样本|虚构|样例)/;

function isOwn(paper: Paper, baseUrl: string): boolean {
  return baseUrl === paper.baseUrl || paper.aliasBaseUrls.includes(baseUrl);
}
