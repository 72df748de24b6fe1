import type { Presence } from '../capture/presence.ts';
import {
  type CaptureRecord,
  type ExpectedRecord,
  type SnapshotRecord,
  StateRecord,
} from '../catalog/records.ts';
import type { KeptObject } from './kept-objects.ts';
import type { Mending, RepairStep } from './mending.ts';
import { stateFault } from './verify-states.ts';

/**
 * Writes how a resource stands where no entry tells, or the entry that does has nothing to stand on. What captures
 * found without keeping anything is told by their own entries alone; where those are lost, the resource stands as
 * its newest object says, and one without objects as if it had not been asked for yet.
 */
export async function* repairState(
  mending: Mending,
  expected: Pick<ExpectedRecord, 'paper' | 'date' | 'path' | 'kind'>,
  kept: readonly KeptObject[],
): AsyncGenerator<RepairStep> {
  const { paper, date, path, kind } = expected;
  const { catalog } = mending;
  const state = await catalog.state(paper, date, path);
  const [captures, snapshots] = await Promise.all([
    Array.fromAsync(catalog.captures(paper, path)),
    Array.fromAsync(catalog.snapshots(paper, path)),
  ]);
  if (state !== null && stateFault(state, captures, snapshots) === null) return;
  const newest = captures.findLast((capture) => capture.date === date);
  if (newest === undefined) return;

  const good = versionAt(newest, snapshots);
  const refused = kept.findLast(({ area, at }) => area === 'quarantine' && at <= newest.at);
  const told = StateRecord.parse({
    ...{ paper, date, path, kind },
    ...{ state: newest.state, url: newest.url, reason: newest.reason, checkedAt: newest.at },
    sha256: good?.sha256 ?? null,
    bytes: good?.bytes ?? null,
    version: good?.version ?? 0,
    refusedSha256: newest.state === 'refused' && refused?.plain === true ? refused.sha256 : null,
  });
  if (state === null) {
    await catalog.putState(told);
    return;
  }
  if (told.version === state.version && told.sha256 === state.sha256 && told.checkedAt === state.checkedAt)
    return;
  await mending.replacing('STATE#').putState(told);
  yield { kind: 'mended', where: `${paper} ${path}`, what: 'its state was none that its captures tell of' };
}

/** The events of an article that went and came back, each as of the first capture that saw it. */
export async function repairPresence(
  { catalog }: Mending,
  { paper, date, path, kind }: Pick<ExpectedRecord, 'paper' | 'date' | 'path' | 'kind'>,
): Promise<void> {
  if (kind !== 'article') return;
  const [article, snapshots] = [
    await catalog.article(paper, date, path),
    await Array.fromAsync(catalog.snapshots(paper, path)),
  ];
  let last: Presence = 'up';
  for await (const capture of catalog.captures(paper, path)) {
    if (capture.state === 'failed' || capture.state === 'refused' || capture.state === 'missing') continue;
    const now: Presence = capture.state === 'withdrawn' ? 'gone' : last === 'up' ? 'up' : 'back';
    if (now !== last && now !== 'up') {
      const kind = now === 'gone' ? 'article-withdrawn' : 'article-restored';
      await catalog.addEvent({
        ...{ paper, date, id: `${kind}:${path}:${capture.at}`, kind, path, at: capture.at, changes: [] },
        ...{ page: article?.page ?? null, title: article?.title ?? null },
        version: versionAt(capture, snapshots)?.version ?? null,
        classes: [now === 'gone' ? 'withdrawn' : 'restored'],
      });
    }
    last = now;
  }
}

/** The version that was held when a capture had been made. */
function versionAt(capture: CaptureRecord, snapshots: readonly SnapshotRecord[]): SnapshotRecord | undefined {
  return capture.version === null
    ? snapshots.findLast(({ at }) => at <= capture.at)
    : snapshots.find(({ version }) => version === capture.version);
}
