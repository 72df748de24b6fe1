import { sha256Of } from '../../paper/sha256.ts';
import type { Figure } from '../../read/figures/figure.ts';
import { type ArticleVersion, UnsoundReading } from './article-version.ts';

/** One figure where it is printed, with all that a row tells of it. */
export interface Mention {
  readonly of: ArticleVersion;
  readonly figure: Figure;
  /** The `figure_id` of each figure of the reading, by its id within the reading. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Every figure of a version, in the order of the text. */
export function mentionsOf(of: ArticleVersion): Mention[] {
  const ids = figureIds(of);
  return of.reading.figures
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((figure) => ({ of, figure, ids }));
}

/** 128 bits of SHA-256 in hexadecimal: two figures of a text never share both their ends. */
export function figureId(
  { snapshot }: ArticleVersion,
  { start, end }: Pick<Figure, 'start' | 'end'>,
): string {
  const { paper, path, version, sha256 } = snapshot;
  return sha256Of(JSON.stringify([paper, path, version, sha256, start, end])).slice(0, 32);
}

/** The `figure_id` of each figure of the reading, by its id within the reading. */
export function figureIds(of: ArticleVersion): ReadonlyMap<string, string> {
  return new Map(of.reading.figures.map((figure) => [figure.id, figureId(of, figure)]));
}

/** The `figure_id` of another figure of the reading. Fails with {@link UnsoundReading} when it has none such. */
export function idOfFigure(
  of: ArticleVersion,
  ids: ReadonlyMap<string, string>,
  id: string | null,
): string | null {
  if (id === null) return null;
  const row = ids.get(id);
  if (row === undefined)
    throw new UnsoundReading(of.snapshot, `its reading has no figure '${id}' to refer to`);
  return row;
}

/** As {@link idOfFigure}. */
export function rowReferredTo({ of, ids }: Mention, id: string | null): string | null {
  return idOfFigure(of, ids, id);
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
