import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';

/** For any client of a stand-in on loopback. */
export const LOCAL_AWS = {
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

/** S3, SQS and SNS in this process, in memory. Its S3 has neither conditional puts nor versions. */
export interface LocalAws {
  readonly endpoint: string;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  freshBucket(): Promise<string>;
  freshQueue(): Promise<string>;
  /** A topic with a queue behind it that gets SNS's envelopes. */
  freshTopic(): Promise<{ readonly topicArn: string; readonly queueUrl: string }>;
  /** The bodies of all messages that wait in a queue, which is empty afterwards. */
  drain(queueUrl: string): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startLocalAws(): Promise<LocalAws> {
  const server = await startFauxqs({ port: 0, logger: false });
  const local = { ...LOCAL_AWS, endpoint: server.address };
  const s3 = new S3Client({ ...local, forcePathStyle: true });
  const sqs = new SQSClient(local);
  const sns = new SNSClient(local);

  const freshQueue = async (): Promise<string> => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${randomUUID()}` }));
    return given(QueueUrl);
  };
  return {
    endpoint: server.address.replace('localhost', '127.0.0.1'),
    s3,
    sqs,
    sns,
    freshQueue,
    freshBucket: async () => {
      const name = `bucket-${randomUUID()}`;
      await s3.send(new CreateBucketCommand({ Bucket: name }));
      return name;
    },
    freshTopic: async () => {
      const queueUrl = await freshQueue();
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }),
      );
      const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `topic-${randomUUID()}` }));
      await sns.send(
        new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: given(Attributes?.['QueueArn']) }),
      );
      return { topicArn: given(TopicArn), queueUrl };
    },
    drain: async (queueUrl) => {
      const bodies: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
        );
        if (Messages.length === 0) return bodies;
        bodies.push(...Messages.map(({ Body }) => given(Body)));
        await sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle })),
          }),
        );
      }
    },
    stop: async () => {
      for (const client of [s3, sqs, sns]) client.destroy();
      await server.stop();
    },
  };
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the stand-in left out what AWS always gives');
  return value;
}
