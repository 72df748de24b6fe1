import type { Catalog } from '../../core/catalog/catalog.ts';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import { ASKED_TABLES } from '../../core/publish/indexes/facets.ts';
import { hasRows } from '../../core/publish/indexes/make-indexes.ts';
import { mediaTypeOf } from '../../core/publish/release/release-files.ts';
import { releaseFileHref, releaseHref } from '../addresses.ts';

export interface ReleaseView {
  readonly version: string;
  readonly at: ReleaseRecord['at'];
  readonly rows: number;
  readonly contentSha256: string;
  readonly href: string;
  readonly files: readonly {
    readonly name: string;
    readonly href: string;
    readonly mediaType: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

export interface DataView {
  /** Newest first. */
  readonly releases: readonly ReleaseView[];
  /** Where rows of the newest release can be asked for by what they say. */
  readonly askHrefs: readonly string[];
}

export async function dataView(catalog: Catalog): Promise<DataView> {
  const releases: ReleaseRecord[] = [];
  for await (const release of catalog.releases(true)) releases.push(release);
  const [newest] = releases;
  const asked = ASKED_TABLES.filter((one) => newest !== undefined && hasRows(newest, one));
  return { releases: releases.map(releaseView), askHrefs: asked.map(({ name }) => `/api/${name}`) };
}

export function releaseView(release: ReleaseRecord): ReleaseView {
  const { version, at, rows, contentSha256, files } = release;
  return {
    ...{ version, at, rows, contentSha256 },
    href: releaseHref(version),
    files: files.map(({ name, bytes, sha256 }) => ({
      ...{ name, bytes, sha256 },
      href: releaseFileHref(version, name),
      mediaType: mediaTypeOf(name),
    })),
  };
}
