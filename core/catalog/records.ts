import * as z from 'zod';
import { isInstant } from '../paper/instant.ts';
import { isIssueDate } from '../paper/issue-date.ts';
import { RESOURCE_KINDS, isResourcePath } from '../paper/resource.ts';
import { isSha256 } from '../paper/sha256.ts';
import { REPORT_KINDS } from '../read/document.ts';

const instant = z.string().refine(isInstant);
const issueDate = z.string().refine(isIssueDate);
const sha256 = z.string().refine(isSha256);
const path = z.string().refine(isResourcePath);
const kind = z.enum(RESOURCE_KINDS);
const ofPaper = { paper: z.string(), date: issueDate };

/** How an issue stands; decided by rule from its resources and the calendar. */
export const ISSUE_STATES = [
  'open',
  'complete',
  'partial',
  'late',
  'no-edition',
  'missing',
  'template-unknown',
] as const;

/** An issue, as the calendar of the archive shows it. */
export const IssueRecord = z.object({
  ...ofPaper,
  state: z.enum(ISSUE_STATES),
  /** Why it stands so, in a sentence. */
  evidence: z.string(),
  /** The base URL that was asked. */
  site: z.string(),
  pages: z.number().int(),
  articles: z.number().int(),
  resources: z.number().int(),
  /** Resources that are listed and not held. */
  gaps: z.number().int(),
  firstAskedAt: instant,
  /** When the site was asked for it last. */
  checkedAt: instant,
  /** When it was first found that an issue which the calendar lists is not there; `null` while it is not so. */
  missingAt: instant.nullable(),
  /** When its state was decided last. */
  settledAt: instant,
});
export type IssueRecord = Readonly<z.infer<typeof IssueRecord>>;

/** A resource that should exist, written down before it is fetched. */
export const ExpectedRecord = z.object({
  ...ofPaper,
  path,
  kind,
  /** The page slot it belongs to, `B02`, when the page that lists it tells. */
  page: z.string().nullable(),
  /** What the list calls it. */
  title: z.string().nullable(),
  /** The resource that lists it; `null` for the front node, which the calendar date implies. */
  foundOn: path.nullable(),
  at: instant,
});
export type ExpectedRecord = Readonly<z.infer<typeof ExpectedRecord>>;

/** How a resource stands after its newest capture. */
export const RESOURCE_STATES = [
  'captured',
  'unchanged',
  'missing',
  'refused',
  'failed',
  'withdrawn',
] as const;

/**
 * What changed about a resource: its numbers, the names of people and places, its titles, anything else that is
 * printed, or only where it stands; that it went or came back; or nothing of its content, only what is around it.
 */
export const CHANGE_CLASSES = [
  'numbers',
  'names',
  'title',
  'text',
  'moved',
  'withdrawn',
  'restored',
  'layout-only',
] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];
/** Empty where nothing changed or nothing can be said, and in what was written before there were classes. */
const classes = z.array(z.enum(CHANGE_CLASSES)).default([]);

export const StateRecord = z.object({
  ...ofPaper,
  path,
  kind,
  state: z.enum(RESOURCE_STATES),
  /** The URL that was asked. */
  url: z.string(),
  reason: z.string().nullable(),
  /** Of the newest good snapshot. */
  sha256: sha256.nullable(),
  bytes: z.number().int().nullable(),
  version: z.number().int(),
  /** Of what was refused by the newest capture: the same is kept in quarantine once. */
  refusedSha256: sha256.nullable(),
  checkedAt: instant,
});
export type StateRecord = Readonly<z.infer<typeof StateRecord>>;

/** An exchange that no object holds: `ExchangeTrace` in core/capture/exchange-trace.ts tells of each field. */
const trace = z.object({
  url: z.string(),
  at: instant,
  ip: z.string().nullable(),
  request: z.array(z.string()),
  response: z.array(z.string()),
  cut: z.boolean(),
  bodySha256: sha256.nullable(),
});

/** Tries before the one that counts, as `FailedTry` in core/capture/paper-client.ts tells of each. */
const tries = z
  .array(
    z.object({
      url: z.string(),
      at: instant,
      tookMs: z.number(),
      status: z.number().int().nullable(),
      reason: z.string(),
      waitMs: z.number().int(),
    }),
  )
  .default([]);

/** One attempt to fetch one URL. */
export const CaptureRecord = z.object({
  ...ofPaper,
  id: z.string(),
  path,
  kind,
  url: z.string(),
  at: instant,
  tookMs: z.number(),
  state: z.enum(RESOURCE_STATES),
  status: z.number().int().nullable(),
  reason: z.string().nullable(),
  /** Of the payload that was served, or that the server said had not changed. */
  sha256: sha256.nullable(),
  bytes: z.number().int().nullable(),
  /** The version that it is, or whose content it has. */
  version: z.number().int().nullable(),
  /**
   * Where the exchange was kept; `null` when nothing new came. Of an `unchanged` capture it holds bytes that are no
   * version, since only what is around the content differs, or the answer by which a page that had gone was first found
   * to be back. Of a `withdrawn` one, the first to find the page gone, it holds the server's word for it.
   */
  object: z.string().nullable(),
  /** What this capture was the first to find. */
  classes,
  /** The exchange of an unchanged capture that kept no object, behind its redirects. `null` of all others and old ones. */
  trace: z.array(trace).min(1).nullable().default(null),
  /** Of all its requests, where it was redirected; a client's manners say how many there may be. */
  tries,
});
export type CaptureRecord = Readonly<z.infer<typeof CaptureRecord>>;

