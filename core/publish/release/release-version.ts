/** What a version number promises its users, after semver.org and the Data Package version recipe. */
export type VersionStep = 'major' | 'minor' | 'patch';

export const FIRST_VERSION = '1.0.0';

export interface ReleaseColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns of a release's tables, by the table's name. */
export type ReleaseColumns = ReadonlyMap<string, readonly ReleaseColumn[]>;

/** `version` must be of the form `1.2.3`. */
export function nextVersion(version: string, step: VersionStep): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  switch (step) {
    case 'major':
      return `${major + 1}.0.0`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'patch':
      return `${major}.${minor}.${patch + 1}`;
  }
}

/** The greater of two steps; `null` is none. */
export function greaterStep(a: VersionStep | null, b: VersionStep | null): VersionStep | null {
  for (const step of ['major', 'minor', 'patch'] as const) if (a === step || b === step) return step;
  return null;
}

/**
 * Major when a table went or a column of one was removed, renamed, retyped or moved before another; minor when a table
 * or a column was added.
 */
export function stepOfColumns(before: ReleaseColumns, after: ReleaseColumns): VersionStep | null {
  let step: VersionStep | null = after.size > before.size ? 'minor' : null;
  for (const [table, columns] of before)
    step = greaterStep(step, stepOfTable(columns, after.get(table) ?? []));
  return step;
}

function stepOfTable(before: readonly ReleaseColumn[], after: readonly ReleaseColumn[]): VersionStep | null {
  const names = new Set(before.map(({ name }) => name));
  const kept = after.filter(({ name }) => names.has(name));
  const stand = before.every(({ name, type }, at) => kept[at]?.name === name && kept[at].type === type);
  if (!stand) return 'major';
  return after.length > before.length ? 'minor' : null;
}

/** How many rows of a table came, went, or have another cell. */
export interface RowCounts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** Minor when a row was added to any table, patch when rows were only corrected or taken back. */
export function stepOfRows(tables: Iterable<RowCounts>): VersionStep | null {
  let step: VersionStep | null = null;
  for (const { added, removed, changed } of tables) {
    if (added > 0) return 'minor';
    if (removed > 0 || changed > 0) step = 'patch';
  }
  return step;
}
