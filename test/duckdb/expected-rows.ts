import { byCodePoint } from '../../core/text-order.ts';
import type { CsvRow, CsvTables } from './demo-releases.ts';

/*
 * What questions in SQL are to be answered, made of the CSV files in other words than SQL. The rows' order counts.
 */

type Rows = (newer: CsvTables, older: CsvTables) => readonly CsvRow[];

const pick =
  (...columns: readonly string[]) =>
  (row: CsvRow): CsvRow =>
    Object.fromEntries(columns.map((column) => [column, row[column] ?? '']));

/** By the columns one after the other; a number by its value. */
function sorted(rows: readonly CsvRow[], ...columns: readonly string[]): CsvRow[] {
  return rows.toSorted((a, b) => {
    for (const column of columns) {
      const [one = '', other = ''] = [a[column], b[column]];
      const isNumber = /^\d+$/.test(one) && /^\d+$/.test(other);
      const order = isNumber ? Number(one) - Number(other) : byCodePoint(one, other);
      if (order !== 0) return order;
    }
    return 0;
  });
}

const gdpOfHeshan = (row: CsvRow): boolean => row['place'] === '鹤山市' && row['indicator_id'] === 'gdp';
const byId = (rows: readonly CsvRow[], id: string): ReadonlyMap<string | undefined, CsvRow> =>
  new Map(rows.map((row) => [row[id], row]));

/** By what the recipes of docs/datasets.md ask. */
export const RECIPE_ROWS: Readonly<Record<string, Rows>> = {
  'the series of an indicator': (newer) =>
    sorted(newer('year-over-year').filter(gdpOfHeshan), 'year').map(
      pick('year', 'level_value', 'growth_value', 'target_growth_value', 'outcome'),
    ),
  'what was promised and missed': (newer) =>
    sorted(
      newer('year-over-year').filter((row) => row['outcome'] === 'missed'),
      ...['place', 'indicator_id', 'year'],
    ).map(
      pick(
        ...['place', 'year', 'indicator', 'target_growth_comparator', 'target_growth_value', 'growth_value'],
      ),
    ),
  'which sentences say a number': (newer) => {
    const observations = byId(
      newer('observations').filter(
        (row) => gdpOfHeshan(row) && row['period'] === '2022' && row['modality'] === 'actual',
      ),
      'observation_id',
    );
    const said = newer('figures').filter(
      (row) => observations.has(row['observation_id']) && row['status'] !== 'superseded',
    );
    return sorted(said, 'issue_date', 'page', 'start').map((row) => ({
      ...{ issue_date: row['issue_date'] ?? '', page: row['page'] ?? '' },
      ...{ sentence: `${row['prefix']}${row['exact']}${row['suffix']}`, room_path: row['room_path'] ?? '' },
    }));
  },
  'where sources contradict one another': (newer) =>
    sorted(
      newer('observations').filter((row) => row['conflict'] !== ''),
      ...['conflict', 'issue_date', 'page'],
    ).map(
      pick(
        ...['conflict', 'place', 'indicator', 'period', 'norm_value', 'base_unit', 'issue_date', 'page'],
        'exact',
      ),
    ),
  'how many numbers each report has': (newer) => {
    const reports = newer('documents').filter(
      (row) => row['report'] === 'work-report' && row['status'] === 'current',
    );
    return sorted(reports, 'issue_date').map((row) => {
      const of = newer('figures').filter((figure) => figure['document_id'] === row['document_id']);
      return { ...pick('issue_date', 'title')(row), figures: String(of.length) };
    });
  },
  'the same series from CSV': (newer) =>
    sorted(newer('year-over-year').filter(gdpOfHeshan), 'year').map(pick('year', 'level_value', 'outcome')),
  'what a newer release says otherwise': (newer, older) => {
    const before = byId(older('observations'), 'observation_id');
    const otherwise = newer('observations').flatMap((now) => {
      const was = before.get(now['observation_id']);
      if (was === undefined || (was['exact'] === now['exact'] && was['status'] === now['status'])) return [];
      const about = pick('observation_id', 'place', 'indicator', 'period')(was);
      return [{ ...about, was: was['exact'] ?? '', now: now['exact'] ?? '', status: now['status'] ?? '' }];
    });
    return sorted(otherwise, 'observation_id');
  },
};

interface Saved {
  /** What its parameters are asked for, in their order. */
  readonly values: readonly string[];
  readonly rows: Rows;
}

const [OLDER, NEWER] = ['1.0.0', '1.1.0'];
const hasTarget = (row: CsvRow): boolean =>
  ['growth_value', 'growth_min', 'level_value', 'level_min', 'words'].some(
    (what) => row[`target_${what}`] !== '',
  );
