import { FileObjects } from '../../../adapters/files/file-objects.ts';

// Puts objects until it is killed, several at a time; each is of one letter, and every second one is put as a stream.
const [root = '', bytes = '0'] = process.argv.slice(2);
const objects = new FileObjects(root);
let next = 0;
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (;;) {
      const at = next;
      next += 1;
      const key = `n${at % 7}/${at}`;
      const body = new Uint8Array(Number(bytes)).fill(65 + (at % 26));
      if (at % 2 === 0) await objects.putOnce(key, body);
      else await objects.putOnceFrom(key, inTenths(body));
      process.stdout.write(`${key}\n`);
    }
  }),
);

async function* inTenths(body: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = Math.ceil(body.length / 10);
  for (let from = 0; from < body.length; from += size) {
    yield body.subarray(from, from + size);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
