import { type Instant, instantOf } from '../paper/instant.ts';
import { type IssueDate, addDays, dateAt, daysBetween, endOfDay } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type ResourcePath, readPath } from '../paper/resource.ts';
import {
  type Asker,
  DEFAULT_POLICY,
  LEVELS,
  type Level,
  type PolicyRecord,
  type PolicyRule,
  type RightsRecord,
  type TakedownLevel,
  type TakedownReason,
  type TakedownRecord,
} from '../catalog/rights-records.ts';

/**
 * How much may be shown, from the least to the most. `nothing`: as if it never were (404). `existence`: that it is there,
 * how it stands, and counts; its own address answers 451. `figures`: the same, and the numbers read out of it where data
 * are given out. `facts`: titles, figures with their short quotations, links. `all`: full text, images, kept bytes, packages.
 */
export const SHOWN = ['nothing', 'existence', 'figures', 'facts', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

/** Why not everything is shown. */
export type Why =
  /** Readers are shown it. */
  | { readonly kind: 'reading-room' }
  /** It ends when the paper's civil date is `until`. */
  | { readonly kind: 'embargo'; readonly until: IssueDate }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'takedown';
      readonly id: string;
      readonly level: TakedownLevel;
      readonly reason: TakedownReason;
      readonly blockedBy: string | null;
    }
  /** The paper's rights cannot be read, so that nobody knows what must not be shown. */
  | { readonly kind: 'unreadable' };

/** What may be shown of something, and why not more. */
export type Judgement = {
  /** Whether lists may have it. */
  readonly listed: boolean;
} & (
  | { readonly shown: 'all'; readonly why: null }
  | { readonly shown: 'facts' | 'figures' | 'existence'; readonly why: Why }
  | { readonly shown: 'nothing'; readonly why: null }
);

/** What is asked about: an issue, and with more said of it a page, an article or a file of it. */
export interface Subject {
  readonly date: IssueDate;
  /** The page slots that it is, or stands on. */
  readonly pages?: readonly string[];
  readonly articleId?: string | null;
  readonly path?: ResourcePath | null;
  /** Articles whose words or pictures can be seen in it: those of a page in the page's scan. */
  readonly shows?: readonly string[];
}

/** The policy and the takedowns of one paper, as they hold for one asker at one moment. */
export class RightsBook {
  readonly paper: Paper;
  readonly asker: Asker;
  /**
   * When what is shown changed last, at the latest; `null` where it never did. With bounds that are counted in days it
   * may change whenever the paper's civil date does.
   */
  readonly changedAt: Instant | null;
  /** Another one whenever anything else may be shown; empty where nothing was ever written down. */
  readonly revision: string;
  readonly #now: Instant;
  #date: IssueDate | null = null;
  /** `null` where the records could not be read. */
  readonly policy: Pick<PolicyRecord, 'level' | 'embargo' | 'rules'> | null;
  /** By date; those that were lifted are not among them. */
  readonly #takedowns: ReadonlyMap<IssueDate, readonly TakedownRecord[]>;

