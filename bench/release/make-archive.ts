import { createHash } from 'node:crypto';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { captureKey } from '../../core/capture/object-keys.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { ArticleRecord, SnapshotRecord } from '../../core/catalog/records.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { type IssueDate, addDays, asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { keepReading } from '../../core/read/stored-reading.ts';
import { articlePath } from '../../demo/addresses.ts';
import { type ModelReading, modelReadings, varied } from './model-readings.ts';

/** How articles lie in time. */
export interface Density {
  readonly articlesAnIssue: number;
  readonly daysBetweenIssues: number;
}

/** An issue every third day, so that 100,000 articles are of eight years. */
const WIDE: Density = { articlesAnIssue: 100, daysBetweenIssues: 3 };
const FIRST_DAY = asIssueDate('2015-01-01');
const FIRST_ID = 600_000;
const SITE = 'http://paper.invalid/';

/** One in so many was corrected once, and one in so many was taken down. */
const CORRECTED = 30;
const WITHDRAWN = 200;
const PAGES = ['A01', 'A02', 'A03', 'A04', 'B01', 'B02'];

/**
 * Puts so many articles into the archive in `folder`, which is made if it is not there, as if they had been captured
 * and read. The same every time.
 */
export async function makeArchive(
  folder: string,
  articles: number,
  { articlesAnIssue, daysBetweenIssues }: Density = WIDE,
): Promise<void> {
  const data = await openDataFolder(folder, { mode: 'write' });
  const deps = { objects: data.objects, catalog: new Catalog(data.table) };
  const models = modelReadings();
  try {
    for (let first = 0; first < articles; first += articlesAnIssue) {
      const date = addDays(FIRST_DAY, (first / articlesAnIssue) * daysBetweenIssues);
      const numbers = Array.from(
        { length: Math.min(articlesAnIssue, articles - first) },
        (_, at) => first + at,
      );
      // Those of an issue at once, so that they wait for the disk together.
      await Promise.all(numbers.map(async (number) => putArticle(deps, models, date, number)));
      await putIssue(deps.catalog, date, numbers.length);
    }
  } finally {
    await data.close();
  }
}

type Deps = { readonly objects: Parameters<typeof keepReading>[0]; readonly catalog: Catalog };

async function putArticle(
  { objects, catalog }: Deps,
  models: readonly ModelReading[],
  date: IssueDate,
  number: number,
): Promise<void> {
  const model = models[number % models.length];
  const page = PAGES[number % PAGES.length];
  if (model === undefined || page === undefined)
    throw new RangeError('the demonstration paper has no articles');
  const paper = DEMO.id;
  const articleId = String(FIRST_ID + number);
  const path = asResourcePath(articlePath(date, FIRST_ID + number));
  const of = { paper, date, path };
  const versions = number % CORRECTED === 0 ? 2 : 1;
  for (let version = 1; version <= versions; version += 1) {
    const reading = varied(model, { date, page, turn: Math.floor(number / models.length), number, version });
    const at = asInstant(`${addDays(date, version - 1)}T00:00:00.000Z`);
    const sha256 = sha256Of(`${path} ${version}`);
    const { readerVersion } = reading;
    const address = { paper, path, sha256, readerVersion };
    const { object, objectSha256 } = await keepReading(objects, address, reading);
    await addCapture(catalog, { ...of, version, sha256, at });
    const counts = { figures: reading.figures.length, flaws: reading.flaws.length };
    await catalog.addReading({ ...of, version, sha256, readerVersion, object, objectSha256, at, ...counts });
    const article: ArticleRecord = {
      ...{
        ...of,
        articleId,
        page,
        title: reading.document.title,
        version,
        sha256,
        capturedAt: at,
        readerVersion,
      },
      ...{ reading: object, figures: counts.figures, report: reading.report?.kind ?? null },
      flaws: [...new Set(reading.flaws.map(({ code }) => code))],
    };
    await catalog.putArticle(article);
  }
  if (number % WITHDRAWN === WITHDRAWN - 1) {
    const at = asInstant(`${addDays(date, 2)}T00:00:00.000Z`);
    const told = { page, title: null, version: versions, changes: [], classes: [] };
    await catalog.addEvent({ ...of, id: idOf(path, 0), kind: 'article-withdrawn', ...told, at });
  }
}

type Captured = Pick<SnapshotRecord, 'paper' | 'date' | 'path' | 'version' | 'sha256' | 'at'>;

async function addCapture(catalog: Catalog, { version, sha256, at, ...of }: Captured): Promise<void> {
  const id = idOf(of.path, version);
  const object = captureKey(
    'captures',
    of.paper,
    of.date,
    `DEMO-${at.replace(/\D/g, '')}-00000-${id}.warc.gz`,
  );
  const found = { ...of, kind: 'article', url: SITE + of.path, sha256, bytes: 6000, version } as const;
  await catalog.addSnapshot({
    ...{ ...found, object, captureId: id, at, mediaType: 'text/html', etag: null, lastModified: null },
    ...{ content: null, classes: version > 1 ? (['numbers'] as const).slice() : [] },
  });
  await catalog.addCapture({
    ...{ ...found, id, at, tookMs: 12, state: 'captured', status: 200, reason: null, object },
    ...{ classes: version > 1 ? (['numbers'] as const).slice() : [], trace: null, tries: [] },
  });
  await catalog.putState({ ...found, state: 'captured', reason: null, refusedSha256: null, checkedAt: at });
}

async function putIssue(catalog: Catalog, date: IssueDate, articles: number): Promise<void> {
  const at = asInstant(`${date}T00:00:00.000Z`);
  await catalog.putIssue({
    ...{ paper: DEMO.id, date, state: 'complete', evidence: 'made for a measurement', site: SITE },
    ...{ pages: PAGES.length, articles, resources: articles, gaps: 0, withdrawn: 0 },
    ...{ firstAskedAt: at, checkedAt: at, missingAt: null, settledAt: at },
  });
}

function idOf(path: string, version: number): string {
  return createHash('sha256').update(`${path} ${version}`).digest('hex').slice(0, 20);
}
