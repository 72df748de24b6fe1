import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  DynamoDBServiceException,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { CatalogDamaged } from '../../core/catalog/catalog.ts';
import type { Item, Lying, MendableTable, Query } from '../../core/catalog/catalog-table.ts';
import { type SortKeyRange, sortKeyRange } from '../../core/catalog/sort-key-range.ts';
import { ItemBody, ItemKeys } from './item-schema.ts';

/** DynamoDB does not take the item: mostly for its size, which may be 400 KB with all names and keys. */
export class ItemRefused extends Error {
  override readonly name = 'ItemRefused';
  readonly pk: string;
  readonly sk: string;
  /** Of the body as JSON, which is about what DynamoDB counts. */
  readonly bytes: number;

  constructor({ pk, sk, body }: Item, cause: Error) {
    const bytes = Buffer.byteLength(JSON.stringify(body));
    super(
      `the catalog's item '${pk}' / '${sk}' of ${bytes} bytes was refused (${cause.message}); ` +
        `an item may have 400 KB and no empty key: keep what is long as an object and its key in the item`,
      { cause },
    );
    this.pk = pk;
    this.sk = sk;
    this.bytes = bytes;
  }
}

/**
 * Items that are asked for at first: all that belongs to an issue, mostly. Without a bound an answer has a megabyte, which is
 * some thousands, and whoever wants the beginning of a list waits and pays for all of them.
 */
const FIRST_ITEMS = 200;

/**
 * The catalog in one DynamoDB table with the keys `pk` and `sk`, both text; the rest of an item is `body`, and `rank`
 * where news may replace it. Every write is conditional and of one item; every read is consistent.
 *
 * A put that the client had to repeat, because the answer to the first was lost, says `false` to what it wrote
 * itself: that something lies there is all that `false` tells. The document client refuses integers beyond
 * `Number.MAX_SAFE_INTEGER`. Fails with {@link ItemRefused}, and with
 * `CatalogDamaged` when an item is not JSON.
 */
export class DynamoTable implements MendableTable {
  readonly #dynamo: DynamoDBDocumentClient;
  readonly #tableName: string;

  constructor(dynamo: DynamoDBDocumentClient, tableName: string) {
    this.#dynamo = dynamo;
    this.#tableName = tableName;
  }

  /** As whoever the credentials of the environment stand for, in its region. */
  static inEnvironment(tableName: string): DynamoTable {
    return new DynamoTable(DynamoDBDocumentClient.from(new DynamoDBClient({})), tableName);
  }

  async get(pk: string, sk: string): Promise<Item | null> {
    const { Item } = await this.#dynamo.send(
      new GetCommand({ TableName: this.#tableName, Key: { pk, sk }, ConsistentRead: true }),
    );
    return Item === undefined ? null : readItem(Item);
  }

  async *query(query: Query): AsyncGenerator<Item> {
    const range = sortKeyRange(query);
    if (range === null) return;
    const input: QueryCommandInput = {
      TableName: this.#tableName,
      ...condition(query.pk, range),
      ScanIndexForward: !(query.newestFirst ?? false),
      ConsistentRead: true,
    };
    let left = query.limit ?? Infinity;
    let start: QueryCommandInput['ExclusiveStartKey'];
    for (let most = FIRST_ITEMS; left > 0; most = Infinity) {
      const limit = Math.min(left, most);
      const { Items = [], LastEvaluatedKey } = await this.#dynamo.send(
        new QueryCommand({
          ...input,
          ...(limit === Infinity ? {} : { Limit: limit }),
          ExclusiveStartKey: start,
        }),
      );
      for (const found of Items) {
        const item = readItem(found);
        if (!item.sk.startsWith(query.prefix)) continue;
        yield item;
        left -= 1;
      }
      if (LastEvaluatedKey === undefined) return;
      start = LastEvaluatedKey;
    }
  }

