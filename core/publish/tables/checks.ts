import { CHECK_CODES, type Check } from '../../read/document.ts';
import { type ArticleVersion, VERSION_STATUSES, documentId } from './article-version.ts';
import { type Column, type RowOf, type Table, joined, rowFrom } from './column.ts';
import { figureIds, idOfFigure } from './mention.ts';

/** One check of a version, with all that its row tells of it. */
interface CheckOf {
  readonly of: ArticleVersion;
  readonly check: Check;
  /** From 1, in the order of the reading. */
  readonly number: number;
  /** The `figure_id` of each figure of the reading, by its id within the reading. */
  readonly ids: ReadonlyMap<string, string>;
}

export const CHECK_COLUMNS = [
  {
    name: 'check_id',
    type: 'string',
    title: '核对编号',
    description: 'Names the check: the article version and its number there',
    example: 'jmrb/html/2023-02/25/content_667012.htm@1#3',
    required: true,
    value: ({ of, number }) => `${documentId(of)}#${number}`,
  },
  {
    name: 'document_id',
    type: 'string',
    title: '文档编号',
    description: 'The article version whose numbers claim it: a row of the documents table',
    example: 'jmrb/html/2023-02/25/content_667012.htm@1',
    required: true,
    refersTo: 'documents',
    value: ({ of }) => documentId(of),
  },
  {
    name: 'status',
    type: 'string',
    title: '状态',
    description: 'How the article version stands: current, superseded or withdrawn',
    example: 'current',
    required: true,
    oneOf: VERSION_STATUSES,
    value: ({ of }) => of.status,
  },
  {
    name: 'number',
    type: 'integer',
    title: '序号',
    description: 'Which check of the version this is, from 1',
    example: '3',
    required: true,
    value: ({ number }) => number,
  },
  {
    name: 'code',
    type: 'string',
    title: '核对类别',
    description: 'What was checked: the data model tells each code',
    example: 'parts-sum',
    required: true,
    oneOf: CHECK_CODES,
    value: ({ check }) => check.code,
  },
  {
    name: 'outcome',
    type: 'string',
    title: '结果',
    description: 'pass when the numbers agree as far as their printed digits tell, else fail',
    example: 'pass',
    required: true,
    oneOf: ['pass', 'fail'],
    value: ({ check }) => (check.pass ? 'pass' : 'fail'),
  },
  {
    name: 'expected',
    type: 'number',
    title: '应为',
    description: 'What the other numbers say',
    example: '38',
    required: true,
    value: ({ check }) => check.expected,
  },
  {
    name: 'got',
    type: 'number',
    title: '实为',
    description: 'What is printed',
    example: '38',
    required: true,
    value: ({ check }) => check.got,
  },
  {
    name: 'figure_id',
    type: 'string',
    title: '数据编号',
    description: 'The whole, the first mention or the level: a row of the figures table',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersTo: 'figures',
    value: ({ of, check, ids }) => idOfFigure(of, ids, check.figures[0] ?? null),
  },
  {
    name: 'other_figure_ids',
    type: 'string',
    title: '其他数据编号',
    description: 'What is held against it, each a figure_id, joined by blanks',
    example: '1c0d0f8a5b7f8a3c119b74c9897bac77 a5de0a1f7d6f1bcf5b1c0d0f8a5b7f8a',
    value: ({ of, check, ids }) =>
      joined(check.figures.slice(1).flatMap((id) => idOfFigure(of, ids, id) ?? [])),
  },
] as const satisfies readonly Column<CheckOf>[];

export type CheckRow = RowOf<typeof CHECK_COLUMNS>;

export const CHECKS: Table = {
  name: 'checks',
  title: '核对表',
  description: 'What the numbers of an article claim of each other, held against them.',
  columns: CHECK_COLUMNS,
  key: 'check_id',
  order: ['document_id', 'number'],
};

/** The checks of one version. Fails with UnsoundReading for one of a figure that the reading does not have. */
export function checkRows(of: ArticleVersion): CheckRow[] {
  const ids = figureIds(of);
  return of.reading.checks.map((check, at) => rowFrom(CHECK_COLUMNS, { of, check, number: at + 1, ids }));
}
