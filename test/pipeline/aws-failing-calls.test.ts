import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { SqsOutbox } from '../../adapters/sqs/sqs-outbox.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { readManifest } from '../../core/catalog/manifest.ts';
import { REMEMBERED } from '../support/remembered.ts';
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
const ARTICLE = 'html/2023-02/25/content_7.htm';
const NODE = `<html><body><table><tr><td class=px12>第A01版：<strong>要闻</strong></td>
<td><a id=pageLink href=node_22.htm>第A01版：要闻</a></td></tr></table>
<table><tr><td class=default><a href=content_7.htm><div id=mp7>春耕开始</div></a></td></tr></table></body></html>`;
/** An issue of one page with one article, which is edited after the first morning. */
const MOMENTS = ['增长5.0%', '增长5.5%'] as const;

let aws: LocalAws;
let dynamo: LocalDynamo;
beforeAll(async () => {
  [aws, dynamo] = await Promise.all([startLocalAws(), startLocalDynamo()]);
  // Outside of what the SDK tries again by itself.
  const first = { step: 'initialize', priority: 'high' } as const;
  aws.s3.middlewareStack.add(failing, first);
  aws.sqs.middlewareStack.add(failing, first);
  dynamo.documents.middlewareStack.add(failing, first);
});
afterAll(async () => {
  await Promise.all([aws.stop(), dynamo.stop()]);
});

/** Law 3, on AWS: whatever call fails, the schedule and the queues bring the message again. */
describe('the functions, each call to AWS failing in turn', () => {
  it.each([
    ['before it is sent', 'before'],
    ['after AWS did it, its answer lost on the way', 'after'],
  ] as const)(
    'end the same when a call fails %s',
    async (_, when) => {
      const whole = await openWorld({ fatal: 0, when });
      await whole.run();
      const facts = await whole.facts();
      expect(facts).toMatchObject({ state: 'complete', events: ['article-corrected'] });
      expect(whole.calls()).toBeGreaterThan(60);
      expect(new Set(whole.names())).toEqual(
        new Set([
          'GetItemCommand',
          'QueryCommand',
          'PutItemCommand',
          'PutObjectCommand',
          'GetObjectCommand',
          'ListObjectsV2Command',
          'SendMessageBatchCommand',
        ]),
      );

      for (let fatal = 1; fatal <= whole.calls(); fatal += 1) {
        // A read whose answer is lost has done as little as one that was never sent.
        if (when === 'after' && /^(?:Get|Query|List)/.test(whole.names()[fatal - 1] ?? '')) continue;
        const world = await openWorld({ fatal, when });
        await world.run();
        const where = `call ${fatal} of ${whole.calls()} failed: ${world.failed() ?? 'none'}`;
        expect(world.failed(), where).not.toBeNull();
        expect(await world.facts(), where).toEqual(facts);
        const found = await world.verify();
        expect(
          found.filter((code) => code !== 'orphan'),
          where,
        ).toEqual([]);
        expect(found.length, where).toBeLessThanOrEqual(1);
      }
    },
    600_000,
  );
});

class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

/** The calls that one world makes, of which the `fatal`-th fails. */
interface Calls {
  readonly fatal: number;
  readonly when: 'before' | 'after';
  readonly names: string[];
  failed: string | null;
}

/** Those that are being made now; `null` for the test's own. */
let under: Calls | null = null;

function failing<I extends object, O extends object>(
  next: (args: I) => Promise<O>,
  { commandName = '' }: { readonly commandName?: string },
): (args: I) => Promise<O> {
  return async (args) => {
    const calls = under;
    if (calls === null || OWN.has(commandName)) return next(args);
    const isFatal = calls.names.push(commandName) === calls.fatal;
    if (isFatal) calls.failed = commandName;
    if (isFatal && calls.when === 'before') throw new CallFailed(commandName);
    const answer = await next(args);
    if (isFatal) throw new CallFailed(commandName);
    return answer;
  };
}

/** What Lambda does for a function, and the test here. */
const OWN: ReadonlySet<string> = new Set([...['ReceiveMessageCommand', 'DeleteMessageCommand']]);

