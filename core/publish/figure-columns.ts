import { type Mention, figureId, rowReferredTo, textAfter, textBefore } from './figure-mention.ts';

/** `number` is a decimal text, so that no digit is lost; `integer` is a JSON number. */
export type Cell = string | number | null;

/** A column of the figures table. CSV header, NDJSON, Table Schema and the data dictionary follow from it. */
export interface Column {
  /** Stable: a release that renames it is a major version. */
  readonly name: string;
  /** A type of Table Schema. */
  readonly type: 'string' | 'number' | 'integer' | 'date' | 'datetime';
  /** Chinese. */
  readonly title: string;
  readonly description: string;
  readonly example: string;
  /** Never missing. */
  readonly required?: true;
  /** Everything that it can hold besides nothing. */
  readonly oneOf?: readonly string[];
  /** Holds the `figure_id` of another row of the same article. */
  readonly refersToRow?: true;
  readonly value: (mention: Mention) => Cell;
}

const COMPARATORS = ['eq', 'gte', 'gt', 'lte', 'lt', 'approx', 'range'] as const;
const KINDS = ['level', 'change', 'ratio', 'count', 'area', 'length', 'threshold', 'rank'] as const;
const MODALITIES = ['actual', 'target', 'budget', 'forecast'] as const;
const KNOWN_FROM = ['printed', 'heading', 'masthead'] as const;

