import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesize } from './synthesized.ts';

const { archive, templates } = synthesize();
const { storage, pipeline, alarms } = templates;

describe('StorageStack', () => {
  it('keeps its buckets and its table when the stack is removed or they are replaced', () => {
    const kept = [
      ...resourcesOf('AWS::S3::Bucket', storage),
      ...resourcesOf('AWS::DynamoDB::GlobalTable', storage),
    ];
    expect(kept.map(({ deletionPolicy, replacePolicy }) => [deletionPolicy, replacePolicy])).toEqual([
      ['Retain', 'Retain'],
      ['Retain', 'Retain'],
      ['Retain', 'Retain'],
    ]);
  });

  it('cannot be removed by accident', () => {
    expect(archive.storage.terminationProtection).toBe(true);
  });

  it('keeps one table under pk and sk that grows with use', () => {
    storage.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
  });

  it('can put the table back to any second of the past weeks, and refuses to delete it', () => {
    storage.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
        }),
      ],
    });
  });

  it('streams every new item', () => {
    storage.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
  });

  it('clears unfinished uploads out of the archive and never expires anything else', () => {
    const [bucket] = resourcesOf('AWS::S3::Bucket', storage).filter(({ id }) =>
      id.startsWith('ArchiveBucket'),
    );
    expect(bucket?.properties['LifecycleConfiguration']).toEqual({
      Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 }, Status: 'Enabled' }],
    });
  });

  it('lets scripts read what a signed link leads them to, and nothing be written from a browser', () => {
    const buckets = resourcesOf('AWS::S3::Bucket', storage).map(({ id, properties }) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      properties['CorsConfiguration'],
    ]);
    expect(Object.fromEntries(buckets)).toEqual({
      ArchiveAccessLogs: undefined,
      ArchiveBucket: {
        CorsRules: [
          {
            AllowedMethods: ['GET', 'HEAD'],
            AllowedOrigins: ['*'],
            AllowedHeaders: ['*'],
            ExposedHeaders: ['Accept-Ranges', 'Content-Disposition', 'Content-Range', 'ETag'],
            MaxAge: 86_400,
          },
        ],
      },
    });
    const [bucket] = resourcesOf('AWS::S3::Bucket', storage).filter(({ id }) =>
      id.startsWith('ArchiveBucket'),
    );
    expect(bucket?.properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('writes down who read and wrote the archive', () => {
    storage.hasResourceProperties('AWS::S3::Bucket', {
      LoggingConfiguration: {
        DestinationBucketName: { Ref: 'ArchiveAccessLogs31F4F9D7' },
        LogFilePrefix: 'archive/',
      },
    });
  });
});

describe('logical ids', () => {
  // CloudFormation replaces what changes its id: a red test here means that an archive would start empty.
  it.each([
    ['AWS::S3::Bucket', storage, ['ArchiveAccessLogs31F4F9D7', 'ArchiveBucket49F1AC64']],
    ['AWS::DynamoDB::GlobalTable', storage, ['CatalogTableBBEA0CBC']],
    [
      'AWS::SQS::Queue',
      pipeline,
      [
        'CaptureQueueD7827434',
        'CaptureQueueDeadLetters2B63B276',
        'LostAlerts23CC63B9',
        'ReadQueue09ACB9B7',
        'ReadQueueDeadLettersC46D215B',
        'TimetableDeadLettersC439053D',
      ],
    ],
    ['AWS::SNS::Topic', pipeline, ['Alerts91F83244']],
    ['AWS::SNS::Topic', alarms, ['Operations993AC38D']],
  ])('of %s stay as they are', (type, template, ids) => {
    expect(
      resourcesOf(type, template)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids);
  });
});
