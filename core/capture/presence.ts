import type { Catalog } from '../catalog/catalog.ts';
import type { CaptureRecord, SnapshotRecord } from '../catalog/records.ts';
import type { CaptureDue } from '../messages.ts';

/** Whether a page is there, as its captures tell: it was all along, has gone, or went and is back. */
export type Presence = 'up' | 'gone' | 'back';

/** A page's going or coming back, and the first capture that saw it. */
export interface Turn {
  readonly presence: Exclude<Presence, 'up'>;
  readonly since: CaptureRecord;
}

type Resource = Pick<CaptureDue, 'paper' | 'date' | 'path' | 'kind'>;

/** How things stand after the captures on record, and the first capture that saw it so; `null` for `up`. */
export async function presenceOf(
  catalog: Catalog,
  { paper, path }: Pick<Resource, 'paper' | 'path'>,
): Promise<Turn | { readonly presence: 'up'; readonly since: null }> {
  const captures = await Array.fromAsync(catalog.captures(paper, path));
  return turnsOf(captures).at(-1) ?? { presence: 'up', since: null };
}

/**
 * Puts an article's going and coming back among the events, the last of it or, where an earlier run may have ended
 * before it told, `all`. Each is dated by the first capture that saw it, so that a second witness, or this one again
 * after a kill, tells of the same event and not of another.
 */
export async function tellTurns(
  catalog: Catalog,
  { paper, date, path, kind }: Resource,
  which: 'all' | 'last',
): Promise<void> {
  if (kind !== 'article') return;
  const turns = turnsOf(await Array.fromAsync(catalog.captures(paper, path)));
  if (turns.length === 0) return;
  const [article, snapshots] = await Promise.all([
    catalog.article(paper, date, path),
    Array.fromAsync(catalog.snapshots(paper, path)),
  ]);
  for (const { presence, since } of which === 'all' ? turns : turns.slice(-1)) {
    const event = presence === 'gone' ? 'article-withdrawn' : 'article-restored';
    await catalog.addEvent({
      ...{ paper, date, id: `${event}:${path}:${since.at}`, kind: event, path, at: since.at, changes: [] },
      ...{ page: article?.page ?? null, title: article?.title ?? null },
      version: versionAt(since, snapshots)?.version ?? null,
      classes: [presence === 'gone' ? 'withdrawn' : 'restored'],
    });
  }
}

/** The version that was held when a capture had been made. */
export function versionAt(
  capture: CaptureRecord,
  snapshots: readonly SnapshotRecord[],
): SnapshotRecord | undefined {
  return capture.version === null
    ? snapshots.findLast(({ at }) => at <= capture.at)
    : snapshots.find(({ version }) => version === capture.version);
}

/** Of captures from the oldest on. */
function turnsOf(captures: readonly CaptureRecord[]): Turn[] {
  const turns: Turn[] = [];
  for (const since of captures) {
    // Of an answer that could not be had or not be believed nothing is known.
    if (since.state === 'failed' || since.state === 'refused' || since.state === 'missing') continue;
    const last = turns.at(-1)?.presence;
    const presence = since.state === 'withdrawn' ? 'gone' : 'back';
    if (presence !== last && (presence === 'gone' || last !== undefined)) turns.push({ presence, since });
  }
  return turns;
}
