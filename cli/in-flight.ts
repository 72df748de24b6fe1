import type { Exchange, PaperClient } from '../core/capture/paper-client.ts';

/** What is under way at a time at most: enough for the disk to be asked for many at once, few enough to hold and to lose. */
export const MAX_UNDER_WAY = 16;
/** While so many bytes have come that are not kept yet, nothing more is asked for. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * What a run is in the middle of. The site is asked by few at a time, one for each connection and one that stands
 * ready, so that a connection is busy again as soon as a body has come; those whose bytes are here are kept and read
 * meanwhile, as many as there is room for. What comes is at most {@link MAX_BYTES}, and a body for each who asks.
 */
export class InFlight {
  readonly #client: PaperClient;
  readonly #maxAsking: number;
  readonly #working = new Set<Promise<void>>();
  #asking = 0;
  #bytes = 0;
  #failures: unknown[] = [];
  #changed = Promise.withResolvers<undefined>();

  /** `client` asks on so many connections. */
  constructor(client: PaperClient, connections: number) {
    this.#client = client;
    this.#maxAsking = connections + 1;
  }

  get isIdle(): boolean {
    return this.#working.size === 0;
  }

  /** Whether one more may be started now. */
  hasRoom({ asks }: { readonly asks: boolean }): boolean {
    if (this.#working.size >= MAX_UNDER_WAY) return false;
    return !asks || (this.#asking < this.#maxAsking && this.#bytes < MAX_BYTES);
  }

  /** Starts `work`, which is to ask the site only by the client that it is given. */
  start({ asks }: { readonly asks: boolean }, work: (client: PaperClient) => Promise<void>): void {
    const own = new Own(this.#client, (asking, bytes) => {
      this.#asking += asking;
      this.#bytes += bytes;
      this.#tell();
    });
    if (asks) own.begin();
    const job = work(own)
      .catch((failure: unknown) => void this.#failures.push(failure))
      .finally(() => {
        this.#working.delete(job);
        own.end();
      });
    this.#working.add(job);
  }

  /** Until something has ended or moved on. Fails as soon as any of the work has failed. */
  async change(): Promise<void> {
    if (this.#failures.length === 0) await this.#changed.promise;
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  /** Until nothing is under way, whatever came of it. */
  async idle(): Promise<void> {
    await Promise.all(this.#working);
  }

  #tell(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve(undefined);
  }
}

/** The client as one piece of work has it: tells when that asks, and how much it has got. */
class Own implements PaperClient {
  readonly #client: PaperClient;
  readonly #moved: (asking: number, bytes: number) => void;
  #asks = false;
  #bytes = 0;

  constructor(client: PaperClient, moved: (asking: number, bytes: number) => void) {
    this.#client = client;
    this.#moved = moved;
  }

  begin(): void {
    if (!this.#asks) this.#moved(1, 0);
    this.#asks = true;
  }

  async fetch(...request: Parameters<PaperClient['fetch']>): Promise<Exchange> {
    this.begin();
    // Who gets no answer goes on asking to the end: what that means for the others is known only then.
    const exchange = await this.#client.fetch(...request);
    const { body, payload } = exchange.response;
    const bytes = body.length + (payload === body ? 0 : payload.length);
    this.#bytes += bytes;
    this.#asks = false;
    this.#moved(-1, bytes);
    return exchange;
  }

  end(): void {
    const bytes = this.#bytes;
    this.#bytes = 0;
    this.#moved(this.#asks ? -1 : 0, -bytes);
    this.#asks = false;
  }
}
