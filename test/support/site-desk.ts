import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { POLITE } from '../../adapters/http/manners.ts';
import { UndiciPaper } from '../../adapters/http/undici-paper.ts';
import { newId } from '../../adapters/random-id.ts';
import { type IssueRun, captureIssue } from '../../cli/capture-issue.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { SnapshotRecord, StateRecord } from '../../core/catalog/records.ts';
import { instantOf } from '../../core/paper/instant.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { type ResourcePath, siteOf } from '../../core/paper/resource.ts';
import { verifyArchive } from '../../core/verify/verify.ts';
import { MemoryObjects, MemoryTable } from './memory-ports.ts';
import { type MisbehavingSite, startMisbehavingSite } from './misbehaving-site.ts';

/** An archive in memory that asks a misbehaving site for one issue, over one real connection and once for everything. */
export class SiteDesk {
  readonly site: MisbehavingSite;
  readonly objects = new MemoryObjects();
  readonly catalog = new Catalog(new MemoryTable());
  readonly #date: IssueDate;
  readonly #client: UndiciPaper;

  private constructor(site: MisbehavingSite, date: IssueDate) {
    this.site = site;
    this.#date = date;
    const manners = { ...POLITE, delayMs: 0, tries: 1 };
    const { origin } = new URL(site.baseUrl);
    this.#client = new UndiciPaper({ origins: [origin], manners, contact: 'test' });
  }

  static async open(date: IssueDate): Promise<SiteDesk> {
    return new SiteDesk(await startMisbehavingSite(), date);
  }

  capture(): Promise<IssueRun> {
    const { objects, catalog } = this;
    return captureIssue(
      { objects, catalog, client: this.#client, newId, within: withinReadingDeadline },
      { site: siteOf(DEMO, this.site.baseUrl), date: this.#date, ask: 'all' },
      {
        concurrency: 1,
        now: () => instantOf(new Date()),
        ending: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  }

  state(path: ResourcePath): Promise<StateRecord | null> {
    return this.catalog.state(DEMO.id, this.#date, path);
  }

  versions(path: ResourcePath): Promise<SnapshotRecord[]> {
    return Array.fromAsync(this.catalog.snapshots(DEMO.id, path));
  }

  /** What `verify` says, in codes. */
  async findings(): Promise<string[]> {
    const { objects, catalog } = this;
    const found = await Array.fromAsync(verifyArchive({ catalog, objects }, () => undefined));
    return found.map(({ code, where }) => `${code} ${where}`);
  }

  /** What the site was asked for, from its base on. */
  asked(): string[] {
    const { pathname } = new URL(this.site.baseUrl);
    return this.site.requests
      .map((head) => head.split(' ')[1] ?? '')
      .map((path) => path.replace(pathname, ''));
  }

  async close(): Promise<void> {
    await this.#client.close();
    await this.site.close();
  }
}
