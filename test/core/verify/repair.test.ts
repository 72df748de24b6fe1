import { beforeAll, describe, expect, it } from 'vitest';
import type { Item, MendableTable } from '../../../core/catalog/catalog-table.ts';
import { SqliteWorkbench } from '../../../adapters/sqlite/sqlite-workbench.ts';
import { Catalog } from '../../../core/catalog/catalog.ts';
import { deliverEvents } from '../../../core/alert/deliver-events.ts';
import type { Notifier } from '../../../core/alert/notifier.ts';
import { readCapture, writeCapture } from '../../../core/capture/warc-capture.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { makeRelease } from '../../../core/publish/release/make-release.ts';
import type { RepairStep } from '../../../core/verify/mending.ts';
import { repairArchive } from '../../../core/verify/repair.ts';
import { verifyArchive } from '../../../core/verify/verify.ts';
import { EDITED as EDITED_PATH } from '../../../demo/issues.ts';
import { paperFiles } from '../../../demo/paper.ts';
import { MemoryDesk } from '../../support/memory-desk.ts';
import { MemoryObjects, MemoryTable } from '../../support/memory-ports.ts';

const EDITED = asResourcePath(EDITED_PATH);
const DAY = asIssueDate('2023-02-24');
const GONE = 'html/2023-02/24/content_666915.htm';
/** Goes as well, and comes back as it was. */
const BACK = 'html/2023-02/24/content_666910.htm';
const RESOURCE = `RESOURCE#demo#${EDITED}`;
const ENCODER = new TextEncoder();
const CAPTCHA = ENCODER.encode('<html>请输入验证码</html>');

/** A day of the paper with a corrected article, and a release; kept once, since nothing alters it. */
let whole: { readonly items: MemoryTable['items']; readonly kept: MemoryObjects['kept'] };

beforeAll(async () => {
  let files = paperFiles('first');
  const desk = new MemoryDesk((path) =>
    path.endsWith('.pdf') ? CAPTCHA : (files.get(path)?.bytes ?? 'missing'),
  );
  await desk.capture(DAY);
  files = new Map([...paperFiles('later')].filter(([path]) => path !== GONE && path !== BACK));
  await desk.capture(DAY);
  files = new Map([...paperFiles('later')].filter(([path]) => path !== GONE));
  await desk.capture(DAY);
  await desk.capture(DAY);
  const { objects, catalog } = desk;
  await makeRelease({ objects, catalog, workbench: () => new SqliteWorkbench() }, [DEMO], desk.now());
  whole = { items: desk.table.items, kept: objects.kept };
});

