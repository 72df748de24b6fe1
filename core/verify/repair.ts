import { CAPTURE_AREAS, parseCaptureKey } from '../capture/object-keys.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import { PAPERS, paperById } from '../paper/registry.ts';
import { Mending, type RepairDeps, type RepairStep, drain } from './mending.ts';
import { repairIssue } from './repair-issue.ts';
import { repairReleases } from './repair-releases.ts';
import { repairRights } from './repair-rights.ts';

/**
 * Makes the index anew from the objects, as far as it is missing or contradicts them. No object is altered; only
 * readings that are not there are made. Issue after issue: memory holds the entries of one issue, one object, and
 * the dates of the issues. It may be ended anywhere and begun again, and done twice writes nothing.
 *
 * Captures, readings and other repairs may run meanwhile, and it has no clock: it writes what the pipeline itself might
 * have written, gives way to what captures tell of themselves, and puts an entry right only while that is what it was
 * found to be.
 *
 * docs/data-model.md tells what no object holds, and so is gone with the index. Fails as its ports do.
 */
export async function* repairArchive(deps: RepairDeps): AsyncGenerator<RepairStep> {
  const mending = new Mending(deps);
  yield* repairRights(mending);
  yield* made(mending, 'rights');
  for (const [paper, dates] of await issuesIn(mending)) {
    if (!PAPERS.some(({ id }) => id === paper)) {
      yield { kind: 'left', where: paper, what: 'it is no paper of the registry' };
      continue;
    }
    yield* mending.removeUnreadable(() => drain(mending.catalog.issues(paper)));
    yield* mending.removeUnreadable(() => drain(mending.catalog.events(paper)));
    for await (const { date } of mending.catalog.issues(paper)) dates.add(date);
    for (const date of [...dates].sort()) {
      yield* repairIssue(mending, paperById(paper), date);
      yield* made(mending, `${paper} ${date}`);
    }
  }
  yield* repairReleases(mending);
  yield* made(mending, 'releases');
}

function* made(mending: Mending, where: string): Generator<RepairStep> {
  const what = mending.takeMade();
  if (what !== '') yield { kind: 'made', where, what };
}

/** Papers that the index or the store holds something of, and the dates that the store has objects of. */
async function issuesIn({ catalog, objects }: Mending): Promise<Map<string, Set<IssueDate>>> {
  const issues = new Map<string, Set<IssueDate>>();
  for (const paper of await catalog.papers()) issues.set(paper, new Set());
  for (const area of CAPTURE_AREAS) {
    for await (const { key } of objects.list(`${area}/`)) {
      const place = parseCaptureKey(key);
      if (place === null) continue;
      const dates = issues.get(place.paper) ?? new Set();
      issues.set(place.paper, dates.add(place.date));
    }
  }
  return issues;
}
