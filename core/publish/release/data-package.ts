import { uuidOf } from '../../capture/uuid.ts';
import type { Instant } from '../../paper/instant.ts';
import type { Paper } from '../../paper/paper.ts';
import type { Sha256 } from '../../paper/sha256.ts';
import { SOFTWARE } from '../../software.ts';
import type { Table } from '../tables/column.ts';
import { type TableSchema, tableSchema } from '../tables/table-schema.ts';
import { TABLE_FORMATS, fileName } from './table-formats.ts';

/** What the package tells of itself; all of it follows from the archive, so that a release can be made again. */
export interface PackageFacts {
  readonly version: string;
  /** When the newest snapshot in it was captured. */
  readonly created: Instant;
  /** Those that have rows in it. */
  readonly papers: readonly Paper[];
  readonly tables: readonly Table[];
  /** Rows of each table, by its name. */
  readonly rows: ReadonlyMap<string, number>;
  /** The files of the tables. */
  readonly files: readonly TableFile[];
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

/** Fails with a RangeError when a table's file is not among the files. */
export function dataPackage(facts: PackageFacts): DataPackage {
  const { version, created, papers, rows } = facts;
  const resources = facts.tables.flatMap((table) => resourcesOf(table, facts));
  const namesZh = papers.map(({ name }) => name.zh).join('、');
  const namesEn = papers.map(({ name }) => name.en).join(', ');
  const rights = papers.map((paper) => ({ title: titleOf(paper), statement: paper.rights }));
  const hashes = resources.map(({ hash }) => hash).join(' ');
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: NAME,
    id: `urn:uuid:${uuidOf(`${NAME}@${version}#${hashes}`)}`,
    title: `${namesZh}数据表 / Figures printed in ${namesEn}`,
    description: [
      `${rows.get('figures') ?? 0} figures, one row for each mention, each with the exact characters, the article and the version that it was read from; what they say of places and years, merged; and what was promised beside what came.`,
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
    resources,
  };
}

/** Each form of a table, the one that other tables refer to first. */
function resourcesOf(table: Table, { tables, files }: PackageFacts): TableResource[] {
  const schema = tableSchema(table, tables);
  return TABLE_FORMATS.map((form) => {
    const path = fileName(table.name, form);
    const file = files.find(({ name }) => name === path);
    if (file === undefined) throw new RangeError(`no file '${path}' was written of table '${table.name}'`);
    return {
      name: `${table.name}${form.suffix}`,
      path,
      type: 'table',
      title: `${table.title} (${form.ending.slice(1)})`,
      description: `${table.description} ${form.description}`,
      format: form.format,
      mediatype: form.mediaType.replace(/;.*/, ''),
      encoding: 'utf-8',
      bytes: file.bytes,
      hash: `sha256:${file.sha256}`,
      schema,
    };
  });
}

function titleOf({ name }: Paper): string {
  return `${name.zh} (${name.en})`;
}
