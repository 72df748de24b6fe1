import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../adapters/dynamodb/dynamo-table.ts';
import { S3Objects } from '../../../adapters/s3/s3-objects.ts';
import { CatalogDamaged } from '../../../core/catalog/catalog.ts';
import { type Before, FlawedArchive, PAGES, type Ports } from '../../support/flawed-archive.ts';
import { type LocalDynamo, startLocalDynamo } from '../../support/local-dynamo.ts';
import { type LocalAws, startLocalAws } from '../../support/local-fauxqs.ts';
import { MemoryObjects, MemoryTable } from '../../support/memory-ports.ts';
import type { Page } from '../../support/scripted-paper.ts';

let aws: LocalAws;
let dynamo: LocalDynamo;
beforeAll(async () => {
  [aws, dynamo] = await Promise.all([startLocalAws(), startLocalDynamo()]);
});
afterAll(async () => {
  await Promise.all([aws.stop(), dynamo.stop()]);
});

type Fresh = () => Promise<Ports>;
const inMemory: Fresh = () => Promise.resolve({ table: new MemoryTable(), objects: new MemoryObjects() });
const onAws: Fresh = async () => ({
  table: new DynamoTable(dynamo.documents, await dynamo.freshTable()),
  objects: new S3Objects(aws.s3, await aws.freshBucket()),
});

/** What a capture finds, and what is on record of it in the end. */
interface Other {
  readonly page: Page;
  readonly state: string;
  /** How many versions there are then, where there were two. */
  readonly versions: number;
  /** What no object tells. */
  readonly reason: string | null;
  readonly fresh: Fresh;
}

const OTHERS: readonly (readonly [what: string, other: Other])[] = [
  ['a new version', { page: PAGES.third, state: 'captured', versions: 3, reason: null, fresh: onAws }],
  [
    'a version that is held',
    { page: PAGES.second, state: 'unchanged', versions: 2, reason: null, fresh: inMemory },
  ],
  ['another layout', { page: PAGES.advert, state: 'unchanged', versions: 2, reason: null, fresh: inMemory }],
  ['a captcha', { page: PAGES.captcha, state: 'refused', versions: 2, reason: 'captcha', fresh: inMemory }],
  [
    'nothing any more',
    { page: PAGES.missing, state: 'withdrawn', versions: 2, reason: 'status 404', fresh: inMemory },
  ],
];

class Killed extends Error {}

/** A repair keeps nobody out. */
describe('a repair while others write', () => {
  it.each(OTHERS)('has a capture that finds %s between any two of its writes', async (_, other) => {
    await betweenWrites(other.fresh, async (archive, before) => {
      const ended: boolean[] = [];
      await archive.repair(before(async () => ended.push(await captures(archive, other.page))));
      if (ended.includes(false)) await archive.capture(other.page);
      return () => expectWhole(archive, other);
    });
  });

  it.each(OTHERS)('comes between any two writes of a capture that finds %s', async (_, other) => {
    await betweenWrites(inMemory, async (archive, before) => {
      const repairs = before(() => archive.repair());
      if (!(await captures(archive, other.page, repairs))) {
        await archive.repair();
        await archive.capture(other.page);
      }
      return async () => {
        expect(await archive.repair()).toEqual([]);
        await expectWhole(archive, other);
      };
    });
  });

  it('has another repair between any two of its writes', async () => {
    await betweenWrites(onAws, async (archive, before) => {
      await archive.repair(before(() => archive.repair()));
      return async () => {
        expect(await archive.repair()).toEqual([]);
        await expectSound(archive);
        expect((await archive.versions()).map(({ version }) => version)).toEqual([1, 2]);
      };
    });
  });

  it('may be killed between any two of its writes, and captures go on before it is run again', async () => {
    await betweenWrites(onAws, async (archive, before) => {
      const dies = before(() => Promise.reject(new Killed()));
      await archive.repair(dies).catch((failure: unknown) => {
        if (!(failure instanceof Killed)) throw failure;
      });
      await archive.capture(PAGES.third);
      await archive.repair();
      return async () => {
        await expectSound(archive);
        expect(await archive.state()).toBe('captured');
        expect((await archive.versions()).map(({ version }) => version)).toEqual([1, 2, 3]);
      };
    });
  });

  it.each([-2, 2])('has captures between its writes whose clock is off by %i hours', async (hours) => {
    await betweenWrites(inMemory, async (archive, before) => {
      await archive.repair(before(() => archive.capture(PAGES.third, undefined, hours)));
      await archive.repair();
      return async () => {
        await expectSound(archive);
        expect(await archive.state()).toBe('captured');
        const [third] = (await archive.versions()).slice(2);
        const own = (await archive.captures()).find(({ id }) => id === third?.captureId);
        expect([own?.version, own?.tookMs]).toEqual([3, 1]);
      };
    });
  });
});

type Run = (
  archive: FlawedArchive,
  before: (meanwhile: () => Promise<unknown>) => Before,
) => Promise<() => Promise<void>>;

/**
 * Runs `run` with something before its first write, then with it before its second, and so on, and each time has what
 * came of it judged. On AWS it is one write in six.
 */
async function betweenWrites(fresh: Fresh, run: Run): Promise<void> {
  const step = fresh === onAws ? 6 : 1;
  for (let nth = 1; ; nth += step) {
    const archive = await FlawedArchive.make(await fresh());
    let writes = 0;
    const before =
      (meanwhile: () => Promise<unknown>): Before =>
      async (what) => {
        if (what === 'write' && (writes += 1) === nth) await meanwhile();
      };
    const judge = await run(archive, before);
    if (writes < nth) {
      expect(nth).toBeGreaterThan(2);
      return;
    }
    await judge();
  }
}

/** `false` for a capture that met an entry which nobody can read and the repair had not come to yet. */
async function captures(archive: FlawedArchive, page: Page, before?: Before): Promise<boolean> {
  try {
    await archive.capture(page, before);
    return true;
  } catch (failure) {
    if (!(failure instanceof CatalogDamaged)) throw failure;
    return false;
  }
}

async function expectWhole(archive: FlawedArchive, other: Other): Promise<void> {
  await archive.repair();
  expect(await archive.repair()).toEqual([]);
  await expectSound(archive);
  expect(await archive.state()).toBe(other.state);
  expect((await archive.versions()).map(({ version }) => version)).toEqual(
    [1, 2, 3].slice(0, other.versions),
  );
  // The capture's own word, which has what no object holds, and not what the repair took it for.
  const last = (await archive.captures()).at(-1);
  expect([last?.state, last?.reason, last?.tookMs]).toEqual([other.state, other.reason, 1]);
}

async function expectSound(archive: FlawedArchive): Promise<void> {
  expect(await archive.findings()).toEqual([]);
  const events = await archive.events();
  const corrected = events.filter((kind) => kind === 'article-corrected');
  expect(corrected).toHaveLength((await archive.versions()).length - 1);
}
