import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import { LOCAL_AWS, type LocalAws, startLocalAws } from '../support/local-fauxqs.ts';

const ENTRY = fileURLToPath(new URL('../../bin/jmnews.js', import.meta.url));

let aws: LocalAws;
let dynamo: LocalDynamo;
beforeAll(async () => {
  [aws, dynamo] = await Promise.all([startLocalAws(), startLocalDynamo()]);
});
afterAll(async () => {
  await Promise.all([aws.stop(), dynamo.stop()]);
});

/** The command as an operator runs it, who has credentials in the environment and nothing else. */
async function operator(...args: string[]): Promise<{ readonly out: string; readonly code: number }> {
  const { accessKeyId, secretAccessKey } = LOCAL_AWS.credentials;
  const env = {
    ...process.env,
    ...{ AWS_REGION: LOCAL_AWS.region, AWS_ACCESS_KEY_ID: accessKeyId },
    ...{ AWS_SECRET_ACCESS_KEY: secretAccessKey },
    ...{ AWS_ENDPOINT_URL_S3: aws.endpoint, AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint },
  };
  const child = execFile(process.execPath, [ENTRY, ...args], { env });
  let out = '';
  child.stdout?.on('data', (chunk: string) => (out += chunk));
  const [code] = z
    .tuple([z.number()])
    .rest(z.unknown())
    .parse(await once(child, 'close'));
  return { out, code };
}

it('sets, takes down and lifts in an archive on AWS', async () => {
  const [bucket, table] = [await aws.freshBucket(), await dynamo.freshTable()];
  const place = ['--bucket', bucket, '--table', table];
  expect(await operator('rights', 'set', '--level', 'reading-room', ...place)).toEqual({
    ...{ code: 0, out: 'jmrb: reading-room\n' },
  });
  expect((await operator('rights', 'show', ...place)).out).toBe('jmrb: reading-room\n');
  const what = ['2023-02-25/B02', '--level', 'block', '--reason', 'court-order'];
  // No issue of that date is held yet.
  expect((await operator('takedown', 'add', ...what, ...place)).code).toBe(3);
  const listed = (await operator('takedown', 'list', ...place)).out;
  expect(listed).toMatch(/2023-02-25\/B02 +block +court-order\n$/);
  const keys = await Array.fromAsync(new S3Objects(aws.s3, bucket).list('rights/jmrb/'));
  expect(keys).toHaveLength(2);
  const id = listed.split(' ')[0] ?? '';
  expect((await operator('takedown', 'lift', id, ...place)).code).toBe(0);
  expect((await operator('takedown', 'list', ...place)).out).toBe('nothing is taken down\n');
  expect((await operator('takedown', 'list', '--bucket', bucket)).code).toBe(2);
});
