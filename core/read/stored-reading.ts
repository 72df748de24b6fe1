import { z } from 'zod';
import type { ObjectKey, ObjectStore } from '../capture/object-store.ts';
import { isIssueDate } from '../paper/issue-date.ts';
import type { ResourcePath } from '../paper/resource.ts';
import { type Sha256, sha256Of } from '../paper/sha256.ts';
import { FLAW_CODES, type Reading } from './document.ts';

/** Which reading of which version of what. */
export interface ReadingAddress {
  readonly paper: string;
  readonly path: ResourcePath;
  readonly sha256: Sha256;
  readonly readerVersion: number;
}

/** Derived, so its address holds the reader's version: `readings/v1/jmrb/html/…/content_1.htm/<sha256>.json`. */
export function readingKey({ paper, path, sha256, readerVersion }: ReadingAddress): ObjectKey {
  return `readings/v${readerVersion}/${paper}/${encodePath(path)}/${sha256}.json`;
}

/** Keeping the same reading twice stores it once. Gives its key and the digest of the object. */
export async function keepReading(
  objects: ObjectStore,
  at: ReadingAddress,
  reading: Reading,
): Promise<{ readonly object: ObjectKey; readonly objectSha256: Sha256 }> {
  const object = readingKey(at);
  const bytes = new TextEncoder().encode(JSON.stringify(reading));
  await objects.putOnce(object, bytes, 'application/json');
  return { object, objectSha256: sha256Of(bytes) };
}

/** Fails with ObjectMissing, or as {@link parseReading} does. */
export async function loadReading(objects: ObjectStore, key: ObjectKey): Promise<Reading> {
  return parseReading(await objects.get(key));
}

/** Fails with a SyntaxError or ZodError if the bytes are no reading. */
export function parseReading(bytes: Uint8Array): Reading {
  return StoredReading.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** A path may hold a query or other characters that are no part of an object key; all of them are ASCII. */
function encodePath(path: ResourcePath): string {
  return path.replace(
    /[^A-Za-z0-9._/=~%+,@-]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

const text = z.string();
const maybe = text.nullable();
const known = z.object({ value: text, from: z.enum(['printed', 'heading', 'masthead']) }).nullable();

const StoredFigure = z.object({
  id: text,
  exact: text,
  start: z.number(),
  end: z.number(),
  value: maybe,
  min: maybe,
  max: maybe,
  unit: text,
  normValue: maybe,
  normMin: maybe,
  normMax: maybe,
  baseUnit: maybe,
  comparator: z.enum(['eq', 'gte', 'gt', 'lte', 'lt', 'approx', 'range']),
  kind: z.enum(['level', 'change', 'ratio', 'count', 'area', 'length', 'threshold', 'rank']),
  modality: z.enum(['actual', 'target', 'budget', 'forecast']),
  strength: z.enum(['expected', 'strive']).nullable(),
  direction: z.enum(['increase', 'decrease']).nullable(),
  indicator: maybe,
  indicatorId: maybe,
  basis: maybe,
  place: known,
  period: known,
  sectionPath: z.array(text),
  listMark: maybe,
  changeOf: maybe,
  sameAs: maybe,
  partOf: maybe,
  qualifies: maybe,
});

const StoredReading: z.ZodType<Reading> = z.object({
  readerVersion: z.number(),
  charset: z
    .object({ name: text, from: z.enum(['bom', 'header', 'meta', 'utf-8-valid', 'fallback']) })
    .nullable(),
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
        kind: z.enum(['paragraph', 'heading', 'item']),
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
  report: z
    .object({
      kind: z.enum(['work-report', 'budget', 'bulletin', 'congress-coverage']),
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
    z.object({ code: text, figures: z.array(text), expected: text, got: text, pass: z.boolean() }),
  ),
});
