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
  return {
    objects: S3Objects.inEnvironment(settings.ARCHIVE_BUCKET),
    catalog: new Catalog(DynamoTable.inEnvironment(settings.CATALOG_TABLE)),
  };
}
