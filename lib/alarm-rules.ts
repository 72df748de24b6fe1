import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { ArchiveFunction } from './constructs/archive-function.ts';
import type { PipelineStack } from './stacks/pipeline-stack.ts';
import type { ReadingRoomStack } from './stacks/reading-room-stack.ts';
import type { StorageStack } from './stacks/storage-stack.ts';

/** When a person should look at the archive. */
export interface AlarmRule {
  /** Kebab-case; the alarm's name and, word for word, its heading in `docs/runbook.md`. */
  readonly name: string;

  /** `loss`: something is lost for good unless a person acts within days. `delay`: it is late, and nothing is lost. */
  readonly severity: 'loss' | 'delay';

  /** What is the matter, for the notification. */
  readonly says: string;

  readonly metric: IMetric;

  /** Over how many of the metric's periods in a row; 1 when left out. */
  readonly periods?: number;

  /** The alarm goes off when the metric is above a number, or when it is below one or tells nothing at all. */
  readonly when: { readonly above: number } | { readonly belowOrSilent: number };
}

export interface Watched {
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
  readonly readingRoom: ReadingRoomStack;
}

/** All alarms of the archive. */
export function alarmRules({ storage, pipeline, readingRoom }: Watched): readonly AlarmRule[] {
  const { discover, capture, read, publish, alert, audit, searchIndex } = pipeline;
  const soon = Duration.minutes(5);
  const waiting = { period: soon, statistic: 'Maximum' };
  const errors = (of: ArchiveFunction<string>): IMetric => of.lambda.metricErrors({ period: soon });
  const letters = {
    capture: pipeline.captureQueue.deadLetters.metricApproximateNumberOfMessagesVisible(waiting),
    read: pipeline.readQueue.deadLetters.metricApproximateNumberOfMessagesVisible(waiting),
    timetable: pipeline.timetable.deadLetters.metricApproximateNumberOfMessagesVisible(waiting),
    alert: pipeline.lostAlerts.metricApproximateNumberOfMessagesVisible(waiting),
  };
  const { table } = storage.catalog;
  const throttled = (name: string): IMetric => table.metric(name, { period: soon, statistic: 'Sum' });

  return [
    {
      name: 'discover-silent',
      severity: 'loss',
      says: 'discover has not finished a single call for a day',
      metric: new MathExpression({
        expression: 'invocations - errors',
        usingMetrics: {
          invocations: discover.lambda.metricInvocations({ period: Duration.days(1) }),
          errors: discover.lambda.metricErrors({ period: Duration.days(1) }),
        },
        period: Duration.days(1),
        label: 'finished calls',
      }),
      when: { belowOrSilent: 1 },
    },
    {
      name: 'discover-errors',
      severity: 'loss',
      says: 'discover failed',
      metric: errors(discover),
      when: { above: 0 },
    },
    {
      name: 'capture-errors',
      severity: 'delay',
      says: 'capture failed as a whole, not for single pages',
      metric: errors(capture),
      when: { above: 0 },
    },
    {
      name: 'capture-dead-letters',
      severity: 'loss',
      says: 'pages were given up on',
      metric: letters.capture,
      when: { above: 0 },
    },
    {
      name: 'read-errors',
      severity: 'delay',
      says: 'read failed as a whole, not for single snapshots',
      metric: errors(read),
      when: { above: 0 },
    },
    {
      name: 'read-dead-letters',
      severity: 'delay',
      says: 'snapshots that are kept could not be read',
      metric: letters.read,
      when: { above: 0 },
    },
    {
      name: 'timetable-dead-letters',
      severity: 'loss',
      says: 'a scheduled call never reached its function',
      metric: letters.timetable,
      when: { above: 0 },
    },
    {
      name: 'publish-errors',
      severity: 'delay',
      says: 'the nightly release failed',
      metric: errors(publish),
      when: { above: 0 },
    },
    {
      name: 'audit-errors',
      severity: 'loss',
      says: 'the audit found something that is not as it was kept, or failed',
      metric: errors(audit),
      when: { above: 0 },
    },
    {
      name: 'search-index-errors',
      severity: 'delay',
      says: 'what was read lately cannot be found by its words',
      metric: errors(searchIndex),
      when: { above: 0 },
    },
    {
      name: 'alert-errors',
      severity: 'delay',
      says: 'alert failed as a whole; its events are tried again',
      metric: errors(alert),
      when: { above: 0 },
    },
    {
      // The function names the record that failed and ends without an error: only the stream's age tells.
      name: 'alert-late',
      severity: 'delay',
      says: 'events have waited for more than an hour to be announced',
      metric: alert.lambda.metric('IteratorAge', { period: soon, statistic: 'Maximum' }),
      when: { above: Duration.hours(1).toMilliseconds() },
    },
    {
      name: 'alert-dead-letters',
      severity: 'loss',
      says: 'events were never announced',
      metric: letters.alert,
      when: { above: 0 },
    },
    {
      name: 'reading-room-errors',
      severity: 'delay',
      says: 'the reading room fails to answer',
      // Answers, not errors of the function: the room itself answers 500 when something fails in it.
      metric: readingRoom.metricServerError({ period: soon, statistic: 'Sum' }),
      when: { above: 0 },
    },
    {
      name: 'catalog-throttled',
      severity: 'delay',
      says: 'the catalog table turns requests away',
      metric: new MathExpression({
        expression: 'FILL(reads, 0) + FILL(writes, 0)',
        usingMetrics: { reads: throttled('ReadThrottleEvents'), writes: throttled('WriteThrottleEvents') },
        period: soon,
        label: 'throttled requests',
      }),
      periods: 3,
      when: { above: 0 },
    },
  ];
}
