import type { Catalog } from '../../core/catalog/catalog.ts';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
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
}

export async function dataView(catalog: Catalog): Promise<DataView> {
  const releases: ReleaseView[] = [];
  for await (const release of catalog.releases(true)) releases.push(releaseView(release));
  return { releases };
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

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  gz: 'application/gzip',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  ndjson: 'application/x-ndjson',
  md: 'text/markdown; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml',
  zip: 'application/zip',
};

/** By the name's ending; digests and other files without one are plain text. */
export function mediaTypeOf(name: string): string {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1];
  if (ending === undefined) return 'text/plain; charset=utf-8';
  return MEDIA_TYPES[ending.toLowerCase()] ?? 'application/octet-stream';
}
