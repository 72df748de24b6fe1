import { documentId } from './article-version.ts';
import { type Column, columnOf } from './column.ts';
import { DOCUMENT_COLUMNS } from './documents.ts';
import { type Mention, figureId } from './mention.ts';

/** Which article of which paper a figure is in, and how the archive came to it. */
export const SOURCE_COLUMNS = [
  {
    name: 'figure_id',
    type: 'string',
    title: '数据编号',
    description: 'Names this mention: a digest of the article version and the place in its text',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    required: true,
    value: ({ of, figure }) => figureId(of, figure),
  },
  {
    name: 'document_id',
    type: 'string',
    title: '文档编号',
    description: 'The article version: a row of the documents table',
    example: 'jmrb/html/2023-02/25/content_667012.htm@1',
    required: true,
    refersTo: 'documents',
    value: ({ of }) => documentId(of),
  },
  ofDocument('paper'),
  ofDocument('issue_date'),
  ofDocument('page'),
  ofDocument('section'),
  ofDocument('article_id'),
  ofDocument('article_path'),
  { ...ofDocument('title'), name: 'article_title' },
  ofDocument('article_url'),
  ofDocument('captured_at'),
  ofDocument('snapshot_sha256'),
  ofDocument('version'),
  ofDocument('status'),
  {
    ...ofDocument('ended_at'),
    description:
      'When the archive saw what replaced the version, or that it was gone; missing while it is current',
  },
  {
    ...ofDocument('reader_version'),
    description: 'The version of the program that read the figure',
  },
] as const satisfies readonly Column<Mention>[];

/** A column of the documents table, of the version that the figure is in. */
function ofDocument<const Name extends DocumentColumn>(name: Name) {
  return columnOf(DOCUMENT_COLUMNS, name, ({ of }: Mention) => of);
}

type DocumentColumn = (typeof DOCUMENT_COLUMNS)[number]['name'];
