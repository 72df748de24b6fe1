import { expect, it } from 'vitest';
import { DynamoTable } from '../../../adapters/dynamodb/dynamo-table.ts';
import { S3Objects } from '../../../adapters/s3/s3-objects.ts';
import { Catalog } from '../../../core/catalog/catalog.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { repairArchive } from '../../../core/verify/repair.ts';
import { verifyArchive } from '../../../core/verify/verify.ts';
import { awsForTests } from '../../support/aws-for-tests.ts';
import { MemoryDesk } from '../../support/memory-desk.ts';

const standIns = awsForTests();

it('makes a table anew from a bucket, as on a desk', async () => {
  const { aws, dynamo } = standIns();
  const desk = new MemoryDesk();
  await desk.capture(asIssueDate('2023-02-24'));
  const objects = new S3Objects(aws.s3, await aws.freshBucket());
  for (const [key, bytes] of desk.objects.kept) await objects.putOnce(key, bytes, 'application/octet-stream');
  const table = new DynamoTable(dynamo.documents, await dynamo.freshTable());
  const repair = () => Array.fromAsync(repairArchive({ table, objects }));

  expect((await repair()).map(({ kind }) => kind)).toEqual(['made']);
  const catalog = new Catalog(table);
  expect(await Array.fromAsync(verifyArchive({ catalog, objects }, () => undefined))).toEqual([]);
  const path = (await desk.manifest(asIssueDate('2023-02-24'))).resources[0]?.path;
  if (path === undefined) throw new Error('nothing was captured');
  expect(await catalog.newestSnapshot('demo', path)).toEqual(await desk.catalog.newestSnapshot('demo', path));

  // An entry that is no record any more.
  const entry = await table.get(`RESOURCE#demo#${path}`, 'SNAPSHOT#000001');
  if (entry === null) throw new Error('there is no version');
  expect(await table.replace(entry, { ...entry, body: { paper: 'demo' } }, null)).toBe(true);
  expect((await repair()).map(({ kind }) => kind)).toEqual(['removed', 'made']);
  expect(await Array.fromAsync(verifyArchive({ catalog, objects }, () => undefined))).toEqual([]);
  expect(await repair()).toEqual([]);
}, 60_000);
