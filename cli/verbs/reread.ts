import { withinReadingDeadline } from '../../adapters/deadline.ts';
import type { Command } from 'commander';
import { rereadIssue } from '../../core/read/reread.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { choosePaper, withArchive } from '../archive.ts';
import { completeSearch } from '../make-search.ts';
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
      await withArchive(options.data, 'update', async (archive) => {
        const { catalog, objects } = archive;
        const paper = await choosePaper(catalog, options.paper);
        const issues = await Array.fromAsync(catalog.issues(paper.id, span?.from, span?.to));
        const counts = { issues: 0, read: 0, upToDate: 0, figures: 0, flaws: 0 };
        const progress = await startProgress(terminal, issues.length);
        try {
          for (const issue of issues) {
            if (terminal.ending.aborted) break;
            const deps = { catalog, objects, within: withinReadingDeadline };
            const made = await rereadIssue(deps, issue, terminal.now);
            counts.issues += 1;
            counts.read += made.read;
            counts.upToDate += made.upToDate;
            counts.figures += made.figures;
            counts.flaws += made.flaws;
            progress.issueDone();
          }
        } finally {
          progress.end();
        }
        await completeSearch(archive, terminal, 'all');
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
