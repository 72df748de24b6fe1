import { type Memento, type Original, instantOfStamp } from '../../core/catalog/mementos.ts';
import { httpDate } from '../answers.ts';

/*
 * What Memento (RFC 7089) says of an original in link values. Addresses are absolute: a TimeMap is read far from where
 * it lay.
 */

export const LINK_FORMAT = 'application/link-format';

/**
 * In which form a memento is shown, in the words of pywb: `id_` is its bytes as kept, `mp_` a page that leads to the
 * archive wherever it led, `im_` an image in such a page. Without one it is shown in a page of the room's own.
 */
export const MODIFIERS = ['id_', 'mp_', 'im_'] as const;
export type Modifier = (typeof MODIFIERS)[number];

/** Of the reading room at `origin`, the addresses about `url`. */
export interface MementoAddresses {
  readonly timeGate: string;
  readonly timeMap: string;
  readonly timeMapJson: string;
  /** Every moment at which it was seen, for people. */
  readonly calendar: string;
  readonly of: (memento: Pick<Memento, 'stamp'>, modifier?: Modifier) => string;
  /** The page of the room's own in which a memento is shown to people. */
  readonly frameOf: (memento: Pick<Memento, 'stamp'>) => string;
}

export function mementoAddresses(origin: string, url: string): MementoAddresses {
  return {
    timeGate: `${origin}/web/${url}`,
    timeMap: `${origin}/web/timemap/link/${url}`,
    timeMapJson: `${origin}/web/timemap/json/${url}`,
    calendar: `${origin}/web/*/${url}`,
    of: ({ stamp }, modifier = 'mp_') => `${origin}/web/${stamp}${modifier}/${url}`,
    frameOf: ({ stamp }) => `${origin}/web/${stamp}/${url}`,
  };
}

/** `Fri, 24 Feb 2023 22:05:00 GMT`. */
export function datetimeOf({ stamp }: Memento): string {
  return httpDate(new Date(instantOfStamp(stamp)).toISOString());
}

/**
 * The value of a `Link` header; of the answer with a memento with the ones before and after it, in the same form as it
 * is shown in.
 */
export function linkHeader(
  origin: string,
  original: Original,
  shown: Memento | null,
  modifier?: Modifier,
): string {
  const { url, mementos } = original;
  const addresses = mementoAddresses(origin, url);
  const at = shown === null ? -1 : mementos.findIndex(({ stamp }) => stamp === shown.stamp);
  const rels = new Map<Memento, string[]>();
  const add = (memento: Memento | undefined, rel: string | null): void => {
    if (memento === undefined) return;
    rels.set(memento, [...(rels.get(memento) ?? []), ...(rel === null ? [] : [rel])]);
  };
  add(mementos[0], 'first');
  if (at > 0) add(mementos[at - 1], 'prev');
  if (at >= 0) add(mementos[at], null);
  if (at >= 0) add(mementos[at + 1], 'next');
  add(mementos.at(-1), 'last');
  return [
    `<${url}>; rel="original"`,
    `<${addresses.timeGate}>; rel="timegate"`,
    `<${addresses.timeMap}>; rel="timemap"; type="${LINK_FORMAT}"`,
    ...Array.from(
      rels,
      ([memento, rel]) =>
        `<${addresses.of(memento, modifier)}>; rel="${[...rel, 'memento'].join(' ')}"; datetime="${datetimeOf(memento)}"`,
    ),
  ].join(', ');
}

/** A TimeMap in link format: everything that is held of an original. */
export function timeMap(origin: string, { url, mementos }: Original): string {
  const addresses = mementoAddresses(origin, url);
  const [first, last] = [mementos[0], mementos.at(-1)];
  const span = first && last ? `; from="${datetimeOf(first)}"; until="${datetimeOf(last)}"` : '';
  const relOf = (memento: Memento): string =>
    [...(memento === first ? ['first'] : []), ...(memento === last ? ['last'] : []), 'memento'].join(' ');
  const links = [
    `<${url}>; rel="original"`,
    `<${addresses.timeMap}>; rel="self"; type="${LINK_FORMAT}"${span}`,
    `<${addresses.timeGate}>; rel="timegate"`,
    ...mementos.map((one) => `<${addresses.of(one)}>; rel="${relOf(one)}"; datetime="${datetimeOf(one)}"`),
  ];
  return `${links.join(',\n')}\n`;
}

/** The same in JSON, in the names that Memento aggregators use. */
export function timeMapJson(origin: string, { url, mementos }: Original): object {
  const addresses = mementoAddresses(origin, url);
  const told = (memento: Memento | undefined): object | null =>
    memento === undefined
      ? null
      : { datetime: new Date(instantOfStamp(memento.stamp)).toISOString(), uri: addresses.of(memento) };
  return {
    original_uri: url,
    timegate_uri: addresses.timeGate,
    timemap_uri: { link_format: addresses.timeMap, json_format: addresses.timeMapJson },
    mementos: { first: told(mementos[0]), last: told(mementos.at(-1)), list: mementos.map(told) },
  };
}
