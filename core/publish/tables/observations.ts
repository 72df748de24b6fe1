import { areaCodeOf } from '../../paper/papers/area-codes.ts';
import { COMPARATORS, FIGURE_KINDS } from '../../read/figures/figure.ts';
import type { EvidenceRow } from '../observations/evidence.ts';
import { FREQUENCIES, type PeriodBounds } from '../observations/period-bounds.ts';
import { VERSION_STATUSES, type VersionStatus } from './article-version.ts';
import { type Column, type ColumnForm, type RowOf, type Table, formOf } from './column.ts';
import { FIGURE_COLUMNS } from './figures.ts';

/** A value of one quantity, with all that says it. */
export interface Observation {
  readonly id: string;
  readonly status: VersionStatus;
  readonly supersededBy: string | null;
  readonly conflict: string | null;
  /** The mention that tells it best. */
  readonly lead: EvidenceRow;
  readonly days: PeriodBounds;
  readonly mentions: number;
  readonly articles: number;
}

/** What the value is of, and how it stands. */
const IDENTITY_COLUMNS = [
  {
    name: 'observation_id',
    type: 'string',
    title: '观测编号',
    description: 'Names the value: a digest of what is measured, and of the source where sources contradict',
    example: '5be1c2f0a9d84c6e8f3b7a1d20c49e75',
    required: true,
    value: ({ id }) => id,
  },
  {
    name: 'status',
    type: 'string',
    title: '状态',
    description:
      'current, superseded (only versions that newer ones replaced say so) or withdrawn (only articles that the site took down say so)',
    example: 'current',
    required: true,
    oneOf: VERSION_STATUSES,
    value: ({ status }) => status,
  },
  {
    name: 'superseded_by',
    type: 'string',
    title: '被取代为',
    description: 'Of a superseded value: what the newest version of the same article says instead',
    example: '5be1c2f0a9d84c6e8f3b7a1d20c49e75',
    refersTo: 'observations',
    value: ({ supersededBy }) => supersededBy,
  },
  {
    name: 'conflict',
    type: 'string',
    title: '冲突编号',
    description:
      'The same for all values that contradict one another; missing for a value that nothing contradicts',
    example: 'c07d1e5f3a824b69b1f0d6a2e98c7354',
    value: ({ conflict }) => conflict,
  },
  {
    name: 'place',
    type: 'string',
    title: '地区',
    description: 'Where it holds; values without a place are of one article only',
    example: '鹤山市',
    value: ({ lead }) => lead.place,
  },
  {
    name: 'place_code',
    type: 'string',
    title: '行政区划代码',
    description: 'The code of the place in GB/T 2260, where the archive knows it',
    example: '440784',
    value: ({ lead }) => areaCodeOf(lead.place),
  },
  {
    name: 'indicator',
    type: 'string',
    title: '指标',
    description: 'The words that say what is measured, as the leading mention prints them',
    example: '地区生产总值',
    value: ({ lead }) => lead.indicator,
  },
  ofLead('indicator_id'),
  {
    name: 'period',
    type: 'string',
    title: '时期',
    description: 'When it holds',
    example: '2022',
    required: true,
    value: ({ lead }) => lead.period ?? '',
  },
  {
    name: 'period_start',
    type: 'date',
    title: '时期首日',
    description: 'The first day of the period',
    example: '2022-01-01',
    required: true,
    value: ({ days }) => days.start,
  },
  {
    name: 'period_end',
    type: 'date',
    title: '时期末日',
    description: 'The last day of the period',
    example: '2022-12-31',
    required: true,
    value: ({ days }) => days.end,
  },
  {
    name: 'freq',
    type: 'string',
    title: '频度',
    description:
      'A a whole year, H half a year, Q a quarter, M a month, D a day, P any other stretch of days',
    example: 'A',
    required: true,
    oneOf: FREQUENCIES,
    value: ({ days }) => days.frequency,
  },
] as const satisfies readonly Column<Observation>[];

