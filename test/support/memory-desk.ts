import { REMEMBERED } from './remembered.ts';
import { type IssueRun, captureIssue } from '../../cli/capture-issue.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { type Manifest, readManifest } from '../../core/catalog/manifest.ts';
import { type Instant, instantOf } from '../../core/paper/instant.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { siteOf } from '../../core/paper/resource.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MemoryObjects, MemoryTable } from './memory-ports.ts';
import { type Page, ScriptedPaper } from './scripted-paper.ts';

const SITE = siteOf(DEMO, 'http://127.0.0.1:9/jmrb/');
const FILES = paperFiles('first');

/** A page of the demonstration paper as it was first published. */
export function publishedPage(path: string): Page {
  return FILES.get(path)?.bytes ?? 'missing';
}

/** A desk in memory before a paper that says what the test wants it to say. */
export class MemoryDesk {
  readonly objects = new MemoryObjects();
  readonly table = new MemoryTable();
  readonly catalog = new Catalog(this.table);
  readonly site = SITE;
  readonly #page: (path: string) => Page;
  #seconds = 0;
  #ids = 0;

  constructor(page: (path: string) => Page = publishedPage) {
    this.#page = page;
  }

  /** A clock that goes on by a second whenever it is read. */
  readonly now = (): Instant =>
    instantOf(new Date(Date.parse('2023-02-25T22:00:00.000Z') + 1000 * this.#seconds++));

  get deps(): Parameters<typeof captureIssue>[0] {
    const { objects, catalog } = this;
    const client = new ScriptedPaper((url) => this.#page(url.slice(SITE.baseUrl.length)), this.now);
    return { objects, catalog, client, newId: () => `id${(this.#ids += 1)}`, within: REMEMBERED };
  }

  capture(date: IssueDate): Promise<IssueRun> {
    const options = {
      concurrency: 1,
      now: this.now,
      ending: new AbortController().signal,
      onProgress: () => undefined,
    };
    return captureIssue(this.deps, { site: SITE, date, ask: 'all' }, options);
  }

  async manifest(date: IssueDate): Promise<Manifest> {
    const manifest = await readManifest(this.catalog, DEMO.id, date);
    if (!manifest) throw new Error(`no manifest of ${date}`);
    return manifest;
  }

  async eventKinds(): Promise<string[]> {
    return (await Array.fromAsync(this.catalog.events(DEMO.id))).map(({ kind }) => kind);
  }
}
