import type { Catalog } from '../catalog/catalog.ts';
import type { DeliveryRecord, EventRecord, SubscriptionRecord } from '../catalog/records.ts';
import type { Asker } from '../catalog/rights-records.ts';
import type { Instant } from '../paper/instant.ts';
import { EventRights } from './event-rights.ts';
import { type LinkTo, noticeOf } from './notice.ts';
import { type Notifier, NotifyFailed } from './notifier.ts';

export interface DeliverDeps {
  readonly catalog: Catalog;
  /** What carries notices to a subscription's target. */
  readonly notifierOf: (target: string) => Notifier;
  /** Whom notices come to, all of them. */
  readonly asker: Asker;
}

export interface Deliveries {
  readonly delivered: readonly DeliveryRecord[];
  readonly failed: readonly FailedDelivery[];
  /** How many notices were kept back, as nobody may be told of their events now. */
  readonly withheld: number;
}

/** It is tried again by the next run. */
export interface FailedDelivery {
  readonly subscription: string;
  readonly target: string;
  readonly eventId: string;
  readonly cause: NotifyFailed;
}

/**
 * Tells every active subscription the events of `papers` that it waits for: those of its kinds, not older than
 * itself, that it was not told yet, in the order in which they happened. That a notice was sent is written down
 * after it was sent, so that a kill in between sends it twice and none is ever lost. What was taken down, or what the
 * policy closes, is not told; once it may be shown again, the next run tells it.
 *
 * Subscriptions are served beside each other. One that cannot be reached is reported and tried again next time,
 * and never keeps another waiting. Anything but NotifyFailed is thrown after all others were served.
 *
 * Each run looks at all events since the oldest active subscription began. A cursor would look at less and lose
 * some: an event bears the instant of its capture and is written when the page has been read, which after a
 * failure may be days later.
 */
export async function deliverEvents(
  deps: DeliverDeps,
  papers: readonly string[],
  at: Instant,
  options: { readonly linkTo?: LinkTo } = {},
): Promise<Deliveries> {
  const { catalog } = deps;
  const active: SubscriptionRecord[] = [];
  for await (const one of catalog.subscriptions()) if (one.state === 'active') active.push(one);
  const events = await eventsSince(catalog, papers, active);

  const rights = new EventRights(catalog, at, deps.asker);
  const served = await Promise.allSettled(
    active.map((one) => serve({ ...deps, rights }, one, events, at, options.linkTo)),
  );
  const done: Deliveries[] = [];
  for (const one of served) {
    if (one.status === 'rejected') throw one.reason;
    done.push(one.value);
  }
  return {
    delivered: done.flatMap(({ delivered }) => delivered),
    failed: done.flatMap(({ failed }) => failed),
    withheld: done.reduce((sum, { withheld }) => sum + withheld, 0),
  };
}

/** Oldest first. Read backwards, so that what happened before anyone waited is not read at all. */
async function eventsSince(
  catalog: Catalog,
  papers: readonly string[],
  active: readonly SubscriptionRecord[],
): Promise<EventRecord[]> {
  const events: EventRecord[] = [];
  const since = active.map((one) => one.at).toSorted()[0];
  if (since === undefined) return events;
  for (const paper of papers) {
    for await (const event of catalog.events(paper, { newestFirst: true })) {
      if (event.at < since) break;
      events.push(event);
    }
  }
  return events.reverse().sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

async function serve(
  { catalog, notifierOf, rights }: DeliverDeps & { readonly rights: EventRights },
  one: SubscriptionRecord,
  events: readonly EventRecord[],
  at: Instant,
  linkTo: LinkTo | undefined,
): Promise<Deliveries> {
  const delivered: DeliveryRecord[] = [];
  const failed: FailedDelivery[] = [];
  let withheld = 0;
  const told = new Set<string>();
  for await (const delivery of catalog.deliveries(one.id)) told.add(delivery.eventId);

  for (const event of events) {
    const eventId = deliveryIdOf(event);
    if (event.at < one.at || told.has(eventId) || !(one.kinds?.includes(event.kind) ?? true)) continue;
    if (!(await rights.mayTell(event))) {
      withheld += 1;
      continue;
    }
    try {
      await notifierOf(one.target).send(noticeOf(event, linkTo));
    } catch (cause) {
      if (!(cause instanceof NotifyFailed)) throw cause;
      failed.push({ subscription: one.id, target: one.target, eventId, cause });
      continue;
    }
    const delivery = { subscription: one.id, eventId, at };
    await catalog.addDelivery(delivery);
    told.add(eventId);
    delivered.push(delivery);
  }
  return { delivered, failed, withheld };
}

/** An event's id is its own only within its paper: two papers may have articles at the same path. */
function deliveryIdOf(event: EventRecord): string {
  return `${event.paper}/${event.id}`;
}
