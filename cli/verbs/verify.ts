import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type RepairFolder, openToRepair } from '../../adapters/files/data-folder.ts';
import { OpenedFile } from '../../adapters/files/opened-file.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { AuditRecord } from '../../core/catalog/records.ts';
import { auditIssues } from '../../core/verify/audit.ts';
import type { Finding } from '../../core/verify/finding.ts';
import type { RepairDeps, RepairStep } from '../../core/verify/mending.ts';
import type { VerifyCounts, VerifyDeps } from '../../core/verify/verification.ts';
import { verifyArchive } from '../../core/verify/verify.ts';
import { fingerprintOfPem } from '../../core/publish/package-signature.ts';
import type { PackageSignature } from '../../core/verify/verify-signature.ts';
import { inspectWacz } from '../../core/verify/verify-wacz.ts';
import { verifyWarc } from '../../core/verify/verify-warc.ts';
import { withArchive } from '../archive.ts';
import { type Place, bucketOption, openRemote, placeOf, tableOption } from '../place.ts';
import { EXIT, type Terminal, UsageError, printJson, printable } from '../terminal.ts';
import { type VerbContext, verb, whole } from './verb.ts';

interface VerifyOptions {
  readonly data: string;
  readonly json?: true;
  readonly repair?: true;
  readonly audit?: number;
  readonly key?: string;
  readonly bucket?: string;
  readonly table?: string;
}

export function verifyVerb({ terminal, end }: VerbContext): Command {
  return verb(
    'verify',
    'read everything again and hold it against its digests and the index, or check one file that was handed out',
  )
    .argument('[file]', 'a .wacz or .warc.gz file, checked by itself; the whole archive when left out')
    .option(
      '--repair',
      'first make the index anew from the objects, as far as it is lost or contradicts them',
    )
    .option(
      '--audit <issues>',
      'only verify so many issues, those first that were looked at longest ago, and keep the result',
      whole(1, 100_000),
    )
    .option('--key <file>', 'a public key (PEM): a .wacz has to be signed with it')
    .addOption(bucketOption())
    .addOption(tableOption())
    .action(async (file: string | undefined, options: VerifyOptions) => {
      if (options.key !== undefined && !/\.wacz$/i.test(file ?? ''))
        throw new UsageError('--key tells who has to have signed a .wacz file: name one');
      if (file !== undefined && options.repair === true)
        throw new UsageError('a file cannot be repaired: put it back from where it came from');
      if (options.audit !== undefined && (file !== undefined || options.repair === true))
        throw new UsageError(
          '--audit verifies issues of the archive: give neither a file nor --repair with it',
        );
      const place = placeOf(options);
      if (typeof place !== 'string' && (file !== undefined || options.audit !== undefined))
        throw new UsageError('--bucket names a whole archive: give neither a file nor --audit with it');
      const say = (line: string): void => {
        if (options.json !== true) terminal.out(`${printable(line)}\n`);
      };
      if (options.audit !== undefined) {
        const audits = await audit(options.data, options.audit, terminal);
        tellAudits(audits, options.json === true, terminal);
        if (audits.some(({ damaged }) => damaged > 0)) end(EXIT.damaged);
        return;
      }
      const repaired = options.repair === true ? await repair(place, terminal, say) : null;
      if (options.repair === true && terminal.ending.aborted) {
        terminal.err('the repair was ended early; run the same command again to go on\n');
        end(EXIT.failed);
        return;
      }
      const pinned = options.key === undefined ? null : await readPinned(options.key);
      const { findings, counts, signature } = await check(file, pinned, place, say);
      const damaged = findings.filter(({ severity }) => severity === 'damage').length;
      if (options.json)
        printJson(terminal, {
          ...{ whole: damaged === 0, counts, findings },
          ...(repaired && { repaired }),
          ...(signature && { signature }),
        });
      else terminal.out(`${summaryOf(file, counts)}${damaged === 0 ? 'whole' : `${damaged} damaged`}\n`);
      if (damaged > 0) end(EXIT.damaged);
    });
}

async function withPlace(place: Place, use: (archive: VerifyDeps) => Promise<void>): Promise<void> {
  if (typeof place === 'string') return withArchive(place, 'read', use);
  const { objects, table } = await openRemote(place);
  return use({ objects, catalog: new Catalog(table) });
}

async function check(
  file: string | undefined,
  pinned: string | null,
  place: Place,
  say: (line: string) => void,
): Promise<{ findings: Finding[]; counts: VerifyCounts | null; signature: PackageSignature | null }> {
  let counts: VerifyCounts | null = null;
  let signature: PackageSignature | null = null;
  const findings: Finding[] = [];
  const take = (finding: Finding): void => {
    findings.push(finding);
    say(`${finding.severity}  ${finding.code}  ${finding.where}: ${finding.what}`);
  };
  if (file !== undefined) {
    const inspected = await inspectFile(file, pinned);
    for (const finding of inspected.findings) take(finding);
    signature = inspected.signature;
    const told = signature && wordsOf(signature);
    if (told) say(told);
  } else
    await withPlace(place, async (archive) => {
      for await (const finding of verifyArchive(archive, (now) => (counts = now))) take(finding);
    });
  return { findings, counts, signature };
}

