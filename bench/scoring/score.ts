import { FIELDS, type FieldName } from './fields.ts';
import { LINKS, type LinkName } from './notes.ts';
import {
  type FieldHits,
  type Hits,
  NO_FIELD_HITS,
  NO_HITS,
  NO_TALLY,
  type Tally,
  addFieldHits,
  addHits,
  addTally,
} from './tally.ts';

/**
 * How much of a figure is asked for, each level with all of the one before. `span` are the very characters; for the
 * others it is enough that the two stretches overlap.
 */
export const LEVELS = ['span', 'value', 'value+unit', 'value+unit+comparator'] as const;
export type LevelName = (typeof LEVELS)[number];

/** What a reading is worth against the notes, of one article or of many. */
export interface Score {
  readonly articles: number;
  readonly levels: Readonly<Record<LevelName, Tally>>;
  /** Ranges of which both ends and the unit were found, as ranges. */
  readonly ranges: Tally;
  /** Among the figures that stand opposite a note. */
  readonly fields: Readonly<Record<FieldName, FieldHits>>;
  readonly ids: Tally;
  readonly links: Readonly<Record<LinkName, Tally>>;
  /** Targets without a number, by their words alone and together with what they are a target of. */
  readonly worded: Tally;
  readonly wordedOf: Tally;
  /** Articles of which it is known rightly what kind of report they carry. */
  readonly reports: Hits;
}

export const NO_SCORE: Score = {
  articles: 0,
  levels: recordOf(LEVELS, () => NO_TALLY),
  ranges: NO_TALLY,
  fields: recordOf(
    FIELDS.map(({ name }) => name),
    () => NO_FIELD_HITS,
  ),
  ids: NO_TALLY,
  links: recordOf(LINKS, () => NO_TALLY),
  worded: NO_TALLY,
  wordedOf: NO_TALLY,
  reports: NO_HITS,
};

/** The score of both together, each figure counting alike. */
export function addScore(a: Score, b: Score): Score {
  return {
    articles: a.articles + b.articles,
    levels: recordOf(LEVELS, (name) => addTally(a.levels[name], b.levels[name])),
    ranges: addTally(a.ranges, b.ranges),
    fields: recordOf(
      FIELDS.map(({ name }) => name),
      (name) => addFieldHits(a.fields[name], b.fields[name]),
    ),
    ids: addTally(a.ids, b.ids),
    links: recordOf(LINKS, (name) => addTally(a.links[name], b.links[name])),
    worded: addTally(a.worded, b.worded),
    wordedOf: addTally(a.wordedOf, b.wordedOf),
    reports: addHits(a.reports, b.reports),
  };
}

/** A record with a value for each of the names. */
export function recordOf<K extends string, V>(names: readonly K[], valueOf: (name: K) => V): Record<K, V> {
  const record: Partial<Record<K, V>> = {};
  for (const name of names) record[name] = valueOf(name);
  if (!holdsAll(record, names)) throw new TypeError('a name is left without a value');
  return record;
}

function holdsAll<K extends string, V>(
  record: Partial<Record<K, V>>,
  names: readonly K[],
): record is Record<K, V> {
  return names.every((name) => name in record);
}
