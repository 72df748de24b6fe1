import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TABLES } from '../../core/publish/tables/tables.ts';
import { FILTERS } from '../../core/publish/indexes/filters.ts';
import { openApi } from '../../web/api/openapi.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { IndexNotReady } from '../../core/publish/indexes/data-index.ts';
import { ReleaseData } from '../../web/release-data.ts';
import { apiRoutes } from '../../web/routes/api.ts';
import { WithheldObservations } from '../../web/rights/withheld-observations.ts';
import { type AskedRoom, releasedRoom } from './asked-room.ts';

const Schema = z.record(z.string(), z.unknown());
const Parameter = z.object({
  name: z.string(),
  in: z.literal('query'),
  description: z.string(),
  explode: z.boolean().optional(),
  schema: z.looseObject({ type: z.string(), items: Schema.optional() }),
  example: z.union([z.string(), z.array(z.string())]).optional(),
});
const Reference = z.object({ $ref: z.string() });
const Response_ = z.object({
  description: z.string(),
  headers: z.record(z.string(), z.unknown()).optional(),
  content: z.record(z.string(), z.object({ schema: Schema })).optional(),
});
const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.union([Parameter, Reference])).default([]),
  responses: z.record(z.string(), z.union([Response_, Reference])),
});
const Document = z.object({
  paths: z.record(z.string(), z.object({ get: Operation })),
  components: z.object({
    schemas: z.record(z.string(), z.looseObject({ properties: z.record(z.string(), z.unknown()) })),
    parameters: z.record(z.string(), Parameter),
    responses: z.record(z.string(), Response_),
  }),
});

let room: AskedRoom;
let served: z.infer<typeof Document>;
let ajv: Ajv2020;

const PATHS = ['/api/figures', '/api/observations', '/api/year-over-year'];

beforeAll(async () => {
  room = await releasedRoom();
  const document: unknown = await (await room.ask('/api/openapi.json')).json();
  served = Document.parse(document);
  ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
  formats.default(ajv);
  ajv.addVocabulary(['example', 'components', 'paths', 'info', 'servers', 'openapi']);
  ajv.addSchema(document as object, 'openapi');
});
afterAll(() => room.close());

function resolved<T>(kind: 'parameters' | 'responses', one: T | { readonly $ref: string }) {
  if (!(one instanceof Object) || !('$ref' in one)) return one;
  const name = one.$ref.replace(`#/components/${kind}/`, '');
  return served.components[kind][name] as T;
}

/** The parameters of an operation, those that it shares among them. */
function parametersOf(path: string): z.infer<typeof Parameter>[] {
  return (served.paths[path]?.get.parameters ?? []).map((one) =>
    Parameter.parse(resolved('parameters', one)),
  );
}

/** Holds an answer against what the document says of it. */
async function holdAgainst(path: string, answer: Response): Promise<unknown> {
  const told = Response_.parse(resolved('responses', served.paths[path]?.get.responses[answer.status]));
  for (const header of Object.keys(told.headers ?? {})) expect(answer.headers.get(header)).not.toBeNull();
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (told.content === undefined) {
    expect(await answer.text()).toBe('');
    return null;
  }
  const { schema } = told.content[type] ?? {};
  expect([path, answer.status, type, schema]).toEqual([path, answer.status, type, expect.anything()]);
  const text = await answer.text();
  const body: unknown = type === 'text/csv' ? text : JSON.parse(text);
  const pointers = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object;
  const validate = ajv.compile(pointers);
  validate(body);
  expect(validate.errors ?? []).toEqual([]);
  return body;
}

