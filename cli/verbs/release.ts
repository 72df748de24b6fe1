import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { paperById } from '../../core/paper/registry.ts';
import { makeRelease } from '../../core/publish/make-release.ts';
import { releaseFiles } from '../../core/publish/release-files.ts';
import { withArchive } from '../archive.ts';
import { EXIT, printJson } from '../terminal.ts';
import { type VerbContext, verb } from './verb.ts';

interface ReleaseOptions {
  readonly data: string;
  readonly json?: true;
  readonly out?: string;
}

export function releaseVerb({ terminal, end }: VerbContext): Command {
  return verb('release', 'publish the figures as an immutable, versioned dataset, unless nothing is new')
    .option('--out <dir>', 'also copy the files of the newest release into this folder')
    .action(async (options: ReleaseOptions) => {
      await withArchive(options.data, 'update', async (archive) => {
        const papers = (await archive.catalog.papers()).map(paperById);
        const made = await makeRelease(archive, papers, terminal.now());
        if (made.kind === 'empty') {
          if (options.json) printJson(terminal, { outcome: made.kind });
          else terminal.err('the archive holds no figures yet; capture an issue first\n');
          end(EXIT.incomplete);
          return;
        }
        const { release } = made;
        if (options.out !== undefined) {
          await mkdir(options.out, { recursive: true });
          for await (const { name, bytes } of releaseFiles(archive.objects, release)) {
            // Whole or not at all: a reader never sees half a file under its name.
            await writeFile(join(options.out, `${name}.part`), bytes);
            await rename(join(options.out, `${name}.part`), join(options.out, name));
          }
        }
        if (options.json) printJson(terminal, { outcome: made.kind, release, out: options.out ?? null });
        else {
          const said = made.kind === 'published' ? 'published' : 'is the newest, and nothing is new';
          terminal.out(`release ${release.version} ${said}: ${release.rows} rows\n`);
          for (const { name, bytes, sha256 } of release.files)
            terminal.out(`  ${name}  ${bytes} bytes  sha256 ${sha256}\n`);
          if (options.out !== undefined) terminal.out(`copied to ${options.out}\n`);
        }
      });
    });
}
