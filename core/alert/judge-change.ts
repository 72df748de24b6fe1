import { indexText } from '../catalog/index-text.ts';
import type { EventRecord, SnapshotRecord } from '../catalog/records.ts';
import type { ArticleDocument, Reading } from '../read/document.ts';

/**
 * What an event tells at most. Events are public and the page's text is not: of a line only what differs is told,
 * with a little around it. The whole of a change is seen in the versions themselves.
 */
const MAX_CHANGES = 20;
const MAX_QUOTE_LENGTH = 120;
const CONTEXT_LENGTH = 16;

/**
 * The event that a version of an article is, if it is one: a report that is new, or an article whose content
 * differs from the version before. How it differs was found out when the version was kept; of versions without that
 * word, as of a page that could not be taken apart then, the readings tell whether there is anything to be told.
 * `earlier` is the reading, by the same reader, of the version before; `null` for the first version.
 */
export function judgeChange(
  snapshot: SnapshotRecord,
  page: string | null,
  reading: Reading,
  earlier: Reading | null,
): EventRecord | null {
  const { paper, date, path, version, at } = snapshot;
  const title = indexText(reading.document.title);
  const classes = [...snapshot.classes];
  const common = { paper, date, path, page, title, version, classes, at };
  if (earlier === null) {
    const kind = reading.report?.kind;
    if (version !== 1 || kind === undefined || kind === 'congress-coverage') return null;
    return { ...common, kind: 'report-published', id: `report-published:${path}`, changes: [] };
  }
  const changes = [
    ...changedPlace(earlier.document, reading.document),
    ...changedLines(linesOf(earlier.document), linesOf(reading.document)),
  ];
  if (changes.length === 0 && classes.length === 0) return null;
  return {
    ...common,
    kind: 'article-corrected',
    id: `article-corrected:${path}:v${version}`,
    changes: changes.slice(0, MAX_CHANGES),
  };
}

/** An article that is on another page than it was. */
function changedPlace(before: ArticleDocument, after: ArticleDocument): { before: string; after: string }[] {
  return before.pageLabel === after.pageLabel ? [] : [quote(before.pageLabel ?? '', after.pageLabel ?? '')];
}

/** All that a reader of the paper would read, in order. */
function linesOf(document: ArticleDocument): string[] {
  const { introTitle, title, subtitle, byline, captions, pictures, blocks } = document;
  const head = [introTitle, title, subtitle, byline].map((line) => line ?? '');
  return [...head, ...captions, ...pictures, ...blocks.map((block) => `${block.mark ?? ''}${block.text}`)];
}

/**
 * Pairs the lines that differ. Lines that both versions share, in whatever number, cancel each other out; what is
 * left is paired in order, with an empty text where one side has no partner.
 */
function changedLines(
  before: readonly string[],
  after: readonly string[],
): { before: string; after: string }[] {
  const gone = without(before, after);
  const come = without(after, before);
  if (gone.length === 0 && come.length === 0) {
    // The same lines in another order are another text all the same.
    const moved = before.findIndex((line, at) => line !== after[at]);
    return moved < 0 ? [] : [quote(before[moved], after[moved])];
  }
  const pairs = Math.max(gone.length, come.length);
  return Array.from({ length: pairs }, (_, at) => quote(gone[at], come[at]));
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** The part of two lines in which they differ, as printed, with the characters next to it. */
function quote(before = '', after = ''): { before: string; after: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const from = Math.max(0, start - CONTEXT_LENGTH);
  const behind = Math.max(0, end - CONTEXT_LENGTH);
  const part = (line: string): string => {
    const kept = line.slice(from, Math.min(line.length - behind, from + MAX_QUOTE_LENGTH));
    // Half a surrogate pair is no character.
    const whole = kept.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
    return indexText(`${from > 0 ? '…' : ''}${whole}${from + kept.length < line.length ? '…' : ''}`);
  };
  return { before: part(before), after: part(after) };
}
