import type { Context, MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { isText } from './content-coding.ts';

const gzip = compress({ encoding: 'gzip', contentTypeFilter: isText });

/**
 * Sends what is made when it is asked for in gzip to whoever takes that: pages, JSON, feeds, sitemaps. Its strong tag is then
 * a weak one, as no two compressors make the same bytes.
 *
 * Left as they are: files of releases, which see to their own coding; kept bytes and whatever else promises a digest; and
 * mementos, which are to depend on no header (RFC 7089). So is what no cache may keep, as answers of the doors are: how
 * well a page shrinks tells somebody who can have it made with words of his own what else is in it (BREACH). All other
 * pages hold no secret of their reader.
 */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next();
  if (isLeftAsItIs(c.res.headers)) return;
  if (c.res.status === 304) tagAsHeld(c);
  if (c.res.status === 200) await gzip(c, async () => Promise.resolve());
};

function isLeftAsItIs(headers: Headers): boolean {
  return (
    headers.has('Repr-Digest') ||
    headers.has('Unencoded-Digest') ||
    headers.has('Memento-Datetime') ||
    /\bno-store\b/.test(headers.get('Cache-Control') ?? '')
  );
}

/** Whoever holds an answer in gzip knows it by its weak tag, and looks for that one in the answer that spares it another. */
function tagAsHeld(c: Context): void {
  const weak = `W/${c.res.headers.get('ETag') ?? ''}`;
  const held = c.req.header('If-None-Match')?.split(',') ?? [];
  if (!held.some((one) => one.trim() === weak)) return;
  c.header('ETag', weak);
  c.header('Vary', 'Accept-Encoding', { append: true });
}
