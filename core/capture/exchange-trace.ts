import type { Instant } from '../paper/instant.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { toLatin1 } from './latin1.ts';
import type { Exchange, HeaderList } from './paper-client.ts';

/**
 * What the index keeps of an exchange whose bytes are not kept, because they were kept before: enough to hand it
 * out as a WARC revisit record.
 */
export interface ExchangeTrace {
  /** What was asked, and when. */
  readonly url: string;
  readonly at: Instant;
  /** The server's address; `null` when the transport does not tell. */
  readonly ip: string | null;
  /** The request's head and the response's, a line each; see {@link headBytes}. */
  readonly request: string[];
  readonly response: string[];
  /** Whether a head was too long and its last lines are left out. */
  readonly cut: boolean;
  /** Of the response's body as sent, in its content coding; `null` when it had none, as a 304 has. */
  readonly bodySha256: Sha256 | null;
}

/** What the lines of one head may take together: some kilobytes, for a head is told again by every capture. */
const MAX_HEAD_LENGTH = 4096;
/** Of one line at most, so that no single field pushes all others out. */
const MAX_LINE_LENGTH = 1024;

export function traceOf({ url, at, ip, request, response }: Exchange): ExchangeTrace {
  const asked = headLines(request.line, request.headers);
  const answered = headLines(response.statusLine, response.headers);
  return {
    url,
    at,
    ip,
    request: asked.lines,
    response: answered.lines,
    cut: asked.cut || answered.cut,
    bodySha256: response.body.length === 0 ? null : sha256Of(response.body),
  };
}

/** The head of an HTTP message that such lines tell of, with the empty line that ends it. */
export function headBytes(lines: readonly string[]): Uint8Array {
  const plain = lines.map((line) =>
    line.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  return toLatin1([...plain, '', ''].join('\r\n'));
}

function headLines(startLine: string, headers: HeaderList): { lines: string[]; cut: boolean } {
  const lines: string[] = [];
  let left = MAX_HEAD_LENGTH;
  for (const line of [startLine, ...headers.map(([name, value]) => `${name}: ${value}`)]) {
    const safe = printable(line);
    // A start line is told in any case: without it the rest is no head.
    const kept = lines.length === 0 ? safe.slice(0, MAX_LINE_LENGTH).replace(/%.?$/, '') : safe;
    if (kept.length > Math.min(left, MAX_LINE_LENGTH)) return { lines, cut: true };
    lines.push(kept);
    left -= kept.length;
    if (kept !== safe) return { lines, cut: true };
  }
  return { lines, cut: false };
}

/** Every byte that is no printable ASCII as `%` and two digits, and `%` too: an index holds no control characters. */
function printable(line: string): string {
  return Array.from(toLatin1(line), (byte) =>
    byte >= 0x20 && byte <= 0x7e && byte !== 0x25
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
