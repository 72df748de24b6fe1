import type {
  LiftRecord,
  RightsRecord,
  TakedownRecord,
  TakedownTarget,
} from '../../core/catalog/rights-records.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { byCodeUnit } from '../../core/text-order.ts';
import { TAKEDOWNS_HREF } from '../addresses.ts';

/** A takedown or a lift as everybody may read it: nothing that would lead to what was taken down, or to who asked. */
export type TakedownEntry = Pick<TakedownRecord, 'id' | 'at' | 'paper' | 'words'> & {
  readonly href: string;
} & (
    | (Pick<TakedownRecord, 'kind' | 'level' | 'withholdsFigures' | 'reason'> & {
        readonly what: TakedownTarget['what'];
        readonly isLifted: boolean;
      })
    | Pick<LiftRecord, 'kind' | 'takedown'>
  );

export interface TakedownsView {
  /** By instant, oldest first. */
  readonly records: readonly TakedownEntry[];
}

/** Fails with CatalogDamaged where a record cannot be read: a log with a gap would not be one. */
export async function takedownsView(catalog: Catalog, papers: readonly Paper[]): Promise<TakedownsView> {
  const logs = papers.map(async ({ id }) => entriesOf(await Array.fromAsync(catalog.rights(id))));
  const records = (await Promise.all(logs)).flat();
  return { records: records.toSorted((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.id, b.id)) };
}

function entriesOf(records: readonly RightsRecord[]): TakedownEntry[] {
  const lifted = new Set(records.flatMap((one) => (one.kind === 'lift' ? [one.takedown] : [])));
  return records.flatMap((record): TakedownEntry[] => {
    if (record.kind === 'policy') return [];
    const { id, at, paper, words } = record;
    const own = { id, at, paper, words, href: `${TAKEDOWNS_HREF}#${encodeURIComponent(id)}` };
    if (record.kind === 'lift') return [{ ...own, kind: 'lift', takedown: record.takedown }];
    const { level, withholdsFigures, reason, of } = record;
    const told = { level, withholdsFigures, reason, what: of.what, isLifted: lifted.has(id) };
    return [{ ...own, kind: 'takedown', ...told }];
  });
}
