import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts';
import { SnsNotifier } from '../../adapters/sns/sns-notifier.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { EventRecord } from '../../core/catalog/records.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { createHandler } from '../../lambdas/alert/handler.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import { type LocalAws, startLocalAws } from '../support/local-fauxqs.ts';
import { DATE } from '../web/made-up-reading.ts';
import { lift, setPolicy, takeDown } from '../web/room-rights.ts';

const NOON = asInstant('2023-02-25T04:00:00.000Z');
const Envelope = z.object({ MessageAttributes: z.object({ eventId: z.object({ Value: z.string() }) }) });

describe('the function that announces events', () => {
  let aws: LocalAws;
  let dynamo: LocalDynamo;
  let catalog: Catalog;
  let announced: (events: readonly EventRecord[]) => Promise<string[]>;
  let reported: string[];

  beforeAll(async () => {
    [aws, dynamo] = await Promise.all([startLocalAws(), startLocalDynamo()]);
  });
  afterAll(async () => {
    await Promise.all([aws.stop(), dynamo.stop()]);
  });
  beforeEach(async () => {
    catalog = new Catalog(new DynamoTable(dynamo.documents, await dynamo.freshTable()));
    reported = [];
    const { topicArn, queueUrl } = await aws.freshTopic();
    const handler = createHandler({
      catalog,
      notifier: new SnsNotifier(aws.sns, topicArn),
      now: () => NOON,
      report: (event) => void reported.push(event),
    });
    announced = async (events) => {
      expect(await handler(streamOf(events))).toEqual({ batchItemFailures: [] });
      const messages = (await aws.drain(queueUrl)).map((body) => Envelope.parse(JSON.parse(body)));
      return messages.map(({ MessageAttributes }) => MessageAttributes.eventId.Value).sort();
    };
  });

  it('sends nothing of an article that was taken down before', async () => {
    await takeDown({ catalog });
    expect(await announced([event('667012'), event('667013')])).toEqual(['667013']);
    expect(reported).toEqual(['notice-withheld', 'notice-sent']);
  });

  it('asks anew with each batch what was taken down', async () => {
    expect(await announced([event('667012')])).toEqual(['667012']);
    await takeDown({ catalog }, { level: 'unlist' });
    expect(await announced([event('667012')])).toEqual([]);
    await lift({ catalog }, 't1');
    expect(await announced([event('667012')])).toEqual(['667012']);
  });

  it('tells nobody what only readers are shown', async () => {
    await setPolicy({ catalog }, { level: 'reading-room' });
    expect(await announced([event('667012')])).toEqual([]);
  });

  it('begins again at an event whose paper’s rights cannot be read', async () => {
    const broken = createHandler({
      catalog: new Catalog(new DynamoTable(dynamo.documents, 'no-such-table')),
      notifier: { send: () => Promise.resolve() },
      now: () => NOON,
      report: (event) => void reported.push(event),
    });
    expect(await broken(streamOf([event('667013')]))).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    });
  });
});

function event(articleId: string): EventRecord {
  return {
    ...{ id: articleId, kind: 'report-published', paper: 'jmrb', date: DATE, page: 'B02', title: '标题' },
    ...{ path: asResourcePath(`html/2023-02/25/content_${articleId}.htm`), version: 1, changes: [] },
    ...{ classes: [], at: NOON },
  };
}

/** What the catalog's stream would carry, through JSON as Lambda gets it. */
function streamOf(events: readonly EventRecord[]): DynamoDBStreamEvent {
  const Image = z.record(z.string(), z.any());
  return {
    Records: events.map((body, at) => {
      const item = { pk: `EVENTS#${body.paper}`, sk: `EVENT#${body.at}#${body.id}`, body };
      const image = Image.parse(JSON.parse(JSON.stringify(marshall(item))));
      return {
        eventName: 'INSERT',
        dynamodb: {
          Keys: { pk: { S: item.pk }, sk: { S: item.sk } },
          NewImage: image,
          SequenceNumber: String(at + 1),
        },
      };
    }),
  };
}
