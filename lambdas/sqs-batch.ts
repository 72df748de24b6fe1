import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { Message } from '../core/messages.ts';
import type { Report } from './report.ts';

/**
 * Works off the messages of a batch, each by itself and one after another. Only those that failed go back to the
 * queue, which sets them aside in its dead-letter queue after its own number of tries.
 */
export async function eachMessage(
  event: SQSEvent,
  report: Report,
  take: (message: Message) => Promise<void>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    let about: Pick<Message, 'paper' | 'date' | 'path'> | null = null;
    try {
      const message = Message.parse(JSON.parse(body));
      about = { paper: message.paper, date: message.date, path: message.path };
      await take(message);
    } catch (error) {
      report('message-failed', { messageId, ...about, error });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
