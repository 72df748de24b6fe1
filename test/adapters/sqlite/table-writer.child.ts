import { SqliteTable } from '../../../adapters/sqlite/sqlite-table.ts';

// Puts items into a partition until it is killed, by several writers at once; says of each when it is put.
const [file = '', pk = ''] = process.argv.slice(2);
const table = SqliteTable.open(file, 'write');
await Promise.all(
  Array.from({ length: 6 }, async (_, writer) => {
    for (let nth = 0; ; nth += 1) {
      const sk = `${writer} ${nth}`;
      await table.putOnce({ pk, sk, body: {} });
      process.stdout.write(`${sk}\n`);
    }
  }),
);