const CHANGED = ['norm_value', 'norm_min', 'norm_max', 'comparator', 'words', 'status'];

/** By the names of the saved queries. */
export const SAVED_ROWS: Readonly<Record<string, Saved>> = {
  'series-of-an-indicator': {
    values: [NEWER, '鹤山市', 'gdp'],
    rows: (newer) =>
      sorted(newer('year-over-year').filter(gdpOfHeshan), 'year').map(
        pick(
          ...['year', 'level_value', 'level_unit', 'level_gap', 'growth_value', 'growth_basis', 'growth_gap'],
          ...['computed_nominal_change', 'level_observation_id'],
        ),
      ),
  },
  'targets-beside-actuals': {
    values: [NEWER, '鹤山市'],
    rows: (newer) =>
      sorted(
        newer('year-over-year').filter((row) => row['place'] === '鹤山市' && hasTarget(row)),
        ...['indicator_id', 'year'],
      ).map(
        pick(
          ...['indicator_id', 'indicator', 'year'],
          ...['target_growth_comparator', 'target_growth_value', 'growth_value'],
          ...['target_level_comparator', 'target_level_value', 'level_value', 'level_unit'],
          ...['target_words', 'outcome', 'outcome_reason'],
        ),
      ),
  },
  'sentence-of-a-number': {
    values: [NEWER, '鹤山市', 'gdp', '2022', NEWER],
    rows: (newer) => {
      const said = byId(
        newer('observations').filter((row) => gdpOfHeshan(row) && row['period'] === '2022'),
        'observation_id',
      );
      const rows = newer('figures').flatMap((figure) => {
        const of = said.get(figure['observation_id']);
        return of === undefined
          ? []
          : [{ ...figure, ...pick('norm_value', 'base_unit', 'modality', 'kind', 'conflict')(of) }];
      });
      return sorted(
        rows,
        ...['modality', 'kind', 'norm_value', 'issue_date', 'article_path', 'version', 'start'],
      ).map(
        pick(
          ...['norm_value', 'base_unit', 'modality', 'kind', 'conflict'],
          ...['prefix', 'exact', 'suffix', 'section_path', 'status', 'paper', 'issue_date', 'page'],
          ...['article_title', 'article_url', 'captured_at', 'snapshot_sha256', 'room_path'],
        ),
      );
    },
  },
  'changes-between-releases': {
    values: [OLDER, NEWER],
    rows: (newer, older) => {
      const [before, after] = [older, newer].map((tables) => byId(tables('observations'), 'observation_id'));
      const ids = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
      const rows = [...ids].flatMap((id) => {
        const [was, now] = [before?.get(id), after?.get(id)];
        if (was && now && CHANGED.every((column) => was[column] === now[column])) return [];
        const became = was === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
        return [
          {
            became,
            ...pick('observation_id', 'place', 'indicator_id', 'period')(now ?? was ?? {}),
            ...{ was: was?.['exact'] ?? '', became_exact: now?.['exact'] ?? '' },
            ...{ was_value: was?.['norm_value'] ?? '', became_value: now?.['norm_value'] ?? '' },
            ...{ was_status: was?.['status'] ?? '', became_status: now?.['status'] ?? '' },
          },
        ];
      });
      return missingLast(rows, 'place', 'indicator_id', 'period', 'observation_id');
    },
  },
  'failed-checks': {
    values: [NEWER, NEWER, NEWER],
    rows: (newer) => {
      const documents = byId(newer('documents'), 'document_id');
      const figures = byId(newer('figures'), 'figure_id');
      const failed = newer('checks').filter(
        (row) => row['outcome'] === 'fail' && row['status'] === 'current',
      );
      const rows = failed.map((check) => ({
        ...pick('check_id', 'code', 'expected', 'got')(check),
        ...pick('prefix', 'exact', 'suffix')(figures.get(check['figure_id']) ?? {}),
        ...pick(
          'paper',
          'issue_date',
          'page',
          'title',
          'article_url',
          'room_path',
        )(documents.get(check['document_id']) ?? {}),
      }));
      return sorted(rows, 'issue_date', 'check_id').map(
        pick(
          ...['code', 'expected', 'got', 'prefix', 'exact', 'suffix'],
          ...['paper', 'issue_date', 'page', 'title', 'article_url', 'room_path'],
        ),
      );
    },
  },
};

/** As SQL sorts: what is missing comes after everything else. */
function missingLast(rows: readonly CsvRow[], ...columns: readonly string[]): CsvRow[] {
  const last = '\u{10ffff}';
  const keyed = rows.map((row) => ({
    row,
    key: columns.map((column) => row[column] || last).join('\0'),
  }));
  return keyed.toSorted((a, b) => byCodePoint(a.key, b.key)).map(({ row }) => row);
}
