import { isDeepStrictEqual } from 'node:util';
import type { Item, Lying, MendableTable, Query } from '../../core/catalog/catalog-table.ts';
import { MeasuredChunks } from '../../core/capture/object-chunks.ts';
import {
  type ByteRange,
  type ObjectStore,
  ObjectMissing,
  type StoredObject,
  type StreamPut,
  checkRange,
  isObjectKey,
} from '../../core/capture/object-store.ts';

/** An object store in memory, for tests that need thousands of archives. It runs the port's contract as well. */
export class MemoryObjects implements ObjectStore {
  readonly kept = new Map<string, Uint8Array>();

  async putOnce(key: string, bytes: Uint8Array): Promise<'stored' | 'exists'> {
    await Promise.resolve();
    checkKey(key);
    if (this.kept.has(key)) return 'exists';
    this.kept.set(key, bytes.slice());
    return 'stored';
  }

  async putOnceFrom(key: string, chunks: AsyncIterable<Uint8Array>): Promise<StreamPut> {
    checkKey(key);
    const given = new MeasuredChunks(chunks);
    const copies: Uint8Array[] = [];
    for await (const chunk of given) copies.push(chunk.slice());
    return { outcome: await this.putOnce(key, Buffer.concat(copies)), ...given.measure() };
  }

  async get(key: string): Promise<Uint8Array> {
    await Promise.resolve();
    checkKey(key);
    const bytes = this.kept.get(key);
    if (!bytes) throw new ObjectMissing(key);
    return bytes.slice();
  }

  async *read(key: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const bytes = await this.get(key);
    if (range) checkRange(key, range, bytes.length);
    const { start, end } = range ?? { start: 0, end: bytes.length };
    for (let at = start; at < end; at += 1000) yield bytes.slice(at, Math.min(at + 1000, end));
  }

  async size(key: string): Promise<number> {
    return (await this.get(key)).length;
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    await Promise.resolve();
    for (const key of [...this.kept.keys()].sort()) {
      if (key.startsWith(prefix)) yield { key, bytes: this.kept.get(key)?.length ?? 0 };
    }
  }
}

/** A catalog table in memory; see {@link MemoryObjects}. */
export class MemoryTable implements MendableTable {
  readonly items = new Map<string, { item: Item; rank: string | null }>();

  get(pk: string, sk: string): Promise<Item | null> {
    return Promise.resolve(this.items.get(nameOf(pk, sk))?.item ?? null);
  }

  async *query({ pk, prefix, from, to, newestFirst = false, limit }: Query): AsyncGenerator<Item> {
    await Promise.resolve();
    const found = [...this.items.values()]
      .map(({ item }) => item)
      .filter((item) => item.pk === pk && item.sk.startsWith(prefix))
      .filter(
        (item) =>
          (from === undefined || !isBefore(item.sk, from)) && (to === undefined || !isBefore(to, item.sk)),
      )
      .sort((a, b) => Buffer.compare(Buffer.from(a.sk), Buffer.from(b.sk)));
    if (newestFirst) found.reverse();
    yield* found.slice(0, limit);
  }

  putOnce(item: Item): Promise<boolean> {
    return Promise.resolve(this.#put(item, null, () => false));
  }

  putNewer(item: Item, rank: string): Promise<boolean> {
    return Promise.resolve(this.#put(item, rank, (held) => held !== null && isBefore(held, rank)));
  }

  replace(seen: Lying, item: Item, rank: string | null): Promise<boolean> {
    return Promise.resolve(this.#isStill(seen) && this.#put(item, rank, () => true));
  }

  remove(seen: Lying): Promise<boolean> {
    return Promise.resolve(this.#isStill(seen) && this.items.delete(nameOf(seen.pk, seen.sk)));
  }

  #isStill({ pk, sk, body }: Lying): boolean {
    return isDeepStrictEqual(this.items.get(nameOf(pk, sk))?.item.body, body);
  }

  #put(item: Item, rank: string | null, replaces: (held: string | null) => boolean): boolean {
    const name = nameOf(item.pk, item.sk);
    const held = this.items.get(name);
    if (held && !replaces(held.rank)) return false;
    this.items.set(name, { item: structuredClone(item), rank });
    return true;
  }
}

function checkKey(key: string): void {
  if (!isObjectKey(key)) throw new TypeError(`'${key}' is no object key`);
}

function nameOf(pk: string, sk: string): string {
  return JSON.stringify([pk, sk]);
}

function isBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}
