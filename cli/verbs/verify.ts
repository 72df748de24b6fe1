import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Finding } from '../../core/verify/finding.ts';
import type { VerifyCounts } from '../../core/verify/verification.ts';
import { verifyArchive } from '../../core/verify/verify.ts';
import { verifyWacz } from '../../core/verify/verify-wacz.ts';
import { verifyWarc } from '../../core/verify/verify-warc.ts';
import { withArchive } from '../archive.ts';
import { EXIT, UsageError, printJson, printable } from '../terminal.ts';
import { type VerbContext, verb } from './verb.ts';

interface VerifyOptions {
  readonly data: string;
  readonly json?: true;
}

export function verifyVerb({ terminal, end }: VerbContext): Command {
  return verb(
    'verify',
    'read everything again and hold it against its digests and the index, or check one file that was handed out',
  )
    .argument('[file]', 'a .wacz or .warc.gz file, checked by itself; the whole archive when left out')
    .action(async (file: string | undefined, options: VerifyOptions) => {
      let counts: VerifyCounts | null = null;
      const findings: Finding[] = [];
      const take = (finding: Finding): void => {
        findings.push(finding);
        if (options.json) return;
        terminal.out(
          `${finding.severity}  ${finding.code}  ${printable(finding.where)}: ${printable(finding.what)}\n`,
        );
      };
      if (file === undefined) {
        await withArchive(options.data, 'read', async (archive) => {
          for await (const finding of verifyArchive(archive, (now) => (counts = now))) take(finding);
        });
      } else {
        for (const finding of verifyFile(file, await readFile(file))) take(finding);
      }
      const damaged = findings.filter(({ severity }) => severity === 'damage').length;
      if (options.json) printJson(terminal, { whole: damaged === 0, counts, findings });
      else terminal.out(`${summaryOf(file, counts)}${damaged === 0 ? 'whole' : `${damaged} damaged`}\n`);
      if (damaged > 0) end(EXIT.damaged);
    });
}

function verifyFile(name: string, bytes: Uint8Array): readonly Finding[] {
  if (/\.wacz$/i.test(name)) return verifyWacz(bytes);
  if (/\.warc\.gz$/i.test(name)) return verifyWarc(bytes);
  throw new UsageError(`'${name}' is neither a .wacz nor a .warc.gz file`);
}

function summaryOf(file: string | undefined, counts: VerifyCounts | null): string {
  if (file !== undefined || counts === null) return `${file ?? 'the archive'}: `;
  const { objects, bytes, snapshots, readings } = counts;
  return `${objects} objects (${bytes} bytes), ${snapshots} snapshots, ${readings} readings: `;
}
