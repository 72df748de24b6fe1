import type { Memento, Original } from '../../catalog/mementos.ts';
import { byCodeUnit } from '../../text-order.ts';
import { surtOf } from '../cdxj.ts';

/** What an index tells of one memento, in pywb's names. */
export interface CdxLine {
  /** The URL in its sort-friendly form. */
  readonly urlkey: string;
  /** 14 digits, UTC. */
  readonly timestamp: string;
  readonly url: string;
  /** `warc/revisit` where nothing new came. */
  readonly mime: string;
  readonly status: number;
  /** Of the payload without its content coding: `sha256:…`. */
  readonly digest: string;
  /** The payload's length. */
  readonly bytes: number;
  /** The name of the WARC file that holds it. */
  readonly filename: string;
}

export const CDX_FIELDS = [
  'urlkey',
  'timestamp',
  'url',
  'mime',
  'status',
  'digest',
  'bytes',
  'filename',
] as const;
export type CdxField = (typeof CDX_FIELDS)[number];

/** What the index servers of others call the same. */
const OTHER_NAMES: Readonly<Record<string, CdxField>> = {
  original: 'url',
  mimetype: 'mime',
  statuscode: 'status',
};

/** `null` for a name that no field has. */
export function cdxField(name: string): CdxField | null {
  return CDX_FIELDS.find((field) => field === name) ?? OTHER_NAMES[name] ?? null;
}

/** Oldest first. */
export function linesOf({ mementos }: Original): CdxLine[] {
  return mementos.map(lineOf);
}

export function lineOf({ stamp, snapshot, status, isRevisit }: Memento): CdxLine {
  const { url, sha256, bytes, mediaType, object } = snapshot;
  return {
    urlkey: surtOf(url),
    timestamp: stamp,
    url,
    mime: isRevisit ? 'warc/revisit' : mediaType,
    status,
    digest: `sha256:${sha256}`,
    bytes,
    filename: object.slice(object.lastIndexOf('/') + 1),
  };
}

/** The order of an index: by URL, then by time. */
export function inOrder(a: CdxLine, b: CdxLine): number {
  return byCodeUnit(a.urlkey, b.urlkey) || byCodeUnit(a.timestamp, b.timestamp);
}