/** The value itself. */
const VALUE_COLUMNS = [
  {
    name: 'kind',
    type: 'string',
    title: '类别',
    description: 'level, change, ratio, count, area or length; missing for a target without a number',
    example: 'level',
    oneOf: FIGURE_KINDS,
    value: ({ lead }) => lead.kind,
  },
  {
    name: 'norm_value',
    type: 'number',
    title: '换算值',
    description: 'The value in the base unit, exact; a fall is negative; missing for a range',
    example: '45851000000',
    value: ({ lead }) => lead.norm_value,
  },
  ofLead('norm_min'),
  ofLead('norm_max'),
  ofLead('base_unit'),
  {
    name: 'comparator',
    type: 'string',
    title: '比较',
    description:
      'How the signed value is meant: eq, gte, gt, lte, lt, approx, range; 下降3%以上 is lte -0.03',
    example: 'eq',
    oneOf: COMPARATORS,
    value: ({ lead }) => lead.comparator,
  },
  ofLead('direction'),
  {
    name: 'value',
    type: 'number',
    title: '数值',
    description: "The number as the leading mention prints it, without sign and the unit's multiplier",
    example: '458.51',
    value: ({ lead }) => lead.value,
  },
  ofLead('value_min'),
  ofLead('value_max'),
  ofLead('unit'),
  {
    name: 'words',
    type: 'string',
    title: '文字目标',
    description: 'Of a target without a number: its words, as printed',
    example: '与经济增长基本同步',
    value: ({ lead }) => lead.words,
  },
  ofLead('modality'),
  ofLead('strength'),
  ofLead('basis'),
  ofLead('inferred_price_basis'),
] as const satisfies readonly Column<Observation>[];

/** Who says so. */
const WITNESS_COLUMNS = [
  {
    name: 'mentions',
    type: 'integer',
    title: '提及次数',
    description: 'How many figures say so, those of replaced versions among them',
    example: '3',
    required: true,
    value: ({ mentions }) => mentions,
  },
  {
    name: 'articles',
    type: 'integer',
    title: '文章数',
    description: 'In how many articles',
    example: '2',
    required: true,
    value: ({ articles }) => articles,
  },
  {
    name: 'figure_id',
    type: 'string',
    title: '主数据编号',
    description: 'The leading mention; missing for a target without a number',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersTo: 'figures',
    value: ({ lead }) => lead.figure_id,
  },
  {
    name: 'document_id',
    type: 'string',
    title: '文档编号',
    description: 'The article version of the leading mention: a row of the documents table',
    example: 'jmrb/html/2023-02/25/content_667012.htm@1',
    required: true,
    refersTo: 'documents',
    value: ({ lead }) => lead.document_id,
  },
  ofLead('issue_date'),
  ofLead('paper'),
  ofLead('page'),
  ofLead('article_url'),
  ofLead('captured_at'),
  ofLead('snapshot_sha256'),
  ofLead('section_path'),
  {
    name: 'exact',
    type: 'string',
    title: '原文',
    description:
      "The characters from the number's first to its unit's last, or the words of the target, as printed",
    example: '458.51亿元',
    required: true,
    value: ({ lead }) => lead.exact,
  },
  ofLead('prefix'),
  ofLead('suffix'),
  ofLead('room_path'),
] as const satisfies readonly Column<Observation>[];

export const OBSERVATION_COLUMNS = [...IDENTITY_COLUMNS, ...VALUE_COLUMNS, ...WITNESS_COLUMNS] as const;

/** A row of the observations table. */
export type ObservationRow = RowOf<typeof OBSERVATION_COLUMNS>;

export const OBSERVATIONS: Table = {
  name: 'observations',
  title: '观测值表',
  description: 'What the figures say, a row a value of a quantity, however often it is printed.',
  columns: OBSERVATION_COLUMNS,
  key: 'observation_id',
  order: ['place', 'indicator_id', 'period', 'modality', 'observation_id'],
};

/** A column of the figures table, of the leading mention. */
function ofLead<const Name extends keyof EvidenceRow & (typeof FIGURE_COLUMNS)[number]['name']>(
  name: Name,
): Omit<ColumnForm, 'name'> & {
  readonly name: Name;
  readonly value: (observation: Observation) => EvidenceRow[Name];
} {
  const { required, ...free } = formOf(FIGURE_COLUMNS, name);
  // A target in words has none.
  const always = required === true && name !== 'unit';
  return { ...free, ...(always ? { required } : {}), value: ({ lead }) => lead[name] };
}
