import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Outbox } from '../../core/messages.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { type ReadDeps, readSnapshot } from '../../core/read/read-snapshot.ts';
import type { Report } from '../report.ts';
import { eachMessage } from '../sqs-batch.ts';

export interface ReadHandlerDeps extends ReadDeps {
  readonly outbox: Outbox;
  readonly now: () => Instant;
  readonly report: Report;
}

/** Reads each snapshot that was kept, and orders the captures of what it lists. */
export function createHandler(deps: ReadHandlerDeps) {
  return (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, deps.report, async (message) => {
      if (message.type !== 'snapshot-kept')
        throw new TypeError(`'${message.type}' is not for the read queue`);
      const made = await readSnapshot(deps, message, deps.now());
      await deps.outbox.send(made.next);
      const { paper, date, path, version } = message;
      const { figures, flaws } = made;
      deps.report('snapshot-read', {
        paper,
        date,
        path,
        version,
        figures,
        flaws,
        happened: made.event?.kind,
      });
    });
}
