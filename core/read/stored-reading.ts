import * as z from 'zod';
import { type ReadingAddress, readingKey } from '../capture/object-keys.ts';
import type { ObjectKey, ObjectStore } from '../capture/object-store.ts';
import { isIssueDate } from '../paper/issue-date.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import {
  BLOCK_KINDS,
  CHARSET_SOURCES,
  CHECK_CODES,
  FLAW_CODES,
  REPORT_KINDS,
  type Reading,
} from './document.ts';
import {
  COMPARATORS,
  DIRECTIONS,
  FIGURE_KINDS,
  MODALITIES,
  PERIOD_FROM,
  PLACE_FROM,
  PRICE_BASES,
  STRENGTHS,
} from './figures/figure.ts';

/** Keeping the same reading twice stores it once. Gives its key and the digest of the object. */
export async function keepReading(
  objects: ObjectStore,
  at: ReadingAddress,
  reading: Reading,
): Promise<{ readonly object: ObjectKey; readonly objectSha256: Sha256 }> {
  const object = readingKey(at);
  const bytes = new TextEncoder().encode(JSON.stringify(reading));
  const outcome = await objects.putOnce(object, bytes, 'application/json');
  // What lies there already is what the index has to speak of.
  const kept = outcome === 'stored' ? bytes : await objects.get(object);
  return { object, objectSha256: sha256Of(kept) };
}

/** Fails with ObjectMissing, or as {@link parseReading} does. */
export async function loadReading(objects: ObjectStore, key: ObjectKey): Promise<Reading> {
  return parseReading(await objects.get(key));
}

/** Fails with a SyntaxError or ZodError if the bytes are no reading. */
export function parseReading(bytes: Uint8Array): Reading {
  return StoredReading.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

const text = z.string();
const maybe = text.nullable();

/** Where and when a figure, or a target without a number, holds. */
const setting = {
  modality: z.enum(MODALITIES),
  strength: z.enum(STRENGTHS).nullable(),
  place: z.object({ value: text, from: z.enum(PLACE_FROM) }).nullable(),
  period: z.object({ value: text, from: z.enum(PERIOD_FROM) }).nullable(),
  sectionPath: z.array(text),
  listMark: maybe,
};

const StoredFigure = z.object({
  ...setting,
  id: text,
  exact: text,
  start: z.number(),
  end: z.number(),
  // Readings of reader version 1 do not have it.
  source: z
    .array(z.object({ start: z.number(), end: z.number() }))
    .nullable()
    .default(null),
  value: maybe,
  min: maybe,
  max: maybe,
  unit: text,
  normValue: maybe,
  normMin: maybe,
  normMax: maybe,
  baseUnit: maybe,
  comparator: z.enum(COMPARATORS),
  kind: z.enum(FIGURE_KINDS),
  direction: z.enum(DIRECTIONS).nullable(),
  indicator: maybe,
  indicatorId: maybe,
  basis: maybe,
  // Readings of reader version 1 do not have it.
  inferredPriceBasis: z.enum(PRICE_BASES).nullable().default(null),
  changeOf: maybe,
  sameAs: maybe,
  partOf: maybe,
  qualifies: maybe,
});

const StoredTarget = z.object({
  ...setting,
  id: text,
  exact: text,
  start: z.number(),
  end: z.number(),
  indicator: maybe,
  indicatorId: maybe,
});

const StoredReading: z.ZodType<Reading> = z.object({
  readerVersion: z.number(),
  charset: z.object({ name: text, from: z.enum(CHARSET_SOURCES) }).nullable(),
  eraId: maybe,
  document: z.object({
    pageLabel: maybe,
    section: maybe,
    date: text.refine(isIssueDate).nullable(),
    introTitle: maybe,
    title: maybe,
    subtitle: maybe,
    byline: maybe,
    captions: z.array(text),
    pictures: z.array(text),
    blocks: z.array(
      z.object({
        kind: z.enum(BLOCK_KINDS),
        text,
        start: z.number(),
        end: z.number(),
        mark: maybe,
        level: z.number(),
      }),
    ),
    text,
  }),
  figures: z.array(StoredFigure),
  // Readings of reader version 1 do not have them.
  wordedTargets: z.array(StoredTarget).default([]),
  report: z
    .object({
      kind: z.enum(REPORT_KINDS),
      reasons: z.array(text),
    })
    .nullable(),
  flaws: z.array(
    z.object({
      code: z.enum(FLAW_CODES),
      near: text,
    }),
  ),
  checks: z.array(
    z.object({
      code: z.enum(CHECK_CODES),
      figures: z.array(text),
      expected: text,
      got: text,
      pass: z.boolean(),
    }),
  ),
});
