import { describe, expect, it } from 'vitest';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { awsForTests, jmnewsOnAws } from '../support/aws-for-tests.ts';
import { jmnews } from '../support/command.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

const DAY = asIssueDate('2023-02-24');

const standIns = awsForTests();

describe('verify --bucket --table', () => {
  it('verifies an archive on AWS, and makes a table anew that has lost everything', async () => {
    const { aws, dynamo } = standIns();
    const operator = jmnewsOnAws(standIns());
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
