import type { Catalog } from '../core/catalog/catalog.ts';
import type { WithinDeadline } from '../core/deadline.ts';
import type { ObjectLinks } from '../core/capture/object-links.ts';
import type { ObjectStore } from '../core/capture/object-store.ts';
import type { Instant } from '../core/paper/instant.ts';
import type { Paper } from '../core/paper/paper.ts';
import type { DataIndexes } from '../core/publish/indexes/data-index.ts';
import type { SearchIndexes } from '../core/publish/search/search-index.ts';
import type { PackageShelf } from '../core/publish/issue-package.ts';

/**
 * Who the room is for. `reading-room`: people whom somebody lets in. `public`: everybody, so that full text, images
 * and raw bytes are withheld; facts, figures and short quotations stay.
 */
export const RIGHTS = ['reading-room', 'public'] as const;
export type Rights = (typeof RIGHTS)[number];

/** Files of releases that are too large for the room to send, which the store hands out by itself. */
export interface LargeFiles {
  /** The largest that the room still sends. */
  readonly overBytes: number;
  readonly links: ObjectLinks;
}

/** What the reading room needs of the world. */
export interface ReadingRoomDeps {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly indexes: DataIndexes;
  readonly searchIndexes: SearchIndexes;
  readonly papers: readonly Paper[];
  readonly now: () => Instant;
  /** For how many milliseconds sums over all issues of a paper may be told again; 0 for none. */
  readonly freshForMs: number;
  readonly rights: Rights;
  /** `null` where the room itself sends whatever it is asked for. */
  readonly largeFiles: LargeFiles | null;
  readonly packages: PackageShelf;
  /** Ends work on a page of the newspaper that takes too long. */
  readonly within: WithinDeadline;
  /** Told of every failure; answers never hold more of it than a sentence. */
  readonly report: (failure: unknown, request: { readonly method: string; readonly path: string }) => void;
}
