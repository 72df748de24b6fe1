import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoTable } from '../adapters/dynamodb/dynamo-table.ts';
import { S3Objects } from '../adapters/s3/s3-objects.ts';
import type { ObjectStore } from '../core/capture/object-store.ts';
import { Catalog } from '../core/catalog/catalog.ts';
import type { Settings } from './settings.ts';

/** The archive's bucket and table, as the settings name them. */
export function archiveOnAws(settings: Settings<'ARCHIVE_BUCKET' | 'CATALOG_TABLE'>): {
  readonly objects: ObjectStore;
  readonly catalog: Catalog;
} {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  return {
    objects: new S3Objects(new S3Client({}), settings.ARCHIVE_BUCKET),
    catalog: new Catalog(new DynamoTable(dynamo, settings.CATALOG_TABLE)),
  };
}
