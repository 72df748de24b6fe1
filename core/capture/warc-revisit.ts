import type { CaptureRecord } from '../catalog/records.ts';
import type { Instant } from '../paper/instant.ts';
import type { Paper } from '../paper/paper.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { type ExchangeTrace, headBytes } from './exchange-trace.ts';
import type { HeaderList } from './paper-client.ts';
import { uuidOf } from './uuid.ts';
import { type WarcRecord, writeWarc } from './warc.ts';

/** The kept response that holds the payload which an unchanged capture found again. */
export interface Revisited {
  readonly recordId: string;
  readonly url: string;
  readonly at: Instant;
  /** Of the body as sent: what its record bears as payload digest. */
  readonly bodySha256: Sha256;
  readonly status: number;
}

const PROFILE = {
  identical: 'http://netpreserve.org/warc/1.1/revisit/identical-payload-digest',
  // As in the standard's section 6.7; its example leaves a part of the address out.
  notModified: 'http://netpreserve.org/warc/1.1/revisit/server-not-modified',
  // Ours, for no profile of the standard says that nothing was asked: what an address would show that is another
  // spelling of one that was.
  otherAddress: 'tag:jmnews-archive.invalid,2023:revisit/other-address',
} as const;

/** What the records of a file that is made for a hand-out are: of captures, or of addresses that were not asked. */
const MADE_FOR = {
  revisits: 'that found what was kept before, from the index',
  links:
    'under other addresses that pages link to; these were not asked, and are the same pages to the archive',
} as const;

/**
 * The warcinfo record of all revisits in a hand-out, whose date is that of the newest capture. `ids` tell the records of
 * one hand-out from those of another.
 */
export function writeRevisitInfo(
  paper: Paper,
  { name, ids }: { readonly name: keyof typeof MADE_FOR; readonly ids: readonly string[] },
  newest: Instant,
): { readonly id: string; readonly bytes: Uint8Array } {
  // From what the records say, so that the same hand-out is made the same way twice.
  const id = urn(`${name}/${SOFTWARE.version}/${newest}/${ids.join()}`);
  const info = [
    `software: ${SOFTWARE.name}/${SOFTWARE.version}`,
    'format: WARC File Format 1.1',
    'conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    `isPartOf: ${paper.id}`,
    'robots: classic',
    `description: captures of ${paper.name.zh} (${paper.name.en}) ${MADE_FOR[name]}`,
    '',
  ].join('\r\n');
  const fields: HeaderList = [
    ['WARC-Record-ID', id],
    ['WARC-Date', newest],
    ['WARC-Filename', `${paper.id.toUpperCase()}-${newest.replace(/\D/g, '')}-00000-${name}.warc.gz`],
    ['Content-Type', 'application/warc-fields'],
  ];
  return { id, bytes: writeWarc([{ type: 'warcinfo', fields, block: new TextEncoder().encode(info) }]) };
}

/** A record that lets a reader who asks for `url` as of `at` find `revisited`; it has no block, for nothing was asked. */
export function writeOtherAddress(
  { url, at }: Pick<Revisited, 'url' | 'at'>,
  revisited: Revisited,
  warcinfoId: string,
): Uint8Array {
  const id = urn(`${revisited.recordId}/${at}/${url}`);
  const fields: HeaderList = [
    ...commonFields({ url, at, ip: null }, id, warcinfoId),
    ['WARC-Profile', PROFILE.otherAddress],
    ...refersTo(revisited),
    ['WARC-Payload-Digest', `sha256:${revisited.bodySha256}`],
  ];
  return writeWarc([{ type: 'revisit', fields, block: new Uint8Array() }]);
}

/** A record, written, and what an index tells of it: nothing of a request, or of what does not replay. */
export interface UnchangedRecord {
  readonly bytes: Uint8Array;
  readonly index: {
    readonly url: string;
    readonly at: Instant;
    readonly bodySha256: Sha256;
    /** `warc/revisit` of a revisit; `unk` where the server did not tell. */
    readonly mime: string;
    /** Of what is shown: of a 304 the kept response's, for a reader that believed in 304 would show nothing. */
    readonly status: number;
  } | null;
}

/**
 * The records of an unchanged capture, a gzip member each: every redirect that was followed as request and
 * response, the request, and last the revisit of `revisited`.
 *
 * A revisit says that the payload is the same to the byte, content coding included. Where the site has sent the
 * same page in another coding that is not so, and a reader that put the new head before the old body could not
 * decode it: the capture is a `metadata` record of the kept response then.
 */
export function writeUnchanged(
  capture: CaptureRecord,
  revisited: Revisited,
  warcinfoId: string,
): UnchangedRecord[] {
  const hops = [...(capture.trace ?? [])];
  const trace = hops.pop() ?? null;
  const { id, record } = answerOf(capture, trace, revisited, warcinfoId);
  const { url, at } = trace ?? capture;
  const { bodySha256, status } = revisited;
  const index = { url, at, bodySha256, mime: 'warc/revisit', status };
  return [
    ...hops.flatMap((hop, nth) => hopOf(capture, hop, `-${nth + 1}`, warcinfoId)),
    ...(trace === null ? [] : [requestOf(capture, trace, '', id, warcinfoId)]),
    { bytes: writeWarc([record]), index: record.type === 'revisit' ? index : null },
  ];
}

