import type { MiddlewareHandler } from 'hono';

/** Headers that scripts of other sites may send and see, beside those that every script may. */
export interface OpenHeaders {
  readonly asked: readonly string[];
  readonly answered: readonly string[];
}

/** Of files, which can be asked for in part, and of which the reader may hold a copy. */
export const FILE_HEADERS: OpenHeaders = {
  asked: ['If-Match', 'If-Modified-Since', 'If-None-Match', 'If-Range', 'If-Unmodified-Since', 'Range'],
  answered: [
    'Accept-Ranges',
    'Content-Disposition',
    'Content-Encoding',
    'Content-Range',
    'ETag',
    'Link',
    'Repr-Digest',
    'Unencoded-Digest',
  ],
};

/** Of answers that are made when they are asked for. */
export const ANSWER_HEADERS: OpenHeaders = {
  asked: ['If-None-Match'],
  answered: ['Content-Disposition', 'ETag', 'Link', 'Retry-After'],
};

/**
 * Lets scripts of any site read what is answered, and answers what their browsers ask beforehand (OPTIONS). For what is
 * open to everybody only: it asks for no credentials, and takes none.
 */
export function openToScripts({ asked, answered }: OpenHeaders): MiddlewareHandler {
  const preflight = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD',
    'Access-Control-Allow-Headers': asked.join(', '),
    'Access-Control-Max-Age': '86400',
  };
  const exposed = answered.join(', ');
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, preflight);
    await next();
    c.res.headers.set('Access-Control-Allow-Origin', '*');
    c.res.headers.set('Access-Control-Expose-Headers', exposed);
    return undefined;
  };
}