/** A request that is for no resource: for the robots.txt of a site, or the calendar that an issue is looked up in. */
export const RequestRecord = z.object({
  id: z.string(),
  kind: z.enum(['robots', 'calendar']),
  url: z.string(),
  at: instant,
  tookMs: z.number().nullable(),
  /** `read`: it is there; `absent`: the site has none; `failed`: nobody can say. */
  state: z.enum(['read', 'absent', 'failed']),
  status: z.number().int().nullable(),
  reason: z.string().nullable(),
  sha256: sha256.nullable(),
  bytes: z.number().int().nullable(),
  tries,
});
export type RequestRecord = Readonly<z.infer<typeof RequestRecord>>;

/** One version of a resource: the payload that first brought its content. */
export const SnapshotRecord = z.object({
  ...ofPaper,
  path,
  kind,
  /** 1 for the first. */
  version: z.number().int().positive(),
  /** Of the payload without its content coding. */
  sha256,
  bytes: z.number().int(),
  mediaType: z.string(),
  object: z.string(),
  captureId: z.string(),
  url: z.string(),
  at: instant,
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /**
   * What its content hashes to by a version of the fingerprint's own, see core/read/page-content.ts. `null` where
   * nobody needed it yet or there is none; then the payload tells.
   */
  content: z.object({ fingerprintVersion: z.number().int(), sha256 }).nullable().default(null),
  /** How its content differs from the version before. */
  classes,
});
export type SnapshotRecord = Readonly<z.infer<typeof SnapshotRecord>>;

/** That a version of the reader has read a snapshot; of articles also where the reading lies. */
export const ReadingRecord = z.object({
  ...ofPaper,
  path,
  version: z.number().int().positive(),
  sha256,
  readerVersion: z.number().int(),
  object: z.string().nullable(),
  /** Of the object, so that a changed digit in it is seen. */
  objectSha256: sha256.nullable(),
  figures: z.number().int(),
  flaws: z.number().int(),
  at: instant,
});
export type ReadingRecord = Readonly<z.infer<typeof ReadingRecord>>;

/** A page slot of an issue, as its node shows it. */
export const PageRecord = z.object({
  ...ofPaper,
  page: z.string(),
  section: z.string().nullable(),
  path,
  /** Position in the issue's page list, from 0. */
  order: z.number().int(),
  image: path.nullable(),
  pdf: path.nullable(),
  /** What the reader found wrong with the node. */
  flaws: z.array(z.string()),
  articles: z.array(z.object({ path, title: z.string().nullable(), zones: z.array(z.array(z.number())) })),
});
export type PageRecord = Readonly<z.infer<typeof PageRecord>>;

/** An article, as today's reader reads its newest version. */
export const ArticleRecord = z.object({
  ...ofPaper,
  articleId: z.string(),
  path,
  page: z.string().nullable(),
  title: z.string().nullable(),
  version: z.number().int().positive(),
  sha256,
  capturedAt: instant,
  readerVersion: z.number().int(),
  /** The object that holds the reading. */
  reading: z.string(),
  figures: z.number().int(),
  flaws: z.array(z.string()),
  report: z.enum(REPORT_KINDS).nullable(),
});
export type ArticleRecord = Readonly<z.infer<typeof ArticleRecord>>;

export const EVENT_KINDS = [
  'report-published',
  'article-corrected',
  'article-withdrawn',
  'article-restored',
  'issue-missing',
] as const;

/** Something that happened to the source. */
export const EventRecord = z.object({
  ...ofPaper,
  /** Says what happened to which version of what, so that the same happening is never told twice. */
  id: z.string(),
  kind: z.enum(EVENT_KINDS),
  path: path.nullable(),
  page: z.string().nullable(),
  title: z.string().nullable(),
  version: z.number().int().nullable(),
  /** What changed, each as printed before and after; empty when nothing can be said. */
  changes: z.array(z.object({ before: z.string(), after: z.string() })),
  classes,
  /** When the archive saw it. */
  at: instant,
});
export type EventRecord = Readonly<z.infer<typeof EventRecord>>;

/** What a verification of one issue found; nothing of it is told by an object. */
export const AuditRecord = z.object({
  ...ofPaper,
  /** When it had been verified. */
  at: instant,
  /** Objects that were read whole, and their bytes. */
  objects: z.number().int(),
  bytes: z.number().int(),
  /** How much was not as it was kept, and the first of it. */
  damaged: z.number().int(),
  findings: z.array(z.object({ code: z.string(), where: z.string(), what: z.string() })),
});
export type AuditRecord = Readonly<z.infer<typeof AuditRecord>>;

/** A release that was published. */
export const ReleaseRecord = z.object({
  version: z.string(),
  at: instant,
  /** Of the figures table, so that an unchanged archive makes no new release. */
  contentSha256: sha256,
  files: z.array(z.object({ name: z.string(), object: z.string(), bytes: z.number().int(), sha256 })),
  rows: z.number().int(),
});
export type ReleaseRecord = Readonly<z.infer<typeof ReleaseRecord>>;

/** Who waits for which events, and where they are told. */
export const SubscriptionRecord = z.object({
  id: z.string(),
  /** `null` for every kind. */
  kinds: z.array(z.enum(EVENT_KINDS)).nullable(),
  /** `stdout`, or a file that gets one JSON line an event. */
  target: z.string(),
  /** `ended` stays in the log and gets nothing any more. */
  state: z.enum(['active', 'ended']),
  at: instant,
});
export type SubscriptionRecord = Readonly<z.infer<typeof SubscriptionRecord>>;

export const DeliveryRecord = z.object({
  subscription: z.string(),
  eventId: z.string(),
  at: instant,
});
export type DeliveryRecord = Readonly<z.infer<typeof DeliveryRecord>>;
