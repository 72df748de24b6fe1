import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { EventRecord } from '../../core/catalog/records.ts';
import { EVENT_NAMES } from '../../core/alert/event-names.ts';
import { type Notice, type Notifier, NotifyFailed } from '../../core/alert/notifier.ts';

/** SNS wants less than 100 characters. */
const MAX_SUBJECT = 99;
/** SNS takes 256 KiB for message and attributes together; the attributes need far less than the rest of it. */
const MAX_MESSAGE_BYTES = 250 * 1024;

/**
 * Notices as messages of one SNS topic, with the attributes `eventId` and `kind` for subscribers to filter by
 * and to know again what comes twice. SNS takes ASCII only for a subject, so that it is in English and the
 * notice's own stands first in the message.
 */
export class SnsNotifier implements Notifier {
  readonly #sns: SNSClient;
  readonly #topicArn: string;

  constructor(sns: SNSClient, topicArn: string) {
    this.#sns = sns;
    this.#topicArn = topicArn;
  }

  async send({ event, subject, text }: Notice): Promise<void> {
    const publish = new PublishCommand({
      TopicArn: this.#topicArn,
      Subject: englishSubject(event),
      Message: shortened(`${subject}\n\n${text}`),
      MessageAttributes: {
        eventId: { DataType: 'String', StringValue: event.id },
        kind: { DataType: 'String', StringValue: event.kind },
      },
    });
    try {
      await this.#sns.send(publish);
    } catch (cause) {
      throw new NotifyFailed(`the topic ${this.#topicArn}`, { cause });
    }
  }
}

function englishSubject({ kind, paper, date, page }: EventRecord): string {
  const where = page === null ? '' : `, page ${page}`;
  return `${EVENT_NAMES[kind].en}: ${paper} ${date}${where}`
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, MAX_SUBJECT);
}

/** Cut between characters, not within one. */
function shortened(message: string): string {
  const bytes = Buffer.from(message);
  if (bytes.length <= MAX_MESSAGE_BYTES) return message;
  return `${new TextDecoder().decode(bytes.subarray(0, MAX_MESSAGE_BYTES), { stream: true })}…`;
}
