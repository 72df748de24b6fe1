import { captureResource } from '../../core/capture/capture-resource.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { CatalogTable, Item, MendableTable } from '../../core/catalog/catalog-table.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { CaptureRecord, SnapshotRecord } from '../../core/catalog/records.ts';
import { WITHOUT_DEADLINE } from '../../core/deadline.ts';
import { openIssue, settleIssue } from '../../core/discover/settle-issue.ts';
import { type Instant, instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../core/paper/resource.ts';
import { advance } from '../../core/pipeline.ts';
import type { RepairStep } from '../../core/verify/mending.ts';
import { repairArchive } from '../../core/verify/repair.ts';
import { verifyArchive } from '../../core/verify/verify.ts';
import { EDITED } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { type Page, ScriptedPaper } from './scripted-paper.ts';

const PATH = asResourcePath(EDITED);
const DATE = asIssueDate('2023-02-24');
const SITE = siteOf(DEMO, 'http://127.0.0.1:9/jmrb/');
const BEGAN = Date.parse('2023-02-24T22:00:00.000Z');

const published = Buffer.from(paperFiles('first').get(EDITED)?.bytes ?? []);
const saying = (growth: string): Page => Buffer.from(published.toString().replace('5.0%', growth));
export const PAGES = {
  first: published,
  second: saying('5.5%'),
  third: saying('6.5%'),
  advert: Buffer.from(`${saying('5.5%').toString()}<!-- advert -->`),
  captcha: Buffer.from('<html><body>请输入验证码</body></html>'),
  missing: 'missing',
} as const satisfies Record<string, Page>;

export interface Ports {
  readonly table: MendableTable;
  readonly objects: ObjectStore;
}

/** What is called before anything is read or written. */
export type Before = (what: 'read' | 'write') => Promise<void>;

/**
 * One article of one issue, with two versions, whose index has each of the flaws that a repair puts right: a capture
 * without an entry, another that says what its object does not, a state that no capture found, an article that cannot be
 * read, and counts that are none.
 */
export class FlawedArchive {
  readonly #ports: Ports;
  readonly #catalog: Catalog;
  #seconds = 0;
  #ids = 0;

  private constructor(ports: Ports) {
    this.#ports = ports;
    this.#catalog = new Catalog(ports.table);
  }

  static async make(ports: Ports): Promise<FlawedArchive> {
    const archive = new FlawedArchive(ports);
    const catalog = archive.#catalog;
    await openIssue(catalog, { site: SITE, date: DATE }, archive.#now());
    const front = { paper: DEMO.id, date: DATE, path: PATH, kind: 'article' } as const;
    await catalog.expect({ ...front, page: null, title: null, foundOn: null, at: archive.#now() });
    await archive.capture(PAGES.first);
    await archive.capture(PAGES.second);
    await settleIssue(catalog, { site: SITE, date: DATE }, null, archive.#now());
    await archive.#harm();
    return archive;
  }

  /** A capture of the page, by a process whose clock is off by so many `hours`, and the readings that follow from it. */
  async capture(page: Page, before?: Before, hours = 0): Promise<void> {
    const { objects } = this.#ports;
    const catalog = new Catalog(before ? watched(this.#ports.table, before) : this.#ports.table);
    const now = (): Instant => instantOf(new Date(Date.parse(this.#now()) + hours * 3_600_000));
    const store: ObjectStore = {
      get: (key) => objects.get(key),
      read: (key, range) => objects.read(key, range),
      size: (key) => objects.size(key),
      list: (prefix) => objects.list(prefix),
      putOnce: async (key, bytes, type) => (await before?.('write'), objects.putOnce(key, bytes, type)),
      putOnceFrom: (key, chunks, type) => objects.putOnceFrom(key, chunks, type),
    };
    const client = new ScriptedPaper(() => page, now);
    const newId = (): string => `id${(this.#ids += 1)}`;
    const deps = { objects: store, catalog, client, newId, within: WITHOUT_DEADLINE };
    const of = { paper: DEMO.id, date: DATE, path: PATH, kind: 'article' } as const;
    const due = { type: 'capture-due', ...of, site: SITE.baseUrl } as const;
    const outcome = await captureResource(deps, due, now());
    for (const message of 'next' in outcome ? outcome.next : [])
      if (message.type === 'snapshot-kept') await advance(deps, message, now());
    await settleIssue(catalog, { site: SITE, date: DATE }, null, now());
  }

  repair(before?: Before): Promise<RepairStep[]> {
    const { table, objects } = this.#ports;
    return Array.fromAsync(repairArchive({ table: before ? watched(table, before) : table, objects }));
  }

  captures(): Promise<CaptureRecord[]> {
    return Array.fromAsync(this.#catalog.captures(DEMO.id, PATH));
  }

  versions(): Promise<SnapshotRecord[]> {
    return Array.fromAsync(this.#catalog.snapshots(DEMO.id, PATH));
  }

  async events(): Promise<string[]> {
    return Array.fromAsync(this.#catalog.events(DEMO.id), ({ kind }) => kind);
  }

  async state(): Promise<string | undefined> {
    return (await this.#catalog.state(DEMO.id, DATE, PATH))?.state;
  }

  /** What `verify` says is damaged, or left behind by nobody. */
  async findings(): Promise<string[]> {
    const { objects } = this.#ports;
    const found = await Array.fromAsync(verifyArchive({ catalog: this.#catalog, objects }, () => undefined));
    return found.map(({ code, where }) => `${code} ${where}`);
  }

  readonly #now = (): Instant => instantOf(new Date(BEGAN + 1000 * (this.#seconds += 1)));

  async #harm(): Promise<void> {
    const { table } = this.#ports;
    const resource = `RESOURCE#${DEMO.id}#${PATH}`;
    const issue = `ISSUE#${DEMO.id}#${DATE}`;
    const [first, second] = (await this.captures()).map(({ at, id }) => `CAPTURE#${at}#${id}`);
    if (first === undefined || second === undefined) throw new Error('two were captured');
    await table.remove(await itemOf(table, resource, first));
    const put = async (
      pk: string,
      sk: string,
      change: (body: Item['body']) => Item['body'],
      rank: string,
    ) => {
      const item = await itemOf(table, pk, sk);
      await table.replace(item, { ...item, body: change(item.body) }, rank);
    };
    await put(resource, second, (body) => ({ ...body, bytes: 7 }), '1');
    await put(issue, `STATE#${PATH}`, (body) => ({ ...body, bytes: 7 }), '000000#');
    await put(issue, `ARTICLE#${PATH}`, () => ({ paper: DEMO.id }), '000000#');
    await put(
      `PAPER#${DEMO.id}`,
      `ISSUE#${DATE}`,
      (body) => ({ ...body, articles: 9 }),
      '2023-02-24T22:59:59.999Z',
    );
  }
}

async function itemOf(table: CatalogTable, pk: string, sk: string): Promise<Item> {
  const item = await table.get(pk, sk);
  if (item === null) throw new Error(`there is no ${pk} ${sk}`);
  return item;
}

function watched(table: MendableTable, before: Before): MendableTable {
  return {
    get: async (pk, sk) => (await before('read'), table.get(pk, sk)),
    query: async function* (query) {
      await before('read');
      yield* table.query(query);
    },
    putOnce: async (item) => (await before('write'), table.putOnce(item)),
    putNewer: async (item, rank) => (await before('write'), table.putNewer(item, rank)),
    replace: async (seen, item, rank) => (await before('write'), table.replace(seen, item, rank)),
    remove: async (seen) => (await before('write'), table.remove(seen)),
  };
}
