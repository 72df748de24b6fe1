import type { ArticleRecord, SnapshotRecord } from '../catalog/records.ts';
import { sha256Of } from '../paper/sha256.ts';
import type { ArticleDocument } from '../read/document.ts';
import type { Figure } from '../read/figures/figure.ts';

/** One figure where it is printed, with all that a row tells of it. */
export interface Mention {
  readonly article: ArticleRecord;
  /** The version that was read. */
  readonly snapshot: SnapshotRecord;
  readonly document: ArticleDocument;
  readonly figure: Figure;
  /** The `figure_id` of each figure of the reading, by its id within the reading. */
  readonly ids: ReadonlyMap<string, string>;
}

/** A figure that cannot become a row: the archive or a reading is not what it should be. */
export class UnsoundFigure extends Error {
  override readonly name = 'UnsoundFigure';
  readonly paper: string;
  readonly path: string;

  constructor({ paper, path }: ArticleRecord, why: string, options?: ErrorOptions) {
    super(
      `the figures of '${path}' of ${paper} cannot be tabled: ${why}; run 'verify', then 'reread'`,
      options,
    );
    this.paper = paper;
    this.path = path;
  }
}

/** 128 bits of SHA-256 in hexadecimal: two figures of a text never share both their ends. */
export function figureId({ paper, path, sha256 }: ArticleRecord, { start, end }: Figure): string {
  return sha256Of(JSON.stringify([paper, path, sha256, start, end])).slice(0, 32);
}

/** The `figure_id` of another figure of the reading. Fails with {@link UnsoundFigure} when it has none such. */
export function rowReferredTo({ article, ids }: Mention, id: string | null): string | null {
  if (id === null) return null;
  const row = ids.get(id);
  if (row === undefined) throw new UnsoundFigure(article, `its reading has no figure '${id}' to refer to`);
  return row;
}

/** Enough to find a figure again by eye. */
const CONTEXT = 20;

/** Half a character at the cut is left out: it could not be written as UTF-8. */
export function textBefore(text: string, start: number): string {
  return text.slice(Math.max(0, start - CONTEXT), start).replace(/^[\udc00-\udfff]/, '');
}

export function textAfter(text: string, end: number): string {
  return text.slice(end, end + CONTEXT).replace(/[\ud800-\udbff]$/, '');
}
