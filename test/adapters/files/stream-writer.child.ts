import { FileObjects } from '../../../adapters/files/file-objects.ts';

// Puts a stream that never comes to its end, tells when a good part of it was taken, and waits to be killed.
const [root = ''] = process.argv.slice(2);
await new FileObjects(root).putOnceFrom('a/b', endless());

async function* endless(): AsyncGenerator<Uint8Array> {
  for (let taken = 0; taken < 20; taken += 1) yield new Uint8Array(100_000);
  process.stdout.write('taken\n');
  await new Promise((resolve) => setInterval(resolve, 1_000_000));
}
