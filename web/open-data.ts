import type { MiddlewareHandler } from 'hono';

/** What a script of another site may see of an answer, beside what every script may. */
const EXPOSED = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Range',
  'ETag',
  'Link',
  'Repr-Digest',
  'Unencoded-Digest',
].join(', ');

const PREFLIGHT = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers':
    'If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since, Range',
  'Access-Control-Max-Age': '86400',
};

/**
 * Lets scripts of any site read what is answered, and answers what their browsers ask beforehand (OPTIONS). For what is
 * open to everybody only: it asks for no credentials, and takes none.
 */
export const openData: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') return c.body(null, 204, PREFLIGHT);
  await next();
  c.res.headers.set('Access-Control-Allow-Origin', '*');
  c.res.headers.set('Access-Control-Expose-Headers', EXPOSED);
  return undefined;
};
