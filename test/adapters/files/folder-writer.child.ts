import { openDataFolder } from '../../../adapters/files/data-folder.ts';

// Opens a data folder to write, puts one item, says so, and holds the folder until it is killed.
const { table } = await openDataFolder(process.argv[2] ?? '', { mode: 'write' });
await table.putOnce({ pk: 'by', sk: 'child', body: {} });
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
