import { type IssueDate, endOfDay } from '../../paper/issue-date.ts';
import type { Paper } from '../../paper/paper.ts';
import { FIGURES } from '../tables/figures.ts';
import { fillWorkbench } from './fill-workbench.ts';
import { type KeepFile, type KeptFile, type ReleaseDeps, writeFiles } from './make-release.ts';

/**
 * Writes the files of a release as the archive could have made it at the end of `day` in China: without what was
 * captured later, so that no later correction is in it. What was captured is read as today's reader reads it. It is no
 * release of the archive and has no number among them. `null` when there were no figures then.
 *
 * Fails as makeRelease does, and with a TypeError when `keep` takes a file for another's.
 */
export async function releaseAsOf(
  deps: ReleaseDeps,
  papers: readonly Paper[],
  day: IssueDate,
  keep: KeepFile,
): Promise<{ readonly version: string; readonly rows: number; readonly files: readonly KeptFile[] } | null> {
  const bench = deps.workbench();
  try {
    const filled = await fillWorkbench(bench, deps, papers, endOfDay(day, ARCHIVE_ZONE));
    if (filled === null) return null;
    const version = `0.0.0-as-of.${day}`;
    const files = await writeFiles(keep, { bench, filled, version, changes: null });
    if (files === null) throw new TypeError(`the files of ${version} go where other files are`);
    return { version, rows: bench.count(FIGURES), files };
  } finally {
    bench.close();
  }
}

/** Civil dates of the archive are China's, whichever paper they are of. */
const ARCHIVE_ZONE = 'Asia/Shanghai';
