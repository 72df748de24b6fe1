import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { itemOfImage } from '../../adapters/dynamodb/stream-item.ts';
import { EventRights } from '../../core/alert/event-rights.ts';
import { noticeOf } from '../../core/alert/notice.ts';
import type { Notifier } from '../../core/alert/notifier.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { EventRecord } from '../../core/catalog/records.ts';
import type { Instant } from '../../core/paper/instant.ts';
import type { Report } from '../report.ts';

export interface AlertHandlerDeps {
  readonly catalog: Catalog;
  readonly notifier: Notifier;
  readonly now: () => Instant;
  readonly report: Report;
}

/**
 * Tells of each event that was written to the catalog and that anybody may be told of now: whoever subscribed to a topic is
 * no reader whom the room let in. A stream is worked off in order: the first record that fails is named, and the stream
 * begins again there.
 */
export function createHandler({ catalog, notifier, now, report }: AlertHandlerDeps) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    // Anew for each batch: a takedown holds from the moment it is written.
    const rights = new EventRights(catalog, now(), 'anybody');
    for (const { dynamodb, eventName } of event.Records) {
      if (eventName !== 'INSERT' || dynamodb?.Keys?.['sk']?.S?.startsWith('EVENT#') !== true) continue;
      const itemIdentifier = dynamodb.SequenceNumber ?? '';
      try {
        const happened = EventRecord.parse(itemOfImage(attributesOf(dynamodb.NewImage)).body);
        if (await rights.mayTell(happened)) {
          await notifier.send(noticeOf(happened));
          report('notice-sent', { id: happened.id, kind: happened.kind });
        } else {
          report('notice-withheld', { id: happened.id, kind: happened.kind });
        }
      } catch (error) {
        report('message-failed', { sequenceNumber: itemIdentifier, error });
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

type Image = NonNullable<NonNullable<DynamoDBStreamEvent['Records'][number]['dynamodb']>['NewImage']>;

/** Lambda's types and the SDK's name the same JSON; only the former allow every member to be missing. */
function attributesOf(image: Image = {}): Record<string, AttributeValue> {
  return image as Record<string, AttributeValue>;
}
