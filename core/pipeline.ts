import { type CaptureDeps, type CaptureOutcome, captureResource } from './capture/capture-resource.ts';
import type { Message } from './messages.ts';
import type { Instant } from './paper/instant.ts';
import { type ReadDeps, type ReadingMade, readSnapshot } from './read/read-snapshot.ts';

/**
 * The way of the data, the same on a desk and on AWS. Each stage takes one message, writes what it made known,
 * and hands back the messages that follow from it:
 *
 *   discover   discover/discover-issue.ts    a date            -> CaptureDue, SnapshotKept
 *   capture    capture/capture-resource.ts   CaptureDue        -> SnapshotKept | unchanged | refused | missing
 *   read       read/read-snapshot.ts         SnapshotKept      -> a reading in the catalog, CaptureDue, an event
 *   publish    publish/make-release.ts       the catalog       -> an immutable release
 *   alert      alert/deliver-events.ts       events            -> notices
 *
 * On a desk the messages wait in memory, because a new run finds again whatever was not done; on AWS they wait
 * in queues. Any stage may run twice with the same message and leaves the same archive behind.
 */
export type PipelineDeps = CaptureDeps & ReadDeps;

/** What became of one message. */
export type Progress =
  | { readonly stage: 'capture'; readonly outcome: CaptureOutcome; readonly next: readonly Message[] }
  | { readonly stage: 'read'; readonly made: ReadingMade; readonly next: readonly Message[] };

export async function advance(deps: PipelineDeps, message: Message, at: Instant): Promise<Progress> {
  switch (message.type) {
    case 'capture-due': {
      const outcome = await captureResource(deps, message, at);
      return { stage: 'capture', outcome, next: 'next' in outcome ? outcome.next : [] };
    }
    case 'snapshot-kept': {
      const made = await readSnapshot(deps, message, at);
      return { stage: 'read', made, next: made.next };
    }
  }
}
