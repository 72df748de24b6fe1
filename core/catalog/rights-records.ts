import * as z from 'zod';
import { isInstant } from '../paper/instant.ts';
import { isIssueDate } from '../paper/issue-date.ts';
import { isResourcePath } from '../paper/resource.ts';
import { isSha256 } from '../paper/sha256.ts';

/*
 * What may be shown, as data. Policies, takedowns and lifts make one log a paper, which is only ever added to; the newest
 * policy holds. All objects are strict: a word that is not understood must not widen what is shown.
 */

const instant = z.string().refine(isInstant);
const issueDate = z.string().refine(isIssueDate);
const path = z.string().refine(isResourcePath);
const days = z.number().int().min(0).max(100_000);
const words = z.string().trim().min(1).max(1_000);

/**
 * From the most that can be shown to the least. `open`: everything to everybody. `public-facts`: titles, figures, short
 * quotations and links to everybody, full text, images, kept bytes and packages of them to readers. `reading-room`: all
 * of that to readers only. `closed`: to nobody. That an issue exists, how it stands and what it counts is always told.
 */
export const LEVELS = ['open', 'public-facts', 'reading-room', 'closed'] as const;
export type Level = (typeof LEVELS)[number];

/** What pywb calls the outcomes of its access rules, so that rules can be carried over from there. */
export const ACCESSES = ['allow', 'block', 'exclude', 'allow_ignore_embargo'] as const;

/** Who asks: somebody whom the reading room has let in, or anybody. */
export const ASKERS = ['reader', 'anybody'] as const;
export type Asker = (typeof ASKERS)[number];

/**
 * Of the rules that match an issue's date the first one holds. All bounds of a rule hold together; a rule without any
 * matches every date.
 */
export const PolicyRule = z
  .strictObject({
    /**
     * `allow` gives `level`; `allow_ignore_embargo` the same, embargo or not; `block` is the level `closed` (451); under
     * `exclude` nothing is there at all (404).
     */
    access: z.enum(ACCESSES),
    /** The policy's own where it is left out, as no bound is where one is left out. */
    level: z.enum(LEVELS).nullable().default(null),
    /** Only for them. */
    user: z.enum(ASKERS).nullable().default(null),
    /** Only dates after, or before, this one, which is not among them. */
    after: issueDate.nullable().default(null),
    before: issueDate.nullable().default(null),
    /** Only dates of fewer, or of at least so many, days ago by the paper's own civil date. */
    newer: days.nullable().default(null),
    older: days.nullable().default(null),
  })
  .refine(({ access, level }) => level === null || access.startsWith('allow'), {
    message: "only 'allow' and 'allow_ignore_embargo' give a level",
  });
export type PolicyRule = Readonly<z.infer<typeof PolicyRule>>;

/** What a paper's issues are shown of, until the next policy. */
export const PolicyRecord = z.strictObject({
  kind: z.literal('policy'),
  paper: z.string(),
  id: z.string().min(1),
  at: instant,
  level: z.enum(LEVELS),
  /** For so many days from an issue's civil date on, no more is shown than `level`. */
  embargo: z.strictObject({ days: days.min(1), level: z.enum(LEVELS) }).nullable(),
  rules: z.array(PolicyRule).max(200),
  /** Why, for the transparency log. */
  words: words.nullable(),
});
export type PolicyRecord = Readonly<z.infer<typeof PolicyRecord>>;

/**
 * `unlist`: its address answers, no list has it. `block`: its addresses answer 451. `remove`: the same, and its bytes
 * are taken out of the store.
 */
export const TAKEDOWN_LEVELS = ['unlist', 'block', 'remove'] as const;
export type TakedownLevel = (typeof TAKEDOWN_LEVELS)[number];

export const TAKEDOWN_REASONS = [
  'court-order',
  'authority-order',
  'copyright',
  'personal-data',
  'publisher-request',
  'other',
] as const;
export type TakedownReason = (typeof TAKEDOWN_REASONS)[number];

/** What is taken down. An article is one wherever it stands; a resource is anything else that has a path. */
export const TakedownTarget = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('issue'), date: issueDate }),
  z.strictObject({ what: z.literal('page'), date: issueDate, page: z.string().min(1) }),
  z.strictObject({ what: z.literal('article'), date: issueDate, articleId: z.string().min(1) }),
  z.strictObject({ what: z.literal('resource'), date: issueDate, path }),
]);
export type TakedownTarget = Readonly<z.infer<typeof TakedownTarget>>;

export const TakedownRecord = z.strictObject({
  kind: z.literal('takedown'),
  paper: z.string(),
  id: z.string().min(1),
  at: instant,
  level: z.enum(TAKEDOWN_LEVELS),
  of: TakedownTarget,
  /** Whether its figures go as well. They are facts, and stay where nobody says so. */
  withholdsFigures: z.boolean(),
  reason: z.enum(TAKEDOWN_REASONS),
  /** The reason in words, for everybody to read. */
  words: words.nullable(),
  /** Never shown to anybody but the operator. */
  askedBy: words.nullable(),
  /** Who makes it be withheld, as an address (RFC 7725). */
  blockedBy: z.url({ protocol: /^https?$/ }).nullable(),
});
export type TakedownRecord = Readonly<z.infer<typeof TakedownRecord>>;

/** That a takedown ended. It does so whatever the clocks of those who wrote both said. */
export const LiftRecord = z.strictObject({
  kind: z.literal('lift'),
  paper: z.string(),
  id: z.string().min(1),
  at: instant,
  takedown: z.string().min(1),
  words: words.nullable(),
  askedBy: words.nullable(),
});
export type LiftRecord = Readonly<z.infer<typeof LiftRecord>>;

export const RightsRecord = z.discriminatedUnion('kind', [PolicyRecord, TakedownRecord, LiftRecord]);
export type RightsRecord = Readonly<z.infer<typeof RightsRecord>>;

/** That objects were taken out of the store by a takedown, written down before they were: a tombstone. */
export const RemovalRecord = z.strictObject({
  paper: z.string(),
  id: z.string().min(1),
  at: instant,
  takedown: z.string().min(1),
  date: issueDate,
  path,
  /** What lay under each key, as far as it still did. */
  objects: z.array(
    z.strictObject({ key: z.string(), bytes: z.number().int(), sha256: z.string().refine(isSha256) }),
  ),
});
export type RemovalRecord = Readonly<z.infer<typeof RemovalRecord>>;

/** What holds where no policy was ever set. */
export const DEFAULT_POLICY: Pick<PolicyRecord, 'level' | 'embargo' | 'rules'> = {
  level: 'public-facts',
  embargo: null,
  rules: [],
};