function answerOf(
  capture: CaptureRecord,
  trace: ExchangeTrace | null,
  revisited: Revisited,
  warcinfoId: string,
): { readonly id: string; readonly record: WarcRecord } {
  const isNotModified = capture.status === 304;
  const isOtherCoding = !isNotModified && trace !== null && trace.bodySha256 !== revisited.bodySha256;
  const type = isOtherCoding ? 'metadata' : 'revisit';
  const id = urn(`${capture.id}/${type}`);
  const profile = isNotModified ? PROFILE.notModified : PROFILE.identical;
  const digest = isOtherCoding ? trace.bodySha256 : revisited.bodySha256;
  const common = commonFields(trace ?? { url: capture.url, at: capture.at, ip: null }, id, warcinfoId);
  const fields: HeaderList = [
    ...common,
    ...(isOtherCoding ? [] : [['WARC-Profile', profile] as const]),
    ...refersTo(revisited),
    ...(digest === null ? [] : [['WARC-Payload-Digest', `sha256:${digest}`] as const]),
    ...truncated(trace !== null && (trace.cut || !isNotModified)),
    ...(trace === null ? [] : [['Content-Type', 'application/http; msgtype=response'] as const]),
  ];
  return { id, record: { type, fields, block: trace === null ? new Uint8Array() : responseHead(trace) } };
}

/** A redirect: whole when it had no body, and otherwise without it. */
function hopOf(
  capture: CaptureRecord,
  hop: ExchangeTrace,
  suffix: string,
  warcinfoId: string,
): UnchangedRecord[] {
  const { url, at, response } = hop;
  const id = urn(`${capture.id}/response${suffix}`);
  const isWhole = !hop.cut && hop.bodySha256 === null;
  const bodySha256 = hop.bodySha256 ?? sha256Of('');
  const fields: HeaderList = [
    ...commonFields(hop, id, warcinfoId),
    ...(isWhole ? [['WARC-Payload-Digest', `sha256:${bodySha256}`] as const] : []),
    ...truncated(!isWhole),
    ['Content-Type', 'application/http; msgtype=response'],
  ];
  const status = Number(/^\S+ (\d{3})/.exec(response[0] ?? '')?.[1] ?? 0);
  const mime = /^content-type:\s*([\w.+-]+\/[\w.+-]+)/i;
  const told = response.map((line) => mime.exec(line)?.[1]).find((type) => type !== undefined);
  return [
    requestOf(capture, hop, suffix, id, warcinfoId),
    {
      bytes: writeWarc([{ type: 'response', fields, block: responseHead(hop) }]),
      index: { url, at, bodySha256, mime: told?.toLowerCase() ?? 'unk', status },
    },
  ];
}

function requestOf(
  capture: CaptureRecord,
  trace: ExchangeTrace,
  suffix: string,
  concurrentTo: string,
  warcinfoId: string,
): UnchangedRecord {
  const fields: HeaderList = [
    ...commonFields(trace, urn(`${capture.id}/request${suffix}`), warcinfoId),
    ['WARC-Concurrent-To', concurrentTo],
    ...truncated(trace.cut),
    ['Content-Type', 'application/http; msgtype=request'],
  ];
  return { bytes: writeWarc([{ type: 'request', fields, block: headBytes(trace.request) }]), index: null };
}

function commonFields(
  { url, at, ip }: Pick<ExchangeTrace, 'url' | 'at' | 'ip'>,
  id: string,
  warcinfoId: string,
): HeaderList {
  return [
    ['WARC-Record-ID', id],
    ['WARC-Date', at],
    ['WARC-Warcinfo-ID', warcinfoId],
    ['WARC-Target-URI', url],
    ...(ip === null ? [] : [['WARC-IP-Address', ip] as const]),
  ];
}

function refersTo({ recordId, url, at }: Revisited): HeaderList {
  return [
    ['WARC-Refers-To', recordId],
    ['WARC-Refers-To-Target-URI', url],
    ['WARC-Refers-To-Date', at],
  ];
}

/** The standard asks for it on a revisit whose payload is left out, too. */
function truncated(is: boolean): HeaderList {
  return is ? [['WARC-Truncated', 'length']] : [];
}

/** As in a kept response, a chunking that is gone must not be claimed. */
function responseHead({ response }: ExchangeTrace): Uint8Array {
  return headBytes(response.map((line) => line.replace(/^(?=transfer-encoding:)/i, 'x-orig-')));
}

function urn(name: string): string {
  return `<urn:uuid:${uuidOf(name)}>`;
}
