import type { Catalog } from '../catalog/catalog.ts';
import type { SubscriptionRecord } from '../catalog/records.ts';
import { type Instant, asInstant, instantOf } from '../paper/instant.ts';

export interface SubscriptionWish {
  /** `null` for every kind. */
  readonly kinds: SubscriptionRecord['kinds'];
  readonly target: string;
  /** Tell also what happened before, from the archive's first day. */
  readonly fromStart?: boolean;
}

/** Before anything that an archive can hold. */
const BEGINNING = asInstant('1970-01-01T00:00:00.000Z');

/**
 * `at` of the record is the instant from which on events are told. `id` must be new; a subscription that is there
 * under the same id stays as it is, so that repeating the very same wish changes nothing.
 */
export async function subscribe(
  catalog: Catalog,
  { kinds, target, fromStart = false }: SubscriptionWish,
  at: Instant,
  id: string,
): Promise<SubscriptionRecord> {
  const standing = await subscriptionById(catalog, id);
  if (standing) return standing;
  const one: SubscriptionRecord = { id, kinds, target, state: 'active', at: fromStart ? BEGINNING : at };
  await catalog.putSubscription(one);
  return one;
}

export type SubscriptionEnded =
  | { readonly kind: 'ended'; readonly subscription: SubscriptionRecord }
  | { readonly kind: 'ended-before'; readonly subscription: SubscriptionRecord }
  | { readonly kind: 'unknown' };

/** The subscription stays in the log; `at` of its record is now the instant of its end. */
export async function endSubscription(catalog: Catalog, id: string, at: Instant): Promise<SubscriptionEnded> {
  const standing = await subscriptionById(catalog, id);
  if (!standing) return { kind: 'unknown' };
  if (standing.state === 'ended') return { kind: 'ended-before', subscription: standing };
  const subscription: SubscriptionRecord = { ...standing, state: 'ended', at: later(at, standing.at) };
  await catalog.putSubscription(subscription);
  return { kind: 'ended', subscription };
}

export async function subscriptionById(catalog: Catalog, id: string): Promise<SubscriptionRecord | null> {
  for await (const one of catalog.subscriptions()) if (one.id === id) return one;
  return null;
}

/** The catalog keeps the later of two records, and a clock may stand still or go back between two commands. */
function later(at: Instant, than: Instant): Instant {
  return at > than ? at : instantOf(new Date(Date.parse(than) + 1));
}
