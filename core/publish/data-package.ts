import { uuidOf } from '../capture/uuid.ts';
import type { Instant } from '../paper/instant.ts';
import type { Paper } from '../paper/paper.ts';
import type { Sha256 } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { FIGURES } from './tables/figures.ts';
import { type TableSchema, tableSchema } from './tables/table-schema.ts';

/** What the package tells of itself; all of it follows from the archive, so that a release can be made again. */
export interface PackageFacts {
  readonly version: string;
  /** When the newest snapshot in it was captured. */
  readonly created: Instant;
  /** Those that have rows in it. */
  readonly papers: readonly Paper[];
  readonly rows: number;
  readonly csv: TableFile;
  readonly ndjson: TableFile;
}

export interface TableFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: Sha256;
}

/** The parts of a Data Package v2 descriptor that a release fills: https://datapackage.org/standard/data-package/. */
export interface DataPackage {
  readonly $schema: string;
  readonly name: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly created: Instant;
  readonly licenses: readonly { readonly name: string; readonly path: string; readonly title: string }[];
  /** What each publisher says of copying, in its own words; no property of the standard. */
  readonly rights: readonly { readonly title: string; readonly statement: string }[];
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
  readonly contributors: readonly { readonly title: string; readonly roles: readonly string[] }[];
  readonly keywords: readonly string[];
  readonly resources: readonly TableResource[];
}

export interface TableResource {
  readonly name: string;
  readonly path: string;
  readonly type: 'table';
  readonly title: string;
  readonly description: string;
  readonly format: string;
  readonly mediatype: string;
  readonly encoding: 'utf-8';
  readonly bytes: number;
  readonly hash: string;
  readonly schema: TableSchema;
}

const NAME = 'jmnews-figures';

export function dataPackage({ version, created, papers, rows, csv, ndjson }: PackageFacts): DataPackage {
  const namesZh = papers.map(({ name }) => name.zh).join('、');
  const namesEn = papers.map(({ name }) => name.en).join(', ');
  const rights = papers.map((paper) => ({ title: titleOf(paper), statement: paper.rights }));
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: NAME,
    id: `urn:uuid:${uuidOf(`${NAME}@${version}#${csv.sha256}`)}`,
    title: `${namesZh}数据表 / Figures printed in ${namesEn}`,
    description: [
      `${rows} figures, one row for each mention, each with the exact characters, the article and the version that it was read from.`,
      'The facts and their arrangement may be used freely; the words quoted around them belong to the publishers.',
      ...rights.map(({ title, statement }) => `${title}: ${statement}`),
    ].join('\n'),
    version,
    created,
    licenses: [
      {
        name: 'CC0-1.0',
        path: 'https://creativecommons.org/publicdomain/zero/1.0/',
        title: 'CC0 1.0, for the facts and their arrangement only; see rights for the quoted words',
      },
    ],
    rights,
    sources: papers.map((paper) => ({
      title: titleOf(paper),
      ...(paper.baseUrl === null ? {} : { path: paper.baseUrl }),
    })),
    contributors: [{ title: SOFTWARE.name, roles: ['creator'] }],
    keywords: ['newspaper', 'statistics', 'government work report', '政府工作报告', '统计公报'],
    resources: [
      {
        ...resourceOf(csv),
        name: 'figures',
        title: '数据表 (CSV)',
        description:
          'For people and spreadsheets. A text that begins like a formula, or with an apostrophe, has one apostrophe before it.',
        format: 'csv',
        mediatype: 'text/csv',
      },
      {
        ...resourceOf(ndjson),
        name: 'figures-ndjson',
        title: '数据表 (NDJSON)',
        description:
          'The same rows for programs, texts as they are; numbers with a fraction are strings, so that no digit is lost.',
        format: 'ndjson',
        mediatype: 'application/x-ndjson',
      },
    ],
  };
}

function resourceOf({
  name,
  bytes,
  sha256,
}: TableFile): Pick<TableResource, 'path' | 'type' | 'encoding' | 'bytes' | 'hash' | 'schema'> {
  return {
    path: name,
    type: 'table',
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    schema: tableSchema(FIGURES, [FIGURES]),
  };
}

function titleOf({ name }: Paper): string {
  return `${name.zh} (${name.en})`;
}
