import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { settingNames as alertSettings } from '../../lambdas/alert/settings.ts';
import { settingNames as captureSettings } from '../../lambdas/capture/settings.ts';
import { settingNames as discoverSettings } from '../../lambdas/discover/settings.ts';
import { settingNames as auditSettings } from '../../lambdas/audit/settings.ts';
import { budgetsOf } from '../../bench/budgets.ts';
import { settingNames as publishSettings } from '../../lambdas/publish/settings.ts';
import { settingNames as readSettings } from '../../lambdas/read/settings.ts';
import { settingNames as searchIndexSettings } from '../../lambdas/search-index/settings.ts';
import { settingNames as readingRoomSettings } from '../../lambdas/reading-room/settings.ts';
import { type LambdaBundle, bundleLambdas } from '../../lib/bundling.ts';
import { LAMBDA_NAMES, type LambdaName } from '../../lib/lambda-names.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INVOKE = fileURLToPath(new URL('invoke-bundle.ts', import.meta.url));

const lambdaBundleKilobytes = z
  .record(z.enum(LAMBDA_NAMES), z.number())
  .parse(await budgetsOf('lambdaBundleKilobytes'));

/** A call for each function that needs nothing of the world, or meets a door that is shut. */
const FIRST_CALLS: Readonly<Record<LambdaName, FirstCall>> = {
  capture: {
    settings: captureSettings,
    event: { Records: [] },
    comesTo: { result: { batchItemFailures: [] } },
  },
  read: { settings: readSettings, event: { Records: [] }, comesTo: { result: { batchItemFailures: [] } } },
  alert: { settings: alertSettings, event: { Records: [] }, comesTo: { result: { batchItemFailures: [] } } },
  discover: { settings: discoverSettings, event: { task: 'watch' }, comesTo: 'connection refused' },
  publish: { settings: publishSettings, event: {}, comesTo: 'connection refused' },
  audit: { settings: auditSettings, event: { task: 'audit' }, comesTo: 'connection refused' },
  'search-index': {
    settings: searchIndexSettings,
    event: { task: 'due' },
    comesTo: 'connection refused',
  },
  'reading-room': {
    settings: readingRoomSettings,
    event: httpGet('/style.css'),
    comesTo: { result: { statusCode: 200 } },
  },
};

interface FirstCall {
  readonly settings: readonly string[];
  readonly event: unknown;
  readonly comesTo: { readonly result: object } | 'connection refused';
}

/** Well-formed values. Both tasks that name a paper ask the catalog first, so that no newspaper is ever asked. */
const SETTINGS: Readonly<Record<string, string>> = {
  ARCHIVE_BUCKET: 'archive',
  CATALOG_TABLE: 'catalog',
  CAPTURE_QUEUE_URL: 'https://sqs.cn-south-1.amazonaws.com/000000000000/capture',
  READ_QUEUE_URL: 'https://sqs.cn-south-1.amazonaws.com/000000000000/read',
  ALERT_TOPIC_ARN: 'arn:aws:sns:cn-south-1:000000000000:alerts',
  PAPERS: 'jmrb',
  CONTACT: 'test@example.org',
  READING_ROOM_RIGHTS: 'reading-room',
  SIGN_IN: 'none',
};

let outDir: string;
let bundles: Readonly<Record<LambdaName, LambdaBundle>>;
let shutDoor: string;

beforeAll(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'bundles-'));
  bundles = bundleLambdas({ root: ROOT, outDir });
  shutDoor = `http://127.0.0.1:${await closedPort()}`;
});
afterAll(() => rmSync(outDir, { recursive: true, force: true }));

