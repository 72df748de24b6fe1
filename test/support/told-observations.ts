import type { ObservationRow } from '../../core/publish/tables/observations.ts';

/** One observation a line: how it stands, what it says, who leads, how many mention it. */
export function told(rows: readonly ObservationRow[]): string[] {
  return rows
    .map(({ status, norm_value, issue_date, mentions, articles, conflict }) =>
      [status, norm_value ?? '-', issue_date, mentions, articles, conflict === null ? '' : 'conflict']
        .join(' ')
        .trim(),
    )
    .toSorted();
}

/** Fails unless there is one. */
export function only(rows: readonly ObservationRow[]): ObservationRow {
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0) throw new Error(`expected one observation, got ${rows.length}`);
  return row;
}
