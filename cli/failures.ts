import { CatalogDamaged } from '../core/catalog/catalog.ts';
import { IndexLost } from '../core/discover/index-lost.ts';
import { ObjectMissing } from '../core/capture/object-store.ts';
import { SnapshotDamaged } from '../core/capture/snapshot-payload.ts';
import { WarcDamaged } from '../core/capture/warc.ts';
import { BadDate } from '../core/paper/issue-date.ts';
import { UnknownPaper } from '../core/paper/registry.ts';
import { BadBaseUrl } from '../core/paper/resource.ts';
import { BadRights } from '../core/rights/as-rights.ts';
import { NoSuchTakedown } from '../core/rights/record-rights.ts';
import { DataFolderDamaged } from '../adapters/data-folder-damaged.ts';
import { EXIT, type ExitCode, UsageError } from './terminal.ts';

const USAGE = [UsageError, BadDate, UnknownPaper, BadBaseUrl, NoSuchTakedown, BadRights];
const DAMAGE = [CatalogDamaged, IndexLost, ObjectMissing, SnapshotDamaged, WarcDamaged, DataFolderDamaged];

/** What a failure means to whoever called the command: one sentence, and the exit code. */
export function explain(failure: unknown): { readonly sentence: string; readonly exitCode: ExitCode } {
  if (!(failure instanceof Error)) return { sentence: String(failure), exitCode: EXIT.failed };
  if (USAGE.some((kind) => failure instanceof kind))
    return { sentence: failure.message, exitCode: EXIT.usage };
  if (DAMAGE.some((kind) => failure instanceof kind))
    return { sentence: failure.message, exitCode: EXIT.damaged };
  return { sentence: SYSTEM[codeOf(failure)]?.(failure) ?? failure.message, exitCode: EXIT.failed };
}

const SYSTEM: Readonly<Record<string, (failure: NodeJS.ErrnoException) => string>> = {
  EADDRINUSE: (failure) =>
    `port ${portOf(failure)} is in use; choose another with --port, or --port 0 for any`,
  EACCES: (failure) =>
    `no permission for ${failure.path ?? 'a file'}; change its permissions or choose another place`,
  EROFS: (failure) => `${failure.path ?? 'the place'} can only be read; choose another place`,
  ENOENT: (failure) => `there is no ${failure.path ?? 'such file'}`,
  EISDIR: (failure) => `${failure.path ?? 'what is named'} is a folder and not a file; name a file`,
  ENOTDIR: (failure) => `${failure.path ?? 'what is named'} is not in a folder; name a file`,
  ENOSPC: () => 'the disk is full; free some space and run the same command again',
};

function codeOf(failure: Error): string {
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : '';
}

function portOf(failure: Error): string {
  return 'port' in failure ? String(failure.port) : 'asked for';
}
