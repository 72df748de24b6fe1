import { FIELDS } from './fields.ts';
import { LINKS } from './notes.ts';
import type { SetScore } from './score-sets.ts';
import { LEVELS, type Score } from './score.ts';
import { type Hits, type Tally, accuracy, f1, precision, recall } from './tally.ts';

/** A line of the table that sets what was found against what is there. */
interface Found {
  readonly what: string;
  readonly tally: Tally;
}

/** A line of the table that tells how many of those compared are right, and of those that say more than usual. */
interface Compared {
  readonly what: string;
  readonly hits: Hits;
  readonly said?: Hits;
}

type Row = Found | Compared;

interface Part {
  readonly title: string;
  readonly rows: (score: Score) => readonly Row[];
}

const NAMES: Readonly<Record<string, string>> = {
  span: 'exact characters',
  'value+unit': 'value and unit',
  'value+unit+comparator': 'value, unit and comparator',
  indicator: 'indicator, same words',
  'indicator-overlap': 'indicator, overlapping words',
  'indicator-partial': 'indicator, partial words',
  'indicator-id': 'indicator id or none',
  section: 'section path',
  changeOf: 'change of',
  sameAs: 'same as',
  partOf: 'part of',
};

function nameOf(measure: string): string {
  return NAMES[measure] ?? measure;
}

const PARTS: readonly Part[] = [
  {
    title: 'Figures found',
    rows: ({ levels, ranges }) => [
      ...LEVELS.map((level) => ({ what: nameOf(level), tally: levels[level] })),
      { what: 'ranges, both ends and unit', tally: ranges },
    ],
  },
  {
    title: 'What they belong to',
    rows: ({ ids, links }) => [
      { what: 'indicator id', tally: ids },
      ...LINKS.map((link) => ({ what: nameOf(link), tally: links[link] })),
    ],
  },
  {
    title: 'Targets without a number',
    rows: ({ worded, wordedOf }) => [
      { what: 'words', tally: worded },
      { what: 'words and indicator', tally: wordedOf },
    ],
  },
  {
    title: 'Fields of the figures found',
    rows: ({ fields }) =>
      FIELDS.map(({ name }) => ({ what: nameOf(name), hits: fields[name], said: fields[name].said })),
  },
  { title: 'Articles', rows: ({ reports }) => [{ what: 'kind of report or none', hits: reports }] },
];

/** The scores as a person reads them in a terminal, a block for each set. */
export function scoreText(sets: readonly SetScore[]): string {
  return sets
    .map((set) => `${headOf(set)}\n${PARTS.map((part) => partText(part, set.score)).join('')}`)
    .join('\n');
}

const FIRST_COLUMN = 30;

function partText({ title, rows }: Part, score: Score): string {
  const lines = rows(score);
  const tallied = lines.some((row) => 'tally' in row);
  const heads = tallied
    ? ['precision', 'recall', 'F1', 'noted', 'found']
    : ['right', 'compared', ...(lines.some((row) => 'said' in row) ? ['right', 'not usual'] : [])];
  const line = (first: string, cells: readonly string[]): string =>
    `  ${first.padEnd(FIRST_COLUMN)}${cells.map((cell) => cell.padStart(11)).join('')}\n`;
  return line(title, heads) + lines.map((row) => line(`  ${row.what}`, cellsOf(row))).join('');
}

function cellsOf(row: Row): string[] {
  if ('hits' in row) {
    const hits = row.said === undefined ? [row.hits] : [row.hits, row.said];
    return hits.flatMap((one) => [percent(accuracy(one)), String(one.compared)]);
  }
  const { tally } = row;
  return [
    ...[precision(tally), recall(tally), f1(tally)].map(percent),
    String(tally.expected),
    String(tally.found),
  ];
}

function headOf({ set, score }: SetScore): string {
  const { expected, found } = score.levels.span;
  return `${set}: ${score.articles} articles, ${expected} figures noted, ${found} found`;
}

/** The two lines between which docs/reading.md holds the table. */
export const TABLE_BEGINS = '<!-- scores: npm run --silent score -- --markdown -->';
export const TABLE_ENDS = '<!-- end of scores -->';

/** The block of docs/reading.md with its markers: a row a measure, a column a set. */
export function scoreMarkdown(sets: readonly SetScore[]): string {
  const head = ['%', ...sets.map((set) => headOf(set))];
  const rows = PARTS.flatMap((part) => {
    const perSet = sets.map(({ score }) => part.rows(score));
    const measures = perSet[0] ?? [];
    const tallied = measures.some((row) => 'tally' in row);
    const title = [`**${part.title}**`, ...sets.map(() => (tallied ? 'precision / recall / F1' : 'right'))];
    return [title, ...measures.map(({ what }, at) => [what, ...perSet.map((lines) => shortCell(lines[at]))])];
  });
  return `${TABLE_BEGINS}\n\n${tableOf([head, ...rows])}\n${TABLE_ENDS}\n`;
}

function shortCell(row: Row | undefined): string {
  if (row === undefined) return '';
  if ('hits' in row) {
    const { hits, said } = row;
    const rest =
      said === undefined || said.compared === hits.compared
        ? ''
        : `, ${percent(accuracy(said))} of ${said.compared} that say more`;
    return `${percent(accuracy(hits))} of ${hits.compared}${rest}`;
  }
  const { tally } = row;
  const shares = [precision(tally), recall(tally), f1(tally)].map(percent).join(' / ');
  return tally.expected === 0 && tally.found === 0 ? 'none noted' : `${shares} (${tally.expected} noted)`;
}

/** A markdown table with its columns made wide enough, as the project's formatter sets it. */
function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(3, ...[head, ...rows].map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`;
  return line(head) + line(widths.map((width) => '-'.repeat(width))) + rows.map(line).join('');
}

function percent(share: number | null): string {
  return share === null ? '–' : (100 * share).toFixed(1);
}
