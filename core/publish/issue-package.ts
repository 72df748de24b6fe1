import type { Catalog } from '../catalog/catalog.ts';
import type { Instant } from '../paper/instant.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { type Sha256, Sha256Sum } from '../paper/sha256.ts';
import { SOFTWARE } from '../software.ts';
import { type ExportDeps, type HeldCapture, capturedAt, issueCaptures } from './kept-captures.ts';
import { type PlacedBytes, placeInOrder } from './placed-bytes.ts';

/** The forms that an issue is handed out in, by the ending of the file's name. */
export const PACKAGE_FORMS = ['wacz', 'warc.gz'] as const;
export type PackageForm = (typeof PACKAGE_FORMS)[number];

export const PACKAGE_MEDIA_TYPES: Readonly<Record<PackageForm, string>> = {
  wacz: 'application/wacz',
  'warc.gz': 'application/warc',
};

/** An issue as one file. */
export interface IssuePackage {
  /** The same for two that are the same to the byte, and for no others. */
  readonly id: Sha256;
  /** Of the newest capture in it. */
  readonly at: Instant;
  /** The file, made while it is read. Fails as the export does: with ObjectMissing, SnapshotDamaged or PackageTooLarge. */
  readonly make: () => AsyncIterable<PlacedBytes>;
}

/** Where packages lie once they are made, so that any part of one can be read. */
export interface PackageShelf {
  /** How long a package is and what it hashes to; it is made unless it lies there. Fails as its making does. */
  look(made: IssuePackage): Promise<ShelvedPackage>;
}

export interface ShelvedPackage {
  readonly bytes: number;
  readonly sha256: Sha256;
  /** From `start` to before `end`; nothing is opened before the first chunk is asked for. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** `null` for an issue of which the archive holds no bytes. Nothing is made yet. */
export async function issuePackage(
  deps: ExportDeps,
  paper: Paper,
  date: IssueDate,
  form: PackageForm,
): Promise<IssuePackage | null> {
  const { captures } = await issueCaptures(deps.catalog, paper, date);
  const newest = captures.map(capturedAt).sort().at(-1);
  if (newest === undefined) return null;
  return {
    id: await identify(deps.catalog, paper.id, date, { form, captures }),
    at: newest,
    make: () => bytesOf(deps, paper, date, form),
  };
}

/** What writes packages is large, and loaded when the first one is made: most who serve them make none. */
async function* bytesOf(
  deps: ExportDeps,
  paper: Paper,
  date: IssueDate,
  form: PackageForm,
): AsyncGenerator<PlacedBytes> {
  if (form === 'wacz') {
    const { exportWacz } = await import('./export-wacz.ts');
    const made = await exportWacz(deps, paper, date);
    if (made.kind === 'exported') yield* made.pieces;
  } else {
    const { exportWarc } = await import('./export-warc.ts');
    const made = await exportWarc(deps, paper, date);
    if (made.kind === 'exported') yield* placeInOrder(made.chunks);
  }
}

/** Hashes all that an export is made from: what was captured, what its parts are called, how they are read. */
async function identify(
  catalog: Catalog,
  paper: string,
  date: IssueDate,
  { form, captures }: { readonly form: PackageForm; readonly captures: readonly HeldCapture[] },
): Promise<Sha256> {
  const sum = new Sha256Sum();
  const add = (told: unknown): void => sum.add(new TextEncoder().encode(`${JSON.stringify(told)}\n`));
  add([form, paper, date, SOFTWARE, (await catalog.issue(paper, date))?.site]);
  captures.forEach(add);
  for await (const one of catalog.expected(paper, date)) add([one.path, one.page, one.title]);
  for await (const one of catalog.pages(paper, date)) add([one.path, one.page, one.section]);
  for await (const one of catalog.articles(paper, date)) add([one.path, one.page, one.title]);
  const pages = captures.filter(({ of }) => of.kind === 'node' || of.kind === 'article');
  for (const path of new Set(pages.map(({ of }) => of.path)))
    for await (const one of catalog.readings(paper, path))
      add([one.path, one.version, one.sha256, one.readerVersion, one.object, one.objectSha256]);
  return sum.digest();
}
