import { FileObjects } from '../../../adapters/files/file-objects.ts';

// Puts objects until it is killed, several at a time; each is of one letter.
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
      await objects.putOnce(key, body);
      process.stdout.write(`${key}\n`);
    }
  }),
);
