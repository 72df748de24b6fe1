/*
 * A hand-kept subset of the Data Package 2.0 profile (https://datapackage.org/profiles/2.0/datapackage.json,
 * JSON Schema draft-07): the properties that a release uses, with what the standard asks of them. Where the
 * standard leaves a property open and a release always has it, it is required here.
 */

const NAME = { type: 'string', pattern: '^[a-z0-9._-]+$' };
/** A full web address, or a file beside the descriptor. */
const URL_OR_PATH = { type: 'string', pattern: '^(https?://.+|(?![./~])(?!file:)(?!.*\\.\\./)(?!.*://).+)$' };
const TEXT = { type: 'string', minLength: 1 };
const NAMES = { type: 'array', minItems: 1, items: TEXT };

const FIELD = {
  type: 'object',
  required: ['name', 'type', 'title', 'description'],
  properties: {
    name: TEXT,
    type: { enum: ['string', 'number', 'integer', 'date', 'datetime'] },
    title: TEXT,
    description: TEXT,
    example: { type: 'string' },
    constraints: {
      type: 'object',
      properties: {
        required: { type: 'boolean' },
        unique: { type: 'boolean' },
        enum: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};

const TABLE_SCHEMA = {
  type: 'object',
  required: ['fields', 'primaryKey', 'missingValues'],
  properties: {
    fields: { type: 'array', minItems: 1, items: FIELD },
    primaryKey: NAMES,
    foreignKeys: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['fields', 'reference'],
        properties: {
          fields: NAMES,
          reference: {
            type: 'object',
            required: ['fields'],
            // The standard asks a key to the same table to leave out the resource.
            properties: { fields: NAMES },
            additionalProperties: false,
          },
        },
        additionalProperties: false,
      },
    },
    missingValues: { type: 'array', items: { type: 'string' } },
  },
  additionalProperties: false,
};

const RESOURCE = {
  type: 'object',
  required: ['name', 'path', 'type', 'format', 'mediatype', 'encoding', 'bytes', 'hash', 'schema'],
  properties: {
    name: NAME,
    path: URL_OR_PATH,
    type: { const: 'table' },
    title: TEXT,
    description: TEXT,
    format: TEXT,
    mediatype: { type: 'string', pattern: '^(.+)/(.+)$' },
    encoding: { const: 'utf-8' },
    bytes: { type: 'integer', minimum: 1 },
    hash: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
    schema: TABLE_SCHEMA,
  },
  additionalProperties: false,
};

export const DATA_PACKAGE_PROFILE = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['$schema', 'name', 'id', 'title', 'version', 'created', 'licenses', 'sources', 'resources'],
  properties: {
    $schema: { const: 'https://datapackage.org/profiles/2.0/datapackage.json' },
    name: NAME,
    id: {
      type: 'string',
      pattern: '^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    },
    title: TEXT,
    description: TEXT,
    version: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
    created: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' },
    licenses: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', pattern: '^[-a-zA-Z0-9._]+$' },
          path: URL_OR_PATH,
          title: TEXT,
        },
        additionalProperties: false,
      },
    },
    rights: { type: 'array' },
    sources: {
      type: 'array',
      items: {
        type: 'object',
        minProperties: 1,
        properties: { title: TEXT, path: URL_OR_PATH },
        additionalProperties: false,
      },
    },
    contributors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        minProperties: 1,
        properties: { title: TEXT, roles: NAMES },
        additionalProperties: false,
      },
    },
    keywords: NAMES,
    resources: { type: 'array', minItems: 1, items: RESOURCE },
  },
  additionalProperties: false,
} as const;
