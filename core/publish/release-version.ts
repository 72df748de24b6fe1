/** What a version number promises its users, after semver.org and the Data Package version recipe. */
export type VersionStep = 'major' | 'minor' | 'patch';

export const FIRST_VERSION = '1.0.0';

export interface ReleaseColumn {
  readonly name: string;
  readonly type: string;
}

/** Rows a release holds of each article, by a key that stays when the article is corrected. */
export type RowCounts = ReadonlyMap<string, number>;

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

/** Major when a column was removed, renamed, retyped or moved before another; minor when one was added. */
export function stepOfColumns(
  before: readonly ReleaseColumn[],
  after: readonly ReleaseColumn[],
): VersionStep | null {
  const names = new Set(before.map(({ name }) => name));
  const kept = after.filter(({ name }) => names.has(name));
  const stand = before.every(({ name, type }, at) => kept[at]?.name === name && kept[at].type === type);
  if (!stand) return 'major';
  return after.length > before.length ? 'minor' : null;
}

/**
 * Minor when any article has more rows than before, else patch. Rows cannot be told apart by their ids here: a
 * corrected article is another text, so all its ids are new, and yet its figures are corrected and not added.
 */
export function stepOfRows(before: RowCounts, after: RowCounts): VersionStep {
  for (const [article, rows] of after) if (rows > (before.get(article) ?? 0)) return 'minor';
  return 'patch';
}

/** The article that a row is of, whichever version of it. */
export function articleOfRow(row: { paper: string; issue_date: string; article_id: string }): string {
  return `${row.paper}#${row.issue_date}#${row.article_id}`;
}
