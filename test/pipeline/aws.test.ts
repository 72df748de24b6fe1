import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBStreamEvent, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { load } from 'cheerio/slim';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts';
import { FetchedObjects } from '../../adapters/files/fetched-objects.ts';
import { POLITE } from '../../adapters/http/manners.ts';
import { UndiciPaper } from '../../adapters/http/undici-paper.ts';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { SnsNotifier } from '../../adapters/sns/sns-notifier.ts';
import { SqliteIndexMaker } from '../../adapters/sqlite/sqlite-index-maker.ts';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { MadePackages } from '../../adapters/files/made-packages.ts';
import { SqliteIndexes } from '../../adapters/sqlite/sqlite-indexes.ts';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import { SqsOutbox } from '../../adapters/sqs/sqs-outbox.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { readManifest } from '../../core/catalog/manifest.ts';
import type { IndexMaker } from '../../core/publish/indexes/data-index.ts';
import { type Instant, asInstant, instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { frontPath, siteOf } from '../../core/paper/resource.ts';
import { startDemoPaper, type DemoPaper } from '../../demo/server.ts';
import { createHandler as alertHandler } from '../../lambdas/alert/handler.ts';
import { createHandler as captureHandler } from '../../lambdas/capture/handler.ts';
import { createHandler as discoverHandler } from '../../lambdas/discover/handler.ts';
import { REMEMBERED } from '../support/remembered.ts';
import { newId } from '../../adapters/random-id.ts';
import { createHandler as publishHandler } from '../../lambdas/publish/handler.ts';
import { createHandler as readHandler } from '../../lambdas/read/handler.ts';
import { createHandler as readingRoomHandler } from '../../lambdas/reading-room/handler.ts';
import { ApiAnswer } from '../support/api-answer.ts';
import { ORIGIN, ScannedItem, httpEvent, sqsEvent, streamRecord } from '../support/lambda-events.ts';
import { localFolder } from '../support/local-folder.ts';
import { type LocalAws, startLocalAws } from '../support/local-fauxqs.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';

/** 06:30 in Jiangmen on the day of the report, which is still the day before in UTC. */
const MORNING = asInstant('2023-02-24T22:30:00.000Z');
const DAY = asIssueDate('2023-02-25');
const FRONT = frontPath(DEMO, DAY);

describe('an issue on AWS', () => {
  let aws: LocalAws;
  let dynamo: LocalDynamo;
  let paper: DemoPaper;
  let cloud: Cloud;

  beforeAll(async () => {
    [aws, dynamo, paper] = await Promise.all([startLocalAws(), startLocalDynamo(), startDemoPaper()]);
  });
  afterAll(async () => {
    await Promise.all([aws.stop(), dynamo.stop(), paper.close()]);
  });
  beforeEach(async () => {
    cloud = await openCloud(aws, dynamo, paper);
  });

  it('goes from the schedule’s event to the feed’s entry, a notice and a release', async () => {
    const asked = paper.requests.length;
    await cloud.discover({ task: 'discover' });
    await cloud.workOff();
    // Several pages list the same resources; each is asked for once all the same.
    const paths = paper.requests.slice(asked).map(({ path }) => path);
    expect(paths).toHaveLength(new Set(paths).size);
    await cloud.discover({ task: 'discover' });

    const manifest = await readManifest(cloud.catalog, DEMO.id, DAY);
    expect(manifest).toMatchObject({ state: 'complete' });
    expect(manifest?.resources.map(({ state }) => state)).not.toContain('expected');

    expect(await cloud.alert(await cloud.streamOf('EVENT#'))).toEqual({ batchItemFailures: [] });
    const notices = (await aws.drain(cloud.topicQueue)).map((body) => Envelope.parse(JSON.parse(body)));
    expect(notices.map(({ MessageAttributes }) => MessageAttributes.kind.Value)).toEqual([
      'report-published',
    ]);
    expect(notices[0]?.Message).toContain('2023-02-25');

    await cloud.publish();
    expect((await cloud.get('/data/latest')).statusCode).toBe(302);
    const query = `/api/observations?place=${encodeURIComponent('鹤*')}&limit=2`;
    const page = Page.parse(JSON.parse((await cloud.get(query)).body));
    expect([page.release, page.rows.length]).toEqual(['1.0.0', 2]);
    const next = Page.parse(JSON.parse((await cloud.get(page.next.replace(ORIGIN, ''))).body));
    const places = [...page.rows, ...next.rows].map(({ place }) => place.slice(0, 1));
    expect(places).toEqual(['鹤', '鹤', '鹤', '鹤']);
    expect((await cloud.get(`${query}&format=csv`)).body).toMatch(/^observation_id,.*\r\n/);

    const feed = await cloud.get('/feeds/events.atom');
    expect(feed.headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    const entries = load(feed.body, { xmlMode: true })('entry').toArray();
    expect(entries).toHaveLength(1);
    expect((await cloud.get('/demo/2023-02-25')).statusCode).toBe(200);
  });

  it('makes up the next night for indexes that a run was killed before it had made', async () => {
    await cloud.discover({ task: 'discover' });
    await cloud.workOff();
    const killed = new Error('killed');
    await expect(cloud.publish({ make: () => Promise.reject(killed) })).rejects.toThrow(killed);
    const lacking = await cloud.get('/api/observations');
    expect([lacking.statusCode, lacking.headers['retry-after']]).toEqual([503, '60']);
    expect((await cloud.get('/data/latest')).statusCode).toBe(302);

    await cloud.publish();
    expect((await cloud.get('/api/observations')).statusCode).toBe(200);
  });

  it('ends the same when every message comes twice and out of order', async () => {
    await cloud.discover({ task: 'discover' });
    await cloud.workOff();
    const once = await readManifest(cloud.catalog, DEMO.id, DAY);

    const unruly = await openCloud(aws, dynamo, paper);
    await unruly.discover({ task: 'discover' });
    await unruly.discover({ task: 'discover' });
    await unruly.workOff({ twice: true, reversed: true });

    const twice = await readManifest(unruly.catalog, DEMO.id, DAY);
    const facts = (manifest: typeof once): unknown[] =>
      (manifest?.resources ?? []).map(({ path, kind, page, sha256, version }) => [
        path,
        kind,
        page,
        sha256,
        version,
      ]);
    expect(facts(twice)).toEqual(facts(once));
    const events = async (one: Cloud): Promise<string[]> =>
      (await Array.fromAsync(one.catalog.events(DEMO.id))).map(({ id }) => id);
    expect(await events(unruly)).toEqual(await events(cloud));
    expect(await events(unruly)).toHaveLength(1);
  });

  it('asks again for an issue whose check is due, and tells of what the paper changed', async () => {
    const evening = asInstant('2023-02-24T00:30:00.000Z');
    const day = await openCloud(aws, dynamo, paper, evening);
    await day.discover({ task: 'discover' });
    await day.workOff();
    paper.setMoment('later');
    const nextDay = await openCloud(aws, dynamo, paper, asInstant('2023-02-25T01:00:00.000Z'), day.catalog);
    await nextDay.discover({ task: 'watch' });
    await nextDay.workOff();
    paper.setMoment('first');
    const events = await Array.fromAsync(day.catalog.events(DEMO.id));
    expect(events.map(({ kind }) => kind)).toContain('article-corrected');
  });

  it('sends back only the message that failed', async () => {
    // Puts the issue on record.
    await cloud.discover({ task: 'discover' });
    const good = {
      type: 'capture-due',
      paper: 'demo',
      date: DAY,
      path: 'html/2023-02/25/node_22.htm',
      kind: 'node',
      site: paper.baseUrl,
    };
    const response = await cloud.capture(
      sqsEvent([
        { MessageId: 'bad', Body: '{"type":"nonsense"}' },
        { MessageId: 'good', Body: JSON.stringify(good) },
        { MessageId: 'broken', Body: '{' },
      ]),
    );
    expect(response).toEqual({
      batchItemFailures: [{ itemIdentifier: 'bad' }, { itemIdentifier: 'broken' }],
    });
    expect(await cloud.catalog.newestSnapshot('demo', FRONT)).not.toBeNull();
  });

  it('begins a stream again at the first notice that could not be handed over', async () => {
    await cloud.discover({ task: 'discover' });
    await cloud.workOff();
    const event = await cloud.streamOf('EVENT#');
    const failing = alertHandler({
      catalog: cloud.catalog,
      now: () => MORNING,
      notifier: new SnsNotifier(aws.sns, 'arn:aws:sns:ap-southeast-1:000000000000:no-such-topic'),
      report: () => undefined,
    });
    expect(await failing(event)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(await cloud.alert(await cloud.streamOf('STATE#'))).toEqual({ batchItemFailures: [] });
    expect(await aws.drain(cloud.topicQueue)).toEqual([]);
  });
});

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Cloud {
  readonly catalog: Catalog;
  readonly topicQueue: string;
  discover(event: unknown): Promise<void>;
  capture(event: SQSEvent): Promise<SQSBatchResponse>;
  alert(event: DynamoDBStreamEvent): Promise<unknown>;
  /** With another maker of indexes where the function is to be killed. */
  publish(indexMaker?: IndexMaker): Promise<void>;
  get(path: string): Promise<Answer>;
  /** Works off both queues until they are empty, as event source mappings would. */
  workOff(how?: { readonly twice?: boolean; readonly reversed?: boolean }): Promise<void>;
  /** The stream event of the items whose sort key begins so. */
  streamOf(prefix: string): Promise<DynamoDBStreamEvent>;
}

const Envelope = z.object({
  Message: z.string(),
  MessageAttributes: z.object({ kind: z.object({ Value: z.string() }) }),
});
/** A page of rows that is not the last. */
const Page = z.object({
  release: z.string(),
  rows: z.array(z.looseObject({ place: z.string() })),
  next: z.string(),
});

async function openCloud(
  aws: LocalAws,
  dynamo: LocalDynamo,
  paper: DemoPaper,
  at = MORNING,
  known?: Catalog,
): Promise<Cloud> {
  const [bucket, captureQueue, readQueue, topic] = await Promise.all([
    sharedBucket(aws, known),
    aws.freshQueue(),
    aws.freshQueue(),
    aws.freshTopic(),
  ]);
  const tableName = await dynamo.freshTable();
  const catalog = known ?? new Catalog(new DynamoTable(dynamo.documents, tableName));
  buckets.set(catalog, bucket);
  const objects = new S3Objects(aws.s3, bucket);
  const manners = { ...POLITE, delayMs: 0, tries: 1 };
  const client = new UndiciPaper({ origins: [new URL(paper.baseUrl).origin], manners, contact: 'test' });
  const outbox = new SqsOutbox(aws.sqs, { 'capture-due': captureQueue, 'snapshot-kept': readQueue });
  const deps = {
    objects,
    catalog,
    client,
    outbox,
    newId,
    within: REMEMBERED,
    now: ticking(at),
    report: () => undefined,
  };
  const capture = captureHandler(deps);
  const read = readHandler(deps);
  const folder = await localFolder();
  const indexes = new SqliteIndexes(new FetchedObjects(objects, 2 ** 30, folder));
  const room = readingRoomHandler({
    objects,
    catalog,
    indexes,
    searchIndexes: new SqliteSearchIndexes(new FetchedObjects(objects, 2 ** 30, `${folder}-words`)),
    papers: [DEMO],
    now: ticking(at),
    rights: 'reading-room',
    ...{ packages: new MadePackages(2 ** 28), within: REMEMBERED, freshForMs: 0, largeFiles: null },
    report: () => undefined,
  });

  const receive = async (queueUrl: string): Promise<SQSRecord[]> => {
    const { Messages = [] } = await aws.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { ReceiptHandle } of Messages) {
      await aws.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
    return sqsEvent(Messages).Records;
  };

  return {
    catalog,
    topicQueue: topic.queueUrl,
    capture,
    discover: discoverHandler({ ...deps, sites: [siteOf(DEMO, paper.baseUrl)] }),
    alert: alertHandler({ ...deps, notifier: new SnsNotifier(aws.sns, topic.topicArn) }),
    publish: async (indexMaker = new SqliteIndexMaker()) => {
      const workbench = () => new SqliteWorkbench();
      await publishHandler({ ...deps, papers: [DEMO], workbench, indexMaker })();
    },
    get: async (path) => ApiAnswer.parse(await room(httpEvent(path))),
    workOff: async ({ twice = false, reversed = false } = {}) => {
      for (let idle = false; !idle;) {
        idle = true;
        for (const [queue, handler] of [
          [captureQueue, capture],
          [readQueue, read],
        ] as const) {
          const records = await receive(queue);
          if (records.length === 0) continue;
          idle = false;
          const again = twice ? [...records, ...records] : records;
          expect(await handler({ Records: reversed ? again.reverse() : again })).toEqual({
            batchItemFailures: [],
          });
        }
      }
    },
    streamOf: async (prefix) => {
      const { Items = [] } = await dynamo.documents.send(new ScanCommand({ TableName: tableName }));
      const items = Items.map((item) => ScannedItem.parse(item)).filter(({ sk }) => sk.startsWith(prefix));
      return { Records: items.map(streamRecord) };
    },
  };
}

/** A clock that goes on by a second whenever it is read. */
function ticking(from: Instant): () => Instant {
  let reads = 0;
  return () => instantOf(new Date(Date.parse(from) + 1000 * reads++));
}

/** Two days of one cloud share their bucket. */
const buckets = new WeakMap<Catalog, string>();

async function sharedBucket(aws: LocalAws, catalog: Catalog | undefined): Promise<string> {
  return (catalog && buckets.get(catalog)) ?? aws.freshBucket();
}
