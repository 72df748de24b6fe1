import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { type CaptureDeps, captureResource } from '../../core/capture/capture-resource.ts';
import { IndexLost } from '../../core/discover/index-lost.ts';
import type { Outbox } from '../../core/messages.ts';
import type { Instant } from '../../core/paper/instant.ts';
import type { Report } from '../report.ts';
import { eachMessage } from '../sqs-batch.ts';

export interface CaptureHandlerDeps extends CaptureDeps {
  readonly outbox: Outbox;
  readonly now: () => Instant;
  readonly report: Report;
}

/** An answer did not come; the message goes back to the queue to be tried again. */
export class CaptureFailed extends Error {
  override readonly name = 'CaptureFailed';
}

/**
 * Fetches each resource that is due. What follows from it is sent before the message counts as done. Whoever ordered it
 * wrote the issue down before: a message about an issue without a record waits until a repair has made it anew.
 */
export function createHandler(deps: CaptureHandlerDeps) {
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, deps.report, async (message) => {
      if (message.type !== 'capture-due')
        throw new TypeError(`'${message.type}' is not for the capture queue`);
      const { paper, date, path } = message;
      if ((await deps.catalog.issue(paper, date)) === null) throw new IndexLost(paper, date);
      const outcome = await captureResource(deps, message, deps.now());
      if ('next' in outcome) await deps.outbox.send(outcome.next);
      deps.report('resource-captured', { paper, date, path, outcome: outcome.kind });
      if (outcome.kind === 'failed') throw new CaptureFailed(outcome.detail);
    });
}
