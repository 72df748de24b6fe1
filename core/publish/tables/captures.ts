import type { Catalog } from '../../catalog/catalog.ts';
import { CHANGE_CLASSES, type CaptureRecord, RESOURCE_STATES } from '../../catalog/records.ts';
import type { IssueDate } from '../../paper/issue-date.ts';
import { RESOURCE_KINDS } from '../../paper/resource.ts';
import { surtOf } from '../cdxj.ts';
import type { ArticleRange } from './article-version.ts';
import { type Column, type RowOf, type Table, formOf, joined, rowFrom } from './column.ts';
import { DOCUMENT_COLUMNS } from './documents.ts';

/**
 * Where a name of Common Crawl's columnar index fits, it is used: url_surtkey, fetch_time, fetch_status, content_digest,
 * warc_filename.
 */
export const CAPTURE_COLUMNS = [
  {
    name: 'capture_id',
    type: 'string',
    title: '采集编号',
    description: 'Names the capture',
    example: '323470cdff7c3d81c601',
    required: true,
    value: ({ id }) => id,
  },
  { ...formOf(DOCUMENT_COLUMNS, 'paper'), value: ({ paper }) => paper },
  {
    name: 'issue_date',
    type: 'date',
    title: '出版日期',
    description: 'The issue that the resource belongs to',
    example: '2023-02-25',
    required: true,
    value: ({ date }) => date,
  },
  {
    name: 'path',
    type: 'string',
    title: '路径',
    description: "The resource: its address below the paper's base",
    example: 'html/2023-02/25/content_667012.htm',
    required: true,
    value: ({ path }) => path,
  },
  {
    name: 'kind',
    type: 'string',
    title: '资源类别',
    description: 'What the resource is',
    example: 'article',
    required: true,
    oneOf: RESOURCE_KINDS,
    value: ({ kind }) => kind,
  },
  {
    name: 'url_surtkey',
    type: 'string',
    title: 'SURT',
    description: 'The address in sort-friendly form',
    example: 'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/content_667012.htm',
    required: true,
    value: ({ url }) => surtOf(url),
  },
  {
    name: 'url',
    type: 'string',
    title: '地址',
    description: 'The address that was asked',
    example: 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
    required: true,
    value: ({ url }) => url,
  },
  {
    name: 'fetch_time',
    type: 'datetime',
    title: '采集时间',
    description: 'When it was asked, UTC',
    example: '2023-02-24T22:05:00.123Z',
    required: true,
    value: ({ at }) => at,
  },
  {
    name: 'fetch_status',
    type: 'integer',
    title: '状态码',
    description: 'The HTTP status that was answered; missing when nothing was',
    example: '200',
    value: ({ status }) => status,
  },
  {
    name: 'state',
    type: 'string',
    title: '结果',
    description: 'What became of it',
    example: 'captured',
    required: true,
    oneOf: RESOURCE_STATES,
    value: ({ state }) => state,
  },
  {
    name: 'reason',
    type: 'string',
    title: '原因',
    description: 'Why nothing was kept as a version, as a code',
    example: 'captcha',
    value: ({ reason }) => reason,
  },
  {
    name: 'content_digest',
    type: 'string',
    title: '内容校验值',
    description:
      'Of what was served, or was said not to have changed, without content coding: sha256: and hexadecimal',
    example: 'sha256:9b74c9897bac770ffc029102a200c5de0a1f7d6f1bcf5b1c0d0f8a5b7f8a3c11',
    value: ({ sha256 }) => (sha256 === null ? null : `sha256:${sha256}`),
  },
  {
    name: 'content_length',
    type: 'integer',
    title: '字节数',
    description: 'How many bytes that is',
    example: '31337',
    value: ({ bytes }) => bytes,
  },
  {
    name: 'version',
    type: 'integer',
    title: '版本',
    description: 'The version that it is, or whose content it has',
    example: '1',
    value: ({ version }) => version,
  },
  {
    name: 'changes',
    type: 'string',
    title: '改动类别',
    description: `What it was the first to find, joined by blanks: ${CHANGE_CLASSES.join(', ')}`,
    example: 'numbers',
    value: ({ classes }) => joined(classes),
  },
  {
    name: 'warc_filename',
    type: 'string',
    title: 'WARC 文件',
    description: 'The object that holds the exchange',
    required: true,
    example: 'captures/jmrb/2023-02-25/JMRB-20230225001500000-00000-323470cdff7c3d81c601.warc.gz',
    value: ({ object }) => object,
  },
] as const satisfies readonly Column<CaptureRecord>[];

export type CaptureRow = RowOf<typeof CAPTURE_COLUMNS>;

export const CAPTURES: Table = {
  name: 'captures',
  title: '采集表',
  description: 'Every exchange that was kept; attempts that brought nothing new are in the crawl log.',
  columns: CAPTURE_COLUMNS,
  key: 'capture_id',
  order: ['paper', 'issue_date', 'path', 'fetch_time', 'capture_id'],
};

/** The captures of an issue's resources that kept something, by path and time. */
export async function* captureRows(
  catalog: Catalog,
  date: IssueDate,
  { paper, asOf }: Pick<ArticleRange, 'paper' | 'asOf'>,
): AsyncGenerator<CaptureRow> {
  for await (const { path } of catalog.states(paper, date)) {
    for await (const capture of catalog.captures(paper, path)) {
      if (asOf !== undefined && capture.at > asOf) break;
      if (capture.object === null) continue;
      yield rowFrom(CAPTURE_COLUMNS, capture);
    }
  }
}
