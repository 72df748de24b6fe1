import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { asInstant } from '../../../core/paper/instant.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { makeRelease } from '../../../core/publish/release/make-release.ts';
import { TABLES } from '../../../core/publish/tables/tables.ts';
import { figureArchive, figureIn, filesOfNewest, putArticle } from '../../support/figure-archive.ts';
import { parseCsv } from '../../support/parse-csv.ts';

const AT = asInstant('2024-05-01T20:00:00.000Z');

/** What the tests look at; the profile checks the whole. */
const Descriptor = z.looseObject({
  description: z.string(),
  resources: z.array(
    z.looseObject({
      name: z.string(),
      path: z.string(),
      bytes: z.number(),
      hash: z.string(),
      schema: z.looseObject({ fields: z.array(z.looseObject({ name: z.string(), type: z.string() })) }),
    }),
  ),
});

test('the descriptor is valid by the official profile of Data Package v2', async () => {
  const { descriptor } = await released();
  const validate = await profile();
  validate(descriptor);
  expect(validate.errors).toBeNull();
});

test('the profile refuses what is no Data Package', async () => {
  const { descriptor } = await released();
  const validate = await profile();
  expect(validate({ ...descriptor, resources: [] })).toBe(false);
  expect(validate({ ...descriptor, licenses: [{ title: 'nameless' }] })).toBe(false);
  const outside = descriptor.resources.map((resource) => ({ ...resource, path: '../figures.csv' }));
  expect(validate({ ...descriptor, resources: outside })).toBe(false);
});

test('it names version, instant and sources of what it holds, not the clock of the run', async () => {
  const { descriptor } = await released();
  expect(descriptor).toMatchObject({
    version: '1.0.0',
    created: '2023-03-02T06:00:00.000Z',
    sources: [{ title: '江门日报 (Jiangmen Daily)', path: 'http://dzb.jmrb.com:8080/jmrb/' }],
    licenses: [{ name: 'CC0-1.0' }],
  });
});

test("it states each publisher's rights in the publisher's own words", async () => {
  const { descriptor } = await released();
  expect(descriptor['rights']).toEqual([{ title: '江门日报 (Jiangmen Daily)', statement: JMRB.rights }]);
  expect(descriptor.description).toContain(JMRB.rights);
});

test('bytes and hash of each resource are those of the file', async () => {
  const { descriptor, files } = await released();
  const [first] = descriptor.resources;
  expect(first?.path).toBe('figures.csv');
  const tables = [...files.keys()].filter((name) => !/^(datapackage|CHANGELOG|SHA256SUMS)/.test(name));
  expect(descriptor.resources.map(({ path }) => path)).toEqual(tables);
  for (const { path, bytes, hash } of descriptor.resources) {
    const file = files.get(path) ?? new Uint8Array();
    expect([bytes, hash]).toEqual([
      file.byteLength,
      `sha256:${createHash('sha256').update(file).digest('hex')}`,
    ]);
  }
});

test('the schema of each file has the columns that the file has, in its order', async () => {
  const { descriptor, files } = await released();
  for (const { path, schema } of descriptor.resources) {
    if (!path.endsWith('.csv')) continue;
    const [header] = parseCsv(new TextDecoder().decode(files.get(path)));
    expect(schema.fields.map(({ name }) => name)).toEqual(header);
  }
});

test('keys lead to rows of the same table and of others', async () => {
  const { descriptor } = await released();
  const figures = descriptor.resources[0]?.schema;
  expect(figures).toMatchObject({ primaryKey: ['figure_id'], missingValues: [''] });
  expect(figures?.['foreignKeys']).toEqual(
    expect.arrayContaining([
      { fields: ['change_of'], reference: { fields: ['figure_id'] } },
      { fields: ['unit'], reference: { resource: 'units', fields: ['unit'] } },
      { fields: ['document_id'], reference: { resource: 'documents', fields: ['document_id'] } },
    ]),
  );
  const names = descriptor.resources.map(({ name }) => name);
  expect(names).toEqual(
    TABLES.flatMap(({ name }) => ['', '-excel', '-ndjson', '-parquet'].map((form) => name + form)),
  );
});

test('a paper without a site of its own is a source without an address', async () => {
  const archive = await figureArchive();
  const figures = [figureIn('收入1亿元', '1亿元')];
  await putArticle(archive, {
    paper: 'demo',
    date: '2023-02-25',
    page: 'A01',
    id: '1',
    text: '收入1亿元',
    figures,
  });
  const made = await makeRelease(archive, [JMRB, DEMO], AT);
  if (made.kind !== 'published') throw new Error(made.kind);
  const file = (await filesOfNewest(archive)).get('datapackage.json');
  expect(JSON.parse(new TextDecoder().decode(file))).toMatchObject({
    sources: [{ title: '示范日报 (Demonstration Daily)' }],
  });
});

/** https://datapackage.org/profiles/2.0/datapackage.json, as published into the public domain. */
async function profile(): Promise<ValidateFunction> {
  const file = join(import.meta.dirname, '../../support/profiles/datapackage-2.0.json');
  const schema: unknown = JSON.parse(await readFile(file, 'utf8'));
  // Its own notes for editors, such as propertyOrder, are no keywords.
  return new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(
    z.record(z.string(), z.json()).parse(schema),
  );
}

async function released(): Promise<{
  descriptor: z.infer<typeof Descriptor>;
  files: Map<string, Uint8Array>;
}> {
  const archive = await figureArchive();
  const figures = [figureIn('收入1亿元', '1亿元')];
  const one = { page: 'A01', text: '收入1亿元', figures };
  // A later capture of an older issue, as after a gap was filled.
  await putArticle(archive, { ...one, date: '2023-02-25', id: '1', at: '2023-03-02T06:00:00.000Z' });
  await putArticle(archive, { ...one, date: '2023-02-26', id: '2', at: '2023-02-26T06:00:00.000Z' });
  const made = await makeRelease(archive, [JMRB, DEMO], AT);
  if (made.kind !== 'published') throw new Error(made.kind);
  const files = await filesOfNewest(archive);
  const text = new TextDecoder().decode(files.get('datapackage.json'));
  return { descriptor: Descriptor.parse(JSON.parse(text)), files };
}
