import type { Instant } from '../../paper/instant.ts';
import type { IssueDate } from '../../paper/issue-date.ts';

/** A newspaper's article as a list of references names it. Addresses are absolute. */
export interface Reference {
  /** Stable, of letters, digits and hyphens: `jmrb-2023-02-25-667012-v2`. */
  readonly key: string;
  /** In one line; `null` for an article without one. */
  readonly title: string | null;
  /** Who wrote it, in printed order. */
  readonly creators: readonly string[];
  readonly paperName: string;
  readonly date: IssueDate;
  /** The page slot, `B02`; `null` when nothing tells it. */
  readonly page: string | null;
  /** This version of it in the archive, for ever. */
  readonly url: string;
  /** What the newspaper's own server called it. */
  readonly originalUrl: string;
  /** When this version was captured. */
  readonly capturedAt: Instant;
  /** The civil date on which it is cited. */
  readonly citedOn: IssueDate;
}

/** The forms in which a reference is handed out, each by the ending of its address. */
export const CITATION_FORMS = ['txt', 'bib', 'ris', 'csl.json'] as const;
export type CitationForm = (typeof CITATION_FORMS)[number];
