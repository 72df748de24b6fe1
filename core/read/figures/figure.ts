import type { Span } from '../fold-widths.ts';

/**
 * A figure as a statistician would note it. The names and meanings are the stable record that
 * `read --json` prints; docs/data-model.md tells each field with an example.
 */
export interface Figure {
  /** Stable within the reading. */
  readonly id: string;

  /** The characters from the number's first to its unit's last; `text.slice(start, end) === exact`. */
  readonly exact: string;
  /** UTF-16 offsets in the document's text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /**
   * The same characters in the page's HTML, so that they can be shown where they were printed: UTF-16 offsets in the
   * snapshot's bytes as decoded by the reading's charset, without a byte order mark, `end` exclusive. Ascending and
   * never overlapping; several when markup stands between the characters. What they hold, entities decoded and
   * joined, is {@link exact} but for white space. `null` from a text, which has no HTML, and when a place cannot be
   * told exactly.
   */
  readonly source: readonly Span[] | null;

  /** Decimal strings as printed, without the unit's multiplier. A single value, or both ends of a range. */
  readonly value: string | null;
  readonly min: string | null;
  readonly max: string | null;

  /** As printed: `亿元`, `%`, `个百分点`. */
  readonly unit: string;

  /** Exact decimal strings in {@link baseUnit}; all `null` when the unit has no base that the reader knows. */
  readonly normValue: string | null;
  readonly normMin: string | null;
  readonly normMax: string | null;
  readonly baseUnit: string | null;

  readonly comparator: Comparator;
  readonly kind: FigureKind;
  readonly modality: Modality;
  readonly strength: Strength | null;
  readonly direction: Direction | null;

  /** The words as printed, and their slug in the indicator registry. */
  readonly indicator: string | null;
  readonly indicatorId: string | null;

  /** Printed words such as 可比口径 or 同比; never inferred. */
  readonly basis: string | null;
  /**
   * The prices that a rate of change of a registered indicator is usually computed at, where no printed word tells
   * them. By the conventions of official statistics, never by the page: {@link basis} is what is printed.
   */
  readonly inferredPriceBasis: PriceBasis | null;

  readonly place: KnownPlace | null;
  readonly period: KnownPeriod | null;

  /** Headings above the figure, outermost first. */
  readonly sectionPath: readonly string[];
  /** The mark of the list item it stands in, as printed: `●`, `1.`, `(一)`. */
  readonly listMark: string | null;

  /** Ids of the figures it belongs to. */
  readonly changeOf: string | null;
  readonly sameAs: string | null;
  readonly partOf: string | null;
  readonly qualifies: string | null;
}

/** How a number is meant: 不少于 is `gte`, 超 is `gt`, 以内 is `lte`, 不足 is `lt`, 左右 is `approx`. */
export const COMPARATORS = ['eq', 'gte', 'gt', 'lte', 'lt', 'approx', 'range'] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** A `threshold` only restricts what is counted, as in 10亿元以上项目. */
export const FIGURE_KINDS = [
  'level',
  'change',
  'ratio',
  'count',
  'area',
  'length',
  'threshold',
  'rank',
] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** Whether it happened, is aimed at, is budgeted or is foreseen. */
export const MODALITIES = ['actual', 'target', 'budget', 'forecast'] as const;
export type Modality = (typeof MODALITIES)[number];

/** Of a target: 预期目标 is `expected`, 力争 is `strive`. */
export const STRENGTHS = ['expected', 'strive'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Of a change. */
export const DIRECTIONS = ['increase', 'decrease'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How a place was known: no masthead says where a figure holds. */
export const PLACE_FROM = ['printed', 'heading'] as const;

/** How a period was known; the masthead tells the year that nothing nearer tells. */
export const PERIOD_FROM = ['printed', 'heading', 'masthead'] as const;

/** Prices of one base year (不变价), or those of the day (现价). */
export const PRICE_BASES = ['constant', 'current'] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];

/** A place in full, 鹤山市, with how it was known. */
export interface KnownPlace {
  readonly value: string;
  readonly from: (typeof PLACE_FROM)[number];
}

/** A year or a part of one, `2022-H1`, with how it was known. */
export interface KnownPeriod {
  readonly value: string;
  readonly from: (typeof PERIOD_FROM)[number];
}
