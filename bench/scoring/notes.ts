import * as z from 'zod';
import { REPORT_KINDS, type ReportKind } from '../../core/read/document.ts';
import {
  COMPARATORS,
  DIRECTIONS,
  FIGURE_KINDS,
  MODALITIES,
  STRENGTHS,
} from '../../core/read/figures/figure.ts';

/*
 * The notes of an annotated article as its `.jsonl` holds them; test/core/read/corpus/README.md tells what they mean.
 * Nothing is let through that is not told there: a misspelt field would be scored as one that was left out.
 */

/** Indicators of a whole place; what is a part of one has no id. */
const HEADLINE_IDS = [
  'gdp',
  'gdp-per-capita',
  'primary-value-added',
  'secondary-value-added',
  'tertiary-value-added',
  'industrial-value-added',
  'industrial-output',
  'industrial-profits',
  'fixed-asset-investment',
  'industrial-investment',
  'technical-upgrade-investment',
  'infrastructure-investment',
  'real-estate-investment',
  'retail-sales',
  'foreign-trade',
  'exports',
  'imports',
  'foreign-investment-used',
  'general-public-budget-revenue',
  'general-public-budget-spending',
  'livelihood-spending',
  'tax-revenue',
  'disposable-income-per-capita',
  'urban-disposable-income',
  'rural-disposable-income',
  'consumer-prices',
  'urban-employment-added',
  'reemployment',
  'registered-unemployment-rate',
  'surveyed-unemployment-rate',
  'population',
  'urbanisation-rate',
  'deposits',
  'loans',
  'power-consumption',
  'grain-output',
  'air-quality-rate',
  'pm25',
] as const;

const HeadlineId = z.enum(HEADLINE_IDS);
const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal such as 458.51');
const Words = z.string().min(1);
const NoteNumber = z.int().positive();

const FIRST_LINE = z.strictObject({ report: z.enum(REPORT_KINDS).nullable(), genre: Words });

const NOTE = z
  .strictObject({
    n: NoteNumber,
    exact: Words,
    value: Decimal.optional(),
    min: Decimal.optional(),
    max: Decimal.optional(),
    unit: Words,
    comparator: z.enum(COMPARATORS).optional(),
    kind: z.enum(FIGURE_KINDS),
    modality: z.enum(MODALITIES).default('actual'),
    strength: z.enum(STRENGTHS).nullable().default(null),
    direction: z.enum(DIRECTIONS).nullable().default(null),
    indicator: Words.nullable().default(null),
    id: HeadlineId.nullable().default(null),
    basis: Words.nullable().default(null),
    place: Words.nullable().default(null),
    period: z
      .string()
      .regex(/^\d{4}[\d/QH-]*$/, 'a period such as 2022, 2022-H1 or 2021/2025')
      .nullable()
      .default(null),
    section: z.array(Words).default([]),
    changeOf: NoteNumber.nullable().default(null),
    sameAs: NoteNumber.nullable().default(null),
    partOf: NoteNumber.nullable().default(null),
    qualifies: NoteNumber.nullable().default(null),
  })
  .transform(({ value = null, min = null, max = null, comparator, ...rest }) => ({
    ...rest,
    value,
    min,
    max,
    comparator: comparator ?? (value === null ? ('range' as const) : ('eq' as const)),
  }));

const WORDED = z.strictObject({
  worded: Words,
  indicator: Words.nullable().default(null),
  id: HeadlineId.nullable().default(null),
});

/** What a person noted of one figure; what was left out has its default. */
export type Note = Readonly<z.infer<typeof NOTE>>;

/** A target without a number, 与经济增长基本同步. */
export type WordedNote = Readonly<z.infer<typeof WORDED>>;

/** The notes of one article. */
export interface ArticleNotes {
  readonly report: ReportKind | null;
  readonly genre: string;
  /** In the order of the text. */
  readonly figures: readonly Note[];
  readonly worded: readonly WordedNote[];
}

/** Notes that are not what the corpus' README tells. */
export class BadNotes extends Error {
  override readonly name = 'BadNotes';
  /** The article's name, and the line of its notes counted from 1 where one is to blame. */
  readonly article: string;
  readonly line: number | null;

  constructor(article: string, line: number | null, reason: string, options?: ErrorOptions) {
    super(`${article}${line === null ? '' : `, line ${line}`}: ${reason}`, options);
    this.article = article;
    this.line = line;
  }
}

/** Reads the lines of a `.jsonl`. Fails with {@link BadNotes}. */
export function parseNotes(article: string, jsonl: string): ArticleNotes {
  const lines = jsonl.split('\n').map((text, at) => ({ text, line: at + 1 }));
  const [first, ...rest] = lines.filter(({ text }) => text.trim() !== '');
  if (first === undefined) throw new BadNotes(article, null, 'there are no notes');
  const { report, genre } = parseLine(FIRST_LINE, article, first);
  const figures: Note[] = [];
  const worded: WordedNote[] = [];
  for (const line of rest) {
    if (/^\s*\{\s*"worded"/.test(line.text)) {
      worded.push(parseLine(WORDED, article, line));
      continue;
    }
    const note = parseLine(NOTE, article, line);
    const reason = contradictionIn(note, figures.length + 1);
    if (reason !== null) throw new BadNotes(article, line.line, reason);
    figures.push(note);
  }
  for (const note of figures) {
    for (const name of LINKS) {
      const target = note[name];
      if (target !== null && (target > figures.length || target === note.n))
        throw new BadNotes(article, null, `figure ${note.n} is ${name} ${target}, which is no other figure`);
    }
  }
  return { report, genre, figures, worded };
}

/** The ways in which a figure belongs to another. */
export const LINKS = ['changeOf', 'sameAs', 'partOf', 'qualifies'] as const;
export type LinkName = (typeof LINKS)[number];

function contradictionIn(note: Note, expected: number): string | null {
  if (note.n !== expected) return `n is ${note.n}, not ${expected}`;
  const ends = [note.min, note.max].filter((end) => end !== null).length;
  if (ends !== (note.value === null ? 2 : 0)) return 'a figure has a value, or min and max';
  if ((note.comparator === 'range') !== (note.value === null))
    return 'a range has min and max, and nothing else has';
  return null;
}

function parseLine<T>(
  schema: z.ZodType<T>,
  article: string,
  { text, line }: { readonly text: string; readonly line: number },
): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new BadNotes(article, line, 'this is not JSON', { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : issue.path.join('.');
  throw new BadNotes(article, line, `${where}${where === '' ? '' : ': '}${issue?.message ?? 'not as told'}`);
}
