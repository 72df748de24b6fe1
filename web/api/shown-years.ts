import type { Row } from '../../core/publish/tables/column.ts';
import type { Withheld } from '../rights/withheld-observations.ts';

/** Which cells of a row of years tell which observation: those that begin so. */
const NUMBERS = [
  'level',
  'growth',
  'target_growth',
  'target_level',
  'strive_growth',
  'strive_level',
] as const;
type Told = (typeof NUMBERS)[number] | 'target_words';

/** What cells of a number are called behind its name. */
const CELLS = [
  ...['value', 'min', 'max', 'comparator', 'observation_id', 'unit', 'modality', 'basis'],
  ...['inferred_price_basis', 'strength'],
] as const;

/**
 * Those rows that {@link shownYear} leaves, as it leaves them, and how many it does not; a year of which everything is to be as
 * if it never were is none of them. Where rows were asked for by their outcome, one whose outcome cannot be told is left out.
 */
export function shownYears(
  rows: readonly Row[],
  withheld: Withheld,
  byOutcome = false,
): { readonly rows: Row[]; readonly withheld: number } {
  const told: Row[] = [];
  let left = 0;
  for (const row of rows) {
    const shown = shownYear(row, withheld);
    if (shown !== null && !(byOutcome && shown['outcome'] !== row['outcome'])) told.push(shown);
    else if (shown !== null || !isExcluded(row, withheld)) left += 1;
  }
  return { rows: told, withheld: left };
}

function isExcluded(row: Row, withheld: Withheld): boolean {
  return namesIn(row).every((name) => withheld.get(observationOf(row, name) ?? '')?.isExcluded === true);
}

/** What of a row is an observation's. */
function namesIn(row: Row): Told[] {
  return [...NUMBERS, 'target_words' as const].filter((name) => observationOf(row, name) !== null);
}

/**
 * A row of the table of years without what observations that are withheld tell, nor verdicts that are made of it; `null`
 * where nothing else is told.
 */
export function shownYear(row: Row, withheld: Withheld): Row | null {
  if (withheld.size === 0) return row;
  const named = namesIn(row);
  const gone = named.filter((name) => withheld.has(observationOf(row, name) ?? ''));
  const before = row['computed_from_observation_id'];
  const isComputed = typeof before === 'string' && (withheld.has(before) || gone.includes('level'));
  if (gone.length === 0 && !isComputed) return row;
  if (gone.length === named.length && named.length > 0) return null;
  const empty = [
    ...gone.flatMap((name) =>
      name === 'target_words'
        ? ['target_words', 'target_words_observation_id']
        : CELLS.map((cell) => `${name}_${cell}`),
    ),
    ...(isComputed ? ['computed_nominal_change', 'computed_from_observation_id'] : []),
  ];
  const emptied = empty.filter((name) => name in row).map((name) => [name, null] as const);
  return {
    ...row,
    ...Object.fromEntries(emptied),
    ...verdict(row, gone, 'target', 'outcome'),
    ...verdict(row, gone, 'strive', 'strive_outcome'),
  };
}

function observationOf(row: Row, name: Told): string | null {
  const id = row[`${name}_observation_id`];
  return typeof id === 'string' ? id : null;
}

/** What a verdict is now: none can be told without the number that was aimed at, or without the one that came. */
function verdict(row: Row, gone: readonly Told[], aim: 'target' | 'strive', column: string): Row {
  const without = (reason: string): Row => ({ [column]: 'not-comparable', [`${column}_reason`]: reason });
  for (const measure of ['growth', 'level'] as const) {
    const aimed = `${aim}_${measure}` as const;
    if (observationOf(row, aimed) === null) continue;
    if (gone.includes(aimed)) return without('no-target');
    if (gone.includes(measure)) return without('no-actual');
  }
  return aim === 'target' && gone.includes('target_words') ? without('no-target') : {};
}
