import { LONGEST_VALUE, MOST_VALUES } from '../../core/publish/indexes/conditions.ts';
import { ASKED_TABLES, type AskedTable } from '../../core/publish/indexes/facets.ts';
import { FILTERS, type Filter, type Said } from '../../core/publish/indexes/filters.ts';
import type { ColumnForm } from '../../core/publish/tables/column.ts';
import { SOFTWARE } from '../../core/software.ts';
import { API_DESCRIPTION } from '../addresses.ts';
import { COMMON_PARAMETERS, type CommonParameter } from './parameters.ts';
import { MOST_ERRORS, PROBLEMS, PROBLEM_TYPE, type ProblemName } from './problems.ts';

/** A part of the document: JSON. */
type Json = Readonly<Record<string, unknown>>;

/** What an answer to a request for rows can be, beside the rows. */
const PROBLEMS_OF_TABLES: readonly ProblemName[] = [
  'WrongParameters',
  'NoRelease',
  'NoTable',
  'Failed',
  'NotIndexed',
  'NotReady',
];

/**
 * The API in OpenAPI 3.1, made of the very definitions that requests are read by and rows are written by, so that it
 * cannot say anything else than what is so.
 */
export function openApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: '江门日报数据接口 / The data of Jiangmen Daily',
      version: SOFTWARE.version,
      description: both({
        zh: '按条件取出已发布数据中的行。小数写作字符串，一位不差；缺失为 null。每行的 room_path 接在 room 之后即为阅览室中的原句。',
        en: 'Rows of data releases, by what they say. Numbers with a fraction are strings, so that no digit is lost; null is missing. The room_path of a row, put behind room, opens its sentence in the reading room.',
      }),
      license: { name: 'CC0 1.0', identifier: 'CC0-1.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries([
      ...ASKED_TABLES.map((asked) => [`/api/${asked.name}`, { get: operationOf(asked) }]),
      [API_DESCRIPTION, { get: ITSELF }],
    ]),
    components: {
      schemas: {
        ...Object.fromEntries(ASKED_TABLES.map((asked) => [rowName(asked), rowSchema(asked)])),
        Problem: PROBLEM,
      },
      parameters: Object.fromEntries(COMMON_PARAMETERS.map((one) => [one.name, commonParameter(one)])),
      headers: HEADERS,
      responses: {
        NotModified: {
          description: both({ zh: '与所持的相同', en: 'What the asker holds is what there is' }),
        },
        ...Object.fromEntries(Object.entries(PROBLEMS).map(([name, told]) => [name, problemResponse(told)])),
      },
    },
  };
}

function operationOf(asked: AskedTable): Json {
  const { name, table } = asked;
  return {
    operationId: `list-${name}`,
    summary: both({ zh: table.title, en: table.description }),
    parameters: [
      ...FILTERS[name].map(filterParameter),
      ...COMMON_PARAMETERS.map((one) => ({ $ref: `#/components/parameters/${one.name}` })),
    ],
    responses: {
      '200': {
        description: both({ zh: '表中次序的一页', en: 'A page of rows, in the order of the table' }),
        headers: Object.fromEntries(
          Object.keys(HEADERS).map((header) => [header, { $ref: `#/components/headers/${header}` }]),
        ),
        content: {
          'application/json': { schema: pageSchema(asked) },
          'text/csv': {
            schema: {
              type: 'string',
              description: both({
                zh: '首行为列名；以公式字符开头的文字前加一撇，与发布的 CSV 相同。下一页只见于 Link',
                en: 'The names of the columns, then the rows, texts guarded as in the CSV files of releases; the next page is in Link only',
              }),
            },
          },
        },
      },
      '304': { $ref: '#/components/responses/NotModified' },
      ...problemResponses(PROBLEMS_OF_TABLES),
    },
  };
}

/** One response a status: where a status has several problems, any of them. */
function problemResponses(names: readonly ProblemName[]): Json {
  const byStatus = Map.groupBy(names, (name) => String(PROBLEMS[name].status));
  return Object.fromEntries(
    [...byStatus].map(([status, [only = 'Failed', ...more]]) => [
      status,
      more.length === 0
        ? { $ref: `#/components/responses/${only}` }
        : {
            ...problemResponse({
              title: {
                zh: [only, ...more].map((name) => PROBLEMS[name].title.zh).join('；'),
                en: [only, ...more].map((name) => PROBLEMS[name].title.en).join('; '),
              },
              status: PROBLEMS[only].status,
            }),
          },
    ]),
  );
}

function filterParameter(filter: Filter): Json {
  const { name, says, example, written, otherwise } = filter;
  const isList = written.as !== 'words' && written.as !== 'from' && written.as !== 'to';
  return {
    ...{ name, in: 'query', description: both(says), example: isList ? [example] : example },
    ...(isList ? { style: 'form', explode: false } : {}),
    schema: isList
      ? {
          type: 'array',
          items: valueSchema(filter),
          minItems: 1,
          maxItems: MOST_VALUES,
          ...(otherwise === undefined ? {} : { default: [otherwise] }),
        }
      : valueSchema(filter),
  };
}

