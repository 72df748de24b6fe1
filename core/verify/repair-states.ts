import { versionAt } from '../capture/presence.ts';
import { type ExpectedRecord, StateRecord } from '../catalog/records.ts';
import type { KeptObject } from './kept-objects.ts';
import type { Mending, RepairStep } from './mending.ts';
import { stateFault } from './verify-states.ts';

const FACTS_OF_STATE = ['state', 'version', 'sha256', 'bytes', 'checkedAt'] as const;

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
    await catalog.putState(told, 'by-another');
    return;
  }
  if (FACTS_OF_STATE.every((name) => told[name] === state[name])) return;
  await mending.replacing('STATE#').putState(told, 'by-another');
  yield { kind: 'mended', where: `${paper} ${path}`, what: 'its state was none that its captures tell of' };
}
