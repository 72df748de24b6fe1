import type { Paper } from '../paper/paper.ts';
import {
  type ResourceKind,
  type ResourcePath,
  asResourcePath,
  isResourcePath,
  readPath,
} from '../paper/resource.ts';

/** What a URL is, as far as it and the paper's own address rules tell. */
export interface LocatedUrl {
  /** The base URL that was asked, with its slash. */
  readonly base: string;
  readonly path: ResourcePath;
}

/**
 * Takes a URL that was asked for apart into the site's base and the resource's path. A page's address has the
 * paper's own form, so that its base is whatever stands before; anything else is looked for under `bases`, those
 * that the pages were found under. `null` where no base fits.
 */
export function locateUrl(paper: Paper, url: string, bases: readonly string[]): LocatedUrl | null {
  const known = bases.find((base) => url.startsWith(base) && isResourcePath(url.slice(base.length)));
  if (known !== undefined) return { base: known, path: asResourcePath(url.slice(known.length)) };
  return locatePage(paper, url);
}

/** As {@link locateUrl}, of a node or an article only. */
export function locatePage(paper: Paper, url: string): (LocatedUrl & { readonly kind: ResourceKind }) | null {
  const start = url.indexOf('://') + 3;
  for (let slash = url.indexOf('/', start); slash >= 0; slash = url.indexOf('/', slash + 1)) {
    const path = url.slice(slash + 1);
    const read = isResourcePath(path) ? readPath(paper, asResourcePath(path)) : null;
    if (read) return { base: url.slice(0, slash + 1), path: asResourcePath(path), kind: read.kind };
  }
  return null;
}
