import type { EventRecord, SnapshotRecord } from '../catalog/records.ts';
import type { ArticleDocument, Reading } from '../read/document.ts';

/** What an event tells at most; the whole of a change is seen in the versions themselves. */
const MAX_CHANGES = 20;
const MAX_CHANGE_LENGTH = 300;

/**
 * The event that a version of an article is, if it is one: a report that is new, or an article whose content
 * differs from the version before. A version whose markup alone differs is no event. `earlier` is the reading,
 * by the same reader, of the version before; `null` for the first version.
 */
export function judgeChange(
  snapshot: SnapshotRecord,
  page: string | null,
  reading: Reading,
  earlier: Reading | null,
): EventRecord | null {
  const { paper, date, path, version, at } = snapshot;
  const title = reading.document.title;
  const common = { paper, date, path, page, title, version, at };
  if (earlier === null) {
    const kind = reading.report?.kind;
    if (version !== 1 || kind === undefined || kind === 'congress-coverage') return null;
    return { ...common, kind: 'report-published', id: `report-published:${path}`, changes: [] };
  }
  const changes = changedLines(linesOf(earlier.document), linesOf(reading.document));
  if (changes.length === 0) return null;
  return {
    ...common,
    kind: 'article-corrected',
    id: `article-corrected:${path}:v${version}`,
    changes: changes.slice(0, MAX_CHANGES),
  };
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
    return moved < 0 ? [] : [{ before: cut(before[moved]), after: cut(after[moved]) }];
  }
  const pairs = Math.max(gone.length, come.length);
  return Array.from({ length: pairs }, (_, at) => ({ before: cut(gone[at]), after: cut(come[at]) }));
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

function cut(line = ''): string {
  return line.length <= MAX_CHANGE_LENGTH ? line : `${line.slice(0, MAX_CHANGE_LENGTH)}…`;
}
