import { BadContentCoding } from '../capture/content-coding.ts';
import { CAPTURE_AREAS, type CaptureArea, capturesPrefix, parseCaptureName } from '../capture/object-keys.ts';
import type { ObjectKey, ObjectStore } from '../capture/object-store.ts';
import { type HeaderList, headerOf } from '../capture/paper-client.ts';
import { readExchange } from '../capture/snapshot-payload.ts';
import { WarcDamaged } from '../capture/warc.ts';
import { judgeContent } from '../capture/content-gate.ts';
import { judgeAnswer } from '../capture/judge-answer.ts';
import { locatePage } from './capture-site.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type ResourceKind, eraOf, siteOf } from '../paper/resource.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { byCodeUnit } from '../text-order.ts';

/** What the object of one capture tells of itself; nothing of it is taken from the index. */
export interface KeptObject {
  readonly key: ObjectKey;
  readonly area: CaptureArea;
  readonly captureId: string;
  /** What was asked for, and where the answer came from: another address when the site redirected. */
  readonly asked: string;
  readonly url: string;
  readonly at: Instant;
  readonly status: number;
  /** Of the payload, without its content coding. */
  readonly sha256: Sha256;
  readonly bytes: number;
  /** By its address, or for what is no page by its first bytes; a picture may also be the scan of a page. */
  readonly kind: ResourceKind;
  readonly mediaType: string;
  /** Why today's gate does not take it for good; `null` when it does. */
  readonly refusedFor: string | null;
  /** Whether it is one answer that leads nowhere else: only then what was refused is known by its payload. */
  readonly plain: boolean;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** An object that is no whole capture, or lies where another was written. */
export interface UnusableObject {
  readonly key: ObjectKey;
  readonly why: string;
}

/** Reads every object of an issue, one in memory at a time. By instant, then by key. */
export async function readKeptObjects(
  objects: ObjectStore,
  paper: Paper,
  date: IssueDate,
): Promise<{ readonly kept: KeptObject[]; readonly unusable: UnusableObject[] }> {
  const kept: KeptObject[] = [];
  const unusable: UnusableObject[] = [];
  for (const area of CAPTURE_AREAS) {
    for await (const { key } of objects.list(capturesPrefix(area, paper.id, date))) {
      const read = readKeptObject({ paper, date, key, area }, await objects.get(key));
      if ('why' in read) unusable.push(read);
      else kept.push(read);
    }
  }
  kept.sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.key, b.key));
  return { kept, unusable };
}

interface Place {
  readonly paper: Paper;
  readonly date: IssueDate;
  readonly key: ObjectKey;
  readonly area: CaptureArea;
}

function readKeptObject({ paper, date, key, area }: Place, file: Uint8Array): KeptObject | UnusableObject {
  try {
    const exchange = readExchange(file);
    const { url, at, response } = exchange;
    const { status, headers, payload, fileName, hops } = response;
    const name = parseCaptureName(key);
    if (!key.endsWith(`/${fileName}`)) return { key, why: `it was written as ${fileName}` };
    if (name === null) return { key, why: 'its name is not that of a capture' };
    const { stamp, captureId } = name;
    if (stamp !== at.replace(/\D/g, '')) return { key, why: `it is the capture of another instant, ${at}` };

    const asked = hops[0]?.url ?? url;
    const page = locatePage(paper, asked);
    const kind = page?.kind ?? kindOfFile(asked, payload);
    const verdict = page
      ? judgeAnswer({ ...page, site: siteOf(paper, page.base), date }, exchange, null)
      : judgeContent(eraOf(paper, date), kind, exchange);
    return {
      ...{ key, area, captureId, asked, url, at, status, kind },
      sha256: sha256Of(payload),
      bytes: payload.length,
      mediaType: verdict.kind === 'good' ? verdict.mediaType : mediaTypeOf(kind, headers),
      refusedFor: 'reason' in verdict ? verdict.reason : null,
      plain: hops.length === 0 && headerOf(headers, 'location') === null,
      etag: headerOf(headers, 'etag'),
      lastModified: headerOf(headers, 'last-modified'),
    };
  } catch (cause) {
    if (cause instanceof WarcDamaged || cause instanceof BadContentCoding) return { key, why: cause.message };
    throw cause;
  }
}

/** What was refused is no PDF, whatever it was asked for as: then the address tells. */
function kindOfFile(asked: string, payload: Uint8Array): ResourceKind {
  const isPdf = new TextDecoder('latin1').decode(payload.subarray(0, 5)) === '%PDF-';
  return isPdf || /\.pdf$/i.test(asked) ? 'pdf' : 'picture';
}

/** What was good once may be refused by a later gate: a page is a page all the same. */
function mediaTypeOf(kind: ResourceKind, headers: HeaderList): string {
  if (kind === 'node' || kind === 'article') return 'text/html';
  const told = /^[^;\s]+/.exec(headerOf(headers, 'content-type') ?? '')?.[0];
  return told?.toLowerCase() ?? 'application/octet-stream';
}
