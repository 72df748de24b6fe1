import type { ChangeClass } from '../catalog/records.ts';
import { foldWidths } from './fold-widths.ts';
import type { ContentLine, ContentRole, PageContent } from './page-content.ts';
import { namesSomebodyElse } from './renamed.ts';

/** What of two contents is held against each other, by the class that a difference in it has by itself. */
const TITLES: ReadonlySet<ContentRole> = new Set(['intro-title', 'title', 'subtitle', 'article', 'page']);
const PRINTED: ReadonlySet<ContentRole> = new Set(['caption', 'text']);

/** The classes in the order in which they are told. */
const ORDER: readonly ChangeClass[] = ['numbers', 'names', 'title', 'text', 'moved'];

/**
 * How the content of a page differs from what it was, both taken apart by the same reader. `places` are the paper's,
 * in full. Empty when they are the same. Nothing is lost in a class: what is of no other is `text`.
 */
export function changeClasses(
  before: PageContent,
  after: PageContent,
  places: readonly string[],
): ChangeClass[] {
  const found = new Set<ChangeClass>();
  const [gone, come] = [without(before, after), without(after, before)];
  if (gone.length === 0 && come.length === 0) {
    // The same lines in another order, or in another part of the page, stand elsewhere.
    const differ = before.some(
      (line, at) => keyOf(line) !== keyOf(after[at]) || line.role !== after[at]?.role,
    );
    if (differ) found.add(samePlaces(before, after, TITLES) ? 'moved' : 'title');
    return [...found];
  }

  const of = (lines: PageContent, roles: ReadonlySet<ContentRole>): string[] =>
    lines.filter(({ role }) => roles.has(role)).map(({ text }) => foldWidths(text));
  const [titlesGone, titlesCome] = [of(gone, TITLES), of(come, TITLES)];
  const [linesGone, linesCome] = [of(gone, PRINTED), of(come, PRINTED)];
  const has = (role: ContentRole): boolean => [...gone, ...come].some((line) => line.role === role);

  if (has('place')) found.add('moved');
  if (has('byline')) found.add('names');
  if (has('file')) found.add('text');
  if (listedElse(gone, come)) found.add('text');
  else if (titlesGone.length + titlesCome.length > 0) found.add('title');
  if (differs(numbersOf([...titlesGone, ...linesGone]), numbersOf([...titlesCome, ...linesCome])))
    found.add('numbers');
  if (linesGone.length + linesCome.length > 0) {
    const words = classesOfWords(linesGone.map(withoutNumbers), linesCome.map(withoutNumbers), places);
    for (const one of words) found.add(one);
    // Another form of the same characters, as a full-width digit is, or a digit for a numeral's.
    if (found.size === 0) found.add('text');
  }
  if (found.size === 0) found.add('text');
  return ORDER.filter((one) => found.has(one));
}

/** A node that lists something else than before, and not the same under another title. */
function listedElse(gone: PageContent, come: PageContent): boolean {
  const paths = (lines: PageContent): string[] => lines.flatMap(({ of }) => (of === null ? [] : [of])).sort();
  return differs(paths(gone), paths(come));
}

/** What two texts without their numbers differ in. */
function classesOfWords(
  gone: readonly string[],
  come: readonly string[],
  places: readonly string[],
): ChangeClass[] {
  const named = placePattern(places);
  const found: ChangeClass[] = [];
  const placesOf = (lines: readonly string[]): string[] => lines.flatMap((line) => line.match(named) ?? []);
  // As many lines as before: each is held against its own. Lines that came or went are text by themselves.
  if (gone.length !== come.length) return ['text'];
  if (differs(placesOf(gone), placesOf(come))) found.push('names');
  const rest = (line = ''): string => line.replace(named, '@');
  for (const [at, line] of gone.entries()) {
    const [was, is] = [rest(line), rest(come[at])];
    if (was !== is) found.push(namesSomebodyElse(was, is) ? 'names' : 'text');
  }
  return found;
}

/** 鹤山市 is also printed as 鹤山. */
function placePattern(places: readonly string[]): RegExp {
  const forms = places.flatMap((place) => [place, place.replace(/[省市县区]$/, '')]);
  const longestFirst = [...new Set(forms)]
    .filter(({ length }) => length >= 2)
    .sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.join('|') || '(?!)', 'g');
}

/**
 * A number with what decides its size: its sign of percent, its multiples. Of Chinese numerals only those of two
 * characters, or before a measure: a single one is part of many words.
 */
export const PRINTED_NUMBER =
  /\d[\d,.]*(?: ?[%‰]|个百分点|[十百千万亿]+)?|百分之[〇零一二三四五六七八九十百点]+|[〇零一二三四五六七八九十百千万亿]{2,}|[一二三四五六七八九十](?=[成倍番])/g;

function numbersOf(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => line.match(PRINTED_NUMBER) ?? [])
    .map((number) => number.replace(/[,.]+$/, ''));
}

function withoutNumbers(line: string): string {
  return line.replace(PRINTED_NUMBER, '#');
}

function differs(a: readonly string[], b: readonly string[]): boolean {
  return a.length !== b.length || a.some((one, at) => one !== b[at]);
}

/** Whether the lines of these roles stand as they stood. */
function samePlaces(before: PageContent, after: PageContent, roles: ReadonlySet<ContentRole>): boolean {
  const of = (lines: PageContent): string[] =>
    lines.filter(({ role }) => roles.has(role)).map((line) => `${line.role} ${keyOf(line)}`);
  // What a node lists may be in another order without any title being another.
  const listed = (lines: PageContent): boolean => lines.some(({ of: path }) => path !== null);
  return listed(before) || !differs(of(before), of(after));
}

/** The lines that `others` do not have, however often each is there. What is printed counts in whatever part. */
function without(lines: PageContent, others: PageContent): PageContent {
  const left = new Map<string, number>();
  for (const line of others) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(keyOf(line)) ?? 0;
    left.set(keyOf(line), count - 1);
    return count <= 0;
  });
}

/** Equal for lines that say the same. */
function keyOf(line: ContentLine | undefined): string {
  if (line === undefined) return '';
  const isFile = line.role === 'file' || line.role === 'place';
  return [isFile ? line.role : '', line.of ?? '', line.text].join('\n');
}
