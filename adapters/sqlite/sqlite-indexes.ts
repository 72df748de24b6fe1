import type { LocalObjects } from '../../core/capture/local-objects.ts';
import type { DataIndexes } from '../../core/publish/indexes/data-index.ts';
import { type IndexesSettings, OpenIndexes } from './open-indexes.ts';
import { SqliteIndex } from './sqlite-index.ts';

const SETTINGS = {
  // Those of two releases, for while a new one takes over from the last.
  mostOpen: 6,
  // An HTTP API waits for 30 seconds at most.
  patienceMs: 20_000,
  // What is looked through again and again, the facets of a million rows, fits.
  pragmas: 'PRAGMA cache_size = -65536',
};

/** The indexes of the tables of releases. */
export class SqliteIndexes extends OpenIndexes<SqliteIndex> implements DataIndexes {
  constructor(local: LocalObjects, settings: Partial<IndexesSettings> = {}) {
    super(local, (key, db) => new SqliteIndex(key, db), { ...SETTINGS, ...settings });
  }
}
