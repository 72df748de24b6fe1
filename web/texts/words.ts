import type { CalendarExtras } from './calendar-extras.ts';
import type { CiteWords } from './cite.ts';
import type { CaptureLine } from '../../core/catalog/capture-log.ts';
import type { FlawCode, ReportKind } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import type { IssueRecord } from '../../core/catalog/records.ts';
import type { ManifestResource } from '../../core/catalog/manifest.ts';
import type { SearchTexts } from './search.ts';

import type { SeriesTexts } from './series.ts';
import type { ReplayTexts } from './replay.ts';
import type { SignInTexts } from './sign-in.ts';
import type { RightsTexts } from './rights.ts';

type WordFor<Key extends string> = Readonly<Record<Key, string>>;

/** All that the reading room says in one language. */
export interface Texts {
  readonly lang: 'zh-CN' | 'en';
  readonly site: string;
  /** Between a name and what it names. */
  readonly colon: string;
  readonly tagline: string;
  readonly skip: string;
  readonly navigation: WordFor<'home' | 'data' | 'feeds' | 'status' | 'otherLanguage' | 'here'>;
  readonly footer: WordFor<'archive' | 'rights' | 'machine'>;
  readonly home: WordFor<
    | 'holdings'
    | 'newestIssue'
    | 'events'
    | 'noEvents'
    | 'reports'
    | 'noReports'
    | 'gaps'
    | 'noGaps'
    | 'takeAway'
    | 'nothingYet'
    | 'data'
    | 'noData'
  >;
  /** After a number. */
  readonly count: WordFor<'issues' | 'pages' | 'articles' | 'resources' | 'gaps' | 'figures' | 'rows'>;
  /** The same where the number stands apart, as under the head of a table. */
  readonly tally: WordFor<'issues' | 'pages' | 'articles' | 'gaps' | 'complete' | 'incomplete'>;
  readonly calendar: WordFor<
    'years' | 'year' | 'explained' | 'notAsked' | 'date' | 'state' | 'reason' | 'caption'
  >;
  readonly weekdays: readonly [string, string, string, string, string, string, string];
  readonly month: (year: string, month: number) => string;
  readonly day: (date: string, weekday: string) => string;
  readonly issueState: WordFor<IssueRecord['state']>;
  /** Why an issue stands so, as far as its counts tell; `null` when only the record's own words do. */
  readonly standing: (state: IssueRecord['state'], resources: number, gaps: number) => string | null;
  readonly record: string;
  /** A few characters, for the cell of a day. */
  readonly issueMark: WordFor<IssueRecord['state']>;
  readonly resourceState: WordFor<ManifestResource['state']>;
  readonly resourceKind: WordFor<ManifestResource['kind']>;
  readonly issue: WordFor<
    | 'previous'
    | 'next'
    | 'pages'
    | 'gaps'
    | 'noGaps'
    | 'nothingListed'
    | 'gapsCaption'
    | 'unpaged'
    | 'notRead'
    | 'attempts'
    | 'checked'
    | 'what'
    | 'noPages'
  >;
  readonly page: WordFor<
    'scan' | 'scanHint' | 'noScan' | 'articles' | 'none' | 'node' | 'image' | 'pdf' | 'originals' | 'untitled'
  >;
  readonly pageLabel: (page: string) => string;
  readonly article: WordFor<
    | 'source'
    | 'original'
    | 'captured'
    | 'sha256'
    | 'reader'
    | 'raw'
    | 'versions'
    | 'figures'
    | 'figuresCaption'
    | 'noFigures'
    | 'wordedTargets'
    | 'flaws'
    | 'checks'
    | 'checkFails'
    | 'captions'
    | 'reportBecause'
    | 'withdrawn'
    | 'notHeld'
    | 'noReading'
    | 'newerUnread'
    | 'older'
    | 'noBody'
    | 'outsideBody'
  >;
  readonly figure: WordFor<
    | 'exact'
    | 'value'
    | 'unit'
    | 'norm'
    | 'comparator'
    | 'indicator'
    | 'period'
    | 'modality'
    | 'section'
    | 'place'
    | 'none'
  >;
  readonly version: (version: number) => string;
  readonly comparator: WordFor<Figure['comparator']>;
  readonly modality: WordFor<Figure['modality']>;
  readonly strength: WordFor<NonNullable<Figure['strength']>>;
  readonly direction: WordFor<NonNullable<Figure['direction']>>;
  readonly flaw: WordFor<FlawCode>;
  readonly reportKind: WordFor<ReportKind>;
  readonly change: WordFor<'before' | 'after'>;
  /** Between the items of a list within a cell. */
  readonly listComma: string;
  readonly seen: string;
  readonly versionsPage: WordFor<
    | 'title'
    | 'snapshots'
    | 'captures'
    | 'version'
    | 'at'
    | 'bytes'
    | 'raw'
    | 'outcome'
    | 'status'
    | 'reason'
    | 'noSnapshots'
    | 'noCaptures'
    | 'changed'
    | 'timeMap'
  >;
  readonly diffPage: WordFor<'changed' | 'same' | 'inline' | 'side' | 'compare'> & {
    readonly title: (before: number, after: number) => string;
    /** Of so many lines in a row that did not change. */
    readonly folded: (lines: number) => string;
    readonly unread: (versions: string) => string;
  };
  readonly logPage: WordFor<'title' | 'intro' | 'caption' | 'took' | 'times' | 'lines'> & {
    /** Of a try that another one followed; `ms` in milliseconds. */
    readonly waited: (ms: string) => string;
  };
  /** What is asked for besides resources, and what came of it. */
  readonly siteRequest: WordFor<Exclude<CaptureLine['kind'], ManifestResource['kind']>>;
  readonly siteRequestState: WordFor<Exclude<CaptureLine['state'], ManifestResource['state']>>;
  readonly statusPage: WordFor<
    | 'title'
    | 'asOf'
    | 'lastIssue'
    | 'lastCapture'
    | 'newestRelease'
    | 'byState'
    | 'gaps'
    | 'failures'
    | 'noFailures'
    | 'never'
    | 'resource'
    | 'audit'
    | 'auditWhole'
    | 'auditDamaged'
  >;
  readonly dataPage: WordFor<
    | 'title'
    | 'intro'
    | 'none'
    | 'file'
    | 'size'
    | 'latest'
    | 'ask'
    | 'described'
    | 'published'
    | 'release'
    | 'use'
  >;
  readonly calendarExtras: CalendarExtras;
  readonly cite: CiteWords;
  readonly search: SearchTexts;
  readonly feeds: WordFor<'events' | 'reports' | 'corrections'>;
  readonly series: SeriesTexts;
  readonly feedsNote: string;
  readonly wrong: WordFor<
    | 'notFound'
    | 'noDatetime'
    | 'failed'
    | 'damaged'
    | 'objectMissing'
    | 'withheld'
    | 'notWhatIsMeant'
    | 'back'
  >;
  readonly rights: RightsTexts;
  readonly noSuchRange: (bytes: number) => string;
  readonly methodRefused: (method: string) => string;
  readonly replay: ReplayTexts;
  readonly signIn: SignInTexts;
}
