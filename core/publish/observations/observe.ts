import { sha256Of } from '../../paper/sha256.ts';
import { compare, distance } from '../../read/figures/decimal.ts';
import { byCodeUnit } from '../../text-order.ts';
import type { VersionStatus } from '../tables/article-version.ts';
import { rowFrom } from '../tables/column.ts';
import { OBSERVATION_COLUMNS, type ObservationRow } from '../tables/observations.ts';
import { type Claim, agree, agreeAsTargets, byPrecision, byPrecisionOfTargets, claimOf } from './claim.ts';
import type { EvidenceRow } from './evidence.ts';
import { isOfOneQuantity } from './observation-key.ts';
import { boundsOf } from './period-bounds.ts';

/** What is said of one quantity. */
export interface Observed {
  readonly rows: readonly ObservationRow[];
  /** Which observation each figure belongs to, by `figure_id`; every figure of the group is in one. */
  readonly belongings: readonly { readonly figureId: string; readonly observationId: string }[];
}

/**
 * The observations of evidence that comes sorted as EVIDENCE says; what has no key is passed over. Holds the rows of one
 * key in memory.
 */
export async function* observations(
  evidence: AsyncIterable<EvidenceRow> | Iterable<EvidenceRow>,
): AsyncGenerator<Observed> {
  let group: EvidenceRow[] = [];
  for await (const row of evidence) {
    if (row.observation_key === null) continue;
    if (group[0] !== undefined && group[0].observation_key !== row.observation_key) {
      yield observe(group);
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield observe(group);
}

/**
 * The observations of one group: all rows of one key, in any order.
 *
 * Mentions that agree are one value, told by the most precise of the newest standing, the earliest of equals; values
 * that contradict one another stay side by side. What only replaced versions say is a value of its own that contradicts
 * nothing. Fails with a RangeError for rows without a key or of several.
 */
export function observe(group: readonly EvidenceRow[]): Observed {
  const key = group[0]?.observation_key ?? null;
  if (key === null || group.some((row) => row.observation_key !== key))
    throw new RangeError('a group of evidence has one key');
  const { clusters, ofArticle } = clustersOf(key, group);
  const ids = idsOf(key, clusters);
  const conflict = conflictOf(key, clusters);
  const rows = clusters.map((cluster) => {
    const { lead, statements } = cluster;
    const said = statements.flatMap(({ rows: of }) => of);
    return rowFrom(OBSERVATION_COLUMNS, {
      id: idIn(ids, cluster),
      status: lead.status,
      supersededBy: supersededBy(cluster, ofArticle, ids),
      conflict: conflict.among.has(cluster) ? conflict.id : null,
      lead,
      days: daysOf(lead),
      mentions: said.length,
      articles: new Set(said.map(articleOf)).size,
    });
  });
  return {
    rows: rows.toSorted((a, b) => byCodeUnit(a.observation_id, b.observation_id)),
    belongings: clusters.flatMap((cluster) =>
      cluster.statements
        .flatMap(({ rows: of }) => of)
        .flatMap(({ figure_id: figureId }) =>
          figureId === null ? [] : [{ figureId, observationId: idIn(ids, cluster) }],
        ),
    ),
  };
}

/** What one article says once: a figure, with those that say it again in another unit. */
interface Statement {
  readonly rows: readonly EvidenceRow[];
  /** The most exact of them. */
  readonly best: EvidenceRow;
  readonly claim: Claim | null;
  /** By which it is known again, the best one's first: 266.67公顷(4000亩) is also 4000亩. */
  readonly signatures: readonly string[];
}

/** Statements that are one value, the one that leads first. */
interface Cluster {
  readonly lead: EvidenceRow;
  readonly claim: Claim | null;
  readonly signature: string;
  readonly statements: Statement[];
}

function clustersOf(
  key: string,
  group: readonly EvidenceRow[],
): { readonly clusters: readonly Cluster[]; readonly ofArticle: ReadonlyMap<string, ReadonlySet<Cluster>> } {
  const isTarget = group[0]?.modality === 'target';
  const precision = isTarget ? byPrecisionOfTargets : byPrecision;
  const statements = statementsOf(group).toSorted(
    (a, b) =>
      STANDING[a.best.status] - STANDING[b.best.status] ||
      (a.claim !== null && b.claim !== null ? precision(a.claim, b.claim) : 0) ||
      byPublication(a.best, b.best),
  );
  const join = isOfOneQuantity(key) ? (isTarget ? agreeAsTargets : agree) : null;
  const clusters: Cluster[] = [];
  const bySignature = new Map<string, Cluster>();
  const ofArticle = new Map<string, Set<Cluster>>();
  for (const statement of statements) {
    const { best, claim, signatures } = statement;
    const known = signatures.map((one) => bySignature.get(one)).find((one) => one !== undefined);
    const found = known ?? nearest(clusters, claim, join);
    const cluster = found ?? { lead: best, claim, signature: signatureOf(best), statements: [] };
    if (found === undefined) clusters.push(cluster);
    for (const one of signatures) if (!bySignature.has(one)) bySignature.set(one, cluster);
    cluster.statements.push(statement);
    if (statement.best.status === 'superseded') continue;
    const article = articleOf(statement.best);
    ofArticle.set(article, (ofArticle.get(article) ?? new Set()).add(cluster));
  }
  return { clusters, ofArticle };
}

/** What is said now leads before what was taken down, and that before what was replaced. */
const STANDING: Readonly<Record<VersionStatus, number>> = { current: 0, withdrawn: 1, superseded: 2 };

function statementsOf(group: readonly EvidenceRow[]): Statement[] {
  const byKin = new Map<string, EvidenceRow[]>();
  for (const row of group) {
    const kin = row.kin ?? `${row.document_id} ${row.start}`;
    const rows = byKin.get(kin);
    if (rows === undefined) byKin.set(kin, [row]);
    else rows.push(row);
  }
  return Array.from(byKin, ([kin, rows]) => {
    rows.sort(byPublication);
    const first = rows.find(({ figure_id }) => figure_id === kin) ?? rows[0];
    if (first === undefined) throw new RangeError('a statement has rows');
    return mostExact(rows, first);
  });
}

/** Of 约267公顷(4000亩) the second, as long as it does say the same. */
function mostExact(rows: readonly EvidenceRow[], first: EvidenceRow): Statement {
  const claim = claimOf(first);
  const alike = rows
    .filter((row) => row.base_unit !== null && row.base_unit === first.base_unit)
    .map((row) => ({ row, claim: claimOf(row) }))
    .filter((one) => claim !== null && one.claim !== null && agree(claim, one.claim))
    .toSorted((a, b) => (a.claim !== null && b.claim !== null ? byPrecision(a.claim, b.claim) : 0));
  const [best] = alike;
  if (best === undefined) return { rows, best: first, claim, signatures: [signatureOf(first)] };
  return { rows, best: best.row, claim: best.claim, signatures: alike.map(({ row }) => signatureOf(row)) };
}

/** Beyond so many values a key is no series, and only what is the very same is taken for the same. */
const MOST_COMPARED = 64;

/** Of the values that the claim agrees with the one that it is nearest to. */
function nearest(
  clusters: readonly Cluster[],
  claim: Claim | null,
  join: ((a: Claim, b: Claim) => boolean) | null,
): Cluster | undefined {
  if (claim === null || join === null) return undefined;
  let found: { readonly cluster: Cluster; readonly claim: Claim } | undefined;
  for (const cluster of clusters.slice(0, MOST_COMPARED)) {
    if (cluster.claim === null || !join(cluster.claim, claim)) continue;
    const isNearer =
      found === undefined ||
      compare(distance(cluster.claim.low, claim.low), distance(found.claim.low, claim.low)) < 0;
    if (isNearer) found = { cluster, claim: cluster.claim };
  }
  return found?.cluster;
}

/** The very same number, or the very same words. */
function signatureOf(row: EvidenceRow): string {
  const numbers = [row.norm_value, row.norm_min, row.norm_max];
  // A fall in a unit without a base has no sign.
  const fall = row.direction === 'decrease' ? [row.direction] : [];
  const printed = row.base_unit === null ? [row.value, row.value_min, row.value_max, ...fall] : numbers;
  return JSON.stringify([...printed, row.comparator, row.words]);
}

/**
 * The value that was published first, of those that still stand, has the key's own id, so that a correction of it is the
 * same observation with another value; the others are named by their source. Where words prove nothing the value names
 * itself.
 */
function idsOf(key: string, clusters: readonly Cluster[]): ReadonlyMap<Cluster, string> {
  const standing = clusters.filter(({ lead }) => lead.status !== 'superseded');
  const firsts = new Map(clusters.map((cluster) => [cluster, firstOf(cluster)]));
  const inTurn = (a: Cluster, b: Cluster): number => byPublication(firstIn(firsts, a), firstIn(firsts, b));
  const primary = (standing.length > 0 ? standing : clusters).toSorted(inTurn)[0];
  const led = new Map<string, number>();
  const ids = new Map<Cluster, string>();
  for (const cluster of clusters.toSorted(inTurn)) {
    const { lead, signature } = cluster;
    const first = firstIn(firsts, cluster);
    if (!isOfOneQuantity(key)) ids.set(cluster, digestOf([key, signature]));
    else if (cluster === primary) ids.set(cluster, digestOf([key]));
    else {
      const source =
        lead.status === 'superseded'
          ? `superseded ${first.document_id}`
          : `${first.paper} ${first.article_path}`;
      const at = (led.get(source) ?? 0) + 1;
      led.set(source, at);
      ids.set(cluster, digestOf([key, source, at]));
    }
  }
  return ids;
}

/** The mention that was published first, of those that stand as the lead does or better. */
function firstOf({ lead, statements }: Cluster): EvidenceRow {
  const isSuperseded = lead.status === 'superseded';
  return statements
    .map(({ best }) => best)
    .filter((row) => isSuperseded || row.status !== 'superseded')
    .reduce((first, row) => (byPublication(row, first) < 0 ? row : first), lead);
}

function firstIn(firsts: ReadonlyMap<Cluster, EvidenceRow>, cluster: Cluster): EvidenceRow {
  return firsts.get(cluster) ?? cluster.lead;
}

function idIn(ids: ReadonlyMap<Cluster, string>, cluster: Cluster): string {
  const id = ids.get(cluster);
  if (id === undefined) throw new RangeError('every value has an id');
  return id;
}

/** Values that stand contradict one another; what was taken down contradicts only its like, where nothing is current. */
function conflictOf(
  key: string,
  clusters: readonly Cluster[],
): { readonly id: string; readonly among: ReadonlySet<Cluster> } {
  const id = digestOf([key, 'conflict']);
  if (!isOfOneQuantity(key)) return { id, among: new Set() };
  for (const status of ['current', 'withdrawn'] as const) {
    const standing = clusters.filter(({ lead }) => lead.status === status);
    if (standing.length > 0) return { id, among: new Set(standing.length > 1 ? standing : []) };
  }
  return { id, among: new Set() };
}

/** What the newest version of the article says instead; `null` when it says nothing, or more than one thing. */
function supersededBy(
  { lead }: Cluster,
  ofArticle: ReadonlyMap<string, ReadonlySet<Cluster>>,
  ids: ReadonlyMap<Cluster, string>,
): string | null {
  if (lead.status !== 'superseded') return null;
  const [instead, ...more] = ofArticle.get(articleOf(lead)) ?? [];
  return instead === undefined || more.length > 0 ? null : idIn(ids, instead);
}

function articleOf({ paper, article_path }: EvidenceRow): string {
  return `${paper} ${article_path}`;
}

function daysOf({ period }: EvidenceRow): NonNullable<ReturnType<typeof boundsOf>> {
  const days = boundsOf(period ?? '');
  if (days === null) throw new RangeError(`'${period}' is no period`);
  return days;
}

function byPublication(a: EvidenceRow, b: EvidenceRow): number {
  return (
    byCodeUnit(a.issue_date, b.issue_date) ||
    byCodeUnit(a.paper, b.paper) ||
    byCodeUnit(a.article_path, b.article_path) ||
    a.version - b.version ||
    a.start - b.start ||
    byCodeUnit(a.figure_id ?? '', b.figure_id ?? '')
  );
}

/** 128 bits of SHA-256 in hexadecimal. */
function digestOf(parts: readonly (string | number)[]): string {
  return sha256Of(JSON.stringify(parts)).slice(0, 32);
}
