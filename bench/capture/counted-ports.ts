import type { ObjectStore, StoredObject } from '../../core/capture/object-store.ts';
import type { CatalogTable, Item, Query } from '../../core/catalog/catalog-table.ts';

/** What was asked of the object store and of the catalog's table; each is one request of S3 or DynamoDB. */
export interface Requests {
  readonly objectsWritten: number;
  readonly objectsRead: number;
  readonly indexWrites: number;
  readonly indexReads: number;
}

export const NO_REQUESTS: Requests = { objectsWritten: 0, objectsRead: 0, indexWrites: 0, indexReads: 0 };

/** Wraps both ports, and counts each call, whatever comes of it: a put that finds its place taken costs as much. */
export class CountedPorts {
  readonly objects: ObjectStore;
  readonly table: CatalogTable;
  #so: Requests = NO_REQUESTS;

  constructor(objects: ObjectStore, table: CatalogTable) {
    const count = (what: keyof Requests): void => {
      this.#so = { ...this.#so, [what]: this.#so[what] + 1 };
    };
    this.objects = {
      putOnce: (key, bytes, mediaType) => {
        count('objectsWritten');
        return objects.putOnce(key, bytes, mediaType);
      },
      putOnceFrom: (key, chunks, mediaType) => {
        count('objectsWritten');
        return objects.putOnceFrom(key, chunks, mediaType);
      },
      get: (key) => {
        count('objectsRead');
        return objects.get(key);
      },
      read: (key, range) => {
        count('objectsRead');
        return objects.read(key, range);
      },
      size: (key) => {
        count('objectsRead');
        return objects.size(key);
      },
      list: (prefix): AsyncIterable<StoredObject> => {
        count('objectsRead');
        return objects.list(prefix);
      },
    };
    this.table = {
      get: (pk, sk) => {
        count('indexReads');
        return table.get(pk, sk);
      },
      query: (query: Query): AsyncIterable<Item> => {
        count('indexReads');
        return table.query(query);
      },
      putOnce: (item) => {
        count('indexWrites');
        return table.putOnce(item);
      },
      putNewer: (item, rank) => {
        count('indexWrites');
        return table.putNewer(item, rank);
      },
    };
  }

  /** Since the ports were wrapped. */
  get soFar(): Requests {
    return this.#so;
  }
}

export function sumOf(one: Requests, other: Requests): Requests {
  return eachOf((what) => one[what] + other[what]);
}

export function moreOf(one: Requests, other: Requests): Requests {
  return eachOf((what) => Math.max(one[what], other[what]));
}

function eachOf(value: (what: keyof Requests) => number): Requests {
  return {
    objectsWritten: value('objectsWritten'),
    objectsRead: value('objectsRead'),
    indexWrites: value('indexWrites'),
    indexReads: value('indexReads'),
  };
}
