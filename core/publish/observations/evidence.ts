import type { Figure } from '../../read/figures/figure.ts';
import type { WordedTarget } from '../../read/figures/worded-targets.ts';
import { foldWidths } from '../../read/fold-widths.ts';
import type { ArticleVersion } from '../tables/article-version.ts';
import { type Column, type ColumnForm, type RowOf, type Table, formOf, rowFrom } from '../tables/column.ts';
import { figureRowsOf } from '../tables/figure-rows.ts';
import { FIGURE_COLUMNS, type FigureRow } from '../tables/figures.ts';
import { signed } from './claim.ts';
import { measureOf } from './measure.ts';
import { observationKey } from './observation-key.ts';
import { isOfItsSetting } from './own-number.ts';
import { boundsOf } from './period-bounds.ts';

/*
 * What observations are made of: every figure of a version, and the targets that it sets in words. It is a table of its
 * own, but of no release: whoever makes one keeps it aside and hands it back sorted.
 */

/** The cells of a figure's row; a target in words is no figure and has no number, so that what is of these is missing. */
type Cells = {
  readonly [Name in keyof FigureRow]: Name extends 'figure_id' | 'unit' | 'comparator' | 'kind'
    ? FigureRow[Name] | null
    : FigureRow[Name];
};

interface Evidence {
  readonly key: string | null;
  readonly kin: string | null;
  readonly words: string | null;
  readonly cells: Cells;
}

export const EVIDENCE_COLUMNS = [
  {
    name: 'observation_key',
    type: 'string',
    title: '归并键',
    description: 'What is the same for all that claims the same quantity; missing for what is no observation',
    example: '["n","鹤山市","gdp","level","CNY","2022-01-01","2022-12-31","actual",null,"plain"]',
    value: ({ key }) => key,
  },
  {
    name: 'kin',
    type: 'string',
    title: '同源数据',
    description: 'The figure that this one says again in another unit, or itself when it says nothing again',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    value: ({ kin }) => kin,
  },
  {
    name: 'words',
    type: 'string',
    title: '文字目标',
    description: 'Of a target without a number: its words',
    example: '与经济增长基本同步',
    value: ({ words }) => words,
  },
  ...[of('figure_id')],
  ...[of('document_id'), of('paper'), of('issue_date'), of('page'), of('article_path')],
  ...[of('article_url'), of('captured_at'), of('snapshot_sha256'), of('version'), of('status')],
  ...[of('section_path'), of('exact'), of('prefix'), of('suffix'), of('start'), of('room_path')],
  ...[of('value'), of('value_min'), of('value_max'), of('unit')],
  ...[of('norm_value'), of('norm_min'), of('norm_max'), of('base_unit')],
  ...[of('comparator'), of('kind'), of('modality'), of('strength'), of('direction')],
  ...[
    of('indicator'),
    of('indicator_id'),
    of('basis'),
    of('inferred_price_basis'),
    of('place'),
    of('period'),
  ],
] as const satisfies readonly Column<Evidence>[];

/** A figure, or a target in words, as it goes into an observation. Its base-unit numbers and comparator are signed. */
export type EvidenceRow = RowOf<typeof EVIDENCE_COLUMNS>;

/** What sorts the evidence: the rows of one key come together, and those without a key before all others. */
export const EVIDENCE: Omit<Table, 'name' | 'key'> & { readonly name: 'evidence' } = {
  name: 'evidence',
  title: '观测依据',
  description: 'What observations are made of: every figure, and every target without a number.',
  columns: EVIDENCE_COLUMNS,
  order: ['observation_key', 'issue_date', 'paper', 'article_path', 'version', 'start'],
};

/** A column of the figures table, as evidence has it. */
function of<const Name extends keyof FigureRow>(
  name: Name,
): Pick<ColumnForm, 'type' | 'title' | 'description' | 'example'> & {
  readonly name: Name;
  readonly value: (evidence: Evidence) => Cells[Name];
} {
  const { type, title, description, example } = formOf(FIGURE_COLUMNS, name);
  return { name, type, title, description, example, value: ({ cells }) => cells[name] };
}

/**
 * Every figure of a version and every target that it sets in words, in the order of the text. What can be no observation
 * has no key. Fails with UnsoundReading.
 */
export function evidenceOf(version: ArticleVersion): EvidenceRow[] {
  const folded = foldWidths(version.reading.document.text);
  const figures = figureRowsOf(version);
  const byId = new Map(figures.map((row) => [row.figure_id, row]));
  const rows = figures.map((row) => {
    const first = firstOf(row, byId);
    const key = keyOfNumber(first, folded);
    return rowFrom(EVIDENCE_COLUMNS, { key, kin: first.figure_id, words: null, cells: signed(row) });
  });
  const targets = version.reading.wordedTargets.map((target) => rowOfTarget(version, target));
  return [...rows, ...targets].toSorted((a, b) => a.start - b.start);
}

/** What a figure says again: of 266.67公顷(4000亩) the first. What refers to itself in a circle is a first of its own. */
function firstOf(row: FigureRow, byId: ReadonlyMap<string, FigureRow>): FigureRow {
  const passed = new Set([row.figure_id]);
  let first = row;
  while (first.same_as !== null) {
    const next = byId.get(first.same_as);
    if (next === undefined || passed.has(next.figure_id)) return row;
    passed.add(next.figure_id);
    first = next;
  }
  return first;
}

function keyOfNumber(row: FigureRow, folded: string): string | null {
  const key = observationKey({ ...row, words: null });
  if (key === null || measureOf(row) === null) return key;
  const sentence = SENTENCE.exec(folded.slice(Math.max(0, row.start - LONGEST_SENTENCE), row.start))?.[0];
  const isWholeYear = boundsOf(row.period ?? '')?.frequency === 'A';
  return isOfItsSetting(sentence ?? '', row.place, isWholeYear) ? key : null;
}

const LONGEST_SENTENCE = 240;
const SENTENCE = /[^。;!?\n]*$/;

function rowOfTarget(version: ArticleVersion, target: WordedTarget): EvidenceRow {
  // Where it stands is told as of any figure; what a number would tell is taken out again.
  const inItsPlace: Figure = {
    ...{ ...target, source: null, value: null, min: null, max: null, unit: '' },
    ...{ normValue: null, normMin: null, normMax: null, baseUnit: null },
    ...{ comparator: 'eq', kind: 'level', direction: null, basis: null, inferredPriceBasis: null },
    ...{ changeOf: null, sameAs: null, partOf: null, qualifies: null },
  };
  const row = rowFrom(FIGURE_COLUMNS, { of: version, figure: inItsPlace, ids: new Map() });
  const cells = { ...row, figure_id: null, unit: null, comparator: null, kind: null };
  const words = target.exact;
  const key = observationKey({ ...cells, words });
  return rowFrom(EVIDENCE_COLUMNS, { key, kin: null, words, cells });
}
