import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FileObjects } from '../../adapters/files/file-objects.ts';
import { SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import type { ObjectStore } from '../../core/capture/object-store.ts';
import type { CatalogTable } from '../../core/catalog/catalog-table.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import type { ArticleDocument, Reading } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import { keepReading } from '../../core/read/stored-reading.ts';
import { localFolder } from './local-folder.ts';
import { MemoryObjects, MemoryTable } from './memory-ports.ts';

/** An archive on a desk whose readings are written by hand. */
export interface FigureArchive {
  readonly objects: ObjectStore;
  readonly table: CatalogTable;
  readonly catalog: Catalog;
  readonly workbench: () => SqliteWorkbench;
}

export async function figureArchive(): Promise<FigureArchive> {
  const folder = await localFolder();
  const table = SqliteTable.open(join(folder, 'catalog.sqlite'), 'make');
  onTestFinished(() => table.close());
  return {
    objects: new FileObjects(join(folder, 'objects')),
    table,
    catalog: new Catalog(table),
    workbench: () => new SqliteWorkbench(folder),
  };
}

/** The same in memory, for tests that need many of them. */
export async function figureArchiveInMemory(): Promise<FigureArchive> {
  const folder = await localFolder();
  const table = new MemoryTable();
  return {
    objects: new MemoryObjects(),
    table,
    catalog: new Catalog(table),
    workbench: () => new SqliteWorkbench(folder),
  };
}

export interface HandmadeArticle {
  readonly date: string;
  readonly page: string | null;
  readonly id: string;
  readonly text: string;
  readonly figures: readonly Figure[];
  readonly paper?: string;
  readonly title?: string;
  readonly version?: number;
  readonly readerVersion?: number;
  readonly at?: string;
  readonly document?: Partial<ArticleDocument>;
  readonly wordedTargets?: Reading['wordedTargets'];
  readonly report?: Reading['report'];
  readonly checks?: Reading['checks'];
}

/** Puts an article into the archive as if it had been captured and read. */
export async function putArticle({ catalog, objects }: FigureArchive, one: HandmadeArticle): Promise<void> {
  const { paper = 'jmrb', title = '标题', version = 1, readerVersion = 1, page, text, figures } = one;
  const date = asIssueDate(one.date);
  const at = asInstant(one.at ?? `${one.date}T00:00:00.000Z`);
  const [year, month, day] = one.date.split('-');
  const path = asResourcePath(`html/${year}-${month}/${day}/content_${one.id}.htm`);
  const sha256 = sha256Of(`${paper} ${path} ${version} ${text}`);
  const url = `http://127.0.0.1:8080/${paper}/${path}`;

  await catalog.addSnapshot({
    ...{ paper, date, path, kind: 'article', version, sha256, url, at },
    ...{ bytes: 1, mediaType: 'text/html', object: 'captures/none', captureId: 'none', etag: null },
    lastModified: null,
    content: null,
    classes: [],
  });
  const reading: Reading = {
    readerVersion,
    charset: null,
    eraId: 'founder-classic',
    document: {
      ...{ pageLabel: page, section: null, date, introTitle: null, title, subtitle: null, byline: null },
      ...{ captions: [], pictures: [], blocks: [], text },
      ...one.document,
    },
    figures,
    wordedTargets: one.wordedTargets ?? [],
    report: one.report ?? null,
    flaws: [],
    checks: one.checks ?? [],
  };
  const { object, objectSha256 } = await keepReading(
    objects,
    { paper, path, sha256, readerVersion },
    reading,
  );
  await catalog.addReading({
    ...{ paper, date, path, version, sha256, readerVersion, object, objectSha256, at },
    ...{ figures: figures.length, flaws: 0 },
  });
  await catalog.putArticle({
    ...{ paper, date, articleId: one.id, path, page, title, version, sha256, capturedAt: at, readerVersion },
    ...{ reading: object, figures: figures.length, flaws: [], report: null },
  });
  await catalog.putIssue({
    ...{ paper, date, state: 'complete', evidence: 'by hand', site: `http://127.0.0.1:8080/${paper}/` },
    ...{
      pages: 1,
      articles: 1,
      resources: 1,
      gaps: 0,
      withdrawn: 0,
      firstAskedAt: at,
      checkedAt: at,
      missingAt: null,
      settledAt: at,
    },
  });
}

/** The figure at the first place of `exact` in `text`; a level in 亿元 unless `fields` say otherwise. */
export function figureIn(text: string, exact: string, fields: Partial<Figure> = {}): Figure {
  const start = text.indexOf(exact);
  if (start < 0) throw new RangeError(`'${exact}' is not in the text`);
  return {
    ...{ id: `f${start}`, exact, start, end: start + exact.length, source: null },
    ...{ value: null, min: null, max: null, unit: '亿元' },
    ...{ normValue: null, normMin: null, normMax: null, baseUnit: null },
    ...{ comparator: 'eq', kind: 'level', modality: 'actual', strength: null, direction: null },
    ...{ indicator: null, indicatorId: null, basis: null, inferredPriceBasis: null },
    ...{ place: null, period: null },
    ...{ sectionPath: [], listMark: null, changeOf: null, sameAs: null, partOf: null, qualifies: null },
    ...fields,
  };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of items) found.push(one);
  return found;
}

/** The files of the newest release, by name, each as it lies in the store. */
export async function filesOfNewest({ catalog, objects }: FigureArchive): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const release of catalog.releases(true)) {
    for (const { name, object } of release.files) files.set(name, await objects.get(object));
    break;
  }
  return files;
}
