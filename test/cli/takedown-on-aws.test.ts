import { expect, it } from 'vitest';
import { S3Objects } from '../../adapters/s3/s3-objects.ts';
import { awsForTests, jmnewsOnAws } from '../support/aws-for-tests.ts';

const standIns = awsForTests();

it('sets, takes down and lifts in an archive on AWS', async () => {
  const { aws, dynamo } = standIns();
  const operator = jmnewsOnAws(standIns());
  const [bucket, table] = [await aws.freshBucket(), await dynamo.freshTable()];
  const place = ['--bucket', bucket, '--table', table];
  expect(await operator('rights', 'set', '--level', 'reading-room', ...place)).toEqual({
    ...{ code: 0, out: 'jmrb: reading-room\n', err: '' },
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
