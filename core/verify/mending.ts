import type { ObjectStore } from '../capture/object-store.ts';
import { Catalog, CatalogDamaged } from '../catalog/catalog.ts';
import type { CatalogTable, Item, Lying, MendableTable } from '../catalog/catalog-table.ts';

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
  /** Others may write to it meanwhile. */
  readonly table: MendableTable;
  readonly objects: ObjectStore;
}

/** What entries are called where their sort key's beginning is no noun. */
const NAMES: Readonly<Record<string, string>> = { expected: 'expected resource', rights: 'rights record' };

/** What the sort keys begin with of entries that may be put right; others are only made or taken away. */
const REPLACEABLE = ['ISSUE#', 'STATE#', 'ARTICLE#', 'SNAPSHOT#', 'CAPTURE#', 'READING#', 'RIGHTS#'] as const;
export type Replaceable = (typeof REPLACEABLE)[number];

/** What the parts of a repair share. */
export class Mending {
  readonly objects: ObjectStore;
  /** Adds what is missing; what lies there stands. */
  readonly catalog: Catalog;
  readonly #table: MendableTable;
  /** Entries that may be put right, as they were read last. */
  #read = new Map<string, Lying>();
  /** The names of the entries that were written, by kind. */
  #made = new Map<string, Set<string>>();

  constructor({ table, objects }: RepairDeps) {
    this.#table = table;
    this.objects = objects;
    this.catalog = new Catalog(this.#counting());
  }

  /**
   * A catalog whose writes take the place of what was read by now, where the sort key begins so; others add. What
   * somebody else has written there since stays: it is newer than what was found wrong.
   */
  replacing(...prefixes: readonly Replaceable[]): Catalog {
    const seen = new Map(
      [...this.#read].filter(([, { sk }]) => prefixes.some((prefix) => sk.startsWith(prefix))),
    );
    const table = this.#counting();
    return new Catalog({
      get: (pk, sk) => table.get(pk, sk),
      query: (query) => table.query(query),
      putOnce: (item) => {
        const wrong = seen.get(nameOf(item));
        return wrong ? this.#table.replace(wrong, item, null) : table.putOnce(item);
      },
      putNewer: (item, rank) => {
        const wrong = seen.get(nameOf(item));
        return wrong ? this.#table.replace(wrong, item, rank) : table.putNewer(item, rank);
      },
    });
  }

  /**
   * What was written since this was asked last, by kind: `3 snapshots, 1 state`; empty for nothing. What was read until
   * now is put right no more.
   */
  takeMade(): string {
    const made = [...this.#made].map(
      ([kind, { size }]) => `${size} ${NAMES[kind] ?? kind}${size === 1 ? '' : 's'}`,
    );
    this.#made = new Map();
    this.#read = new Map();
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
        const { pk, sk } = cause.lying;
        // Otherwise it is there no more, or is another by now, and is read again.
        if (await this.#table.remove(cause.lying))
          yield { kind: 'removed', where: `${pk} / ${sk}`, what: 'the entry cannot be read' };
      }
    }
  }

  #counting(): CatalogTable {
    const table = this.#table;
    const count = (item: Item, written: boolean): boolean => {
      const kind = item.sk.slice(0, Math.max(item.sk.indexOf('#'), 0)).toLowerCase();
      if (written) this.#made.set(kind, (this.#made.get(kind) ?? new Set()).add(nameOf(item)));
      return written;
    };
    const remember = (lying: Lying): void => {
      if (REPLACEABLE.some((prefix) => lying.sk.startsWith(prefix))) this.#read.set(nameOf(lying), lying);
    };
    const rememberUnreadable = (cause: unknown): never => {
      if (cause instanceof CatalogDamaged) remember(cause.lying);
      throw cause;
    };
    return {
      get: async (pk, sk) => {
        const item = await table.get(pk, sk).catch(rememberUnreadable);
        if (item !== null) remember(item);
        return item;
      },
      query: async function* (query) {
        for await (const item of table.query(query)) {
          remember(item);
          yield item;
        }
      },
      putOnce: async (item) => count(item, await table.putOnce(item)),
      putNewer: async (item, rank) => count(item, await table.putNewer(item, rank)),
    };
  }
}

function nameOf({ pk, sk }: Lying): string {
  return `${pk} ${sk}`;
}

/** Reads a list to its end and keeps nothing of it. */
export async function drain(list: AsyncIterable<unknown>): Promise<void> {
  const items = list[Symbol.asyncIterator]();
  while ((await items.next()).done !== true);
}
