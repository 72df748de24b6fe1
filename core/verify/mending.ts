import type { ObjectStore } from '../capture/object-store.ts';
import { Catalog, CatalogDamaged } from '../catalog/catalog.ts';
import type { CatalogTable, Item, MendableTable } from '../catalog/catalog-table.ts';

/** Something that a repair did, or found that it may not do. */
export interface RepairStep {
  /**
   * `made`: entries that were not there. `mended`: an entry that contradicted its object. `removed`: an entry that
   * cannot be read; what objects tell of it is made anew. `left`: nothing was done, for a person to look at.
   */
  readonly kind: 'made' | 'mended' | 'removed' | 'left';
  readonly where: string;
  /** In a sentence without its full stop. */
  readonly what: string;
}

export interface RepairDeps {
  /** Nobody else may write to it meanwhile. */
  readonly table: MendableTable;
  readonly objects: ObjectStore;
}

/** What entries are called where their sort key's beginning is no noun. */
const NAMES: Readonly<Record<string, string>> = { expected: 'expected resource', rights: 'rights record' };

/** What the parts of a repair share. */
export class Mending {
  readonly objects: ObjectStore;
  /** Adds what is missing; what lies there stands. */
  readonly catalog: Catalog;
  readonly #table: MendableTable;
  /** The names of the entries that were written, by kind. */
  #made = new Map<string, Set<string>>();

  constructor({ table, objects }: RepairDeps) {
    this.#table = table;
    this.objects = objects;
    this.catalog = new Catalog(this.#counting());
  }

  /** A catalog whose writes take the place of what lies there, where the sort key begins so; others add. */
  replacing(...prefixes: readonly string[]): Catalog {
    const isReplaced = ({ sk }: Item): boolean => prefixes.some((prefix) => sk.startsWith(prefix));
    const table = this.#counting();
    const replace = async (item: Item, rank: string | null): Promise<boolean> => {
      await this.#table.replace(item, rank);
      return true;
    };
    return new Catalog({
      get: (pk, sk) => table.get(pk, sk),
      query: (query) => table.query(query),
      putOnce: (item) => (isReplaced(item) ? replace(item, null) : table.putOnce(item)),
      putNewer: (item, rank) => (isReplaced(item) ? replace(item, rank) : table.putNewer(item, rank)),
    });
  }

  /** What was written since this was asked last, by kind: `3 snapshots, 1 state`; empty for nothing. */
  takeMade(): string {
    const made = [...this.#made].map(
      ([kind, { size }]) => `${size} ${NAMES[kind] ?? kind}${size === 1 ? '' : 's'}`,
    );
    this.#made = new Map();
    return made.join(', ');
  }

  /** How many entries of a kind, such as `expected`, were written since {@link takeMade}. */
  madeOf(kind: string): number {
    return this.#made.get(kind)?.size ?? 0;
  }

  /** Takes away every entry that `read` cannot read, until it gets through. */
  async *removeUnreadable(read: () => Promise<unknown>): AsyncGenerator<RepairStep> {
    for (;;) {
      try {
        await read();
        return;
      } catch (cause) {
        if (!(cause instanceof CatalogDamaged)) throw cause;
        await this.#table.remove(cause.pk, cause.sk);
        yield { kind: 'removed', where: `${cause.pk} / ${cause.sk}`, what: 'the entry cannot be read' };
      }
    }
  }

  #counting(): CatalogTable {
    const table = this.#table;
    const count = (item: Item, written: boolean): boolean => {
      const kind = item.sk.slice(0, Math.max(item.sk.indexOf('#'), 0)).toLowerCase();
      if (written) this.#made.set(kind, (this.#made.get(kind) ?? new Set()).add(`${item.pk} ${item.sk}`));
      return written;
    };
    return {
      get: (pk, sk) => table.get(pk, sk),
      query: (query) => table.query(query),
      putOnce: async (item) => count(item, await table.putOnce(item)),
      putNewer: async (item, rank) => count(item, await table.putNewer(item, rank)),
    };
  }
}

/** Reads a list to its end and keeps nothing of it. */
export async function drain(list: AsyncIterable<unknown>): Promise<void> {
  const items = list[Symbol.asyncIterator]();
  while ((await items.next()).done !== true);
}
