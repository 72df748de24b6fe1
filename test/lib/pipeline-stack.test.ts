import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { FUNCTION_MANNERS } from '../../lambdas/settings.ts';
import { WorkQueue } from '../../lib/constructs/work-queue.ts';
import { resourcesOf, synthesize } from './synthesized.ts';

const Call = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string(),
  FlexibleTimeWindow: z.unknown(),
  Target: z.object({ Input: z.string(), RetryPolicy: z.unknown(), DeadLetterConfig: z.unknown() }),
});

const { pipeline } = synthesize({ papers: ['jmrb', 'other'], contact: 'mail@archive.cn' }).templates;

describe('the clock of the pipeline', () => {
  const calls = resourcesOf('AWS::Scheduler::Schedule', pipeline).map(({ properties }) =>
    Call.parse(properties),
  );

  it('looks for an issue every half hour from 05:30 to 12:00 in China', () => {
    expect(calls.filter(({ Target }) => Target.Input === '{"task":"discover"}')).toMatchObject([
      { ScheduleExpression: 'cron(30 5 * * ? *)', ScheduleExpressionTimezone: 'Asia/Shanghai' },
      { ScheduleExpression: 'cron(0,30 6-11 * * ? *)', ScheduleExpressionTimezone: 'Asia/Shanghai' },
      { ScheduleExpression: 'cron(0 12 * * ? *)', ScheduleExpressionTimezone: 'Asia/Shanghai' },
    ]);
  });

  it('looks for silent edits every hour', () => {
    expect(calls.filter(({ Target }) => Target.Input === '{"task":"watch"}')).toMatchObject([
      { ScheduleExpression: 'cron(15 * * * ? *)', ScheduleExpressionTimezone: 'Asia/Shanghai' },
    ]);
  });

  it('makes a release at two in the night in China', () => {
    expect(calls.filter(({ Target }) => Target.Input === '{}')).toMatchObject([
      { ScheduleExpression: 'cron(0 2 * * ? *)', ScheduleExpressionTimezone: 'Asia/Shanghai' },
    ]);
  });

  it('verifies some issues at three in the night in China', () => {
    expect(calls.filter(({ Target }) => Target.Input === '{"task":"audit"}')).toMatchObject([
      { ScheduleExpression: 'cron(0 3 * * ? *)', ScheduleExpressionTimezone: 'Asia/Shanghai' },
    ]);
  });

  it('tries a call again for half an hour, then sets it aside', () => {
    expect(calls).toHaveLength(8);
    for (const call of calls) {
      expect(call.FlexibleTimeWindow).toEqual({ Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 });
      expect(call.Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 1800, MaximumRetryAttempts: 3 });
      expect(call.Target.DeadLetterConfig).toEqual({
        Arn: { 'Fn::GetAtt': ['TimetableDeadLettersC439053D', 'Arn'] },
      });
    }
  });
});

describe('capture', () => {
  it.each(['^Fetches pages', '^Finds out'])('and discover run one call each at a time: %s', (description) => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp(description),
      ReservedConcurrentExecutions: 1,
    });
  });

  it('has memory for the largest answer that is taken', () => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Fetches pages'),
      MemorySize: 1024,
    });
  });

  it('has time for robots.txt and a whole batch of the slowest answers', () => {
    const Capture = z.object({ Description: z.string().startsWith('Fetches pages'), Timeout: z.number() });
    const Mapping = z.object({
      EventSourceArn: z.object({ 'Fn::GetAtt': z.tuple([z.literal('CaptureQueueD7827434'), z.string()]) }),
      BatchSize: z.number(),
    });
    const timeouts = resourcesOf('AWS::Lambda::Function', pipeline)
      .map(({ properties }) => Capture.safeParse(properties).data?.Timeout)
      .filter((timeout) => timeout !== undefined);
    const batches = resourcesOf('AWS::Lambda::EventSourceMapping', pipeline)
      .map(({ properties }) => Mapping.safeParse(properties).data?.BatchSize)
      .filter((size) => size !== undefined);
    expect([timeouts, batches]).toEqual([[300], [3]]);

    const { tries, totalTimeoutMs, delayMs, maxPauseMs } = FUNCTION_MANNERS;
    expect(tries).toBe(1);
    const slowest = totalTimeoutMs + (batches[0] ?? NaN) * (Math.max(delayMs, maxPauseMs) + totalTimeoutMs);
    expect((timeouts[0] ?? NaN) * 1000).toBeGreaterThan(slowest);
  });

  it('takes three messages and sends back only those that failed', () => {
    pipeline.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': ['CaptureQueueD7827434', 'Arn'] },
      BatchSize: 3,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  it('keeps messages hidden for six times as long as a call may take', () => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Fetches pages'),
      Timeout: 300,
    });
    pipeline.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 1800,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['CaptureQueueDeadLetters2B63B276', 'Arn'] },
        maxReceiveCount: 10,
      },
    });
  });
});

describe('publish', () => {
  it('has room for all rows of a release', () => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Makes dataset releases'),
      EphemeralStorage: { Size: 10_240 },
    });
  });
});

describe('read', () => {
  it('has a whole core', () => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Reads documents'),
      MemorySize: 1769,
    });
  });

  it('takes one message at a time, so that a page which cannot be read takes no other with it', () => {
    pipeline.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': ['ReadQueue09ACB9B7', 'Arn'] },
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('keeps messages hidden for six times as long as a call may take', () => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Reads documents'),
      Timeout: 120,
    });
    pipeline.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 720,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['ReadQueueDeadLettersC46D215B', 'Arn'] },
        maxReceiveCount: 5,
      },
    });
  });
});

describe('alert', () => {
  const [mapping] = resourcesOf('AWS::Lambda::EventSourceMapping', pipeline)
    .map(({ properties }) => properties)
    .filter((properties) => 'StartingPosition' in properties);

  it('is woken by new events and by nothing else in the catalog', () => {
    const { FilterCriteria } = z
      .object({ FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }) })
      .parse(mapping);
    expect(FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'EVENT#' }] } } } },
    ]);
  });

  it('starts with the oldest change there is, so that a deployment swallows none', () => {
    expect(mapping).toMatchObject({ StartingPosition: 'TRIM_HORIZON' });
  });

  it('isolates an event that fails, tries it for so long, and then sets it aside', () => {
    expect(mapping).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 8,
      MaximumRecordAgeInSeconds: 43_200,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['LostAlerts23CC63B9', 'Arn'] } } },
    });
  });
});

describe('settings', () => {
  it('carry the deployment to the functions', () => {
    pipeline.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('^Finds out'),
      Environment: {
        Variables: {
          PAPERS: 'jmrb,other',
          CONTACT: 'mail@archive.cn',
          CAPTURE_QUEUE_URL: { Ref: 'CaptureQueueD7827434' },
          READ_QUEUE_URL: { Ref: 'ReadQueue09ACB9B7' },
          ARCHIVE_BUCKET: Match.anyValue(),
          CATALOG_TABLE: Match.anyValue(),
        },
      },
    });
  });
});

describe('WorkQueue', () => {
  it('fails when a message would never be tried', () => {
    const stack = new Stack(new App(), 'Test');
    expect(() => new WorkQueue(stack, 'Queue', { workerTimeout: Duration.minutes(1), maxTries: 0 })).toThrow(
      "'maxTries' of Test/Queue should be at least 1, got 0",
    );
  });
});
