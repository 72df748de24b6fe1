import type { Command } from 'commander';
import { siteOf } from '../../core/paper/resource.ts';
import { readSnapshot } from '../../core/read/read-snapshot.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { choosePaper, withArchive } from '../archive.ts';
import { startProgress } from '../progress.ts';
import { printJson } from '../terminal.ts';
import { type VerbContext, paperOption, parseSpan, verb } from './verb.ts';

interface RereadOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
}

export function rereadVerb({ terminal }: VerbContext): Command {
  return verb(
    'reread',
    'read kept snapshots again with today’s reader; earlier readings stay, nobody is alerted',
  )
    .argument('[span]', 'a date or FROM..TO; everything when left out', parseSpan)
    .addOption(paperOption())
    .action(async (span: ReturnType<typeof parseSpan> | undefined, options: RereadOptions) => {
      await withArchive(options.data, 'write', async ({ catalog, objects }) => {
        const paper = await choosePaper(catalog, options.paper);
        const issues = await Array.fromAsync(catalog.issues(paper.id, span?.from, span?.to));
        const counts = { issues: 0, read: 0, upToDate: 0, figures: 0, flaws: 0 };
        const progress = startProgress(terminal, issues.length);
        try {
          for (const { date, site } of issues) {
            if (terminal.ending.aborted) break;
            for await (const { path, kind } of catalog.expected(paper.id, date)) {
              if (kind !== 'node' && kind !== 'article') continue;
              for await (const { version, sha256 } of catalog.snapshots(paper.id, path)) {
                if (await catalog.reading(paper.id, path, sha256, READER_VERSION)) {
                  counts.upToDate += 1;
                  continue;
                }
                const kept = {
                  type: 'snapshot-kept',
                  paper: paper.id,
                  date,
                  path,
                  kind,
                  version,
                  sha256,
                } as const;
                const made = await readSnapshot(
                  { catalog, objects },
                  { ...kept, site: siteOf(paper, site).baseUrl },
                  'reader',
                  terminal.now(),
                );
                counts.read += 1;
                counts.figures += made.figures;
                counts.flaws += made.flaws;
              }
            }
            counts.issues += 1;
            progress.issueDone();
          }
        } finally {
          progress.end();
        }
        if (options.json) printJson(terminal, { readerVersion: READER_VERSION, ...counts });
        else {
          terminal.out(
            `reader version ${READER_VERSION}: ${counts.read} snapshots of ${counts.issues} issues read again ` +
              `(${counts.figures} figures, ${counts.flaws} flaws), ${counts.upToDate} were up to date\n`,
          );
        }
      });
    });
}
