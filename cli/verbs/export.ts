import { type Command, Argument } from 'commander';
import { openSigningKey } from '../../adapters/files/signing-key.ts';
import { writeWholeFile } from '../../adapters/files/whole-file.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { exportWacz } from '../../core/publish/export-wacz.ts';
import { exportWarc } from '../../core/publish/export-warc.ts';
import { fingerprintOf } from '../../core/publish/package-signature.ts';
import { placeInOrder } from '../../core/publish/placed-bytes.ts';
import { choosePaper, withArchive } from '../archive.ts';
import { EXIT, UsageError, printJson } from '../terminal.ts';
import { type VerbContext, paperOption, parseDate, verb } from './verb.ts';

interface ExportOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
  readonly out: string;
  readonly sign?: true;
}

export function exportVerb({ terminal, end }: VerbContext): Command {
  return verb('export', 'hand out what is kept of an issue, as one file')
    .addArgument(new Argument('<form>', 'the form of the file').choices(['warc', 'wacz']))
    .argument('<date>', 'the issue', parseDate)
    .requiredOption('--out <file>', 'the file to write, such as 2023-02-25.wacz')
    .option('--sign', "sign a wacz with the archive's own key, which is made when there is none yet")
    .addOption(paperOption())
    .action(async (form: 'warc' | 'wacz', date: IssueDate, options: ExportOptions) => {
      if (form === 'warc' && options.sign === true)
        throw new UsageError('a WARC has no place for a signature: export a wacz, or leave out --sign');
      await withArchive(options.data, 'read', async (archive) => {
        const paper = await choosePaper(archive.catalog, options.paper);
        const signer = options.sign === true ? await openSigningKey(options.data) : null;
        const made =
          form === 'warc'
            ? await exportWarc(archive, paper, date)
            : await exportWacz(archive, paper, date, signer);
        if (made.kind === 'nothing-kept') {
          terminal.err(
            made.takenDown === 0
              ? `the archive holds no bytes of ${date} of ${paper.id}; 'capture ${date}' asks the site\n`
              : `all that the archive holds of ${date} of ${paper.id} was taken down; 'takedown list' tells why\n`,
          );
          end(EXIT.incomplete);
          return;
        }
        await writeWholeFile(options.out, 'chunks' in made ? placeInOrder(made.chunks) : made.pieces);
        const { captures, unchanged, takenDown } = made;
        const { out: file } = options;
        const signedBy = signer && fingerprintOf(signer.publicKey);
        if (options.json)
          printJson(terminal, {
            paper: paper.id,
            date,
            form,
            file,
            captures,
            unchanged,
            takenDown,
            signedBy,
          });
        else {
          const again = unchanged === 0 ? '' : `, ${unchanged} of them unchanged`;
          terminal.out(`${file}: ${captures} captures of ${paper.id} ${date} as ${form}${again}\n`);
          if (takenDown > 0)
            terminal.out(`${takenDown} captures are left out: what they are of was taken down\n`);
          if (signedBy !== null) terminal.out(`signed with the key ${signedBy}\n`);
        }
      });
    });
}
