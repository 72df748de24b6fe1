import { S3Client } from '@aws-sdk/client-s3';
import { FileObjects } from '../../adapters/files/file-objects.ts';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';

// Puts a stream of so many megabytes, reads it back as one, and prints the peak of this process' memory in bytes.
const [place = '', megabytes = '0'] = process.argv.slice(2);
const objects = place.startsWith('http:')
  ? new S3Objects(clientOf(place), 'archive')
  : new FileObjects(place);

const { bytes } = await objects.putOnceFrom('large', zeros(Number(megabytes)), 'text/csv');
let read = 0;
for await (const chunk of objects.read('large')) read += chunk.length;
if (bytes !== Number(megabytes) * 1_000_000 || read !== bytes)
  throw new Error(`put ${bytes}, read ${read} bytes`);
process.stdout.write(String(process.resourceUsage().maxRSS * 1024));

async function* zeros(count: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const megabyte = new Uint8Array(1_000_000);
  for (let at = 0; at < count; at += 1) yield megabyte;
}

function clientOf(endpoint: string): S3Client {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new S3Client({ endpoint, region: 'ap-southeast-1', credentials, forcePathStyle: true });
}
