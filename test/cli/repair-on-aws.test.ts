import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { jmnews } from '../support/command.ts';
import { type LocalDynamo, startLocalDynamo } from '../support/local-dynamo.ts';
import { LOCAL_AWS, type LocalAws, startLocalAws } from '../support/local-fauxqs.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

const ENTRY = fileURLToPath(new URL('../../bin/jmnews.js', import.meta.url));
const DAY = asIssueDate('2023-02-24');

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
    ...{
      AWS_REGION: LOCAL_AWS.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    },
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

describe('verify --bucket --table', () => {
  it('verifies an archive on AWS, and makes a table anew that has lost everything', async () => {
    const desk = new MemoryDesk();
    await desk.capture(DAY);
    const bucket = await aws.freshBucket();
    const objects = new S3Objects(aws.s3, bucket);
    for (const [key, bytes] of desk.objects.kept)
      await objects.putOnce(key, bytes, 'application/octet-stream');
    const table = await dynamo.freshTable();
    const place = ['--bucket', bucket, '--table', table];

    const lost = await operator('verify', ...place);
    expect(lost.code).toBe(4);
    // Two at once, as when somebody takes the first for dead: nothing is made twice, and both end.
    const runs = await Promise.all([1, 2].map(() => operator('verify', '--repair', ...place)));
    for (const { code, out } of runs) {
      expect(code, out).toBe(0);
      expect(out).toMatch(/: whole\n$/);
    }
    expect(runs.map(({ out }) => out).join('')).toContain(`made  demo ${DAY}`);
    const again = await operator('verify', '--repair', ...place);
    expect(again.out).toContain('there was nothing to do');
    const manifest = (await desk.manifest(DAY)).resources[0];
    const catalog = new Catalog(new DynamoTable(dynamo.documents, table));
    const kept = manifest && (await catalog.newestSnapshot('demo', manifest.path));
    expect(kept?.sha256).toBe(manifest?.sha256);
  }, 120_000);

  it.each([
    ['a bucket without its table', ['verify', '--bucket', 'b'], 'give both'],
    ['a file with them', ['verify', 'a.wacz', '--bucket', 'b', '--table', 't'], 'a whole archive'],
    ['an audit with them', ['verify', '--audit', '3', '--bucket', 'b', '--table', 't'], 'a whole archive'],
  ])('does not take %s', async (_, args, sentence) => {
    const { code, err } = await jmnews(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
