import type { Catalog } from '../catalog/catalog.ts';
import type { EventRecord } from '../catalog/records.ts';
import type { Asker } from '../catalog/rights-records.ts';
import type { Instant } from '../paper/instant.ts';
import { PAPERS } from '../paper/registry.ts';
import { Access, isListed, subjectOfEvent } from '../rights/access.ts';
import { RightsBook } from '../rights/rights-book.ts';

/**
 * Which events may be told to somebody, by the rights of their papers as they are when they are first asked for: those
 * that a feed would tell the same asker. Of a paper that nobody registered nothing is told, as no feed tells of it.
 */
export class EventRights {
  readonly #catalog: Catalog;
  readonly #at: Instant;
  readonly #asker: Asker;
  readonly #papers = new Map<string, Promise<Access | null>>();

  constructor(catalog: Catalog, at: Instant, asker: Asker) {
    this.#catalog = catalog;
    this.#at = at;
    this.#asker = asker;
  }

  /** Fails with CatalogDamaged where the rights cannot be read: the notice waits until they can. */
  async mayTell(event: EventRecord): Promise<boolean> {
    let opened = this.#papers.get(event.paper);
    if (opened === undefined) {
      opened = this.#open(event.paper);
      this.#papers.set(event.paper, opened);
    }
    const access = await opened;
    return access !== null && isListed(await access.to(subjectOfEvent(event)));
  }

  async #open(id: string): Promise<Access | null> {
    const paper = PAPERS.find((one) => one.id === id);
    if (paper === undefined) return null;
    const records = await Array.fromAsync(this.#catalog.rights(id));
    return new Access(this.#catalog, new RightsBook(paper, records, this.#at, this.#asker));
  }
}