async function audit(data: string, most: number, terminal: Terminal): Promise<AuditRecord[]> {
  return withArchive(data, 'update', async (archive) => {
    const audits: AuditRecord[] = [];
    for await (const one of auditIssues(archive, await archive.catalog.papers(), terminal.now)) {
      audits.push(one);
      if (audits.length >= most || terminal.ending.aborted) break;
    }
    return audits;
  });
}

function tellAudits(audits: readonly AuditRecord[], json: boolean, terminal: Terminal): void {
  if (json) {
    printJson(terminal, { whole: audits.every(({ damaged }) => damaged === 0), audits });
    return;
  }
  for (const { paper, date, objects, bytes, damaged, findings } of audits) {
    const found = damaged === 0 ? 'whole' : `${damaged} damaged`;
    terminal.out(`${paper} ${date}: ${objects} objects (${bytes} bytes): ${found}\n`);
    for (const { code, where, what } of findings)
      terminal.out(`damage  ${code}  ${printable(where)}: ${printable(what)}\n`);
  }
}

/** What a repair found of the catalog as a whole, and its steps. */
interface Repaired {
  readonly catalog: 'sound' | 'lost' | 'damaged';
  readonly rescued: number;
  readonly steps: readonly RepairStep[];
}

/** On a desk the folder's lock keeps others out; on AWS nobody needs to be, see `repairArchive`. */
async function openPlace(
  place: Place,
): Promise<RepairDeps & Pick<RepairFolder, 'found' | 'close' | 'finish'>> {
  if (typeof place === 'string') return openToRepair(place);
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    ...(await openRemote(place)),
    found: { catalog: 'sound', rescued: 0 },
    close: nothing,
    finish: nothing,
  };
}

async function repair(place: Place, terminal: Terminal, say: (line: string) => void): Promise<Repaired> {
  // Loaded only here: it takes pages apart again, and whoever only verifies does not.
  const { repairArchive } = await import('../../core/verify/repair.ts');
  const folder = await openPlace(place);
  const { catalog, rescued } = folder.found;
  const steps: RepairStep[] = [];
  try {
    if (catalog !== 'sound') say(`repair   the catalog is ${catalog}: it is made anew${rescuedIn(rescued)}`);
    for await (const step of repairArchive(folder)) {
      steps.push(step);
      say(`repair   ${step.kind}  ${step.where}: ${step.what}`);
      if (terminal.ending.aborted) break;
    }
    if (terminal.ending.aborted) {
      await folder.close();
      return { catalog, rescued, steps };
    }
    if (steps.length === 0 && catalog === 'sound') say('repair   there was nothing to do');
    await folder.finish();
    return { catalog, rescued, steps };
  } catch (failure) {
    await folder.close();
    throw failure;
  }
}

function rescuedIn(items: number): string {
  return items === 0 ? '' : `, beginning with ${items} entries that could still be read`;
}

/** Fails with {@link UsageError} for a file that is no key. */
async function readPinned(file: string): Promise<string> {
  const fingerprint = fingerprintOfPem(await readFile(file, 'utf8'));
  if (fingerprint !== null) return fingerprint;
  throw new UsageError(
    `'${file}' is no public key in PEM form; an archive's is signing-key.pub.pem in its folder`,
  );
}

/** Who signed a package, for people; a wrong signature is a finding. */
function wordsOf(signature: PackageSignature): string | null {
  switch (signature.kind) {
    case 'none':
      return 'not signed: it is as it was written, and nothing tells by whom';
    case 'key':
      return `signed by ${signature.software} with the key ${signature.fingerprint}, as of ${signature.created}`;
    case 'domain':
      return `signed for ${signature.domain} with the key ${signature.fingerprint}, as of ${signature.created}; its certificate's chain and time stamp were not checked`;
    case 'wrong':
      return null;
  }
}

async function inspectFile(
  name: string,
  pinned: string | null,
): Promise<{ readonly findings: readonly Finding[]; readonly signature: PackageSignature | null }> {
  const form = /\.(wacz|warc\.gz)$/i.exec(name)?.[1]?.toLowerCase();
  if (form === undefined) throw new UsageError(`'${name}' is neither a .wacz nor a .warc.gz file`);
  const file = await OpenedFile.open(name);
  try {
    if (form === 'wacz') return await inspectWacz(file, pinned);
    return { findings: await verifyWarc(file.read()), signature: null };
  } finally {
    await file.close();
  }
}

function summaryOf(file: string | undefined, counts: VerifyCounts | null): string {
  if (file !== undefined || counts === null) return `${file ?? 'the archive'}: `;
  const { objects, bytes, snapshots, readings } = counts;
  return `${objects} objects (${bytes} bytes), ${snapshots} snapshots, ${readings} readings: `;
}
