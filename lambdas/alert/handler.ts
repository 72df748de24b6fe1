import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { itemOfImage } from '../../adapters/dynamodb/stream-item.ts';
import { noticeOf } from '../../core/alert/notice.ts';
import type { Notifier } from '../../core/alert/notifier.ts';
import { EventRecord } from '../../core/catalog/records.ts';
import type { Report } from '../report.ts';

export interface AlertHandlerDeps {
  readonly notifier: Notifier;
  readonly report: Report;
}

/**
 * Tells of each event that was written to the catalog. A stream is worked off in order: the first record that
 * fails is named, and the stream begins again there.
 */
export function createHandler({ notifier, report }: AlertHandlerDeps) {
  return async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const { dynamodb, eventName } of event.Records) {
      if (eventName !== 'INSERT' || dynamodb?.Keys?.['sk']?.S?.startsWith('EVENT#') !== true) continue;
      const itemIdentifier = dynamodb.SequenceNumber ?? '';
      try {
        const happened = EventRecord.parse(itemOfImage(attributesOf(dynamodb.NewImage)).body);
        await notifier.send(noticeOf(happened));
        report('notice-sent', { id: happened.id, kind: happened.kind });
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
