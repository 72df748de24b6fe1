import type * as z from 'zod';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { ResourcePath } from '../paper/resource.ts';
import { KEYS, PARTITION, SORT, pad, readingKeyOf } from './catalog-keys.ts';
import type { CatalogTable, Item, JsonValue, Lying, Query } from './catalog-table.ts';
import {
  ArticleRecord,
  AuditRecord,
  CaptureRecord,
  DeliveryRecord,
  EventRecord,
  ExpectedRecord,
  IssueRecord,
  PageRecord,
  ReadingRecord,
  ReleaseRecord,
  RequestRecord,
  SearchDueRecord,
  SearchPartRecord,
  SnapshotRecord,
  StateRecord,
  SubscriptionRecord,
} from './records.ts';
import { RemovalRecord, RightsRecord } from './rights-records.ts';

/** An item that no record of its kind can be: the catalog was changed by something else, or is damaged. */
export class CatalogDamaged extends Error {
  override readonly name = 'CatalogDamaged';
  readonly lying: Lying;

  constructor(lying: Lying, options?: ErrorOptions) {
    super(
      `the catalog's item '${lying.pk}' / '${lying.sk}' cannot be read; run 'verify' to see what else is`,
      options,
    );
    this.lying = lying;
  }
}

/**
 * Who writes an entry of a capture or of a state: the capture itself, or another who found out of what was kept what
 * it must have been. The word of the other gives way to the capture's own, whichever comes first: that has what no
 * object holds, as why an answer was refused.
 */
export type Told = 'by-itself' | 'by-another';

/** When events were seen; without an end, all to that side. */
export interface EventRange {
  /** This instant included. */
  readonly since?: Instant;
  /** This one not. */
  readonly before?: Instant;
}

/** What is known, in the archive's own words. All reading and writing of the table goes through here. */
export class Catalog {
  readonly #table: CatalogTable;

  constructor(table: CatalogTable) {
    this.#table = table;
  }

  // --- issues and what belongs to them

  /** Papers that the archive holds something of, by id. */
  async papers(): Promise<string[]> {
    const ids: string[] = [];
    for await (const item of this.#table.query({ pk: PARTITION.papers, prefix: SORT.paper }))
      ids.push(item.sk.slice(SORT.paper.length));
    return ids;
  }

  async issue(paper: string, date: IssueDate): Promise<IssueRecord | null> {
    return this.#get(KEYS.issue(paper, date), IssueRecord);
  }

  /** By date, both ends included. */
  issues(paper: string, from?: IssueDate, to?: IssueDate, newestFirst = false): AsyncIterable<IssueRecord> {
    const range = {
      ...(from === undefined ? {} : { from: SORT.issue + from }),
      ...(to === undefined ? {} : { to: SORT.issue + to }),
    };
    return this.#query(
      { pk: PARTITION.paper(paper), prefix: SORT.issue, newestFirst, ...range },
      IssueRecord,
    );
  }

