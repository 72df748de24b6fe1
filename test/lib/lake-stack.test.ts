import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { LAKE_TABLES } from '../../core/publish/lake/lake-tables.ts';
import { SAVED_QUERIES } from '../../lib/saved-queries.ts';
import { resourcesOf, synthesize } from './synthesized.ts';

const { templates } = synthesize();
const { lake } = templates;

const Columns = z.array(z.object({ Name: z.string(), Type: z.string(), Comment: z.string().optional() }));
const Table = z.object({
  DatabaseName: z.unknown(),
  TableInput: z.object({
    Name: z.string(),
    Parameters: z.record(z.string(), z.unknown()),
    PartitionKeys: Columns,
    StorageDescriptor: z.object({
      Columns,
      Location: z.unknown(),
      InputFormat: z.string(),
      SerdeInfo: z.object({ SerializationLibrary: z.string() }),
    }),
  }),
});
const tables = new Map(
  resourcesOf('AWS::Glue::Table', lake).map(({ properties }) => {
    const { TableInput } = Table.parse(properties);
    return [TableInput.Name, TableInput];
  }),
);

describe('the tables of the lake', () => {
  it('are those of a release', () => {
    expect([...tables.keys()]).toEqual([
      ...[
        'figures',
        'observations',
        'year_over_year',
        'documents',
        'captures',
        'indicators',
        'units',
        'checks',
      ],
    ]);
  });

  it('have the columns of the release in their order, typed as Parquet has them', () => {
    const types = {
      ...{ string: 'string', number: 'decimal(38,12)', integer: 'bigint', date: 'date' },
      datetime: 'timestamp',
    };
    for (const { sqlName, columns } of LAKE_TABLES) {
      const found = tables.get(sqlName)?.StorageDescriptor.Columns ?? [];
      expect(found.map(({ Name, Type }) => [Name, Type])).toEqual(
        columns.filter(({ name }) => name !== 'year').map(({ name, type }) => [name, types[type]]),
      );
    }
    const { Columns: years = [] } = tables.get('year_over_year')?.StorageDescriptor ?? {};
    expect(years.find(({ Name }) => Name === 'level_value')?.Type).toBe('decimal(38,12)');
  });

  it('explain their columns within the 255 characters that the catalog takes', () => {
    for (const { StorageDescriptor, PartitionKeys } of tables.values()) {
      for (const { Comment = '' } of [...StorageDescriptor.Columns, ...PartitionKeys]) {
        expect(Comment).toMatch(/^[^\n\r\t]{5,255}$/u);
      }
    }
  });

  it('have no column twice, not even among the folders', () => {
    for (const [name, { StorageDescriptor, PartitionKeys }] of tables) {
      const names = [...StorageDescriptor.Columns, ...PartitionKeys].map(({ Name }) => Name);
      expect(new Set(names).size, name).toBe(names.length);
    }
  });

  it.each([
    ['figures', 'figures', true],
    ['observations', 'observations', true],
    ['year_over_year', 'year-over-year', true],
    ['documents', 'documents', true],
    ['captures', 'captures', false],
    ['indicators', 'indicators', false],
    ['units', 'units', false],
    ['checks', 'checks', false],
  ])('%s is Parquet below lake/%s/, its folders reckoned', (name, folder, isByYear) => {
    const table = tables.get(name);
    const location = JSON.stringify(table?.StorageDescriptor.Location);
    expect(location).toMatch(new RegExp(`ArchiveBucket[^"]*"},"/lake/${folder}/"\\]\\]}$`));
    expect(table?.StorageDescriptor.InputFormat).toMatch(/Parquet/);
    expect(table?.StorageDescriptor.SerdeInfo.SerializationLibrary).toMatch(/ParquetHiveSerDe$/);
    expect(table?.PartitionKeys.map(({ Name, Type }) => [Name, Type])).toEqual([
      ['release', 'string'],
      ...(isByYear ? [['year', 'int']] : []),
    ]);
    const projected = Object.entries(table?.Parameters ?? {}).filter(([key]) =>
      key.startsWith('projection.'),
    );
    expect(Object.fromEntries(projected)).toEqual({
      'projection.enabled': 'true',
      'projection.release.type': 'injected',
      ...(isByYear ? { 'projection.year.type': 'integer', 'projection.year.range': '1900,2099' } : {}),
    });
  });
});

