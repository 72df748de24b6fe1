import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ArchiveBucket } from '../constructs/archive-bucket.ts';
import { CatalogTable } from '../constructs/catalog-table.ts';

/** What must outlive everything else: the bytes and the catalog. Both stay when this stack is removed. */
export class StorageStack extends Stack {
  readonly archive: ArchiveBucket;
  readonly catalog: CatalogTable;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { ...props, terminationProtection: true });
    this.archive = new ArchiveBucket(this, 'Archive');
    this.catalog = new CatalogTable(this, 'Catalog');

    new CfnOutput(this, 'ArchiveBucketName', { value: this.archive.bucket.bucketName });
    new CfnOutput(this, 'CatalogTableName', { value: this.catalog.table.tableName });
  }
}
