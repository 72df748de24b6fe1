import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { createHandler } from '../../lambdas/reading-room/handler.ts';

/** Where the room that is asked is. */
export const ORIGIN = 'https://archive.example';

/** An item as a scan of the table gives it. */
export const ScannedItem = z.looseObject({ pk: z.string(), sk: z.string() });

/** What a table's stream tells of an item that was put there. */
export function streamRecord(item: z.infer<typeof ScannedItem>, at: number): DynamoDBRecord {
  return {
    eventID: String(at),
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: { pk: { S: item.pk }, sk: { S: item.sk } },
      NewImage: attributes(item),
      SequenceNumber: String(at + 1),
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

/** What the stream would carry, through JSON as Lambda gets it. */
function attributes(
  item: Record<string, unknown>,
): NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']> {
  return z.record(z.string(), z.any()).parse(JSON.parse(JSON.stringify(marshall(item))));
}

/** What a queue hands to a function. */
export function sqsEvent(
  messages: readonly {
    readonly MessageId?: string | undefined;
    readonly Body?: string | undefined;
    readonly ReceiptHandle?: string | undefined;
  }[],
): SQSEvent {
  return {
    Records: messages.map(({ MessageId = '', Body = '', ReceiptHandle = '' }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '1677277800000',
        SenderId: 'local',
        ApproximateFirstReceiveTimestamp: '1677277800001',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:ap-southeast-1:000000000000:queue',
      awsRegion: 'ap-southeast-1',
    })),
  };
}

/** An HTTP API's event for a GET, format 2.0. */
export function httpEvent(address: string): Parameters<ReturnType<typeof createHandler>>[0] {
  const { pathname: path, search } = new URL(address, ORIGIN);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: search.slice(1),
    headers: { host: 'archive.example' },
    isBase64Encoded: false,
    body: null,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      authentication: null,
      authorizer: {},
      domainName: 'archive.example',
      domainPrefix: 'archive',
      http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request',
      routeKey: '$default',
      stage: '$default',
      time: '25/Feb/2023:06:30:00 +0800',
      timeEpoch: 1677277800000,
    },
  };
}