  /** `records` is `null` where they could not be read: then the paper is closed. */
  constructor(paper: Paper, records: readonly RightsRecord[] | null, now: Instant, asker: Asker) {
    this.paper = paper;
    this.asker = asker;
    this.#now = now;
    this.policy = records && policyIn(records);
    this.changedAt =
      records === null ? now : changedAt(records, this.policy, () => this.#today, paper.timeZone);
    this.revision =
      records?.length === 0 ? '' : `${paper.id} ${records?.length ?? 'unreadable'} ${this.changedAt ?? ''}`;
    this.#takedowns = Map.groupBy(takedownsIn(records ?? []), ({ of }) => of.date);
  }

  /** The paper's civil date. Most policies never ask for it, and the first question to a calendar takes long. */
  get #today(): IssueDate {
    return (this.#date ??= dateAt(this.#now, this.paper.timeZone));
  }

  /** The takedowns that hold for anything of that date. */
  takedownsOf(date: IssueDate): readonly TakedownRecord[] {
    return this.#takedowns.get(date) ?? [];
  }

  judge(subject: Subject): Judgement {
    const allowed = this.#byPolicy(subject.date);
    if (allowed.shown === 'nothing') return allowed;
    let judged = allowed;
    for (const takedown of this.takedownsOf(subject.date)) {
      const most = mostUnder(takedown, relationTo(this.paper, takedown, subject));
      if (most === 'unlisted') judged = { ...judged, listed: false };
      else if (most !== null && isLess(most, judged.shown)) {
        const { id, level, reason, blockedBy } = takedown;
        judged = {
          listed: judged.listed,
          shown: most,
          why: { kind: 'takedown', id, level, reason, blockedBy },
        };
      }
    }
    return judged;
  }

  #byPolicy(date: IssueDate): Judgement {
    const policy = this.policy;
    if (policy === null) return { shown: 'existence', listed: true, why: { kind: 'unreadable' } };
    const { embargo, rules } = policy;
    const ofLevel = (level: Level): Judgement =>
      shownAt(level, this.asker, { kind: level === 'closed' ? 'closed' : 'reading-room' });
    // Whoever adds up an archive asks of every day of it.
    if (embargo === null && rules.length === 0) return ofLevel(policy.level);
    const age = daysBetween(date, this.#today);
    const rule = rules.find((one) => matches(one, { date, age, asker: this.asker }));
    if (rule?.access === 'exclude') return { shown: 'nothing', listed: false, why: null };
    const level = rule?.access === 'block' ? 'closed' : (rule?.level ?? policy.level);
    if (embargo !== null && age < embargo.days && rule?.access !== 'allow_ignore_embargo') {
      const until = addDays(date, embargo.days);
      if (LEVELS.indexOf(embargo.level) > LEVELS.indexOf(level))
        return shownAt(embargo.level, this.asker, { kind: 'embargo', until });
    }
    return ofLevel(level);
  }
}

/** The newest policy, or what holds without one. `records` are in the order in which they were written. */
export function policyIn(
  records: readonly RightsRecord[],
): Pick<PolicyRecord, 'level' | 'embargo' | 'rules'> {
  return records.findLast((one) => one.kind === 'policy') ?? DEFAULT_POLICY;
}

/** Takedowns that nothing has lifted, whatever the order of the records. */
export function takedownsIn(records: readonly RightsRecord[]): TakedownRecord[] {
  const lifted = new Set(records.flatMap((one) => (one.kind === 'lift' ? [one.takedown] : [])));
  return records.filter((one) => one.kind === 'takedown').filter(({ id }) => !lifted.has(id));
}

function changedAt(
  records: readonly RightsRecord[],
  policy: RightsBook['policy'],
  today: () => IssueDate,
  timeZone: string,
): Instant | null {
  const written = records.reduce<Instant | null>(
    (last, { at }) => (last === null || at > last ? at : last),
    null,
  );
  const isCounted =
    policy !== null &&
    (policy.embargo !== null || policy.rules.some(({ newer, older }) => newer !== null || older !== null));
  if (!isCounted) return written;
  const midnight = instantOf(new Date(Date.parse(endOfDay(addDays(today(), -1), timeZone)) + 1));
  return written === null || midnight > written ? midnight : written;
}

function matches(
  rule: PolicyRule,
  { date, age, asker }: { readonly date: IssueDate; readonly age: number; readonly asker: Asker },
): boolean {
  return (
    (rule.user === null || rule.user === asker) &&
    (rule.after === null || date > rule.after) &&
    (rule.before === null || date < rule.before) &&
    (rule.newer === null || age < rule.newer) &&
    (rule.older === null || age >= rule.older)
  );
}

function shownAt(level: Level, asker: Asker, why: Why): Judgement {
  if (level === 'open' || (asker === 'reader' && level !== 'closed'))
    return { shown: 'all', listed: true, why: null };
  return { shown: level === 'public-facts' ? 'facts' : 'existence', listed: true, why };
}

/** Whether a takedown is of the subject itself, or of an article that can be seen in it. */
function relationTo(paper: Paper, { of }: TakedownRecord, subject: Subject): 'itself' | 'seen-in-it' | null {
  const { path = null, pages = [], shows = [] } = subject;
  switch (of.what) {
    case 'issue':
      return 'itself';
    case 'page':
      return pages.includes(of.page) ? 'itself' : null;
    case 'article': {
      const own = subject.articleId ?? (path === null ? null : (readPath(paper, path)?.articleId ?? null));
      if (own === of.articleId) return 'itself';
      return shows.includes(of.articleId) ? 'seen-in-it' : null;
    }
    case 'resource':
      return path === of.path ? 'itself' : null;
  }
}

/** The most that may be shown of what stands so to a takedown; `null` for no limit. */
function mostUnder(
  { level, withholdsFigures }: TakedownRecord,
  relation: ReturnType<typeof relationTo>,
): 'unlisted' | 'facts' | 'figures' | 'existence' | null {
  if (relation === null) return null;
  if (level === 'unlist') return relation === 'itself' ? 'unlisted' : null;
  if (relation === 'seen-in-it') return 'facts';
  return withholdsFigures ? 'existence' : 'figures';
}

function isLess(a: Shown, b: Shown): boolean {
  return SHOWN.indexOf(a) < SHOWN.indexOf(b);
}
