import { setTimeout as wait } from 'node:timers/promises';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Message, Outbox } from '../../core/messages.ts';

const MAX_BATCH_MESSAGES = 10;
/** What every SQS takes for one batch; the newer limit of 1 MiB is not everywhere. */
const MAX_BATCH_BYTES = 256 * 1024;

const MAX_TRIES = 4;
const FIRST_WAIT_MS = 100;

/** SQS took some of the messages and not others; to send all of them again does no harm. */
export class MessagesNotSent extends Error {
  override readonly name = 'MessagesNotSent';
  readonly queueUrl: string;
  readonly messages: readonly Message[];
  /** What SQS said of each, such as `InternalError`. */
  readonly codes: readonly string[];

  constructor(queueUrl: string, refused: readonly Refused[], options?: ErrorOptions) {
    const codes = refused.map(({ code }) => code);
    super(
      `${refused.length} messages were not taken by ${queueUrl} (${[...new Set(codes)].join(', ')}); send them again`,
      options,
    );
    this.queueUrl = queueUrl;
    this.messages = refused.map(({ message }) => message);
    this.codes = codes;
  }
}

interface Refused {
  readonly message: Message;
  readonly code: string;
  /** Whether the message itself is at fault, so that another try would end the same. */
  readonly isFinal: boolean;
}

/** Messages as JSON in SQS, one queue for each type. Fails with {@link MessagesNotSent}. */
export class SqsOutbox implements Outbox {
  readonly #sqs: SQSClient;
  readonly #queueUrls: Readonly<Record<Message['type'], string>>;

  constructor(sqs: SQSClient, queueUrls: Readonly<Record<Message['type'], string>>) {
    this.#sqs = sqs;
    this.#queueUrls = queueUrls;
  }

  async send(messages: readonly Message[]): Promise<void> {
    for (const [queueUrl, ofQueue] of Map.groupBy(messages, ({ type }) => this.#queueUrls[type])) {
      for (const batch of batches(ofQueue)) await this.#sendBatch(queueUrl, batch);
    }
  }

  async #sendBatch(queueUrl: string, batch: readonly Message[]): Promise<void> {
    let refused = await this.#trySend(queueUrl, batch);
    for (let tries = 1; tries < MAX_TRIES && refused.some(({ isFinal }) => !isFinal); tries += 1) {
      await wait(FIRST_WAIT_MS * 2 ** (tries - 1));
      const again = refused.filter(({ isFinal }) => !isFinal).map(({ message }) => message);
      refused = [...refused.filter(({ isFinal }) => isFinal), ...(await this.#trySend(queueUrl, again))];
    }
    if (refused.length > 0) throw new MessagesNotSent(queueUrl, refused);
  }

  async #trySend(queueUrl: string, batch: readonly Message[]): Promise<Refused[]> {
    const { Failed = [] } = await this.#sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map((message, at) => ({ Id: String(at), MessageBody: JSON.stringify(message) })),
      }),
    );
    return Failed.flatMap(({ Id, Code, SenderFault }) => {
      const message = batch[Number(Id)];
      return message === undefined
        ? []
        : [{ message, code: Code ?? 'unknown', isFinal: SenderFault ?? false }];
    });
  }
}

/** A message that is too large by itself makes a batch of its own, for SQS to refuse. */
function* batches(messages: readonly Message[]): Generator<Message[]> {
  let batch: Message[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(JSON.stringify(message));
    if (batch.length > 0 && (batch.length === MAX_BATCH_MESSAGES || bytes + size > MAX_BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(message);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