describe.each(LAMBDA_NAMES)('the bundle of %s', (name) => {
  it('keeps to its budget, in one file unless a part of it can wait', () => {
    const { directory, bytes, laterBytes } = bundles[name];
    expect(readdirSync(directory)).toContain('index.mjs');
    if (name !== 'reading-room') expect(readdirSync(directory)).toHaveLength(1);
    expect(laterBytes > 0).toBe(name === 'reading-room');
    expect(bytes).toBeGreaterThan(0);
    expect(bytes / 1024).toBeLessThan(lambdaBundleKilobytes[name]);
  });

  it('loads in a fresh process and answers its first call', async () => {
    const { settings, event, comesTo } = FIRST_CALLS[name];
    const told = await invoke(bundles[name], settings, event);
    if (comesTo === 'connection refused') {
      expect(told).toMatchObject({
        loaded: true,
        failure: expect.arrayContaining(['ECONNREFUSED']) as unknown,
      });
    } else {
      expect(told).toMatchObject({ loaded: true, ...comesTo });
    }
  });

  it('names every setting that it misses', async () => {
    const { settings, event } = FIRST_CALLS[name];
    const told = await invoke(bundles[name], [], event);
    expect(told.failure).toContain('SettingsMissing');
    for (const setting of settings) expect(told.failure.join(' ')).toContain(setting);
  });
});

it.each([
  ['draws charts', 'renderToSVGString'],
  ['reads expressions', 'RE2JSException'],
  ['writes Parquet', 'parquet '],
  ['shows pages again', 'onprocessinginstruction'],
  ['makes packages', 'datapackage-digest'],
  ['compares versions', 'granularity'],
  ['proves who signed in', 'Jwks'],
])('the reading room loads what %s only when it does', (_, code) => {
  const { directory } = bundles['reading-room'];
  const holding = readdirSync(directory).filter((file) =>
    readFileSync(join(directory, file), 'utf8').includes(code),
  );
  expect(holding).not.toEqual([]);
  expect(holding.filter((file) => loadedAtStart(directory).has(file))).toEqual([]);
});

it('the bundle of reading-room sends readers to where they sign in', async () => {
  const signIn = {
    ...{ issuer: 'https://pool.example/pool', clientId: 'room-client' },
    ...{ pages: 'https://pages.example', room: 'https://archive.test' },
  };
  const told = await invoke(bundles['reading-room'], readingRoomSettings, httpGet('/sign-in'), {
    SIGN_IN: JSON.stringify(signIn),
  });
  expect(told).toMatchObject({
    result: {
      statusCode: 302,
      headers: {
        location: expect.stringMatching(/^https:\/\/pages\.example\/oauth2\/authorize\?/) as unknown,
      },
    },
  });
});

/** The files of a bundle that importing it loads. */
function loadedAtStart(directory: string): ReadonlySet<string> {
  const files = new Set(['index.mjs']);
  // A set gives what is added to it in the midst of its walk.
  for (const file of files) {
    const imports = readFileSync(join(directory, file), 'utf8').matchAll(
      /(?:from|import)\s*"\.\/([^"]+\.mjs)"/g,
    );
    for (const [, imported = ''] of imports) files.add(imported);
  }
  return files;
}

/** Loads a bundle as Lambda does and calls it, with an environment that holds the settings and nothing of ours. */
async function invoke(
  { directory }: LambdaBundle,
  settings: readonly string[],
  event: unknown,
  changed: Readonly<Record<string, string>> = {},
) {
  const env = {
    ...Object.fromEntries(settings.map((name) => [name, SETTINGS[name]])),
    ...changed,
    AWS_REGION: 'cn-south-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: shutDoor,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [INVOKE, join(directory, 'index.mjs'), JSON.stringify(event)],
    { env },
  );
  const Told = z.object({
    loaded: z.boolean(),
    result: z.unknown().optional(),
    failure: z.array(z.string()),
  });
  return Told.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

/** A port that nobody listens on: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What an HTTP API sends for a GET: payload format 2.0. */
function httpGet(path: string): unknown {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'archive.test' },
    requestContext: {
      domainName: 'archive.test',
      http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      stage: '$default',
    },
    isBase64Encoded: false,
  };
}
