import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resourcesOf, synthesize } from './synthesized.ts';

const { templates } = synthesize({ alarmEmail: 'night@archive.cn' });
const { alarms, pipeline, readingRoom } = templates;
const rules = resourcesOf('AWS::CloudWatch::Alarm', alarms).map(({ properties }) => properties);

describe('AlarmsStack', () => {
  it('has an alarm for the first message in each dead-letter queue', () => {
    const deadLetters = resourcesOf('AWS::SQS::Queue', pipeline)
      .filter(({ properties }) => !('RedrivePolicy' in properties))
      .map(({ id }) => id);
    const watched = rules
      .filter((rule) => rule['MetricName'] === 'ApproximateNumberOfMessagesVisible')
      .map((rule) => {
        expect(rule).toMatchObject({
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
          Statistic: 'Maximum',
          EvaluationPeriods: 1,
        });
        return dimensionOf(rule);
      });
    expect(watched.sort()).toEqual(deadLetters.sort());
  });

  it('has an alarm for the first error of each function of the pipeline', () => {
    const functions = resourcesOf('AWS::Lambda::Function', pipeline).map(({ id }) => id);
    const watched = rules
      .filter((rule) => rule['MetricName'] === 'Errors')
      .map((rule) => {
        expect(rule).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' });
        return dimensionOf(rule);
      });
    expect(watched.sort()).toEqual(functions.sort());
  });

  it('has an alarm for the first answer of 500 and above, which is no error of the function', () => {
    const [api] = resourcesOf('AWS::ApiGatewayV2::Api', readingRoom).map(({ id }) => id);
    const [rule] = rules.filter((one) => one['AlarmName'] === 'jmnews-reading-room-errors');
    expect(rule).toMatchObject({
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Statistic: 'Sum',
      Period: 300,
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
      Dimensions: [{ Name: 'ApiId' }],
    });
    expect(dimensionOf(rule)).toBe(api);
  });

  it('counts such answers of both APIs when readers sign in', () => {
    const app = synthesize({ signInDomain: 'jmnews-heshan' }).templates;
    const apis = resourcesOf('AWS::ApiGatewayV2::Api', app.readingRoom).map(({ id }) => id);
    const [rule] = resourcesOf('AWS::CloudWatch::Alarm', app.alarms)
      .map(({ properties }) => properties)
      .filter((one) => one['AlarmName'] === 'jmnews-reading-room-errors');
    expect(rule).toMatchObject({ Threshold: 0, TreatMissingData: 'notBreaching' });
    const metrics = JSON.stringify(rule?.['Metrics']);
    expect(metrics).toContain('"FILL(people, 0) + FILL(programs, 0)"');
    expect(apis).toHaveLength(2);
    for (const api of apis) expect(metrics).toContain(`OutputRef${api}`);
  });

  it('has an alarm for events that wait, since a record that fails is no error of the function', () => {
    const [rule] = rules.filter((one) => one['AlarmName'] === 'jmnews-alert-late');
    expect(rule).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'IteratorAge',
      Statistic: 'Maximum',
      Threshold: 3_600_000,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    expect(dimensionOf(rule)).toMatch(/^Alert/);
  });

  it('takes a day without a finished discover for an alarm, silence included', () => {
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'jmnews-discover-silent',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'invocations - errors' }),
        Match.objectLike({
          Id: 'invocations',
          MetricStat: Match.objectLike({
            Period: 86_400,
            Metric: Match.objectLike({ MetricName: 'Invocations' }),
          }),
        }),
        Match.objectLike({
          Id: 'errors',
          MetricStat: Match.objectLike({
            Period: 86_400,
            Metric: Match.objectLike({ MetricName: 'Errors' }),
          }),
        }),
      ]),
    });
  });

  it('has an alarm for a table that keeps turning requests away', () => {
    alarms.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'jmnews-catalog-throttled',
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 3,
      TreatMissingData: 'notBreaching',
    });
  });

  it('tells the operations topic when an alarm goes off and when it is over', () => {
    expect(rules).toHaveLength(15);
    for (const rule of rules) {
      expect(rule).toMatchObject({
        AlarmActions: [{ Ref: 'Operations993AC38D' }],
        OKActions: [{ Ref: 'Operations993AC38D' }],
      });
    }
  });

  it('lets CloudWatch publish to the topic and use its key', () => {
    alarms.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
    alarms.hasResourceProperties('AWS::KMS::Key', {
      EnableKeyRotation: true,
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      },
    });
  });

  it('writes to the operator by e-mail', () => {
    alarms.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'night@archive.cn',
      TopicArn: { Ref: 'Operations993AC38D' },
    });
  });

  it('writes to nobody when no address is given', () => {
    expect(resourcesOf('AWS::SNS::Subscription', synthesize().templates.alarms)).toEqual([]);
  });
});

/** The logical id of the queue, function or API that an alarm's metric is about. */
function dimensionOf(rule: unknown): string {
  const { Dimensions } = z
    .object({
      Dimensions: z.tuple([
        z.object({
          Value: z
            .object({ 'Fn::ImportValue': z.string() })
            .transform(({ 'Fn::ImportValue': name }) => name.replace(/^.*(?:Ref|GetAtt)/, '')),
        }),
      ]),
    })
    .parse(rule);
  return Dimensions[0].Value.replace(/(QueueName)?[0-9A-F]{8}$/, '');
}
