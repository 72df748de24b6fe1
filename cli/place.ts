import { Option } from 'commander';
import type { ObjectRemoval } from '../core/capture/object-removal.ts';
import type { RepairDeps } from '../core/verify/mending.ts';
import { UsageError } from './terminal.ts';

/** A data folder, or an archive on AWS. */
export type Place = string | RemotePlace;

export interface RemotePlace {
  readonly bucket: string;
  readonly table: string;
}

export interface PlaceOptions {
  readonly data: string;
  readonly bucket?: string;
  readonly table?: string;
}

export function bucketOption(): Option {
  return new Option(
    '--bucket <name>',
    'an archive on AWS instead of --data: its bucket, with the credentials of the environment',
  );
}

export function tableOption(): Option {
  return new Option('--table <name>', 'its table, which goes with --bucket');
}

export function placeOf({ data, bucket, table }: PlaceOptions): Place {
  if (bucket === undefined && table === undefined) return data;
  if (bucket !== undefined && table !== undefined) return { bucket, table };
  throw new UsageError('an archive on AWS is a bucket and a table: give both --bucket and --table');
}

/** What it takes is loaded only where it is used: a run on a desk need not wait for it. */
export async function openRemote({
  bucket,
  table,
}: RemotePlace): Promise<RepairDeps & { readonly removal: ObjectRemoval }> {
  const { S3Objects } = await import('../adapters/s3/s3-objects.ts');
  const { S3Removal } = await import('../adapters/s3/s3-removal.ts');
  const { DynamoTable } = await import('../adapters/dynamodb/dynamo-table.ts');
  return {
    objects: S3Objects.inEnvironment(bucket),
    removal: S3Removal.inEnvironment(bucket),
    table: DynamoTable.inEnvironment(table),
  };
}