interface World {
  run(): Promise<void>;
  facts(): Promise<unknown>;
  verify(): Promise<string[]>;
  readonly calls: () => number;
  readonly names: () => readonly string[];
  readonly failed: () => string | null;
}

async function openWorld({ fatal, when }: { fatal: number; when: 'before' | 'after' }): Promise<World> {
  const calls: Calls = { fatal, when, names: [], failed: null };
  const [bucket, captureQueue, readQueue, tableName] = await Promise.all([
    aws.freshBucket(),
    aws.freshQueue(),
    aws.freshQueue(),
    dynamo.freshTable(),
  ]);
  let [moment, seconds, ids] = [0, 0, 0];
  const now = (): Instant => instantOf(new Date(Date.parse('2023-02-24T22:30:00.000Z') + 1000 * seconds++));
  const pageAt = (url: string): Page => {
    const path = url.slice(SITE.baseUrl.length);
    if (path === FRONT) return Buffer.from(NODE);
    return path === ARTICLE ? Buffer.from(articlePage(MOMENTS[moment] ?? '')) : 'missing';
  };
  const catalog = new Catalog(new DynamoTable(dynamo.documents, tableName));
  const objects = new S3Objects(aws.s3, bucket);
  const deps = {
    ...{ objects, catalog, now, report: () => undefined, within: REMEMBERED },
    client: new ScriptedPaper(pageAt, now),
    newId: () => `id${(ids += 1)}`,
    outbox: new SqsOutbox(aws.sqs, { 'capture-due': captureQueue, 'snapshot-kept': readQueue }),
  };
  const discover = discoverHandler({ ...deps, sites: [SITE] });
  const workers = [
    [captureQueue, captureHandler(deps)],
    [readQueue, readHandler(deps)],
  ] as const;

  /** A scheduler calls again what failed, and a queue brings again what came back. */
  const morning = async (task: 'discover' | 'watch'): Promise<void> => {
    await discover({ task }).catch(async (failure: unknown) => {
      if (!(failure instanceof CallFailed)) throw failure;
      await discover({ task });
    });
    for (let idle = false; !idle;) {
      idle = true;
      for (const [queue, work] of workers) {
        for (let records = await receive(queue); records.length > 0; idle = false) {
          const { batchItemFailures } = await work({ Records: records });
          const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
          records = records.filter(({ messageId }) => back.has(messageId));
        }
      }
    }
    await discover({ task }).catch(async (failure: unknown) => {
      if (!(failure instanceof CallFailed)) throw failure;
      await discover({ task });
    });
  };
  return {
    run: async () => {
      under = calls;
      await morning('discover');
      moment = 1;
      // Past the hour after which it is asked for again.
      seconds += 3600;
      await morning('watch');
      under = null;
    },
    facts: async () => {
      const manifest = await readManifest(catalog, DEMO.id, DAY);
      const resources = await Promise.all(
        (manifest?.resources ?? []).map(async ({ path, kind, page, title, version, sha256 }) => ({
          ...{ path, kind, page, title, version, sha256 },
          versions: await Array.fromAsync(catalog.snapshots(DEMO.id, path), (one) => [
            one.version,
            one.sha256,
          ]),
          readings: await Array.fromAsync(catalog.readings(DEMO.id, path), ({ version: of }) => of),
        })),
      );
      const events = await Array.fromAsync(catalog.events(DEMO.id), ({ kind }) => kind);
      return { state: manifest?.state, resources, events };
    },
    verify: () =>
      Array.fromAsync(
        verifyArchive({ objects, catalog }, () => undefined),
        ({ code }) => code,
      ),
    calls: () => calls.names.length,
    names: () => calls.names,
    failed: () => calls.failed,
  };
}

async function receive(queueUrl: string): Promise<SQSEvent['Records']> {
  const { Messages = [] } = await aws.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
  );
  for (const { ReceiptHandle } of Messages)
    await aws.sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
  return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '' }) => ({
    ...{ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, md5OfBody: '' },
    ...{ eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:x:0:queue', awsRegion: 'x' },
    messageAttributes: {},
    attributes: {
      ...{ ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: 'local' },
      ApproximateFirstReceiveTimestamp: '1',
    },
  }));
}