function valueSchema({ written }: Filter): Json {
  switch (written.as) {
    case 'one-of':
      return {
        type: 'string',
        enum: [...written.values, ...(written.any ? ['any'] : [])],
      };
    case 'pattern':
      return { type: 'string', pattern: written.pattern };
    case 'name':
      return { type: 'string', pattern: '^[^*,]+\\*?$', maxLength: LONGEST_VALUE };
    case 'indicator':
    case 'words':
      return { type: 'string', minLength: 1, maxLength: LONGEST_VALUE };
    case 'from':
    case 'to':
      return written.of === 'year'
        ? { type: 'string', pattern: '^(19|20)\\d\\d$' }
        : { type: 'string', format: 'date' };
  }
}

function commonParameter({ name, says, schema }: CommonParameter): Json {
  return { name, in: 'query', description: both(says), schema };
}

function rowName({ name }: AskedTable): string {
  return { figures: 'Figure', observations: 'Observation', 'year-over-year': 'YearOfSeries' }[name];
}

function pageSchema(asked: AskedTable): Json {
  return {
    type: 'object',
    required: ['release', 'room', 'rows', 'next', 'withheld'],
    additionalProperties: false,
    properties: {
      release: {
        type: 'string',
        description: both({ zh: '行所属的版本', en: 'The release that the rows are of' }),
      },
      room: {
        type: 'string',
        format: 'uri',
        description: both({
          zh: '阅览室的地址，接上 room_path 即可打开原句',
          en: 'The address of the reading room: room_path behind it opens the sentence',
        }),
      },
      rows: { type: 'array', items: { $ref: `#/components/schemas/${rowName(asked)}` } },
      next: {
        type: ['string', 'null'],
        format: 'uri',
        description: both({
          zh: '下一页的地址；最后一页为 null',
          en: 'The address of the next page; null on the last one',
        }),
      },
      withheld: {
        type: 'integer',
        description: both({
          zh: '本页中合于所问条件、因撤下或权限而略去的行数；limit 连同这些行计；见 /takedowns',
          en: 'How many rows that fit the question were left out of this page, since they were taken down or are not open; limit counts them as well; see /takedowns',
        }),
      },
    },
  };
}

/** Rows of other releases than those that this version makes may lack columns, or have others. */
function rowSchema({ table }: AskedTable): Json {
  return {
    type: 'object',
    description: both({ zh: table.title, en: table.description }),
    required: table.columns.filter(({ required }) => required === true).map(({ name }) => name),
    properties: Object.fromEntries(table.columns.map((column) => [column.name, cellSchema(column)])),
  };
}

function cellSchema({ type, title, description, oneOf, required }: ColumnForm): Json {
  const kind = type === 'integer' ? 'integer' : 'string';
  return {
    type: required ? kind : [kind, 'null'],
    description: both({ zh: title, en: description }),
    ...(type === 'number' ? { pattern: '^-?\\d+(\\.\\d+)?$' } : {}),
    ...(type === 'date' ? { format: 'date' } : {}),
    ...(type === 'datetime' ? { format: 'date-time' } : {}),
    ...(oneOf === undefined ? {} : { enum: required ? oneOf : [...oneOf, null] }),
  };
}

function problemResponse({ title, status }: { readonly title: Said; readonly status: number }): Json {
  return {
    description: both(title),
    ...(status === 503 ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
    content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      minItems: 1,
      maxItems: MOST_ERRORS,
      description: both({
        zh: `每个有误的参数，至多 ${MOST_ERRORS} 个`,
        en: `Each parameter that is wrong, ${MOST_ERRORS} of them at most`,
      }),
      items: {
        type: 'object',
        required: ['parameter', 'got', 'allowed'],
        additionalProperties: false,
        properties: {
          parameter: { type: 'string' },
          got: { type: 'string' },
          allowed: { type: 'string', description: both({ zh: '可以是什么', en: 'What it may be' }) },
        },
      },
    },
  },
};

const RETRY_AFTER: Json = {
  description: both({ zh: '多少秒后再问', en: 'Ask again after so many seconds' }),
  schema: { type: 'integer' },
};

const HEADERS: Json = {
  ETag: {
    description: both({ zh: '强校验标签', en: 'A strong tag' }),
    schema: { type: 'string', pattern: '^"sha256-[0-9a-f]{64}"$' },
  },
  Link: {
    description: both({
      zh: 'next：下一页；describedby：该版本的 datapackage.json；service-desc：本文档',
      en: 'next: the next page; describedby: the datapackage.json of the release; service-desc: this document',
    }),
    schema: { type: 'string' },
  },
};

const ITSELF: Json = {
  operationId: 'describe',
  summary: both({ zh: '本文档', en: 'This document' }),
  responses: {
    '200': {
      description: 'OpenAPI 3.1',
      headers: { ETag: { $ref: '#/components/headers/ETag' } },
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['openapi', 'paths'],
            properties: { openapi: { type: 'string' }, paths: { type: 'object' } },
          },
        },
      },
    },
    '304': { $ref: '#/components/responses/NotModified' },
  },
};

function both({ zh, en }: Said): string {
  return `${zh}\n\n${en}`;
}
