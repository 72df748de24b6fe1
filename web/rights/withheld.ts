import type { Why } from '../../core/rights/rights-book.ts';
import { type Asked, notFound, renderingFor, wrong } from '../answers.ts';
import type { Judgement } from './access.ts';
import { TAKEDOWNS_HREF } from '../addresses.ts';
import { sentenceOf } from '../pages/withheld.ts';

/**
 * The answer at an address of which less may be shown than it has to show: 451 with the reason (RFC 7725), or 404 for
 * what is to be as if it never were. It tells nothing of what it withholds, and no cache keeps it.
 */
export function withheldAnswer(asked: Asked, { why }: Judgement): Response | Promise<Response> {
  const { c } = asked;
  // Not even a header tells it from what the archive never had.
  if (why === null) return notFound(asked);
  c.header('Cache-Control', 'no-store');
  const link = blockedByLink(why);
  if (link !== null) c.header('Link', link);
  return wrong(asked, 451, sentenceOf(renderingFor(c).t, why));
}

/** Who makes something be withheld, as far as that is known, and where that is on record. */
export function blockedByLink(why: Why): string | null {
  if (why.kind !== 'takedown') return null;
  const log = `<${TAKEDOWNS_HREF}#${encodeURIComponent(why.id)}>; rel="describedby"`;
  return why.blockedBy === null ? log : `<${new URL(why.blockedBy).href}>; rel="blocked-by", ${log}`;
}
