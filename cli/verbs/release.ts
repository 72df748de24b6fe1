import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import type { ReleaseRecord } from '../../core/catalog/records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { paperById } from '../../core/paper/registry.ts';
import { type Sha256, Sha256Sum } from '../../core/paper/sha256.ts';
import { makeRelease } from '../../core/publish/release/make-release.ts';
import { releaseAsOf } from '../../core/publish/release/release-as-of.ts';
import { openReleaseFile } from '../../core/publish/release/release-files.ts';
import { type Archive, withArchive } from '../archive.ts';
import { completeIndexes } from '../make-indexes.ts';
import { EXIT, UsageError, printJson } from '../terminal.ts';
import { type VerbContext, parseDate, verb } from './verb.ts';

interface ReleaseOptions {
  readonly data: string;
  readonly json?: true;
  readonly out?: string;
  readonly asOf?: IssueDate;
}

export function releaseVerb(context: VerbContext): Command {
  return verb('release', 'publish the figures as an immutable, versioned dataset, unless nothing is new')
    .option('--out <dir>', 'also copy the files of the newest release into this folder')
    .option(
      '--as-of <date>',
      'publish nothing; write to --out what the archive knew at the end of this day, without later corrections',
      parseDate,
    )
    .action(async (options: ReleaseOptions) => {
      if (options.asOf === undefined) await publish(context, options);
      else await writeAsOf(context, options, options.asOf);
    });
}

async function publish({ terminal, end }: VerbContext, options: ReleaseOptions): Promise<void> {
  await withArchive(options.data, 'update', async (archive) => {
    const papers = (await archive.catalog.papers()).map(paperById);
    const deps = { ...archive, workbench: () => new SqliteWorkbench() };
    const made = await makeRelease(deps, papers, terminal.now());
    if (made.kind === 'empty') {
      if (options.json) printJson(terminal, { outcome: made.kind });
      else terminal.err('the archive holds no figures yet; capture an issue first\n');
      end(EXIT.incomplete);
      return;
    }
    const { release } = made;
    for (const sentence of await completeIndexes(archive, terminal)) {
      terminal.err(`${sentence}\n`);
      end(EXIT.incomplete);
    }
    if (options.out !== undefined) await copyOut(archive, release, options.out);
    if (options.json) {
      printJson(terminal, { outcome: made.kind, release, out: options.out ?? null });
      return;
    }
    const said = made.kind === 'published' ? 'published' : 'is the newest, and nothing is new';
    terminal.out(`release ${release.version} ${said}: ${release.rows} figures\n`);
    printFiles(terminal, release.files);
    if (options.out !== undefined) terminal.out(`copied to ${options.out}\n`);
  });
}

async function writeAsOf(
  { terminal, end }: VerbContext,
  { data, json, out }: ReleaseOptions,
  day: IssueDate,
): Promise<void> {
  if (out === undefined)
    throw new UsageError('--as-of needs --out: what an archive once knew is no release of it');
  await withArchive(data, 'read', async (archive) => {
    const papers = (await archive.catalog.papers()).map(paperById);
    const deps = { ...archive, workbench: () => new SqliteWorkbench() };
    const made = await releaseAsOf(deps, papers, day, async ({ name, chunks }) =>
      writeWhole(out, name, chunks),
    );
    if (made === null) {
      if (json) printJson(terminal, { outcome: 'empty' });
      else terminal.err(`the archive held no figures on ${day}\n`);
      end(EXIT.incomplete);
      return;
    }
    if (json) {
      printJson(terminal, { outcome: 'written', ...made, out });
      return;
    }
    terminal.out(`what the archive knew on ${day}: ${made.rows} figures\n`);
    printFiles(terminal, made.files);
    terminal.out(`written to ${out}\n`);
  });
}

async function copyOut({ objects }: Archive, release: ReleaseRecord, folder: string): Promise<void> {
  for (const file of release.files)
    await writeWhole(folder, file.name, await openReleaseFile(objects, release, file));
}

/** Whole or not at all: a reader never sees half a file under its name. */
async function writeWhole(
  folder: string,
  name: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ readonly bytes: number; readonly sha256: Sha256 }> {
  await mkdir(folder, { recursive: true });
  const half = join(folder, `${name}.part`);
  const written = new Sha256Sum();
  const file = await open(half, 'w');
  try {
    for await (const chunk of chunks) {
      written.add(chunk);
      await file.writeFile(chunk);
    }
  } catch (cause) {
    await rm(half, { force: true });
    throw cause;
  } finally {
    await file.close();
  }
  await rename(half, join(folder, name));
  return { bytes: written.bytes, sha256: written.digest() };
}

function printFiles(
  terminal: VerbContext['terminal'],
  files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[],
): void {
  const width = Math.max(...files.map(({ name }) => name.length));
  for (const { name, bytes, sha256 } of files)
    terminal.out(`  ${name.padEnd(width)}  ${bytes} bytes  sha256 ${sha256}\n`);
}