describe('a repair of an archive that lost its whole index', () => {
  it('makes what follows from the objects as it was, and touches no object', async () => {
    const archive = copy();
    expect(facts(archive.table).length).toBeGreaterThan(100);
    expect(facts(archive.table)).toContainEqual(
      expect.objectContaining({ told: expect.objectContaining({ kind: 'article-withdrawn' }) as unknown }),
    );
    expect(facts(archive.table)).toContainEqual(
      expect.objectContaining({
        name: expect.stringContaining(`article-restored:${BACK}`) as unknown,
        told: expect.objectContaining({ kind: 'article-restored', version: 1 }) as unknown,
      }),
    );
    archive.table.items.clear();
    expect((await findings(archive)).filter((one) => one.startsWith('damage'))).toEqual([
      'damage issue-missing demo 2023-02-24',
    ]);

    const steps = await repair(archive);
    expect(steps.map(({ kind }) => kind)).toEqual(['made', 'made']);
    expect(facts(archive.table)).toEqual(facts(whole));
    expect(archive.objects.kept).toEqual(whole.kept);
    expect(await findings(archive)).toEqual([]);
  });

  it('settles the issue as it stood', async () => {
    const archive = copy();
    const before = await archive.catalog.issue('demo', DAY);
    archive.table.items.clear();
    await repair(archive);
    const { state, evidence, site, pages, articles, resources, gaps } = before ?? {};
    expect(await archive.catalog.issue('demo', DAY)).toMatchObject({
      ...{ state, evidence, site, pages, articles, resources, gaps },
      firstAskedAt: expect.stringMatching(/^2023-02-25T22:0/) as string,
    });
  });

  it('knows that a page is back as it was, so that a capture of it tells nobody', async () => {
    const archive = copy();
    archive.table.items.clear();
    await repair(archive);
    expect(await archive.catalog.state('demo', DAY, asResourcePath(BACK))).toMatchObject({
      ...{ state: 'unchanged', version: 1, reason: null },
    });
  });

  it('makes readings that are lost as well, as they were', async () => {
    const archive = copy();
    archive.table.items.clear();
    for (const key of [...archive.objects.kept.keys()])
      if (key.startsWith('readings/')) archive.objects.kept.delete(key);
    await repair(archive);
    expect(archive.objects.kept).toEqual(whole.kept);
    expect(facts(archive.table)).toEqual(facts(whole));
  });

  it('tells no subscriber anything again', async () => {
    const archive = copy();
    const at = asInstant('2023-02-25T00:00:00.000Z');
    await archive.catalog.putSubscription({ id: 's', kinds: null, target: 't', state: 'active', at });
    const told: string[] = [];
    const notifierOf = (): Notifier => ({
      send: async ({ event }) => Promise.resolve(void told.push(event.id)),
    });
    const deliver = () =>
      deliverEvents({ catalog: archive.catalog, notifierOf, asker: 'reader' }, ['demo'], at);
    await deliver();
    const before = told.length;
    expect(before).toBeGreaterThan(0);
    for (const [name, { item }] of archive.table.items)
      if (!/^(SUBSCRIPTION|DELIVERY)#/.test(item.sk)) archive.table.items.delete(name);
    await repair(archive);
    await deliver();
    expect(told).toHaveLength(before);
  });

  it('can be killed between any two writes, and goes on from there', async () => {
    const lost = copy();
    lost.table.items.clear();
    let writes = 0;
    await repair(lost, () => (writes += 1));
    expect(writes).toBeGreaterThan(150);
    for (let fatal = 1; fatal <= writes; fatal += 19) {
      const archive = copy();
      archive.table.items.clear();
      let left = fatal;
      await expect(
        repair(archive, () => {
          if ((left -= 1) === 0) throw new Error('killed');
        }),
      ).rejects.toThrow('killed');
      await repair(archive);
      expect(facts(archive.table), `killed at write ${fatal} of ${writes}`).toEqual(facts(whole));
      expect(await findings(archive)).toEqual([]);
    }
  });
});

describe('a repair of an archive that is whole', () => {
  it('writes nothing', async () => {
    const archive = copy();
    expect(await findings(archive)).toEqual([]);
    expect(await repair(archive)).toEqual([]);
    expect(archive.table.items).toEqual(whole.items);
    expect(archive.objects.kept).toEqual(whole.kept);
  });
});

describe('a repair of an index that is damaged in part', () => {
  it.each([
    'SNAPSHOT',
    'CAPTURE',
    'EXPECTED',
    'STATE',
    'PAGE',
    'ARTICLE',
    'READING',
    'EVENT',
    'RELEASE',
    'ISSUE',
    'PAPER',
  ])('makes every %s entry that an object tells of again', async (kind) => {
    const archive = copy();
    for (const [name, { item }] of archive.table.items)
      if (item.sk.startsWith(`${kind}#`)) archive.table.items.delete(name);
    await repair(archive);
    expect(facts(archive.table)).toEqual(facts(whole));
    expect((await findings(archive)).filter((one) => one.startsWith('damage'))).toEqual([]);
    expect(await repair(archive)).toEqual([]);
  });

  it.each(['SNAPSHOT#000001', 'SNAPSHOT#000002', 'READING#'])(
    'makes anew an entry that cannot be read: %s',
    async (prefix) => {
      const archive = copy();
      alter(archive, RESOURCE, prefix, () => ({ paper: 'demo' }));
      expect((await findings(archive)).join()).toContain('index-entry-damaged');
      expect((await repair(archive)).map(({ kind }) => kind)).toContain('removed');
      expect(facts(archive.table)).toEqual(facts(whole));
      expect(await findings(archive)).toEqual([]);
    },
  );

  it.each([
    ['SNAPSHOT#000002', { sha256: '0'.repeat(64) }],
    ['SNAPSHOT#000001', { bytes: 1 }],
    ['CAPTURE#', { sha256: '0'.repeat(64) }],
    ['SNAPSHOT#000001', { url: 'http://elsewhere/' }],
    ['SNAPSHOT#000002', { object: 'captures/demo/2023-02-24/none.warc.gz' }],
  ])('mends %s of which the object says otherwise than %o', async (sk, wrong) => {
    const archive = copy();
    alter(archive, RESOURCE, sk, (body) => ({ ...body, ...wrong }));
    expect((await findings(archive)).filter((one) => one.startsWith('damage'))).not.toEqual([]);
    expect((await repair(archive)).map(({ kind }) => kind)).toContain('mended');
    expect(facts(archive.table)).toEqual(facts(whole));
    expect(await findings(archive)).toEqual([]);
    expect(await repair(archive)).toEqual([]);
  });

  it('mends a state, an article and counts that nothing bears out', async () => {
    const archive = copy();
    alter(archive, `ISSUE#demo#${DAY}`, `STATE#${EDITED}`, (body) => ({ ...body, sha256: '0'.repeat(64) }));
    alter(archive, `ISSUE#demo#${DAY}`, `ARTICLE#${EDITED}`, (body) => ({ ...body, sha256: '0'.repeat(64) }));
    alter(archive, 'PAPER#demo', `ISSUE#${DAY}`, (body) => ({ ...body, gaps: 77 }));
    expect(await findings(archive)).toEqual([
      expect.stringMatching(/^damage state-differs/),
      expect.stringMatching(/^damage article-differs/),
      expect.stringMatching(/^damage issue-differs/),
    ]);
    await repair(archive);
    expect(await findings(archive)).toEqual([]);
    expect(facts(archive.table)).toEqual(facts(whole));
    expect(await repair(archive)).toEqual([]);
  });
});

describe('a repair where objects are damaged', () => {
  it('takes no whole object for the kept one that other entries contradict', async () => {
    const archive = copy();
    const [first, second] = await Array.fromAsync(archive.catalog.snapshots('demo', EDITED));
    if (!first || !second) throw new Error('no versions');
    // The other version's answer, as it would be if it had been written under this name.
    archive.objects.kept.set(first.object, forged(archive, second.object, first.object));
    const before = await findings(archive);
    expect(before).toEqual([`damage snapshot-damaged ${first.object}`]);
    const steps = await repair(archive);
    expect(steps.map(({ kind }) => kind)).toEqual(['left']);
    expect(await findings(archive)).toEqual(before);
  });

  it('leaves a damaged object alone and out of the new index, and names it', async () => {
    const archive = copy();
    const [first] = await Array.fromAsync(archive.catalog.snapshots('demo', EDITED));
    const key = first?.object ?? '';
    const cut = archive.objects.kept.get(key)?.slice(0, -40) ?? new Uint8Array();
    archive.objects.kept.set(key, cut);
    archive.table.items.clear();
    expect((await repair(archive)).find(({ kind }) => kind === 'left')).toMatchObject({ where: key });
    expect(archive.objects.kept.get(key)).toEqual(cut);
    expect(await findings(archive)).toEqual([
      `note orphan ${key}`,
      `damage object-damaged ${key}`,
      // Nothing is held any more that it was read from.
      expect.stringMatching(/^note orphan readings\//),
    ]);
    expect(await Array.fromAsync(archive.catalog.snapshots('demo', EDITED))).toHaveLength(1);
  });

  it('does not take a changed reading for what the snapshot says', async () => {
    const archive = copy();
    const key = [...archive.objects.kept.keys()].find((one) => one.startsWith('readings/')) ?? '';
    const text = new TextDecoder().decode(archive.objects.kept.get(key));
    expect(text).toContain('"captions":[]');
    archive.objects.kept.set(key, ENCODER.encode(text.replace('"captions":[]', '"captions":["x"]')));
    archive.table.items.clear();
    await repair(archive);
    expect(await findings(archive)).toEqual([`damage reading-damaged ${key}`]);
  });
});

interface Archive {
  readonly table: MemoryTable;
  readonly objects: MemoryObjects;
  readonly catalog: Catalog;
}

function copy(): Archive {
  const [table, objects] = [new MemoryTable(), new MemoryObjects()];
  for (const [name, entry] of whole.items) table.items.set(name, structuredClone(entry));
  for (const [key, bytes] of whole.kept) objects.kept.set(key, bytes);
  return { table, objects, catalog: new Catalog(table) };
}

function repair({ table, objects }: Archive, onWrite: () => void = () => undefined): Promise<RepairStep[]> {
  const watched: MendableTable = {
    get: (pk, sk) => table.get(pk, sk),
    query: (query) => table.query(query),
    putOnce: async (item) => (onWrite(), table.putOnce(item)),
    putNewer: async (item, rank) => (onWrite(), table.putNewer(item, rank)),
    replace: async (seen, item, rank) => (onWrite(), table.replace(seen, item, rank)),
    remove: async (seen) => (onWrite(), table.remove(seen)),
  };
  return Array.fromAsync(repairArchive({ table: watched, objects }));
}

async function findings({ catalog, objects }: Archive): Promise<string[]> {
  const found = await Array.fromAsync(verifyArchive({ catalog, objects }, () => undefined));
  return found.map(({ severity, code, where }) => `${severity} ${code} ${where}`);
}

/** A whole capture under the name and with the heads of `key`'s own, that answers what `other`'s answers. */
function forged({ objects }: Archive, other: string, key: string): Uint8Array {
  const [own, foreign] = [key, other].map((one) => readCapture(objects.kept.get(one) ?? new Uint8Array()));
  if (!own || !foreign) throw new Error('nothing to forge');
  const id = /([^-]+)\.warc\.gz$/.exec(key)?.[1] ?? '';
  return writeCapture(DEMO, id, own.fileName, {
    ...{ url: own.url, at: own.at, tookMs: 1, ip: null },
    request: { line: 'GET / HTTP/1.1', headers: [] },
    response: { ...own, body: foreign.body, payload: foreign.body },
  });
}

function alter(
  { table }: Archive,
  pk: string,
  prefix: string,
  change: (body: Item['body']) => Item['body'],
): void {
  for (const [name, { item, rank }] of table.items)
    if (item.pk === pk && item.sk.startsWith(prefix))
      table.items.set(name, { item: { ...item, body: change(item.body) }, rank });
}

/**
 * What an index says that objects tell: not how long a capture took, nor when something was read or published, nor that
 * it was the capture itself that told of itself.
 */
function facts({ items }: Pick<MemoryTable, 'items'>): unknown[] {
  return [...items.values()]
    .filter(({ item: { sk, body } }) => !/^(ISSUE|STATE|DUE)#/.test(sk) && body['object'] !== null)
    .map(({ item: { pk, sk, body }, rank }) => {
      const hasInstant = /^(CAPTURE|SNAPSHOT|EVENT)#/.test(sk);
      const told = { ...body, tookMs: null, content: null, at: hasInstant ? (body['at'] ?? null) : null };
      return { name: `${pk} ${sk}`, rank: sk.startsWith('CAPTURE#') ? null : rank, told };
    })
    .sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}