export const COLUMNS = [
  {
    name: 'figure_id',
    type: 'string',
    title: '数据编号',
    description: 'Names this mention: a digest of the article version and the place in its text',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    required: true,
    value: ({ article, figure }) => figureId(article, figure),
  },
  {
    name: 'paper',
    type: 'string',
    title: '报纸',
    description: 'The newspaper, by its id in the archive',
    example: 'jmrb',
    required: true,
    value: ({ article }) => article.paper,
  },
  {
    name: 'issue_date',
    type: 'date',
    title: '出版日期',
    description: 'The civil date in the masthead of the issue',
    example: '2023-02-25',
    required: true,
    value: ({ article }) => article.date,
  },
  {
    name: 'page',
    type: 'string',
    title: '版次',
    description: 'The page slot of the issue',
    example: 'B02',
    value: ({ article }) => article.page,
  },
  {
    name: 'section',
    type: 'string',
    title: '版名',
    description: 'What the paper calls the page',
    example: '聚焦两会',
    value: ({ document }) => document.section,
  },
  {
    name: 'article_id',
    type: 'string',
    title: '文章编号',
    description: "The article's number in its own address",
    example: '667012',
    required: true,
    value: ({ article }) => article.articleId,
  },
  {
    name: 'article_title',
    type: 'string',
    title: '标题',
    description: 'The main title; its lines are joined by line feeds',
    example: '政府工作报告',
    value: ({ article }) => article.title,
  },
  {
    name: 'article_url',
    type: 'string',
    title: '原文地址',
    description: 'The address that the version was captured from',
    example: 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
    required: true,
    value: ({ snapshot }) => snapshot.url,
  },
  {
    name: 'captured_at',
    type: 'datetime',
    title: '采集时间',
    description: 'When the archive captured the version, UTC',
    example: '2023-02-24T22:05:00.123Z',
    required: true,
    value: ({ snapshot }) => snapshot.at,
  },
  {
    name: 'snapshot_sha256',
    type: 'string',
    title: '快照校验值',
    description: "SHA-256 of the version's bytes as the site sent them, without content coding",
    example: '9b74c9897bac770ffc029102a200c5de0a1f7d6f1bcf5b1c0d0f8a5b7f8a3c11',
    required: true,
    value: ({ article }) => article.sha256,
  },
  {
    name: 'version',
    type: 'integer',
    title: '文章版本',
    description: 'Which version of the article this is, 1 for the first that the archive saw',
    example: '1',
    required: true,
    value: ({ article }) => article.version,
  },
  {
    name: 'reader_version',
    type: 'integer',
    title: '解读器版本',
    description: 'The version of the program that read the figure',
    example: '1',
    required: true,
    value: ({ article }) => article.readerVersion,
  },
  {
    name: 'section_path',
    type: 'string',
    title: '小标题',
    description: 'The headings above the figure, outermost first, joined by " / "',
    example: '2022年工作回顾 / 经济运行',
    value: ({ figure }) => (figure.sectionPath.length === 0 ? null : figure.sectionPath.join(' / ')),
  },
  {
    name: 'list_mark',
    type: 'string',
    title: '列表符号',
    description: 'The mark of the list item that the figure stands in, as printed',
    example: '●',
    value: ({ figure }) => figure.listMark,
  },
  {
    name: 'exact',
    type: 'string',
    title: '原文',
    description: "The characters from the number's first to its unit's last, as printed",
    example: '458.51亿元',
    required: true,
    value: ({ figure }) => figure.exact,
  },
  {
    name: 'prefix',
    type: 'string',
    title: '前文',
    description: 'Up to 20 characters before it',
    example: '地区生产总值',
    value: ({ document, figure }) => textBefore(document.text, figure.start),
  },
  {
    name: 'suffix',
    type: 'string',
    title: '后文',
    description: 'Up to 20 characters after it',
    example: '，增长2.8%',
    value: ({ document, figure }) => textAfter(document.text, figure.end),
  },
  {
    name: 'start',
    type: 'integer',
    title: '起点',
    description: "Offset of the first character in the reading's text, in UTF-16 units",
    example: '1024',
    required: true,
    value: ({ figure }) => figure.start,
  },
  {
    name: 'end',
    type: 'integer',
    title: '终点',
    description: 'Offset after the last character',
    example: '1032',
    required: true,
    value: ({ figure }) => figure.end,
  },
  {
    name: 'value',
    type: 'number',
    title: '数值',
    description: "The number as printed, without the unit's multiplier; missing for a range",
    example: '458.51',
    value: ({ figure }) => figure.value,
  },
  {
    name: 'value_min',
    type: 'number',
    title: '下限',
    description: 'The lower end of a range, as printed',
    example: '5',
    value: ({ figure }) => figure.min,
  },
  {
    name: 'value_max',
    type: 'number',
    title: '上限',
    description: 'The upper end of a range, as printed',
    example: '6.5',
    value: ({ figure }) => figure.max,
  },
  {
    name: 'unit',
    type: 'string',
    title: '单位',
    description: 'The unit as printed, with its multiplier',
    example: '亿元',
    value: ({ figure }) => figure.unit,
  },
  {
    name: 'norm_value',
    type: 'number',
    title: '换算值',
    description: 'The value in the base unit, exact; missing when the unit has no known base',
    example: '45851000000',
    value: ({ figure }) => figure.normValue,
  },
  {
    name: 'norm_min',
    type: 'number',
    title: '换算下限',
    description: 'The lower end of a range in the base unit',
    example: '0.05',
    value: ({ figure }) => figure.normMin,
  },
  {
    name: 'norm_max',
    type: 'number',
    title: '换算上限',
    description: 'The upper end of a range in the base unit',
    example: '0.065',
    value: ({ figure }) => figure.normMax,
  },
  {
    name: 'base_unit',
    type: 'string',
    title: '基本单位',
    description:
      'What the norm columns count in; 1 for shares, growth and multiples, pp for percentage points',
    example: 'CNY',
    value: ({ figure }) => figure.baseUnit,
  },
  {
    name: 'comparator',
    type: 'string',
    title: '比较',
    description:
      'How the number is meant: eq, gte (不少于), gt (超), lte (以内), lt (不足), approx (左右), range',
    example: 'eq',
    required: true,
    oneOf: COMPARATORS,
    value: ({ figure }) => figure.comparator,
  },
  {
    name: 'kind',
    type: 'string',
    title: '类别',
    description:
      'level, change, ratio, count, area, length, rank, or threshold (only restricts what is counted)',
    example: 'level',
    required: true,
    oneOf: KINDS,
    value: ({ figure }) => figure.kind,
  },
  {
    name: 'modality',
    type: 'string',
    title: '性质',
    description: 'actual, target, budget or forecast',
    example: 'actual',
    required: true,
    oneOf: MODALITIES,
    value: ({ figure }) => figure.modality,
  },
  {
    name: 'strength',
    type: 'string',
    title: '目标力度',
    description: 'Of a target: expected (预期目标) or strive (力争)',
    example: 'strive',
    oneOf: ['expected', 'strive'],
    value: ({ figure }) => figure.strength,
  },
  {
    name: 'direction',
    type: 'string',
    title: '方向',
    description: 'Of a change: increase or decrease',
    example: 'increase',
    oneOf: ['increase', 'decrease'],
    value: ({ figure }) => figure.direction,
  },
  {
    name: 'indicator',
    type: 'string',
    title: '指标',
    description: 'The words that say what is measured, as printed',
    example: '地区生产总值',
    value: ({ figure }) => figure.indicator,
  },
  {
    name: 'indicator_id',
    type: 'string',
    title: '指标编号',
    description: 'The indicator in the registry; a level and its growth share it and differ in kind',
    example: 'gdp',
    value: ({ figure }) => figure.indicatorId,
  },
  {
    name: 'basis',
    type: 'string',
    title: '口径',
    description: 'Printed words such as 可比口径 or 同比; never inferred',
    example: '可比口径',
    value: ({ figure }) => figure.basis,
  },
  {
    name: 'place',
    type: 'string',
    title: '地区',
    description: 'Where the figure is about',
    example: '鹤山市',
    value: ({ figure }) => figure.place?.value ?? null,
  },
  {
    name: 'place_from',
    type: 'string',
    title: '地区依据',
    description: 'How the place was known: printed beside the figure, from a heading, or from the masthead',
    example: 'heading',
    oneOf: KNOWN_FROM,
    value: ({ figure }) => figure.place?.from ?? null,
  },
  {
    name: 'period',
    type: 'string',
    title: '时期',
    description: 'When the figure is about',
    example: '2022',
    value: ({ figure }) => figure.period?.value ?? null,
  },
  {
    name: 'period_from',
    type: 'string',
    title: '时期依据',
    description: 'How the period was known: printed beside the figure, from a heading, or from the masthead',
    example: 'printed',
    oneOf: KNOWN_FROM,
    value: ({ figure }) => figure.period?.from ?? null,
  },
  {
    name: 'change_of',
    type: 'string',
    title: '变化对象',
    description: 'The row of the level that this change is of',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersToRow: true,
    value: (mention) => rowReferredTo(mention, mention.figure.changeOf),
  },
  {
    name: 'same_as',
    type: 'string',
    title: '同一数据',
    description: 'The row that says the same in another unit',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersToRow: true,
    value: (mention) => rowReferredTo(mention, mention.figure.sameAs),
  },
  {
    name: 'part_of',
    type: 'string',
    title: '所属总量',
    description: 'The row of the total that this is a part of',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersToRow: true,
    value: (mention) => rowReferredTo(mention, mention.figure.partOf),
  },
  {
    name: 'qualifies',
    type: 'string',
    title: '限定对象',
    description: 'The row of the count that this threshold restricts',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersToRow: true,
    value: (mention) => rowReferredTo(mention, mention.figure.qualifies),
  },
] as const satisfies readonly Column[];

/** A row of the figures table, one mention of one figure. */
export type FigureRow = {
  readonly [C in (typeof COLUMNS)[number] as C['name']]: ReturnType<C['value']>;
};
