import { SQSClient } from '@aws-sdk/client-sqs';
import { SqsOutbox } from '../adapters/sqs/sqs-outbox.ts';
import type { Outbox } from '../core/messages.ts';
import type { Settings } from './settings.ts';

/** The queues between the stages, as the settings name them. */
export function outboxOnAws(settings: Settings<'CAPTURE_QUEUE_URL' | 'READ_QUEUE_URL'>): Outbox {
  return new SqsOutbox(new SQSClient({}), {
    'capture-due': settings.CAPTURE_QUEUE_URL,
    'snapshot-kept': settings.READ_QUEUE_URL,
  });
}
