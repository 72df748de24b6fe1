import { type IssueDate, monthOf } from '../core/paper/issue-date.ts';
import { articlePath, calendarPath, nodePath, pageImagePath, pagePdfPath, picturePath } from './addresses.ts';
import { articlePage } from './article-page.ts';
import { calendarOf } from './calendar.ts';
import { type Edition, type Moment, editionOf } from './edition.ts';
import { ISSUE_DATES } from './issues.ts';
import { BUILT_AT, nodePage } from './node-page.ts';
import { landscape, pageScan } from './page-scan.ts';
import { pagePdf } from './pdf.ts';
import { TEMPLATE_FILES } from './template-files.ts';

/** One file of the site. */
export interface PaperFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** To the second, as HTTP tells it. */
  readonly modifiedAt: Date;
}

const TYPES: Readonly<Record<string, string>> = {
  // Without a charset, as such servers send it: the page itself says which.
  htm: 'text/html',
  xml: 'text/xml',
  css: 'text/css',
  js: 'application/javascript',
  png: 'image/png',
  gif: 'image/gif',
  pdf: 'application/pdf',
};

const TEMPLATE_MADE_AT = new Date('2019-12-31T00:00:00Z');
const DAY_MS = 86_400_000;

const published = new Map<Moment, ReadonlyMap<string, PaperFile>>();

/** Every file of the paper by its path below the base. The same files, byte for byte, each time it is asked. */
export function paperFiles(moment: Moment): ReadonlyMap<string, PaperFile> {
  const files = published.get(moment) ?? filesAt(moment);
  published.set(moment, files);
  return files;
}

function filesAt(moment: Moment): ReadonlyMap<string, PaperFile> {
  const files = new Map<string, PaperFile>();
  const put = (path: string, body: string | Buffer, modifiedAt: Date) => {
    files.set(path, { bytes: Buffer.from(body), contentType: typeOf(path), modifiedAt });
  };

  for (const [name, body] of Object.entries(TEMPLATE_FILES)) put(`tplimg/${name}`, body, TEMPLATE_MADE_AT);
  for (const month of new Set(ISSUE_DATES.map(monthOf))) {
    const dates = ISSUE_DATES.filter((date) => monthOf(date) === month);
    put(calendarPath(month), calendarOf(dates), builtAt(dates.at(-1)));
  }
  for (const date of ISSUE_DATES) {
    const first = htmlOf(editionOf(date, 'first'));
    const now = moment === 'first' ? first : htmlOf(editionOf(date, moment));
    for (const [path, html] of now) {
      const touched = html !== first.get(path);
      put(path, html, touched ? new Date(builtAt(date).getTime() + 2 * DAY_MS) : builtAt(date));
    }
    for (const [path, draw] of printedFiles(editionOf(date, 'first')))
      files.set(path, new DrawnFile(path, builtAt(date), draw));
  }
  const newest = ISSUE_DATES.at(-1);
  if (newest) put('index.htm', redirectTo(nodePath(newest, 'A01')), builtAt(newest));
  return files;
}

function htmlOf(edition: Edition): ReadonlyMap<string, string> {
  const { date } = edition;
  return new Map(
    edition.pages.flatMap((page): [string, string][] => [
      [nodePath(date, page.slot), nodePage(edition, page)],
      ...page.articles.map((article): [string, string] => [
        articlePath(date, article.id),
        articlePage(edition, page, article),
      ]),
    ]),
  );
}

/** Scans, PDFs and pictures: what was printed stays as it was, whatever the site does to its articles. */
function printedFiles({ date, pages }: Edition): readonly (readonly [path: string, draw: () => Buffer])[] {
  return pages.flatMap(({ slot, zones, articles }): [string, () => Buffer][] => [
    [pageImagePath(date, slot), () => pageScan(`${date} ${slot}`, zones)],
    [pagePdfPath(date, slot), () => pagePdf(`Demonstration Daily ${date} ${slot}`, zones)],
    ...articles
      .flatMap(({ pictures }) => pictures)
      .map((nth): [string, () => Buffer] => [
        picturePath(date, slot, nth),
        () => landscape(`${date} ${slot} ${nth}`),
      ]),
  ]);
}

/** A file that is drawn when it is first looked at: most of the paper's hundreds are not asked for in one run. */
class DrawnFile implements PaperFile {
  readonly contentType: string;
  readonly modifiedAt: Date;
  readonly #draw: () => Buffer;
  #drawn: Buffer | null = null;

  constructor(path: string, modifiedAt: Date, draw: () => Buffer) {
    this.contentType = typeOf(path);
    this.modifiedAt = modifiedAt;
    this.#draw = draw;
  }

  get bytes(): Buffer {
    return (this.#drawn ??= this.#draw());
  }
}

function typeOf(path: string): string {
  return TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}

function builtAt(date: IssueDate | undefined): Date {
  return date === undefined ? TEMPLATE_MADE_AT : new Date(`${date}T${BUILT_AT}+08:00`);
}

function redirectTo(path: string): string {
  return `<html><head><META HTTP-EQUIV="REFRESH" CONTENT="0; URL=${path}"></head><body></body></html>\n`;
}
