import { type WrongParameter, conditionsOf } from '../../core/publish/indexes/conditions.ts';
import { type Cursor, cursorText, parseCursor } from '../../core/publish/indexes/cursor.ts';
import type { Condition } from '../../core/publish/indexes/data-index.ts';
import { type AskedName, askedTable } from '../../core/publish/indexes/facets.ts';
import { FILTERS, type Said } from '../../core/publish/indexes/filters.ts';
import { isReleaseVersion } from '../addresses.ts';
import type { Lang } from '../texts.ts';

export const DEFAULT_LIMIT = 100;
export const MOST_ROWS = 1000;
const FORMATS = ['json', 'csv'] as const;
export type ApiFormat = (typeof FORMATS)[number];

/** A parameter that every table takes, beside its filters. */
export interface CommonParameter {
  readonly name: 'release' | 'limit' | 'cursor' | 'format' | 'lang';
  readonly says: Said;
  readonly allowed: Said;
  /** A JSON Schema of its value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly isGood: (text: string) => boolean;
}

export const COMMON_PARAMETERS: readonly CommonParameter[] = [
  {
    name: 'release',
    says: {
      zh: '数据版本；不写则为有索引的最新版本，或游标所属的版本',
      en: 'The release; without it the newest that has an index, or the one that the cursor is of',
    },
    allowed: { zh: '形如 1.2.0 的版本号', en: 'a version such as 1.2.0' },
    schema: { type: 'string', pattern: '^\\d{1,6}\\.\\d{1,6}\\.\\d{1,6}$' },
    isGood: isReleaseVersion,
  },
  {
    name: 'limit',
    says: {
      zh: '一页最多多少行；行很长时更少',
      en: 'How many rows a page has at most; fewer where they are very long',
    },
    allowed: { zh: `1 至 ${MOST_ROWS} 的整数`, en: `a whole number from 1 to ${MOST_ROWS}` },
    schema: { type: 'integer', minimum: 1, maximum: MOST_ROWS, default: DEFAULT_LIMIT },
    isGood: (text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= MOST_ROWS,
  },
  {
    name: 'cursor',
    says: {
      zh: '前一页给出的游标；只对同一版本、同一表和同样的筛选有效',
      en: 'The cursor that the page before gave; good for the same release, table and filters only',
    },
    allowed: {
      zh: '同一查询的前一页给出的游标，原样照抄',
      en: 'a cursor as the page before of the same query gave it',
    },
    schema: { type: 'string', maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' },
    isGood: (text) => /^[A-Za-z0-9_-]{1,100}$/.test(text),
  },
  {
    name: 'format',
    says: {
      zh: '答复的格式；不写则依 Accept 请求头，默认 json',
      en: 'The form of the answer; without it the Accept header tells, and JSON is the default',
    },
    allowed: { zh: `下列之一：${FORMATS.join(', ')}`, en: `one of ${FORMATS.join(', ')}` },
    schema: { type: 'string', enum: FORMATS },
    isGood: (text) => FORMATS.some((format) => format === text),
  },
  {
    name: 'lang',
    says: { zh: '错误说明的语言', en: 'The language of what is said of errors' },
    allowed: { zh: '下列之一：zh, en', en: 'one of zh, en' },
    schema: { type: 'string', enum: ['zh', 'en'], default: 'zh' },
    isGood: (text) => text === 'zh' || text === 'en',
  },
];

/** A request for rows, understood. */
export interface Asked {
  readonly table: AskedName;
  /** What was given for filters, as it was given. */
  readonly filters: ReadonlyMap<string, string>;
  readonly conditions: readonly Condition[];
  /** `null` for the newest. */
  readonly release: string | null;
  readonly after: number;
  readonly limit: number;
  /** `null` where the `Accept` header is to tell. */
  readonly format: ApiFormat | null;
}

/** What the query of a request for rows of `table` asks for, or everything that is wrong with it. */
export function readParameters(
  table: AskedName,
  query: URLSearchParams,
): Asked | { readonly wrong: readonly WrongParameter[] } {
  const filters = FILTERS[table];
  const names = new Set([...filters, ...COMMON_PARAMETERS].map(({ name }) => name));
  const wrong: WrongParameter[] = [];
  const given = new Map<string, string>();
  for (const [name, got] of query) {
    if (!names.has(name)) wrong.push({ parameter: name, got, allowed: unknownParameter([...names]) });
    else if (given.has(name)) wrong.push({ parameter: name, got, allowed: ONCE });
    else given.set(name, got);
  }
  const common = new Map<CommonParameter['name'], string>();
  for (const { name, allowed, isGood } of COMMON_PARAMETERS) {
    const got = given.get(name);
    if (got === undefined) continue;
    if (isGood(got)) common.set(name, got);
    else wrong.push({ parameter: name, got, allowed });
    given.delete(name);
  }
  const scope = { table, filters: given };
  const cursor = cursorOf(common.get('cursor'), scope);
  const release = common.get('release') ?? null;
  if (cursor === 'wrong' || (cursor !== null && release !== null && cursor.release !== release))
    wrong.push({ parameter: 'cursor', got: common.get('cursor') ?? '', allowed: CURSOR.allowed });
  const read = conditionsOf(filters, given);
  if ('wrong' in read) wrong.push(...read.wrong);
  if (wrong.length > 0 || 'wrong' in read || cursor === 'wrong') return { wrong };
  return {
    ...{ table, filters: given, conditions: read.conditions },
    release: release ?? cursor?.release ?? null,
    after: cursor?.after ?? 0,
    limit: Number(common.get('limit') ?? DEFAULT_LIMIT),
    format: FORMATS.find((format) => format === common.get('format')) ?? null,
  };
}

/**
 * What is asked of a release of these columns: what holds without being asked for is left out where it has no column for it.
 * Fails to be asked where a filter that was given has none.
 */
export function fittedTo(
  columns: readonly { readonly name: string }[],
  { table, filters, conditions }: Asked,
): readonly Condition[] | { readonly wrong: readonly WrongParameter[] } {
  const names = new Set(columns.map(({ name }) => name));
  const { facets } = askedTable(table);
  const lacks = (facet: string): boolean =>
    !names.has(facets.find(({ name }) => name === facet)?.column ?? facet);
  const wrong = FILTERS[table]
    .filter(({ name, facet }) => filters.has(name) && lacks(facet))
    .map(({ name }) => ({ parameter: name, got: filters.get(name) ?? '', allowed: NO_COLUMN }));
  return wrong.length > 0 ? { wrong } : conditions.filter(({ facet }) => !lacks(facet));
}

const NO_COLUMN: Said = {
  zh: '仅用于较新的版本：所问版本发布时还没有这一列',
  en: 'for newer releases only: the one that is asked was published without the column',
};

/** The same request for what comes after `cursor`, with its release in the address: it is good for that one only. */
export function nextQuery(query: URLSearchParams, asked: Asked, cursor: Cursor): URLSearchParams {
  const next = new URLSearchParams(query);
  next.set('release', cursor.release);
  next.set('cursor', cursorText(cursor, asked));
  return next;
}

/** In Chinese unless English is asked for by name. */
export function languageOf(query: URLSearchParams): Lang {
  return query.get('lang') === 'en' ? 'en' : 'zh';
}

const [, , CURSOR] = COMMON_PARAMETERS as readonly [CommonParameter, CommonParameter, CommonParameter];

const ONCE: Said = {
  zh: '每个参数只写一次；能有多个值的用逗号并列',
  en: 'each parameter once; where it takes several values, they are joined by commas',
};

function unknownParameter(names: readonly string[]): Said {
  return {
    zh: `没有这个参数；可用的有：${names.join(', ')}`,
    en: `there is no such parameter; there are ${names.join(', ')}`,
  };
}

function cursorOf(
  text: string | undefined,
  scope: Parameters<typeof parseCursor>[1],
): Cursor | null | 'wrong' {
  return text === undefined ? null : (parseCursor(text, scope) ?? 'wrong');
}
