import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resourcesOf, synthesize } from './synthesized.ts';

const { app, templates } = synthesize();
const everywhere = Object.values(templates);

describe('every bucket', () => {
  const buckets = resourcesOf('AWS::S3::Bucket', ...everywhere);

  it('is private, versioned and encrypted, and has no access lists', () => {
    expect(buckets).toHaveLength(3);
    for (const { properties } of buckets) {
      expect(properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      });
      expect(properties).not.toHaveProperty('AccessControl');
    }
  });

  it('demands TLS', () => {
    const guarded = resourcesOf('AWS::S3::BucketPolicy', ...everywhere).filter(({ properties }) =>
      demandsTls(properties),
    );
    expect(guarded.map(({ properties }) => properties['Bucket'])).toEqual(
      buckets.map(({ id }) => ({ Ref: id })),
    );
  });
});

describe('every queue', () => {
  const queues = resourcesOf('AWS::SQS::Queue', ...everywhere);

  it('has a dead-letter queue or is one', () => {
    const without = queues.filter(({ properties }) => !('RedrivePolicy' in properties)).map(({ id }) => id);
    expect(without.map((id) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'CaptureQueueDeadLetters',
      'ReadQueueDeadLetters',
      'LostAlerts',
      'TimetableDeadLetters',
    ]);
  });

  it('demands TLS and is encrypted', () => {
    const guarded = resourcesOf('AWS::SQS::QueuePolicy', ...everywhere)
      .filter(({ properties }) => demandsTls(properties))
      .map(({ properties }) => properties['Queues']);
    expect(guarded).toEqual(queues.map(({ id }) => [{ Ref: id }]));
    for (const { properties } of queues) expect(properties).toMatchObject({ SqsManagedSseEnabled: true });
  });
});

describe('every topic', () => {
  it('demands TLS and is encrypted', () => {
    const topics = resourcesOf('AWS::SNS::Topic', ...everywhere);
    const guarded = resourcesOf('AWS::SNS::TopicPolicy', ...everywhere)
      .filter(({ properties }) => demandsTls(properties))
      .map(({ properties }) => properties['Topics']);
    expect(guarded).toEqual(topics.map(({ id }) => [{ Ref: id }]));
    for (const { properties } of topics) expect(properties).toHaveProperty('KmsMasterKeyId');
  });
});

describe('every function', () => {
  const functions = resourcesOf('AWS::Lambda::Function', ...everywhere);

  it('runs on Node 24 on arm64 and is traced', () => {
    expect(functions).toHaveLength(8);
    for (const { properties } of functions) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
    }
  });

  it('has a log of its own that is kept for half a year', () => {
    const logs = resourcesOf('AWS::Logs::LogGroup', ...everywhere);
    const kept = new Map(logs.map(({ id, properties }) => [id, properties['RetentionInDays']]));
    const Logging = z.object({ LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }) }) });
    const own = functions.map(({ properties }) => Logging.parse(properties).LoggingConfig.LogGroup.Ref);
    expect(new Set(own).size).toBe(8);
    expect(own.map((id) => kept.get(id))).toEqual([180, 180, 180, 180, 180, 180, 180, 180]);
  });
});

describe('every log', () => {
  it('is kept for a time that somebody chose', () => {
    for (const { properties } of resourcesOf('AWS::Logs::LogGroup', ...everywhere)) {
      expect(properties).toHaveProperty('RetentionInDays');
    }
  });
});

describe('every alarm', () => {
  it('links to its own heading of the runbook', () => {
    const Named = z.object({ AlarmName: z.string(), AlarmDescription: z.string() });
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const headings = [...runbook.matchAll(/^#+ (.+)$/gm)].map((match) => match[1]);
    const alarms = resourcesOf('AWS::CloudWatch::Alarm', ...everywhere).map(({ properties }) =>
      Named.parse(properties),
    );
    expect(alarms).toHaveLength(15);
    for (const { AlarmName, AlarmDescription } of alarms) {
      const anchor = /docs\/runbook\.md#([a-z-]+)$/.exec(AlarmDescription)?.[1];
      expect(`jmnews-${anchor ?? 'nothing'}`).toBe(AlarmName);
      expect(headings).toContain(anchor);
    }
  });
});

describe('cdk-nag', () => {
  it('finds nothing that is not explained', () => {
    expect(findingsOf(app)).toEqual([]);
    expect(findingsOf(synthesize({ rights: 'public' }).app)).toEqual([]);
    expect(findingsOf(synthesize({ signInDomain: 'jmnews-heshan' }).app)).toEqual([]);
  });

  it('finds a queue that does not demand TLS', () => {
    const careless = synthesize();
    new Queue(careless.archive.pipeline, 'Careless');
    expect(findingsOf(careless.app)).toEqual([
      'AwsSolutions-SQS3 JmnewsPipeline/Careless/Resource',
      'AwsSolutions-SQS4 JmnewsPipeline/Careless/Resource',
    ]);
  });

  it('is told a reason for each thing it should leave alone', () => {
    const Acknowledged = z.record(z.string(), z.string());
    const reasons = [app, synthesize({ signInDomain: 'jmnews-heshan' }).app]
      .flatMap(({ node }) => node.findAll())
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.values(Acknowledged.parse(data)));
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter((reason) => !/^[A-Z].{30,}\.$/.test(reason))).toEqual([]);
  });
});

function findingsOf(scope: typeof app): string[] {
  return new AwsSolutionsChecks(scope)
    .validateScope(scope)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => `${ruleName} ${constructPath}`),
    );
}

function demandsTls(properties: unknown): boolean {
  const Policy = z.object({
    PolicyDocument: z.object({ Statement: z.array(z.record(z.string(), z.unknown())) }),
  });
  return Policy.parse(properties).PolicyDocument.Statement.some(
    ({ Effect, Condition }) =>
      Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  );
}
