import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { GzipDamaged, readGzipMembers } from './gzip-members.ts';
import { concat } from './warc.ts';

/** A body that cannot be decoded as its Content-Encoding says, or that swells past what is allowed. */
export class BadContentCoding extends Error {
  override readonly name = 'BadContentCoding';
  readonly tooLarge: boolean;

  constructor(coding: string, tooLarge: boolean, options?: ErrorOptions) {
    super(
      tooLarge
        ? `a ${coding} body grew past its limit`
        : `a body cannot be unpacked as the ${coding} it says it is`,
      options,
    );
    this.tooLarge = tooLarge;
  }
}

/** Registered codings (RFC 9110 section 16.6.1) that are never asked for: a body in one of them is not plain. */
const NOT_UNPACKED: ReadonlySet<string> = new Set([
  ...['compress', 'x-compress', 'zstd', 'dcb', 'dcz', 'exi', 'aes128gcm', 'pack200-gzip'],
]);

/**
 * Takes the content coding off a body; an empty one, as a 304 has, is empty in every coding. A name that is no
 * coding, as the `utf-8` that some servers say there, changes nothing. Fails with {@link BadContentCoding} when
 * a body does not fit its coding, or its coding is one that is not unpacked here.
 */
export function decodeBody(body: Uint8Array, contentEncoding: string | null, maxBytes: number): Uint8Array {
  if (body.length === 0) return body;
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  // The last one named was put on last.
  return codings.reduceRight((bytes, coding) => decodeOne(bytes, coding, maxBytes), body);
}

function decodeOne(body: Uint8Array, coding: string, maxBytes: number): Uint8Array {
  const limit = { maxOutputLength: maxBytes };
  try {
    switch (coding) {
      case 'gzip':
      case 'x-gzip':
        return gunzip(body, maxBytes);
      case 'br':
        return brotliDecompressSync(body, limit);
      case 'deflate':
        // Some servers send the bare stream that the name does not mean; a zlib header tells.
        return hasZlibHeader(body) ? inflateSync(body, limit) : inflateRawSync(body, limit);
      default:
        if (NOT_UNPACKED.has(coding)) throw new BadContentCoding(coding, false);
        return body;
    }
  } catch (cause) {
    if (cause instanceof BadContentCoding) throw cause;
    throw new BadContentCoding(coding, codeOf(cause) === 'ERR_BUFFER_TOO_LARGE', { cause });
  }
}

/** As browsers do it: whole members, and whatever lies behind them that is none is left out. */
function gunzip(body: Uint8Array, maxBytes: number): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: maxBytes });
  } catch (cause) {
    const members = codeOf(cause) === 'Z_DATA_ERROR' ? leadingMembers(body, maxBytes) : [];
    if (members.length === 0) throw cause;
    return concat(members);
  }
}

/** None where a member is damaged, or nothing is behind them. */
function leadingMembers(body: Uint8Array, maxBytes: number): Uint8Array[] {
  const contents: Uint8Array[] = [];
  let end = 0;
  try {
    for (const { content, offset, length } of readGzipMembers(body, maxBytes)) {
      contents.push(content);
      end = offset + length;
    }
  } catch (cause) {
    if (!(cause instanceof GzipDamaged)) throw cause;
    const isMember = body[end] === 0x1f && body[end + 1] === 0x8b;
    return isMember ? [] : contents;
  }
  return contents;
}

/** RFC 1950: the method is 8, and the first two bytes as one number are a multiple of 31. */
function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