describe('the workgroup', () => {
  it('keeps answers in its own bucket, encrypted, whatever a client asks for', () => {
    const [results] = resourcesOf('AWS::S3::Bucket', lake);
    lake.hasResourceProperties('AWS::Athena::WorkGroup', {
      Name: 'jmnews',
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        PublishCloudWatchMetricsEnabled: true,
        BytesScannedCutoffPerQuery: 10_737_418_240,
        EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
        ResultConfiguration: {
          OutputLocation: { 'Fn::Join': ['', ['s3://', { Ref: results?.id }, '/']] },
          EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
          ExpectedBucketOwner: { Ref: 'AWS::AccountId' },
        },
      },
    });
  });

  it('lets answers go after a month', () => {
    lake.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [
          Match.objectLike({
            ExpirationInDays: 30,
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
            Status: 'Enabled',
          }),
        ],
      },
    });
  });

  it('has every saved query, with what each of its marks asks for', () => {
    const queries = resourcesOf('AWS::Athena::NamedQuery', lake).map(({ properties }) => properties);
    expect(queries.map(({ Name }) => Name).sort()).toEqual([
      ...['changes-between-releases', 'failed-checks', 'sentence-of-a-number'],
      ...['series-of-an-indicator', 'targets-beside-actuals'],
    ]);
    for (const { name, sql, parameters } of SAVED_QUERIES) {
      expect(sql.match(/\?/g)).toHaveLength(parameters.length);
      const [workGroup] = resourcesOf('AWS::Athena::WorkGroup', lake);
      lake.hasResourceProperties('AWS::Athena::NamedQuery', {
        Name: name,
        QueryString: sql,
        Description: Match.stringLikeRegexp(`Asks for: ${parameters.join(', ')}$`),
        WorkGroup: { Ref: workGroup?.id },
      });
    }
  });
});

describe('whoever has the policy of analysts', () => {
  const Policy = z.object({
    PolicyDocument: z.object({
      Statement: z.array(
        z.object({
          Sid: z.string(),
          Effect: z.literal('Allow'),
          Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
          Resource: z.unknown(),
          Condition: z.unknown().optional(),
        }),
      ),
    }),
  });
  const [policy] = resourcesOf('AWS::IAM::ManagedPolicy', lake);
  const statements = Policy.parse(policy?.properties).PolicyDocument.Statement;
  const of = (sid: string) => statements.find(({ Sid }) => Sid === sid);

  it('may do this and nothing else', () => {
    expect(statements.flatMap(({ Sid, Action }) => Action.map((one) => `${Sid}: ${one}`)).sort()).toEqual([
      'Ask: athena:BatchGetNamedQuery',
      'Ask: athena:BatchGetQueryExecution',
      'Ask: athena:GetNamedQuery',
      'Ask: athena:GetQueryExecution',
      'Ask: athena:GetQueryResults',
      'Ask: athena:GetQueryResultsStream',
      'Ask: athena:GetWorkGroup',
      'Ask: athena:ListNamedQueries',
      'Ask: athena:ListQueryExecutions',
      'Ask: athena:StartQueryExecution',
      'Ask: athena:StopQueryExecution',
      'FindBuckets: s3:GetBucketLocation',
      'FindTables: glue:GetDatabase',
      'FindTables: glue:GetDatabases',
      'FindTables: glue:GetPartitions',
      'FindTables: glue:GetTable',
      'FindTables: glue:GetTables',
      'KeepAnswers: s3:AbortMultipartUpload',
      'KeepAnswers: s3:GetObject',
      'KeepAnswers: s3:ListMultipartUploadParts',
      'KeepAnswers: s3:PutObject',
      'ListAnswers: s3:ListBucket',
      'ListAnswers: s3:ListBucketMultipartUploads',
      'ListLake: s3:ListBucket',
      'ReadLake: s3:GetObject',
    ]);
  });

  it('reads of the archive the lake, and lists no other part of it', () => {
    expect(JSON.stringify(of('ReadLake')?.Resource)).toMatch(
      /^{"Fn::Join":\["",\[{"Fn::ImportValue":"[^"]*ArchiveBucket[^"]*Arn[^"]*"},"\/lake\/\*"\]\]}$/,
    );
    expect(of('ListLake')?.Condition).toEqual({ StringLike: { 's3:prefix': 'lake/*' } });
  });

  it('asks in the one workgroup and puts answers into its bucket only', () => {
    expect(JSON.stringify(of('Ask')?.Resource)).toMatch(/:workgroup\/jmnews"\]\]}$/);
    expect(JSON.stringify(of('KeepAnswers')?.Resource)).toMatch(
      /^{"Fn::Join":\["",\[{"Fn::GetAtt":\["Results[^"]*","Arn"\]},"\/\*"\]\]}$/,
    );
  });

  it('is told in an output', () => {
    lake.hasOutput('AnalystsPolicyArn', { Value: { Ref: policy?.id } });
  });
});
