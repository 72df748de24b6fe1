import {
  type Column,
  DataFormat,
  type IDatabase,
  PartitionProjectionConfiguration,
  S3Table,
  S3TableStorage,
  Schema,
  type Type,
} from 'aws-cdk-lib/aws-glue';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LAKE } from '../../core/capture/object-keys.ts';
import { LAKE_YEARS, type LakeTable, PARTITION, fileColumns } from '../../core/publish/lake/lake-tables.ts';
import { DECIMAL } from '../../core/publish/release/parquet-chunks.ts';
import type { ColumnForm } from '../../core/publish/tables/column.ts';

export interface LakeTableProps {
  /** The table joins it. */
  readonly database: IDatabase;

  /** Holds `lake/`. */
  readonly bucket: IBucket;
}

/**
 * A table of the lake for Athena. Its folders are reckoned, never looked up: nothing has to be done when a release is
 * made. A query has to say which release it is of, since one over several would count everything as often.
 */
export class GlueLakeTable extends S3Table {
  constructor(scope: Construct, table: LakeTable, { database, bucket }: LakeTableProps) {
    const { release, year } = PARTITION;
    const { yearFrom } = table;
    super(scope, table.sqlName, {
      database,
      tableName: table.sqlName,
      description: `${table.title}. ${table.description}`,
      storage: S3TableStorage.fromBucket(bucket),
      s3Prefix: `${LAKE}${table.name}/`,
      dataFormat: DataFormat.PARQUET,
      // What S3 encrypts by itself is no business of the reader.
      hasEncryptedData: false,
      columns: fileColumns(table).map(columnOf),
      partitionKeys: [
        { name: release, type: Schema.STRING, comment: 'The version of the release' },
        ...(yearFrom !== null
          ? [{ name: year, type: Schema.INTEGER, comment: `The year of ${yearFrom}` }]
          : []),
      ],
      partitionProjection: {
        [release]: PartitionProjectionConfiguration.injected(),
        ...(yearFrom !== null
          ? {
              [year]: PartitionProjectionConfiguration.integer({
                min: LAKE_YEARS.first,
                max: LAKE_YEARS.last,
              }),
            }
          : {}),
      },
    });
  }
}

function columnOf(column: ColumnForm): Column {
  return { name: column.name, type: typeOf(column), comment: `${column.title}: ${column.description}` };
}

/** As `parquet-chunks.ts` writes them. */
function typeOf({ type }: ColumnForm): Type {
  switch (type) {
    case 'string':
      return Schema.STRING;
    case 'number':
      return Schema.decimal(DECIMAL.precision, DECIMAL.scale);
    case 'integer':
      return Schema.BIG_INT;
    case 'date':
      return Schema.DATE;
    case 'datetime':
      return Schema.TIMESTAMP;
  }
}
