import type { Catalog } from '../catalog/catalog.ts';
import { isGap, readManifest } from '../catalog/manifest.ts';
import type { CaptureRecord, SnapshotRecord, StateRecord } from '../catalog/records.ts';
import type { IssueDate } from '../paper/issue-date.ts';
import type { ResourcePath } from '../paper/resource.ts';
import { type Finding, damage, note } from './finding.ts';
import type { Verification } from './verification.ts';

/**
 * The manifest of an issue against its captures and versions: every resource that has a state is expected, its state
 * is what a capture found, and the version that it says is held is the one in the index. What a kill leaves behind,
 * a state that a newer capture has yet to be written into, is a note.
 */
export async function* verifyStates(
  { catalog }: Verification,
  paper: string,
  date: IssueDate,
): AsyncGenerator<Finding> {
  const expected = new Set<ResourcePath>();
  for await (const { path } of catalog.expected(paper, date)) expected.add(path);
  const stated = new Set<ResourcePath>();
  for await (const state of catalog.states(paper, date)) {
    const where = `${paper} ${state.path}`;
    stated.add(state.path);
    if (!expected.has(state.path))
      yield damage(
        'expected-missing',
        where,
        'it has a state, and the index does not say that it is expected',
      );
    yield* verifyState(catalog, state, where);
  }
  for (const path of expected) {
    if (stated.has(path)) continue;
    for await (const capture of catalog.captures(paper, path)) {
      if (capture.date !== date) continue;
      yield note(
        'state-behind',
        `${paper} ${path}`,
        'it was captured and has no state; the next run gives it one',
      );
      break;
    }
  }
}

async function* verifyState(catalog: Catalog, state: StateRecord, where: string): AsyncGenerator<Finding> {
  const { paper, path, version, date } = state;
  const snapshots = await Array.fromAsync(catalog.snapshots(paper, path));
  const captures = await Array.fromAsync(catalog.captures(paper, path));
  const fault = stateFault(state, captures, snapshots);
  if (fault !== null) yield damage(fault.code, where, fault.what);
  else if (snapshots.some((one) => one.date === date && one.version > version))
    yield note('state-behind', where, `version ${version} is no longer its newest; the next run says so`);
}

/** What a state says that neither the captures nor the versions of its resource bear out; `null` for nothing. */
export function stateFault(
  { date, state, checkedAt, version, sha256, bytes }: StateRecord,
  captures: readonly CaptureRecord[],
  snapshots: readonly SnapshotRecord[],
): { readonly code: 'snapshot-missing' | 'state-differs'; readonly what: string } | null {
  const snapshot = snapshots.find((one) => one.version === version);
  if (version > 0 && snapshot === undefined)
    return {
      code: 'snapshot-missing',
      what: `it stands at version ${version}, which is not in the index`,
    };
  if (sha256 !== (snapshot?.sha256 ?? null) || bytes !== (snapshot?.bytes ?? null))
    return { code: 'state-differs', what: `it does not stand as version ${version} was kept` };
  const capture = captures.find((one) => one.date === date && one.at === checkedAt && one.state === state);
  if (capture === undefined)
    return { code: 'state-differs', what: `no capture found it ${state} at ${checkedAt}` };
  if (capture.version !== null && capture.version !== version)
    return { code: 'state-differs', what: `its capture found version ${capture.version}, not ${version}` };
  return null;
}

/** What the index says of articles is of versions that it has. */
export async function* verifyArticles(
  { catalog }: Verification,
  paper: string,
  date: IssueDate,
): AsyncGenerator<Finding> {
  for await (const { path, version, sha256 } of catalog.articles(paper, date)) {
    const snapshot = await catalog.snapshot(paper, path, version);
    if (snapshot?.sha256 === sha256) continue;
    const what =
      snapshot === null
        ? `it was read from version ${version}, which is not in the index`
        : `it was not read from what version ${version} holds`;
    yield damage('article-differs', `${paper} ${path}`, what);
  }
}

/** The counts of an issue against its manifest, unless something came after it was settled last. */
export async function* verifyIssueCounts(
  { catalog }: Verification,
  paper: string,
  date: IssueDate,
): AsyncGenerator<Finding> {
  const issue = await catalog.issue(paper, date);
  if (issue === null) {
    yield damage(
      'issue-missing',
      `${paper} ${date}`,
      'objects or entries of the issue lie there, and the index has no such issue',
    );
    return;
  }
  const told = await manifestCounts(catalog, paper, date);
  if (told === null || told.newest >= issue.settledAt) return;
  for (const name of ['resources', 'gaps', 'pages', 'articles'] as const) {
    if (issue[name] === told[name]) continue;
    yield damage(
      'issue-differs',
      `${paper} ${date}`,
      `the issue is said to have ${issue[name]} ${name}, and its manifest has ${told[name]}`,
    );
  }
}

/** What an issue's record should count; `null` without one. `newest` is when its manifest was written to last. */
export async function manifestCounts(
  catalog: Catalog,
  paper: string,
  date: IssueDate,
): Promise<{ resources: number; gaps: number; pages: number; articles: number; newest: string } | null> {
  const manifest = await readManifest(catalog, paper, date);
  if (manifest === null) return null;
  let newest = '';
  for await (const { at } of catalog.expected(paper, date)) if (at > newest) newest = at;
  for (const { checkedAt } of manifest.resources)
    if (checkedAt !== null && checkedAt > newest) newest = checkedAt;
  const resources = manifest.state === 'no-edition' ? [] : manifest.resources;
  const count = (kind: string): number => resources.filter((one) => one.kind === kind).length;
  return {
    resources: resources.length,
    gaps: resources.filter(isGap).length,
    pages: count('node'),
    articles: count('article'),
    newest,
  };
}
