import type { IssueDate } from '../paper/issue-date.ts';
import type { Figure } from './figures/figure.ts';
import type { WordedTarget } from './figures/worded-targets.ts';

/** An article as its editor saw it. Every `start`/`end` is a UTF-16 offset in {@link text}, `end` exclusive. */
export interface ArticleDocument {
  /** The page slot, `B02`, from a label such as 第B02版; `null` when no label was found. */
  readonly pageLabel: string | null;
  /** The page's section, 聚焦2023鹤山两会. */
  readonly section: string | null;
  /** The masthead's date. */
  readonly date: IssueDate | null;

  /** 引题, the line above the title. */
  readonly introTitle: string | null;
  /** 标题; its `BR` lines joined by line feeds. */
  readonly title: string | null;
  /** 副题. */
  readonly subtitle: string | null;
  /** 文/…, 江门日报讯 (记者/…), or the author line of the head. */
  readonly byline: string | null;

  readonly captions: readonly string[];
  readonly pictures: readonly string[];

  /** The body in reading order. */
  readonly blocks: readonly Block[];

  /** What offsets count in: from HTML the reader's own linear text of the page, from a text file the file itself. */
  readonly text: string;
}

/** What a body is made of. */
export const BLOCK_KINDS = ['paragraph', 'heading', 'item'] as const;

/** A paragraph, a heading or an item of a list. */
export interface Block {
  readonly kind: (typeof BLOCK_KINDS)[number];
  /** Without its mark and indent. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** List mark or section numeral as printed, `null` without one. */
  readonly mark: string | null;
  /** Headings: 1 is the outermost. Others: the depth of the heading they are under, 0 for none. */
  readonly level: number;
}

/** Something on the page that the reader expected and did not find, or found broken. The rest still counts. */
export interface Flaw {
  /** Stable, kebab-case. */
  readonly code: FlawCode;
  /** What it is about, cut short, without control characters. */
  readonly near: string;
}

/** Every code that a flaw can have. */
export const FLAW_CODES = [
  'template-unknown',
  'no-page-label',
  'no-masthead-date',
  'masthead-date-differs',
  'no-title',
  'no-body',
  'picture-only',
  'charset-conflict',
  'invalid-characters',
  'link-ignored',
  'bad-zone',
  'no-page-list',
  'no-issue-dates',
  'too-deep',
  'too-long',
  'too-slow-to-read',
  'too-many-figures',
  'too-many-pictures',
  'too-many-lines',
] as const;
export type FlawCode = (typeof FLAW_CODES)[number];

/** What an article can carry; `congress-coverage` only tells of a congress and carries no report itself. */
export const REPORT_KINDS = ['work-report', 'budget', 'bulletin', 'congress-coverage'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Whether an article carries a work report, a budget or a bulletin, with the words that say so. */
export interface ReportVerdict {
  readonly kind: ReportKind;
  readonly reasons: readonly string[];
}

/** What one version of the reader says is in an article's snapshot. Derived; rebuildable from the snapshot. */
export interface Reading {
  readonly readerVersion: number;
  /** How the bytes were decoded, and what decided it. `null` when the text was given as text. */
  readonly charset: { readonly name: string; readonly from: CharsetSource } | null;
  readonly eraId: string | null;
  readonly document: ArticleDocument;
  readonly figures: readonly Figure[];
  /** Targets that are set in words and not in numbers. */
  readonly wordedTargets: readonly WordedTarget[];
  readonly report: ReportVerdict | null;
  readonly flaws: readonly Flaw[];
  readonly checks: readonly Check[];
}

/** What decided a page's charset, in this order. */
export const CHARSET_SOURCES = ['bom', 'header', 'meta', 'utf-8-valid', 'fallback'] as const;
export type CharsetSource = (typeof CHARSET_SOURCES)[number];

/** Something that the page's own numbers claim of each other, held against them. docs/data-model.md tells each code. */
export interface Check {
  readonly code: CheckCode;
  /** Ids; the whole, the first mention or the level comes first, what is held against it after it. */
  readonly figures: readonly string[];
  /** Decimal strings, in the printed unit where all the figures share it, else in their base unit. */
  readonly expected: string;
  readonly got: string;
  /** Whether they agree as far as their printed digits tell. */
  readonly pass: boolean;
}

/** Every code that a check can have. */
export const CHECK_CODES = [
  'unit-pair',
  'parts-sum',
  'part-within',
  'repeat',
  'rate-ceiling',
  'shares-sum',
  'growth',
  // What reader version 1 called a unit-pair of areas.
  'area-pair',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];
