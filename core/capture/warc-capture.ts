import type { Paper } from '../paper/paper.ts';
import { type Instant, isInstant } from '../paper/instant.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { fromLatin1, toLatin1 } from './latin1.ts';
import { type Exchange, type HeaderList, headerOf } from './paper-client.ts';
import { uuidOf } from './uuid.ts';
import {
  type StoredRecord,
  WarcDamaged,
  type WarcRecord,
  concat,
  endOfHead,
  fieldOf,
  readWarc,
  writeWarc,
} from './warc.ts';

/** One answer as it was kept. */
export interface KeptAnswer {
  /** As the record itself says, whoever wrote it: a revisit must find it. */
  readonly recordId: string;
  /** What was asked, and when. */
  readonly url: string;
  readonly at: Instant;
  readonly status: number;
  readonly statusLine: string;
  readonly headers: HeaderList;
  /** The body as sent, without its chunking but still in its content coding. */
  readonly body: Uint8Array;
  /** The gzip member that holds the response in its object; `sha256` is of these very bytes. */
  readonly member: { readonly offset: number; readonly length: number; readonly sha256: Sha256 };
}

/** The answer that a capture is of: the last one, when the site redirected. */
export interface KeptResponse extends KeptAnswer {
  /** The redirects that led to it, in order. Each is a request and a response record before its own. */
  readonly hops: readonly KeptAnswer[];
  /** The name that the object was given when it was written. */
  readonly fileName: string;
}

/** Unpacked, a capture holds at most this: a body's own limit and ample room for heads. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/**
 * The WARC object of one capture: warcinfo, then request and response of each of `hops`, the redirects that were
 * followed, and of `exchange`, which they led to. Each record is a gzip member of its own.
 */
export function writeCapture(
  paper: Paper,
  captureId: string,
  fileName: string,
  exchange: Exchange,
  hops: readonly Exchange[] = [],
): Uint8Array {
  const { request } = exchange;
  // From the capture's id, so that the same capture is written the same way twice.
  const id: PartId = (part) => `<urn:uuid:${uuidOf(`${captureId}/${part}`)}>`;
  const info = [
    `software: ${SOFTWARE.name}/${SOFTWARE.version}`,
    'format: WARC File Format 1.1',
    'conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    `isPartOf: ${paper.id}`,
    'robots: classic',
    `http-header-user-agent: ${headerOf(request.headers, 'user-agent') ?? ''}`,
    `description: one capture of ${paper.name.zh} (${paper.name.en})`,
    '',
  ].join('\r\n');

  return writeWarc([
    {
      type: 'warcinfo',
      fields: [
        ['WARC-Record-ID', id('warcinfo')],
        ['WARC-Date', (hops[0] ?? exchange).at],
        ['WARC-Filename', fileName],
        ['Content-Type', 'application/warc-fields'],
      ],
      block: new TextEncoder().encode(info),
    },
    ...hops.flatMap((hop, nth) => pairOf(hop, `-${nth + 1}`, id)),
    ...pairOf(exchange, '', id),
  ]);
}

/** The id of a record, by the name that it has within its capture. */
type PartId = (part: string) => string;

/** The records of one request and its response. `suffix` tells the hops' from one another. */
function pairOf(exchange: Exchange, suffix: string, id: PartId): WarcRecord[] {
  const { request, response } = exchange;
  const common: HeaderList = [
    ['WARC-Date', exchange.at],
    ['WARC-Warcinfo-ID', id('warcinfo')],
    ['WARC-Target-URI', exchange.url],
    ...(exchange.ip === null ? [] : [['WARC-IP-Address', exchange.ip] as const]),
  ];
  return [
    {
      type: 'request',
      fields: [
        ['WARC-Record-ID', id(`request${suffix}`)],
        ...common,
        ['WARC-Concurrent-To', id(`response${suffix}`)],
        ['Content-Type', 'application/http; msgtype=request'],
      ],
      block: httpMessage(request.line, request.headers, new Uint8Array()),
    },
    {
      type: 'response',
      fields: [
        ['WARC-Record-ID', id(`response${suffix}`)],
        ...common,
        ['WARC-Payload-Digest', `sha256:${sha256Of(response.body)}`],
        ['Content-Type', 'application/http; msgtype=response'],
      ],
      block: httpMessage(response.statusLine, withoutChunking(response.headers), response.body),
    },
  ];
}

/** Fails with {@link WarcDamaged} unless the file is a whole capture whose digests all fit. */
export function readCapture(file: Uint8Array): KeptResponse {
  const records = readWarc(file, MAX_UNPACKED_BYTES);
  const [info] = records;
  const types = records.map(({ type }) => type).join();
  if (!info || !/^warcinfo(?:,request,response)+$/.test(types)) {
    throw new WarcDamaged('record-damaged', `it holds '${types}' and not warcinfo,request,response`);
  }
  const answers = records.filter(({ type }) => type === 'response').map((record) => answerOf(file, record));
  const last = answers.pop();
  if (!last) throw new WarcDamaged('record-damaged', 'it holds no response');
  return { ...last, hops: answers, fileName: needField(info, 'WARC-Filename') };
}

function answerOf(file: Uint8Array, response: StoredRecord): KeptAnswer {
  const message = parseResponse(response.block);
  if (fieldOf(response, 'WARC-Payload-Digest') !== `sha256:${sha256Of(message.body)}`) {
    throw new WarcDamaged('digest-differs', 'the payload digest does not fit');
  }
  const at = needField(response, 'WARC-Date');
  if (!isInstant(at)) throw new WarcDamaged('record-damaged', `its date is '${at}'`);
  const { offset, length } = response.member;
  return {
    recordId: needField(response, 'WARC-Record-ID'),
    url: needField(response, 'WARC-Target-URI'),
    at,
    ...message,
    member: { offset, length, sha256: sha256Of(file.subarray(offset, offset + length)) },
  };
}

function needField(record: StoredRecord, name: string): string {
  const value = fieldOf(record, name);
  if (value === null) throw new WarcDamaged('record-damaged', `a ${record.type} record without ${name}`);
  return value;
}

function httpMessage(startLine: string, headers: HeaderList, body: Uint8Array): Uint8Array {
  const head = [startLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return concat([toLatin1(head), body]);
}

/** The client hands the body out whole, so that its old chunking must not be claimed; others name it the same. */
function withoutChunking(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => [/^transfer-encoding$/i.test(name) ? `x-orig-${name}` : name, value]);
}

function parseResponse(block: Uint8Array): Pick<KeptResponse, 'status' | 'statusLine' | 'headers' | 'body'> {
  const headEnd = endOfHead(block);
  if (headEnd < 0) throw new WarcDamaged('record-damaged', 'the response has no end of head');
  const [statusLine = '', ...lines] = fromLatin1(block.subarray(0, headEnd)).split('\r\n');
  const headers = lines.map((line): readonly [string, string] => {
    const colon = line.indexOf(':');
    // Not trim(): a field may end in the byte 0xA0, which it would take for a space.
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
    return [line.slice(0, Math.max(colon, 0)), value];
  });
  const status = Number(/^HTTP\/\S+ (\d{3})(?: |$)/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new WarcDamaged('record-damaged', `its status line is '${statusLine}'`);
  return { status, statusLine, headers, body: block.subarray(headEnd + 4) };
}