  async putOnce(item: Item): Promise<boolean> {
    return this.#putIf(item, { Item: item, ConditionExpression: 'attribute_not_exists(pk)' });
  }

  async putNewer(item: Item, rank: string): Promise<boolean> {
    // What has no rank is a fact, which the comparison never finds smaller.
    return this.#putIf(item, {
      Item: { ...item, rank },
      ConditionExpression: 'attribute_not_exists(pk) OR #rank < :rank',
      ExpressionAttributeNames: { '#rank': 'rank' },
      ExpressionAttributeValues: { ':rank': rank },
    });
  }

  async replace(seen: Lying, item: Item, rank: string | null): Promise<boolean> {
    return this.#putIf(item, { Item: rank === null ? item : { ...item, rank }, ...still(seen) });
  }

  async remove(seen: Lying): Promise<boolean> {
    const { pk, sk } = seen;
    try {
      await this.#dynamo.send(
        new DeleteCommand({ TableName: this.#tableName, Key: { pk, sk }, ...still(seen) }),
      );
      return true;
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) return false;
      throw cause;
    }
  }

  async #putIf(item: Item, put: Omit<PutCommandInput, 'TableName'>): Promise<boolean> {
    try {
      await this.#dynamo.send(new PutCommand({ ...put, TableName: this.#tableName }));
      return true;
    } catch (cause) {
      if (cause instanceof ConditionalCheckFailedException) return false;
      // The expressions above are constant, so that only the item can be what is not valid.
      if (cause instanceof DynamoDBServiceException && cause.name === 'ValidationException') {
        throw new ItemRefused(item, cause);
      }
      throw cause;
    }
  }
}

/**
 * That an item is still what was seen: each plain field of its body, and how much its lists and objects hold. DynamoDB
 * would compare those too, and the stand-in that tests run on does not; no two writes of an entry differ in them alone.
 */
function still({
  body,
}: Lying): Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
> {
  const names: Record<string, string> = { '#body': 'body' };
  const values: Record<string, unknown> = {};
  const conditions = ['attribute_exists(pk)'];
  if (body === undefined) conditions.push('attribute_not_exists(#body)');
  else if (!isRecord(body)) {
    conditions.push('#body = :seen');
    values[':seen'] = body;
  } else {
    const fields = Object.entries(body);
    conditions.push('size(#body) = :size');
    values[':size'] = fields.length;
    for (const [nth, [name, value]] of fields.slice(0, MOST_COMPARED).entries()) {
      names[`#f${nth}`] = name;
      const isPlain = typeof value !== 'object' || value === null;
      conditions.push(isPlain ? `#body.#f${nth} = :f${nth}` : `size(#body.#f${nth}) = :f${nth}`);
      values[`:f${nth}`] = isPlain ? value : Object.keys(value).length;
    }
  }
  return {
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/** An expression may have 4 KB and 300 operators. Entries have some twenty fields. */
const MOST_COMPARED = 100;

function isRecord(body: unknown): body is Readonly<Record<string, unknown>> {
  return ItemBody.safeParse(body).success;
}

/** DynamoDB takes one condition on the sort key. */
function condition(
  pk: string,
  { from, to }: SortKeyRange,
): Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues'> {
  const [onSortKey, values] =
    to === null
      ? from === ''
        ? ['', {}]
        : [' AND sk >= :from', { ':from': from }]
      : from === ''
        ? [' AND sk <= :to', { ':to': to }]
        : [' AND sk BETWEEN :from AND :to', { ':from': from, ':to': to }];
  return {
    KeyConditionExpression: `pk = :pk${onSortKey}`,
    ExpressionAttributeValues: { ':pk': pk, ...values },
  };
}

function readItem(found: Record<string, unknown>): Item {
  const { pk, sk } = ItemKeys.parse(found);
  const body = ItemBody.safeParse(found['body']);
  if (!body.success) throw new CatalogDamaged({ pk, sk, body: found['body'] }, { cause: body.error });
  return { pk, sk, body: body.data };
}
