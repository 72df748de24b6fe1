import type { IssueDate } from '../paper/issue-date.ts';
import type { Instant } from '../paper/instant.ts';
import type { ResourceKind, ResourcePath } from '../paper/resource.ts';
import type { Sha256 } from '../paper/sha256.ts';
import type { Catalog } from './catalog.ts';
import type { IssueRecord, PageRecord, StateRecord } from './records.ts';

/** Everything that an issue should hold, and how each of it stands. */
export interface Manifest {
  readonly paper: string;
  readonly date: IssueDate;
  readonly state: IssueRecord['state'];
  readonly evidence: string;
  readonly resources: readonly ManifestResource[];
}

export interface ManifestResource {
  readonly url: string;
  readonly path: ResourcePath;
  readonly kind: ResourceKind;
  readonly page: string | null;
  readonly title: string | null;
  /** `expected` until the first capture. */
  readonly state: StateRecord['state'] | 'expected';
  /** `sha256` and `bytes` are of the decoded payload of the newest good snapshot. */
  readonly sha256: Sha256 | null;
  readonly bytes: number | null;
  readonly version: number;
  readonly reason: string | null;
  readonly checkedAt: Instant | null;
}

/** `null` for an issue that the archive never asked for. Resources by path. */
export async function readManifest(
  catalog: Catalog,
  paper: string,
  date: IssueDate,
): Promise<Manifest | null> {
  const issue = await catalog.issue(paper, date);
  if (!issue) return null;
  const states = new Map<string, StateRecord>();
  for await (const state of catalog.states(paper, date)) states.set(state.path, state);

  // The front node is expected before anything tells which page it is.
  const slots = new Map<string, PageRecord>();
  for await (const slot of catalog.pages(paper, date)) slots.set(slot.path, slot);

  const resources: ManifestResource[] = [];
  for await (const expected of catalog.expected(paper, date)) {
    const state = states.get(expected.path);
    resources.push({
      url: state?.url ?? issue.site + expected.path,
      path: expected.path,
      kind: expected.kind,
      page: expected.page ?? slots.get(expected.path)?.page ?? null,
      title: expected.title ?? slots.get(expected.path)?.section ?? null,
      state: state?.state ?? 'expected',
      sha256: state?.sha256 ?? null,
      bytes: state?.bytes ?? null,
      version: state?.version ?? 0,
      reason: state?.reason ?? null,
      checkedAt: state?.checkedAt ?? null,
    });
  }
  return { paper, date, state: issue.state, evidence: issue.evidence, resources };
}

/** A resource that is listed and of which no version is held. */
export function isGap(resource: ManifestResource): boolean {
  return resource.sha256 === null;
}

/** A resource that is held and that the site no longer has. */
export function isWithdrawn(resource: ManifestResource): boolean {
  return resource.state === 'withdrawn' && !isGap(resource);
}