  async putIssue(issue: IssueRecord): Promise<void> {
    await this.#table.putOnce({ ...KEYS.paper(issue.paper), body: {} });
    await this.#table.putNewer(
      item(KEYS.issue(issue.paper, issue.date), issue, IssueRecord),
      issue.settledAt,
    );
  }

  async putAudit(audit: AuditRecord): Promise<void> {
    await this.#table.putNewer(item(KEYS.audit(audit.paper, audit.date), audit, AuditRecord), audit.at);
  }

  /** By date; of issues that were verified by an audit. */
  audits(paper: string): AsyncIterable<AuditRecord> {
    return this.#query({ pk: PARTITION.paper(paper), prefix: SORT.audit }, AuditRecord);
  }

  /** Writes down that a resource should exist; what was written down first stands, and is given back. */
  async expect(one: ExpectedRecord): Promise<ExpectedRecord> {
    const key = KEYS.ofIssue(one.paper, one.date, SORT.expected + one.path);
    if (await this.#table.putOnce(item(key, one, ExpectedRecord))) return one;
    return (await this.#get(key, ExpectedRecord)) ?? one;
  }

  /** What was written down of a resource that should exist. */
  async expectation(paper: string, date: IssueDate, path: ResourcePath): Promise<ExpectedRecord | null> {
    return this.#get(KEYS.ofIssue(paper, date, SORT.expected + path), ExpectedRecord);
  }

  expected(paper: string, date: IssueDate): AsyncIterable<ExpectedRecord> {
    return this.#query({ pk: PARTITION.issue(paper, date), prefix: SORT.expected }, ExpectedRecord);
  }

  states(paper: string, date: IssueDate): AsyncIterable<StateRecord> {
    return this.#query({ pk: PARTITION.issue(paper, date), prefix: SORT.state }, StateRecord);
  }

  async state(paper: string, date: IssueDate, path: ResourcePath): Promise<StateRecord | null> {
    return this.#get(KEYS.ofIssue(paper, date, SORT.state + path), StateRecord);
  }

  /** A page is put again when a newer version of its node is read, captured at `at`, or a newer reader reads it. */
  async putPage(page: PageRecord, at: Instant, readerVersion: number): Promise<void> {
    await this.#table.putNewer(
      item(KEYS.ofIssue(page.paper, page.date, SORT.page + page.page), page, PageRecord),
      `${at}#${pad(readerVersion, 6)}`,
    );
  }

  pages(paper: string, date: IssueDate): AsyncIterable<PageRecord> {
    return this.#query({ pk: PARTITION.issue(paper, date), prefix: SORT.page }, PageRecord);
  }

  /** Newer versions win over older ones, and of one version the newer reader's reading. */
  async putArticle(article: ArticleRecord): Promise<void> {
    const key = KEYS.ofIssue(article.paper, article.date, SORT.article + article.path);
    await this.#table.putNewer(
      item(key, article, ArticleRecord),
      `${pad(article.version, 6)}#${pad(article.readerVersion, 6)}`,
    );
  }

  async article(paper: string, date: IssueDate, path: ResourcePath): Promise<ArticleRecord | null> {
    return this.#get(KEYS.ofIssue(paper, date, SORT.article + path), ArticleRecord);
  }

  articles(paper: string, date: IssueDate): AsyncIterable<ArticleRecord> {
    return this.#query({ pk: PARTITION.issue(paper, date), prefix: SORT.article }, ArticleRecord);
  }

  /** Of the calendar that an issue was looked up in. */
  async addIssueRequest(paper: string, date: IssueDate, one: RequestRecord): Promise<void> {
    const key = KEYS.ofIssue(paper, date, `${SORT.request}${one.at}#${one.id}`);
    await this.#table.putOnce(item(key, one, RequestRecord));
  }

  issueRequests(paper: string, date: IssueDate): AsyncIterable<RequestRecord> {
    return this.#query({ pk: PARTITION.issue(paper, date), prefix: SORT.request }, RequestRecord);
  }

  /** Of a site's robots.txt. It is for everything that is asked of the site that day, by UTC. */
  async addSiteRequest(one: RequestRecord): Promise<void> {
    const pk = PARTITION.site(new URL(one.url).origin, one.at.slice(0, 10));
    await this.#table.putOnce(item({ pk, sk: `${SORT.request}${one.at}#${one.id}` }, one, RequestRecord));
  }

  /** The newest of a day, `2023-02-25` by UTC, at most `limit` of them. */
  siteRequests(origin: string, day: string, limit: number): AsyncIterable<RequestRecord> {
    const pk = PARTITION.site(origin, day);
    return this.#query({ pk, prefix: SORT.request, newestFirst: true, limit }, RequestRecord);
  }

  // --- captures, snapshots and readings of one resource

  async addCapture(capture: CaptureRecord, told: Told = 'by-itself'): Promise<void> {
    const { paper, path, at, id } = capture;
    const key = KEYS.ofResource(paper, path, `${SORT.capture}${at}#${id}`);
    await this.#table.putNewer(item(key, capture, CaptureRecord), told === 'by-itself' ? '1' : '0');
  }

  /**
   * How the resource stands now, unless something later was written already. A newer version is later whatever
   * the clock says; of one version the later check is.
   */
  async putState(state: StateRecord, told: Told = 'by-itself'): Promise<void> {
    const key = KEYS.ofIssue(state.paper, state.date, SORT.state + state.path);
    const rank = `${pad(state.version, 6)}#${state.checkedAt}`;
    // Without its last letter a rank comes right before itself, and behind everything that was earlier.
    await this.#table.putNewer(
      item(key, state, StateRecord),
      told === 'by-itself' ? rank : rank.slice(0, -1),
    );
  }

  captures(paper: string, path: ResourcePath): AsyncIterable<CaptureRecord> {
    return this.#query({ pk: PARTITION.resource(paper, path), prefix: SORT.capture }, CaptureRecord);
  }

  async newestCapture(paper: string, path: ResourcePath): Promise<CaptureRecord | null> {
    const query = { pk: PARTITION.resource(paper, path), prefix: SORT.capture, newestFirst: true, limit: 1 };
    for await (const one of this.#query(query, CaptureRecord)) return one;
    return null;
  }

  async newestSnapshot(paper: string, path: ResourcePath): Promise<SnapshotRecord | null> {
    const query = { pk: PARTITION.resource(paper, path), prefix: SORT.snapshot, newestFirst: true, limit: 1 };
    for await (const one of this.#query(query, SnapshotRecord)) return one;
    return null;
  }

  async snapshot(paper: string, path: ResourcePath, version: number): Promise<SnapshotRecord | null> {
    return this.#get(KEYS.ofResource(paper, path, SORT.snapshot + pad(version, 6)), SnapshotRecord);
  }

  /** By version, oldest first. */
  snapshots(paper: string, path: ResourcePath): AsyncIterable<SnapshotRecord> {
    return this.#query({ pk: PARTITION.resource(paper, path), prefix: SORT.snapshot }, SnapshotRecord);
  }

  /** `false` when another capture took this version number first: the race is lost, look again. */
  async addSnapshot(one: SnapshotRecord): Promise<boolean> {
    return this.#table.putOnce(
      item(KEYS.ofResource(one.paper, one.path, SORT.snapshot + pad(one.version, 6)), one, SnapshotRecord),
    );
  }

  /** What a version of the reader says of a version of a resource; two versions may have the same bytes. */
  async reading(
    paper: string,
    path: ResourcePath,
    version: number,
    readerVersion: number,
  ): Promise<ReadingRecord | null> {
    return this.#get(KEYS.ofResource(paper, path, readingKeyOf(readerVersion, version)), ReadingRecord);
  }

  /** By reader and version, oldest first. */
  readings(paper: string, path: ResourcePath): AsyncIterable<ReadingRecord> {
    return this.#query({ pk: PARTITION.resource(paper, path), prefix: SORT.reading }, ReadingRecord);
  }

  async addReading(one: ReadingRecord): Promise<boolean> {
    const sk = readingKeyOf(one.readerVersion, one.version);
    return this.#table.putOnce(item(KEYS.ofResource(one.paper, one.path, sk), one, ReadingRecord));
  }

  // --- events, releases, rights, subscriptions

  /** `false` when the same happening was told before. */
  async addEvent(event: EventRecord): Promise<boolean> {
    return this.#table.putOnce(item(KEYS.event(event.paper, event.at, event.id), event, EventRecord));
  }

  events(
    paper: string,
    { since, before, ...order }: EventRange & { newestFirst?: boolean; limit?: number } = {},
  ): AsyncIterable<EventRecord> {
    const ends = {
      ...(since === undefined ? {} : { from: SORT.event + since }),
      // Every key has more than its instant, and so comes after this.
      ...(before === undefined ? {} : { to: SORT.event + before }),
    };
    return this.#query({ pk: PARTITION.events(paper), prefix: SORT.event, ...ends, ...order }, EventRecord);
  }

  /** `false` when the version was published before. */
  async addRelease(release: ReleaseRecord): Promise<boolean> {
    return this.#table.putOnce(item(KEYS.release(release.version), release, ReleaseRecord));
  }

  async release(version: string): Promise<ReleaseRecord | null> {
    return this.#get(KEYS.release(version), ReleaseRecord);
  }

  /** By version, oldest first. */
  releases(newestFirst = false): AsyncIterable<ReleaseRecord> {
    return this.#query({ pk: PARTITION.releases, prefix: SORT.release, newestFirst }, ReleaseRecord);
  }

  /** Says that something of a month's issues was read at `at`; later ones win. */
  async putSearchDue(due: SearchDueRecord): Promise<void> {
    await this.#table.putNewer(item(KEYS.searchDue(due.month), due, SearchDueRecord), due.at);
  }

  /** By month. */
  searchDue(): AsyncIterable<SearchDueRecord> {
    return this.#query({ pk: PARTITION.search, prefix: SORT.searchDue }, SearchDueRecord);
  }

  /** Of two makers the one that began later wins. `false` for the other. */
  async putSearchPart(part: SearchPartRecord): Promise<boolean> {
    const key = KEYS.searchPart(part.form, part.month);
    return this.#table.putNewer(item(key, part, SearchPartRecord), part.at);
  }

  /** By month, newest first. */
  searchParts(form: number): AsyncIterable<SearchPartRecord> {
    const query = { pk: PARTITION.search, prefix: SORT.searchPart(form), newestFirst: true };
    return this.#query(query, SearchPartRecord);
  }

  /** Policies, takedowns and lifts in one log. `false` when the record was there before. */
  async addRights(one: RightsRecord): Promise<boolean> {
    return this.#table.putOnce(item(KEYS.rights(one), one, RightsRecord));
  }

  /** The entry that `one` has in the log. */
  async rightsEntry(one: RightsRecord): Promise<RightsRecord | null> {
    return this.#get(KEYS.rights(one), RightsRecord);
  }

  /** By instant, oldest first. */
  rights(paper: string): AsyncIterable<RightsRecord> {
    return this.#query({ pk: PARTITION.rights(paper), prefix: SORT.rights }, RightsRecord);
  }

  async addRemoval(one: RemovalRecord): Promise<boolean> {
    return this.#table.putOnce(item(KEYS.removal(one), one, RemovalRecord));
  }

  /** Of one issue, or of all. */
  removals(paper: string, date = ''): AsyncIterable<RemovalRecord> {
    return this.#query({ pk: PARTITION.removals(paper), prefix: SORT.removal + date }, RemovalRecord);
  }

  async putSubscription(one: SubscriptionRecord): Promise<void> {
    await this.#table.putNewer(item(KEYS.subscription(one.id), one, SubscriptionRecord), one.at);
  }

  subscriptions(): AsyncIterable<SubscriptionRecord> {
    return this.#query({ pk: PARTITION.subscriptions, prefix: SORT.subscription }, SubscriptionRecord);
  }

  async addDelivery(one: DeliveryRecord): Promise<boolean> {
    return this.#table.putOnce(item(KEYS.delivery(one.subscription, one.eventId), one, DeliveryRecord));
  }

  deliveries(subscription: string): AsyncIterable<DeliveryRecord> {
    return this.#query({ pk: PARTITION.deliveries(subscription), prefix: SORT.delivery }, DeliveryRecord);
  }

  async #get<T>(key: { pk: string; sk: string }, schema: z.ZodType<T>): Promise<T | null> {
    const found = await this.#table.get(key.pk, key.sk);
    return found === null ? null : parse(found, schema);
  }

  async *#query<T>(query: Query, schema: z.ZodType<T>): AsyncGenerator<T> {
    for await (const found of this.#table.query(query)) yield parse(found, schema);
  }
}

function parse<T>(found: Item, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(found.body);
  if (!parsed.success) throw new CatalogDamaged(found, { cause: parsed.error });
  return parsed.data;
}

/** Fails with a ZodError for a record that could not be read again: nothing is ever removed from the table. */
function item<T extends { readonly [name: string]: JsonValue }>(
  key: { pk: string; sk: string },
  record: T,
  schema: z.ZodType<T>,
): Item {
  return { ...key, body: schema.parse(record) };
}
