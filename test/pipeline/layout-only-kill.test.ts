import { WITHOUT_DEADLINE } from '../../core/deadline.ts';
import { expect, it } from 'vitest';
import { captureResource } from '../../core/capture/capture-resource.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { CatalogTable } from '../../core/catalog/catalog-table.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { type Instant, instantOf } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { advance } from '../../core/pipeline.ts';
import { EDITED } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MemoryObjects, MemoryTable } from '../support/memory-ports.ts';
import { type Page, ScriptedPaper } from '../support/scripted-paper.ts';

const PATH = asResourcePath(EDITED);
const FIRST = Buffer.from(paperFiles('first').get(EDITED)?.bytes ?? []).toString();
const ADVERT = `${FIRST}<!-- advert -->`;
const EDIT = ADVERT.replace('5.0%', '5.5%');
/** As it is published, with another advert, that one again, gone, back with that advert, and edited. */
const MOMENTS: readonly Page[] = [FIRST, ADVERT, ADVERT, 'missing', ADVERT, EDIT].map((page) =>
  page === 'missing' ? page : Buffer.from(page),
);

/** Law 3, for what is kept of a page whose content did not change. */
it('a kill between any two writes loses nothing and doubles nothing when only the layout changes', async () => {
  const whole = new World();
  await whole.run();
  const facts = await whole.facts();
  expect(facts.versions.map(({ classes }) => classes)).toEqual([[], ['numbers']]);
  expect(facts.classes).toEqual(['layout-only', 'restored', 'withdrawn']);
  expect(facts.events).toEqual(['article-withdrawn', 'article-restored', 'article-corrected']);
  // When the advert first came, and when the page came back.
  expect(facts.layouts).toBe(2);

  for (let fatal = 1; fatal <= whole.writes; fatal += 1) {
    const world = new World(fatal);
    await world.run();
    expect(await world.facts(), `killed at write ${fatal} of ${whole.writes}`).toEqual(facts);
    expect(world.objects.kept.size - whole.objects.kept.size).toBeLessThanOrEqual(1);
  }
});

class Killed extends Error {}

class World {
  readonly objects = new MemoryObjects();
  readonly table = new MemoryTable();
  readonly catalog: Catalog;
  writes = 0;
  readonly #store: ObjectStore;
  readonly #fatal: number;
  #ids = 0;
  #seconds = 0;
  readonly #tick = (): Instant =>
    instantOf(new Date(Date.parse('2023-02-23T22:00:00.000Z') + 1000 * this.#seconds++));

  constructor(fatal = 0) {
    this.#fatal = fatal;
    const { objects, table } = this;
    this.#store = {
      get: (key) => objects.get(key),
      read: (key, range) => objects.read(key, range),
      size: (key) => objects.size(key),
      list: (prefix) => objects.list(prefix),
      putOnce: (key, bytes) => this.#write(() => objects.putOnce(key, bytes)),
      putOnceFrom: (key, chunks) => this.#write(() => objects.putOnceFrom(key, chunks)),
    };
    const mortal: CatalogTable = {
      get: (pk, sk) => table.get(pk, sk),
      query: (query) => table.query(query),
      putOnce: (item) => this.#write(() => table.putOnce(item)),
      putNewer: (item, rank) => this.#write(() => table.putNewer(item, rank)),
    };
    this.catalog = new Catalog(mortal);
  }

  async run(): Promise<void> {
    for (const page of MOMENTS) {
      await this.#capture(page).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        return this.#capture(page);
      });
    }
  }

  async facts() {
    const { catalog } = this;
    const captures = await Array.fromAsync(catalog.captures(DEMO.id, PATH));
    const versions = await Array.fromAsync(catalog.snapshots(DEMO.id, PATH));
    const state = await catalog.state(DEMO.id, asIssueDate('2023-02-24'), PATH);
    const events = await Array.fromAsync(catalog.events(DEMO.id));
    const layouts = captures.filter((one) => one.state === 'unchanged' && one.object !== null);
    return {
      versions: versions.map(({ version, classes, sha256 }) => ({ version, classes, sha256 })),
      // A version's classes are on the version: its capture may have been killed before it was on record.
      classes: captures.flatMap(({ state, classes }) => (state === 'captured' ? [] : classes)).sort(),
      layouts: layouts.filter(({ object }) => this.objects.kept.has(object ?? '')).length,
      events: events.map(({ kind }) => kind),
      state: state && [state.state === 'withdrawn', state.version, state.sha256],
    };
  }

  async #capture(page: Page): Promise<void> {
    const deps = {
      objects: this.#store,
      catalog: this.catalog,
      client: new ScriptedPaper(() => page, this.#tick),
      newId: () => `id${(this.#ids += 1)}`,
      within: WITHOUT_DEADLINE,
    };
    const of = { paper: DEMO.id, date: asIssueDate('2023-02-24'), path: PATH, kind: 'article' } as const;
    const due = { type: 'capture-due', ...of, site: 'http://127.0.0.1:9/jmrb/' } as const;
    const outcome = await captureResource(deps, due, this.#tick());
    for (const message of 'next' in outcome ? outcome.next : []) await advance(deps, message, this.#tick());
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    this.writes += 1;
    if (this.writes === this.#fatal) throw new Killed();
    return write();
  }
}
