/** What is shorter fits into one packet, and is better sent with its length and its digest. */
const WORTH_CODING_BYTES = 1_400;

/** Texts shrink to a fraction; Parquet and archives are compressed within. */
const TEXT = /^(text\/|application\/(x-ndjson|link-format|([\w.-]+\+)?(json|xml))\b|image\/svg\+xml\b)/;

export function isText(mediaType: string): boolean {
  return TEXT.test(mediaType);
}

/** Whether a file is offered in gzip as well. */
export function isWorthCoding(mediaType: string, bytes: number): boolean {
  return bytes >= WORTH_CODING_BYTES && isText(mediaType);
}

/** Whether `Accept-Encoding` would rather have gzip than the bytes as they are (RFC 9110, section 12.5.3). */
export function prefersGzip(header: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const one of (header ?? '').split(',')) {
    const [coding = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(coding, weight === undefined ? 1 : Number(weight));
  }
  const gzip = weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0;
  return gzip > 0 && gzip >= (weights.get('identity') ?? 0);
}
