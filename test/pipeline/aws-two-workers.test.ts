import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message as SqsMessage,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { SqsOutbox } from '../../adapters/sqs/sqs-outbox.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { readManifest } from '../../core/catalog/manifest.ts';
import { REMEMBERED } from '../support/remembered.ts';
import type { Message, Outbox } from '../../core/messages.ts';
import { type Instant, instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { siteOf } from '../../core/paper/resource.ts';
import { verifyArchive } from '../../core/verify/verify.ts';
import { createHandler as captureHandler } from '../../lambdas/capture/handler.ts';
import { createHandler as discoverHandler } from '../../lambdas/discover/handler.ts';
import { createHandler as readHandler } from '../../lambdas/read/handler.ts';
import { articlePage } from '../support/kept-issue.ts';
import { type LocalAws, startLocalAws } from '../support/local-fauxqs.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import { type Page, ScriptedPaper } from '../support/scripted-paper.ts';

const DAY = asIssueDate('2023-02-25');
const SITE = siteOf(DEMO, 'http://127.0.0.1:9/jmrb/');
const FRONT = 'html/2023-02/25/node_22.htm';
const ARTICLES = [1, 2, 3, 4, 5, 6];
const LISTED = ARTICLES.map(
  (id) => `<tr><td class=default><a href=content_${id}.htm><div id=mp${id}>第${id}篇</div></a></td></tr>`,
);
const NODE = `<html><body><table><tr><td class=px12>第A01版：<strong>要闻</strong></td>
<td><a id=pageLink href=node_22.htm>第A01版：要闻</a></td></tr></table><table>${LISTED.join('')}</table></body></html>`;

/** A page of the paper on its first morning and after: two articles are edited, one goes. */
function pageOn(moment: number, url: string): Page {
  const path = url.slice(SITE.baseUrl.length);
  if (path === FRONT) return Buffer.from(NODE);
  const id = Number(/content_(\d)\.htm$/.exec(path)?.[1]);
  if (!ARTICLES.includes(id) || (moment === 1 && id === 5)) return 'missing';
  return Buffer.from(articlePage(`第${id}篇，增长${moment === 1 && id <= 2 ? '5.5' : '5.0'}%`));
}

let aws: LocalAws;
let dynamo: LocalDynamo;
beforeAll(async () => {
  [aws, dynamo] = await Promise.all([startLocalAws(), startLocalDynamo()]);
});
afterAll(async () => {
  await Promise.all([aws.stop(), dynamo.stop()]);
});

/** Law 3, on AWS: nothing keeps two calls of a function from working off one queue, or SQS from bringing a message twice. */
it('two workers at once on the same queues, each message coming twice, end as one worker does', async () => {
  const alone = await openWorld({ workers: 1, copies: 1 });
  await alone.run();
  const facts = await alone.facts();
  expect(facts).toMatchObject({ state: 'complete', findings: [] });
  expect(facts.events.sort()).toEqual(['article-corrected', 'article-corrected', 'article-withdrawn']);
  for (let round = 0; round < 4; round += 1) {
    const world = await openWorld({ workers: 2, copies: 2 });
    await world.run();
    const { findings, ...told } = await world.facts();
    const { findings: none, ...expected } = facts;
    expect({ ...told, events: told.events.sort() }).toEqual(expected);
    // What the one that came second had kept is an orphan, which is named; it is none of the index's.
    expect([...none, ...findings].filter((code) => code !== 'orphan')).toEqual([]);
    // Both had a share in it.
    expect(Math.min(...world.worked())).toBeGreaterThan(0);
  }
}, 300_000);

interface Facts {
  readonly state: string | undefined;
  readonly resources: unknown;
  readonly events: string[];
  readonly readings: number;
  readonly findings: string[];
}

interface World {
  run(): Promise<void>;
  facts(): Promise<Facts>;
  /** How many messages each worker took. */
  worked(): number[];
}

async function openWorld({ workers, copies }: { workers: number; copies: number }): Promise<World> {
  const [bucket, captureQueue, readQueue, tableName] = await Promise.all([
    aws.freshBucket(),
    aws.freshQueue(),
    aws.freshQueue(),
    dynamo.freshTable(),
  ]);
  let [moment, seconds, ids, working] = [0, 0, 0, 0];
  const now = (): Instant => instantOf(new Date(Date.parse('2023-02-24T22:30:00.000Z') + 1000 * seconds++));
  const worked = Array<number>(workers).fill(0);

  const all = worked.map((_, nth) => {
    const catalog = new Catalog(new DynamoTable(dynamo.documents, tableName));
    const queues = { 'capture-due': captureQueue, 'snapshot-kept': readQueue };
    const deps = {
      ...{ objects: new S3Objects(aws.s3, bucket), catalog, now, report: () => undefined },
      client: new ScriptedPaper((url) => pageOn(moment, url), now),
      newId: () => `id${(ids += 1)}`,
      within: REMEMBERED,
      outbox: copying(new SqsOutbox(aws.sqs, queues), copies),
    };
    const take = async (
      queue: string,
      work: (event: SQSEvent) => Promise<SQSBatchResponse>,
    ): Promise<boolean> => {
      working += 1;
      try {
        const messages = await receive(queue);
        worked[nth] = (worked[nth] ?? 0) + messages.length;
        const { batchItemFailures } = await work({ Records: messages.map(recordOf) });
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        for (const message of messages) await giveBack(queue, message, !failed.has(message.MessageId ?? ''));
        return messages.length > 0;
      } finally {
        working -= 1;
      }
    };
    const [capture, read] = [captureHandler(deps), readHandler(deps)];
    return {
      ...deps,
      discover: discoverHandler({ ...deps, sites: [SITE] }),
      /** Until there is nothing left, and nobody at work who could send more. */
      workOff: async (): Promise<void> => {
        for (;;) {
          const [captured, wasRead] = [await take(captureQueue, capture), await take(readQueue, read)];
          if (captured || wasRead) continue;
          if (working === 0) return;
          await wait(5);
        }
      },
    };
  });
  const [first] = all;
  if (!first) throw new RangeError('a world without workers');
  const { catalog, objects } = first;

  const morning = async (task: 'discover' | 'watch'): Promise<void> => {
    await first.discover({ task });
    await Promise.all(all.map(({ workOff }) => workOff()));
    await first.discover({ task });
  };
  return {
    run: async () => {
      await morning('discover');
      moment = 1;
      // Past the hour after which it is asked for again.
      seconds += 3600;
      await morning('watch');
    },
    facts: async () => {
      const manifest = await readManifest(catalog, DEMO.id, DAY);
      const resources = await Promise.all(
        (manifest?.resources ?? []).map(async ({ path, kind, state, page, title, version, sha256 }) => ({
          // What is asked a second time after it changed is unchanged then.
          ...{ path, kind, isHeld: state === 'captured' || state === 'unchanged' },
          ...{ page, title, version, sha256 },
          versions: await Array.fromAsync(catalog.snapshots(DEMO.id, path), (one) => [
            one.version,
            one.sha256,
          ]),
          // Each version was brought by one capture, however many found it.
          brought: (await Array.fromAsync(catalog.captures(DEMO.id, path))).filter(
            (one) => one.state === 'captured',
          ).length,
          readings: await Array.fromAsync(catalog.readings(DEMO.id, path), ({ version: of }) => of),
        })),
      );
      return {
        state: manifest?.state,
        resources,
        events: await Array.fromAsync(catalog.events(DEMO.id), ({ kind }) => kind),
        readings: (await Array.fromAsync(objects.list('readings/'))).length,
        findings: await Array.fromAsync(
          verifyArchive({ objects, catalog }, () => undefined),
          ({ code }) => code,
        ),
      };
    },
    worked: () => worked,
  };
}

/** Sends every message so many times, as SQS may bring it: one behind the other, so that two workers have it at once. */
function copying(outbox: Outbox, copies: number): Outbox {
  return {
    send: (messages: readonly Message[]) =>
      outbox.send(messages.flatMap((message) => Array<Message>(copies).fill(message))),
  };
}

/** One at a time, so that its copy is another worker's. */
async function receive(queueUrl: string): Promise<SqsMessage[]> {
  const { Messages = [] } = await aws.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 1, VisibilityTimeout: 600 }),
  );
  return Messages;
}

/** A message that is done is gone; another one comes again at once. */
async function giveBack(queueUrl: string, { ReceiptHandle }: SqsMessage, isDone: boolean): Promise<void> {
  const of = { QueueUrl: queueUrl, ReceiptHandle };
  if (isDone) await aws.sqs.send(new DeleteMessageCommand(of));
  else await aws.sqs.send(new ChangeMessageVisibilityCommand({ ...of, VisibilityTimeout: 0 }));
}

function recordOf({ MessageId = '', Body = '', ReceiptHandle = '' }: SqsMessage): SQSEvent['Records'][0] {
  return {
    ...{ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, md5OfBody: '' },
    ...{ eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:x:0:queue', awsRegion: 'x' },
    messageAttributes: {},
    attributes: {
      ...{ ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: 'local' },
      ApproximateFirstReceiveTimestamp: '1',
    },
  };
}
