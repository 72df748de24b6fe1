import { CfnOutput, Duration, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { SettingName as AlertSetting } from '../../lambdas/alert/settings.ts';
import type { SettingName as AuditSetting } from '../../lambdas/audit/settings.ts';
import type { SettingName as CaptureSetting } from '../../lambdas/capture/settings.ts';
import type { SettingName as DiscoverSetting } from '../../lambdas/discover/settings.ts';
import type { SettingName as PublishSetting } from '../../lambdas/publish/settings.ts';
import type { SettingName as ReadSetting } from '../../lambdas/read/settings.ts';
import type { SettingName as SearchIndexSetting } from '../../lambdas/search-index/settings.ts';
import { ArchiveFunction } from '../constructs/archive-function.ts';
import { DeadLetters } from '../constructs/dead-letters.ts';
import { Timetable } from '../constructs/timetable.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Deployment } from '../deployment.ts';
import type { CodeOf } from '../lambda-names.ts';
import type { StorageStack } from './storage-stack.ts';

export interface PipelineStackProps extends StackProps {
  readonly storage: StorageStack;
  readonly deployment: Deployment;
  readonly codeOf: CodeOf;
}

const CAPTURE_TIMEOUT = Duration.minutes(5);
const READ_TIMEOUT = Duration.minutes(2);

/** Every half hour of the morning in which an issue appears, 05:30 to 12:00; a cron expression cannot say it at once. */
const MORNING = {
  First: { hour: '5', minute: '30' },
  Then: { hour: '6-11', minute: '0,30' },
  Last: { hour: '12', minute: '0' },
} as const;

/** From the clock to the alert: discover, capture, read, publish, alert. */
export class PipelineStack extends Stack {
  readonly discover: ArchiveFunction<DiscoverSetting>;
  readonly capture: ArchiveFunction<CaptureSetting>;
  readonly read: ArchiveFunction<ReadSetting>;
  readonly publish: ArchiveFunction<PublishSetting>;
  readonly alert: ArchiveFunction<AlertSetting>;
  readonly audit: ArchiveFunction<AuditSetting>;
  readonly searchIndex: ArchiveFunction<SearchIndexSetting>;

  readonly captureQueue: WorkQueue;
  readonly readQueue: WorkQueue;
  readonly timetable: Timetable;

  /** Events that the alert function gave up on. */
  readonly lostAlerts: DeadLetters;

  /** Where events of the source are announced to whoever subscribed. */
  readonly alerts: Topic;

  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { storage, deployment, codeOf } = props;
    const { archive, catalog } = storage;

    // Patient: two pollers feed the one call of capture that may run. A batch that finds it busy waits out the half
    // hour for which it is hidden, and counts as tried.
    this.captureQueue = new WorkQueue(this, 'CaptureQueue', { workerTimeout: CAPTURE_TIMEOUT, maxTries: 10 });
    this.readQueue = new WorkQueue(this, 'ReadQueue', { workerTimeout: READ_TIMEOUT, maxTries: 5 });

    const store = {
      ARCHIVE_BUCKET: archive.bucket.bucketName,
      CATALOG_TABLE: catalog.table.tableName,
    };
    const queues = {
      CAPTURE_QUEUE_URL: this.captureQueue.queue.queueUrl,
      READ_QUEUE_URL: this.readQueue.queue.queueUrl,
    };
    const { contact: CONTACT } = deployment;
    const PAPERS = deployment.papers.join(',');

    this.discover = new ArchiveFunction<DiscoverSetting>(this, 'Discover', {
      code: codeOf('discover'),
      description: 'Finds out what should exist of an issue, and which pages are due for another look',
      settings: { ...store, ...queues, PAPERS, CONTACT },
      timeout: Duration.minutes(5),
      reservedConcurrency: 1,
    });
    this.capture = new ArchiveFunction<CaptureSetting>(this, 'Capture', {
      code: codeOf('capture'),
      description: 'Fetches pages and keeps every version of them',
      settings: { ...store, ...queues, CONTACT },
      timeout: CAPTURE_TIMEOUT,
      // An answer of 64 MiB is held several times over: as it came, unpacked, and as a WARC record.
      memorySize: 1024,
      // Only one call captures, however much there is. Discover may ask the same server meanwhile: two connections
      // at most, each with its own pause between requests.
      reservedConcurrency: 1,
    });
    this.read = new ArchiveFunction<ReadSetting>(this, 'Read', {
      code: codeOf('read'),
      description: 'Reads documents and figures out of what was kept',
      settings: { ...store, ...queues },
      timeout: READ_TIMEOUT,
      // A whole core: parsing is all that it does.
      memorySize: 1769,
    });
    this.publish = new ArchiveFunction<PublishSetting>(this, 'Publish', {
      code: codeOf('publish'),
      description: 'Makes dataset releases, and lays them out for query engines',
      settings: { ...store, PAPERS },
      timeout: Duration.minutes(15),
      memorySize: 1769,
      // All rows of a release lie there while it is made, and then those of one table while it is indexed.
      diskSize: Size.gibibytes(10),
      reservedConcurrency: 1,
    });

    this.alerts = new Topic(this, 'Alerts', {
      displayName: 'JMNews archive',
      enforceSSL: true,
      // AWS's key for SNS lets in every role of the account that may publish: no key of our own is needed.
      masterKey: Alias.fromAliasName(this, 'SnsKey', 'alias/aws/sns'),
    });
    this.lostAlerts = new DeadLetters(this, 'LostAlerts');
    this.alert = new ArchiveFunction<AlertSetting>(this, 'Alert', {
      code: codeOf('alert'),
      description: 'Announces events of the source',
      settings: { CATALOG_TABLE: catalog.table.tableName, ALERT_TOPIC_ARN: this.alerts.topicArn },
      timeout: Duration.minutes(1),
      memorySize: 256,
    });

    this.audit = new ArchiveFunction<AuditSetting>(this, 'Audit', {
      code: codeOf('audit'),
      description: 'Verifies the issues that were looked at longest ago',
      settings: { ...store, PAPERS },
      timeout: Duration.minutes(15),
      // As capture: an answer of 64 MiB is held several times over.
      memorySize: 1024,
    });

    this.searchIndex = new ArchiveFunction<SearchIndexSetting>(this, 'SearchIndex', {
      code: codeOf('search-index'),
      description: 'Indexes the words of articles',
      settings: store,
      timeout: Duration.minutes(15),
      // A whole core: taking readings apart is what it does. A month's index, which is tens of megabytes, fits into the disk that
      // every function has.
      memorySize: 1769,
      // Two at once would do no harm, and everything twice.
      reservedConcurrency: 1,
    });

    for (const stage of [this.discover, this.capture]) {
      archive.grantPut(stage, 'captures', 'quarantine');
      // A page with other bytes is held against the version that is kept; what lies under a key that is taken, too.
      archive.grantGet(stage, 'captures', 'quarantine');
    }
    archive.grantGet(this.read, 'captures', 'readings');
    archive.grantPut(this.read, 'readings');
    archive.grantGet(this.publish, 'readings', 'releases', 'lake', 'indexes');
    archive.grantPutInParts(this.publish, 'releases', 'lake', 'indexes');
    archive.grantGet(this.audit, 'captures', 'quarantine', 'readings');
    archive.grantGet(this.searchIndex, 'readings', 'search');
    archive.grantPutInParts(this.searchIndex, 'search');
    const writers = [this.discover, this.capture, this.read, this.publish, this.audit, this.searchIndex];
    for (const stage of writers) {
      catalog.grantReadAndPut(stage);
    }
    // Before it tells of an event it asks what was taken down.
    catalog.grantRead(this.alert);
    for (const stage of [this.discover, this.capture, this.read]) {
      this.captureQueue.queue.grantSendMessages(stage);
      this.readQueue.queue.grantSendMessages(stage);
    }
    this.alerts.grantPublish(this.alert);

    this.#feed(storage);
    this.timetable = this.#schedule();

    new CfnOutput(this, 'DiscoverFunctionName', { value: this.discover.lambda.functionName });
    new CfnOutput(this, 'CaptureFunctionName', { value: this.capture.lambda.functionName });
    new CfnOutput(this, 'PublishFunctionName', { value: this.publish.lambda.functionName });
    new CfnOutput(this, 'SearchIndexFunctionName', { value: this.searchIndex.lambda.functionName });
    new CfnOutput(this, 'AuditFunctionName', { value: this.audit.lambda.functionName });
    new CfnOutput(this, 'CaptureQueueUrl', { value: this.captureQueue.queue.queueUrl });
    new CfnOutput(this, 'CaptureDeadLettersArn', { value: this.captureQueue.deadLetters.queueArn });
    new CfnOutput(this, 'ReadDeadLettersArn', { value: this.readQueue.deadLetters.queueArn });
    new CfnOutput(this, 'AlertTopicArn', { value: this.alerts.topicArn });
  }

  /** Connects the functions to what they work off. */
  #feed(storage: StorageStack): void {
    this.capture.lambda.addEventSource(
      new SqsEventSource(this.captureQueue.queue, {
        // All of a batch have to fit into one call of 300 s. At worst robots.txt takes 60 s, and each resource 60 s
        // and the pause of 1.5 s before it: 60 + 3 × 61.5 = 244.5 s; a fourth does not fit, and the rest is for the store.
        batchSize: 3,
        reportBatchItemFailures: true,
        // The fewest that SQS knows; more pollers would only find the one call taken.
        maxConcurrency: 2,
      }),
    );
    this.read.lambda.addEventSource(
      new SqsEventSource(this.readQueue.queue, {
        // A page that takes all the time or memory there is must not take others with it.
        batchSize: 1,
        reportBatchItemFailures: true,
        maxConcurrency: 5,
      }),
    );
    this.alert.lambda.addEventSource(
      new DynamoEventSource(storage.catalog.table, {
        // From the oldest change that the stream still has: a deployment must not swallow an event.
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [
          FilterCriteria.filter({
            eventName: ['INSERT'],
            dynamodb: { Keys: { sk: { S: FilterRule.beginsWith('EVENT#') } } },
          }),
        ],
        batchSize: 10,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 8,
        maxRecordAge: Duration.hours(12),
        onFailure: new SqsDlq(this.lostAlerts),
      }),
    );
  }

  #schedule(): Timetable {
    const timetable = new Timetable(this, 'Timetable');
    for (const [part, times] of Object.entries(MORNING)) {
      timetable.add(`Discover${part}`, {
        callee: this.discover,
        description: "Looks for the day's issue",
        times,
        event: { task: 'discover' },
      });
    }
    timetable.add('Watch', {
      callee: this.discover,
      description: 'Looks again at published pages, for silent edits',
      times: { hour: '*', minute: '15' },
      event: { task: 'watch' },
    });
    timetable.add('Publish', {
      callee: this.publish,
      description: 'Makes the nightly release',
      times: { hour: '2', minute: '0' },
    });
    timetable.add('Audit', {
      callee: this.audit,
      description: 'Verifies some issues, in a month or so all of them',
      times: { hour: '3', minute: '0' },
      event: { task: 'audit' },
    });
    timetable.add('SearchIndex', {
      callee: this.searchIndex,
      description: 'Indexes months of which something was read since',
      times: { hour: '*', minute: '10,40' },
      event: { task: 'due' },
    });
    timetable.add('SearchIndexAll', {
      callee: this.searchIndex,
      description: 'Looks at every month, for what a repair or a hand has changed',
      times: { hour: '4', minute: '0' },
      event: { task: 'all' },
    });
    return timetable;
  }
}
