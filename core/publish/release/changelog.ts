import type { Cell, Row, Table } from '../tables/column.ts';
import { type ReleaseChanges, TOLD_CHANGES, type TableChanges } from './changes-since.ts';
import type { RowChange } from './diff-rows.ts';

/** What a release says of itself in its list of changes. */
export interface ChangelogFacts {
  readonly version: string;
  /** When the newest snapshot in it was captured, or `null` for no release. */
  readonly created: string;
  /** Rows of each table. */
  readonly rows: ReadonlyMap<string, number>;
  /** `null` for the first. */
  readonly changes: ReleaseChanges | null;
}

/** `CHANGELOG.md`: what a release has that the one before has not, table by table and row by row. */
export function changelog({ version, created, rows, changes }: ChangelogFacts): string {
  const head = [`# ${version}`, '', `Newest capture: ${created}`];
  if (changes === null) {
    const table = [
      '| table | rows |',
      '| --- | ---: |',
      ...[...rows].map(([name, count]) => `| ${name} | ${count} |`),
    ];
    return `${[...head, '', 'The first release.', '', ...table].join('\n')}\n`;
  }
  const lines = [
    ...head,
    '',
    `Compared with ${changes.since.version}:`,
    '',
    '| table | rows | added | removed | changed |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...changes.tables.map(
      ({ table, added, removed, changed }) =>
        `| ${table.name} | ${rows.get(table.name) ?? 0} | ${added} | ${removed} | ${changed} |`,
    ),
  ];
  for (const table of changes.tables) lines.push(...sectionOf(table));
  return `${lines.join('\n')}\n`;
}

function sectionOf(changes: TableChanges): string[] {
  const { table, incomparable, newColumns, goneColumns, told, added, removed, changed } = changes;
  const lines: string[] = [];
  if (newColumns.length > 0) lines.push(`New columns: ${newColumns.map(code).join(', ')}.`);
  if (goneColumns.length > 0) lines.push(`Columns that went: ${goneColumns.map(code).join(', ')}.`);
  if (incomparable !== null) lines.push(incomparable);
  lines.push(...told.map((change) => `- ${changeLine(table, change)}`));
  const untold = added + removed + changed - told.length;
  if (incomparable === null && untold > 0)
    lines.push(`- and ${untold} more rows; only the first ${TOLD_CHANGES} of a table are listed`);
  return lines.length === 0 ? [] : ['', `## ${table.name}`, '', ...lines];
}

/** What became of one row in one line of Markdown, also where its texts have lines or marks of their own. */
export function changeLine(table: Table, change: RowChange): string {
  switch (change.kind) {
    case 'added':
      return `added ${rowName(table, change.after)}`;
    case 'removed':
      return `removed ${rowName(table, change.before)}`;
    case 'changed': {
      const cells = change.columns.map(
        (name) => `${name} ${cellText(change.before[name])} → ${cellText(change.after[name])}`,
      );
      return `changed ${rowName(table, change.after)}: ${cells.join('; ')}`;
    }
  }
}

/** What says most of a row to a person, as far as its table has it. */
const TELLING = [
  'issue_date',
  'place',
  'indicator',
  'indicator_id',
  'year',
  'period',
  'title',
  'exact',
  'code',
];

function rowName(table: Table, row: Row): string {
  const telling = TELLING.filter((name) => (row[name] ?? null) !== null).map((name) => cellText(row[name]));
  return [code(String(row[table.key])), ...telling].join(' ');
}

function code(text: string): string {
  return `\`${text.replace(/[`\s]+/g, ' ')}\``;
}

const LONGEST_CELL = 60;

function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '(missing)';
  const text = String(cell).replace(/\s+/g, ' ');
  // Half a character at the cut could not be written as UTF-8.
  const cut =
    text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return cut.replace(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`);
}
