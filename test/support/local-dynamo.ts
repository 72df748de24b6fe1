import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { LOCAL_AWS } from './local-fauxqs.ts';

/** The keys of the catalog's table, as `CreateTable` wants them. */
const TABLE = {
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
} satisfies Pick<CreateTableCommandInput, 'KeySchema' | 'AttributeDefinitions'>;

/** DynamoDB's protocol in this process, in memory. It knows no transactions, streams or expiry. */
export interface LocalDynamo {
  readonly endpoint: string;
  readonly documents: DynamoDBDocumentClient;
  /** The name of a new table with the catalog's keys. */
  freshTable(): Promise<string>;
  stop(): Promise<void>;
}

export async function startLocalDynamo(): Promise<LocalDynamo> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('dynalite has no port');

  const endpoint = `http://127.0.0.1:${address.port}`;
  const client = new DynamoDBClient({ ...LOCAL_AWS, endpoint });
  return {
    endpoint,
    documents: DynamoDBDocumentClient.from(client),
    freshTable: async () => {
      const name = `catalog-${randomUUID()}`;
      await client.send(
        new CreateTableCommand({ TableName: name, BillingMode: 'PAY_PER_REQUEST', ...TABLE }),
      );
      // The table is there only some turns of the event loop later.
      for (;;) {
        const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
        if (Table?.TableStatus === 'ACTIVE') return name;
      }
    },
    stop: async () => {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