describe('the OpenAPI document', () => {
  it('is one, by the schema of OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...openApi() });
    expect([result.valid, result.errors ?? []]).toEqual([true, []]);
    expect(validator.version).toBe('3.1');
  });

  it('has every route that there is, and no other', () => {
    const data = new ReleaseData(room.deps);
    const routes = apiRoutes(room.deps, data, new WithheldObservations(data)).routes.map(
      ({ method, path }) => `${method} ${path}`,
    );
    const told = Object.keys(served.paths).map((path) => `GET ${path}`);
    // What is left answers that there is nothing.
    expect(routes.filter((route) => route !== 'ALL /api/*').sort()).toEqual(told.sort());
    expect(told).toHaveLength(4);
  });

  it.each(PATHS)('has every parameter that %s takes, and no other', async (path) => {
    const names = parametersOf(path).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const answer = await room.ask(`${path}?nothing=1`);
    const { errors } = z
      .object({ errors: z.tuple([z.object({ allowed: z.string() })]) })
      .parse(await holdAgainst(path, answer));
    const taken = errors[0].allowed.replace(/^[^：]*：[^：]*：|^.*有：/, '').split(', ');
    expect(taken.toSorted()).toEqual(names.toSorted());
  });

  it.each(PATHS)('tells of each parameter of %s what is so', async (path) => {
    for (const { name, schema, example, explode } of parametersOf(path)) {
      if (name === 'cursor') continue;
      const one = schema.type === 'array' ? schema.items : schema;
      expect([name, schema.type === 'array' ? explode : undefined]).toEqual([
        name,
        schema.type === 'array' ? false : undefined,
      ]);
      const values =
        z.array(z.string()).safeParse(one?.['enum']).data ?? [example ?? one?.['default']].flat();
      const fits = ajv.compile(one ?? {});
      for (const value of values) {
        if (value === undefined) continue;
        // A query string holds numbers as texts.
        expect([name, value, fits(value)]).toEqual([name, value, true]);
        const answer = await room.ask(
          `${path}?${name}=${encodeURIComponent(z.coerce.string().parse(value))}`,
        );
        expect([name, value, answer.status]).toEqual([name, value, 200]);
        await holdAgainst(path, answer);
      }
      // What the schema refuses the route refuses, and the other way round.
      for (const strange of ['', '~', 'x y', '0', '99999', '*', '2022', '2023-02-25', 'true', 'current']) {
        if (schema.type === 'integer' || (name === 'format' && strange === '')) continue;
        const isGood = fits(strange);
        const { status } = await room.ask(`${path}?${name}=${encodeURIComponent(strange)}`);
        // Names are looked up; whether words are a name, no schema tells.
        if (name === 'indicator' && isGood) continue;
        // There is no release of that number.
        expect([name, strange, status === 400]).toEqual([name, strange, !isGood]);
      }
    }
  });

  it('tells of every answer what is in it', async () => {
    for (const path of PATHS) {
      await holdAgainst(path, await room.ask(`${path}?limit=1000`));
      await holdAgainst(path, await room.ask(`${path}?limit=3`, { headers: { Accept: 'text/csv' } }));
      const etag = (await room.ask(path)).headers.get('etag') ?? '';
      await holdAgainst(path, await room.ask(path, { headers: { 'If-None-Match': etag } }));
      await holdAgainst(path, await room.ask(`${path}?limit=x`));
      await holdAgainst(path, await room.ask(`${path}?release=9.9.9`));
      const without = (failure: Error) =>
        createReadingRoom({ ...room.deps, indexes: { open: () => Promise.reject(failure) } });
      const asked = `https://archive.example${path}`;
      await holdAgainst(path, await without(new IndexNotReady('a')).request(asked));
      await holdAgainst(path, await without(new Error('broken')).request(asked));
    }
    const itself = await room.ask('/api/openapi.json');
    const etag = itself.headers.get('etag') ?? '';
    await holdAgainst('/api/openapi.json', itself);
    const again = await room.ask('/api/openapi.json', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    await holdAgainst('/api/openapi.json', again);
    room.reported.length = 0;
  });

  it('tells of every status that a table answers with', () => {
    for (const path of PATHS)
      expect(Object.keys(served.paths[path]?.get.responses ?? {})).toEqual(
        expect.arrayContaining(['200', '304', '400', '404', '500', '503']),
      );
  });

  it('has a schema with every column of every table, in order', () => {
    for (const [schema, table] of [
      ['Figure', 'figures'],
      ['Observation', 'observations'],
      ['YearOfSeries', 'year-over-year'],
    ] as const) {
      const columns = TABLES.find(({ name }) => name === table)?.columns ?? [];
      expect(Object.keys(served.components.schemas[schema]?.properties ?? {})).toEqual(
        columns.map(({ name }) => name),
      );
    }
  });

  it('says everything in Chinese and in English', () => {
    for (const filter of Object.values(FILTERS).flat()) {
      expect(filter.says.zh).toMatch(/\p{Script=Han}/u);
      expect(filter.says.en).toMatch(/^[A-Z][^]*[a-z]/);
    }
    for (const path of PATHS)
      for (const { description } of parametersOf(path))
        expect(description).toMatch(/^[^]*\p{Script=Han}[^]*\n\n[A-Z]/u);
  });
});
