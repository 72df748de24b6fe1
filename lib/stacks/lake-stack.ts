import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Database } from 'aws-cdk-lib/aws-glue';
import { type IManagedPolicy, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import * as z from 'zod';
import { LAKE_TABLES } from '../../core/publish/lake/lake-tables.ts';
import { GlueLakeTable } from '../constructs/lake-table.ts';
import { SAFE_BUCKET } from '../constructs/safe-bucket.ts';
import { SAVED_QUERIES } from '../saved-queries.ts';
import type { StorageStack } from './storage-stack.ts';

/** How a stack names what it holds itself. */
const GetAtt = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

export interface LakeStackProps extends StackProps {
  readonly storage: StorageStack;
}

/** What the database and the workgroup are called; analysts write both down. */
const NAME = 'jmnews';

/** A release has some hundred megabytes; a query that reads so much more is a mistake. */
const MOST_BYTES_OF_A_QUERY = 10 * 1024 ** 3;

const RESULTS_ARE_KEPT = Duration.days(30);

/**
 * Releases for SQL: a database of their tables over what lies under `lake/`, a workgroup for Athena with its own bucket
 * for results, and queries to begin with. Nothing here holds data but for answers that can be asked for again.
 */
export class LakeStack extends Stack {
  readonly results: Bucket;

  /** For roles and users who ask; it lets them read the lake and no other part of the archive. */
  readonly analysts: IManagedPolicy;

  readonly #storage: StorageStack;
  readonly #database: Database;
  readonly #workGroup: CfnWorkGroup;

  constructor(scope: Construct, id: string, props: LakeStackProps) {
    super(scope, id, props);
    this.#storage = props.storage;
    this.#database = new Database(this, 'Database', {
      databaseName: NAME,
      description: 'Releases of the archive: every table, by release and the large ones by year',
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // CDK's own types do not agree under exactOptionalPropertyTypes: a Bucket is not quite an IBucket.
    const bucket = this.#storage.archive.bucket as IBucket;
    for (const table of LAKE_TABLES) new GlueLakeTable(this, table, { database: this.#database, bucket });

    this.results = this.#resultsBucket();
    this.#workGroup = this.#addWorkGroup();
    for (const { name, description, parameters, sql } of SAVED_QUERIES) {
      new CfnNamedQuery(this, name, {
        name,
        database: this.#database.databaseName,
        description: `${description}. Asks for: ${parameters.join(', ')}`,
        queryString: sql,
        workGroup: this.#workGroup,
      });
    }
    this.analysts = this.#analystsPolicy();

    new CfnOutput(this, 'QueryWorkGroup', { value: NAME });
    new CfnOutput(this, 'QueryDatabase', { value: this.#database.databaseName });
    new CfnOutput(this, 'AnalystsPolicyArn', { value: this.analysts.managedPolicyArn });
  }

  #resultsBucket(): Bucket {
    const results = new Bucket(this, 'Results', {
      ...SAFE_BUCKET,
      lifecycleRules: [
        {
          expiration: RESULTS_ARE_KEPT,
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    Validations.of(results).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Answers to queries over public facts, gone in a month; Athena itself keeps who asked what.',
    });
    return results;
  }

  #addWorkGroup(): CfnWorkGroup {
    return new CfnWorkGroup(this, 'WorkGroup', {
      name: NAME,
      description: 'Queries over the releases of the archive',
      // Answers and the history of questions are no loss.
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        bytesScannedCutoffPerQuery: MOST_BYTES_OF_A_QUERY,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${this.results.bucketName}/`,
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
          expectedBucketOwner: Aws.ACCOUNT_ID,
        },
      },
    });
  }

  #analystsPolicy(): ManagedPolicy {
    const { bucket } = this.#storage.archive;
    const glue = (resource: string): string => this.formatArn({ service: 'glue', resource });
    const policy = new ManagedPolicy(this, 'Analysts', {
      description: 'May query the releases of the archive with Athena, and read nothing else of it',
      statements: [
        new PolicyStatement({
          sid: 'Ask',
          actions: [
            ...['athena:StartQueryExecution', 'athena:StopQueryExecution', 'athena:GetQueryExecution'],
            ...['athena:GetQueryResults', 'athena:GetQueryResultsStream', 'athena:ListQueryExecutions'],
            ...['athena:BatchGetQueryExecution', 'athena:GetWorkGroup', 'athena:ListNamedQueries'],
            ...['athena:GetNamedQuery', 'athena:BatchGetNamedQuery'],
          ],
          resources: [this.formatArn({ service: 'athena', resource: 'workgroup', resourceName: NAME })],
        }),
        new PolicyStatement({
          sid: 'FindTables',
          actions: [
            ...['glue:GetDatabase', 'glue:GetDatabases', 'glue:GetTable', 'glue:GetTables'],
            'glue:GetPartitions',
          ],
          resources: [
            glue('catalog'),
            this.#database.databaseArn,
            ...LAKE_TABLES.map(({ sqlName }) =>
              this.formatArn({ service: 'glue', resource: 'table', resourceName: `${NAME}/${sqlName}` }),
            ),
          ],
        }),
        new PolicyStatement({
          sid: 'ReadLake',
          actions: ['s3:GetObject'],
          resources: [bucket.arnForObjects('lake/*')],
        }),
        new PolicyStatement({
          sid: 'ListLake',
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
          conditions: { StringLike: { 's3:prefix': 'lake/*' } },
        }),
        new PolicyStatement({
          sid: 'FindBuckets',
          actions: ['s3:GetBucketLocation'],
          resources: [bucket.bucketArn, this.results.bucketArn],
        }),
        new PolicyStatement({
          sid: 'ListAnswers',
          actions: ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
          resources: [this.results.bucketArn],
        }),
        new PolicyStatement({
          sid: 'KeepAnswers',
          actions: [
            ...['s3:GetObject', 's3:PutObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
          ],
          resources: [this.results.arnForObjects('*')],
        }),
      ],
    });
    this.#storage.archive.explain(policy, ['lake']);
    const [results] = GetAtt.parse(this.resolve(this.results.bucketArn))['Fn::GetAtt'];
    Validations.of(policy).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${results}.Arn>/*]`,
      reason: 'Every answer in the bucket for answers: Athena names them as it goes, for whoever asks.',
    });
    return policy;
  }
}
