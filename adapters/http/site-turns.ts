import { setTimeout as wait } from 'node:timers/promises';
import { FetchFailed } from '../../core/capture/paper-client.ts';
import type { Manners } from './manners.ts';
import { Pace } from './pace.ts';
import type { RequestPermit } from './request-permit.ts';

/** The connections to one port of a host. */
export interface Connections {
  /** Scheme with host and port. */
  readonly origin: string;
  /** Ends those that are open; none is in use. The next request opens a new one. */
  disconnect(): Promise<void>;
}

/**
 * When a host may be asked, whatever ports it has: a newspaper that serves the same pages on two of them is one machine,
 * with one pace and one set of connections between them. Times are `performance.now()`'s.
 */
export class SiteTurns {
  readonly pace: Pace;
  readonly #manners: Manners;
  readonly #permit: RequestPermit;
  readonly #running = new Set<Promise<void>>();
  readonly #crawlDelays = new Map<string, number | undefined>();
  #turn: Promise<unknown> = Promise.resolve();
  #connected: Connections | null = null;

  constructor(hostname: string, manners: Manners, permit: RequestPermit) {
    this.pace = new Pace(manners, hostname);
    this.#manners = manners;
    this.#permit = permit;
  }

  /** `seconds` is the `Crawl-delay` of the robots.txt of one port; the longest of a host's holds for all of it. */
  crawlDelay(origin: string, seconds: number | undefined): void {
    this.#crawlDelays.set(origin, seconds);
    const told = [...this.#crawlDelays.values()].filter((delay) => delay !== undefined);
    this.pace.crawlDelay(told.length === 0 ? undefined : Math.max(...told));
  }

  /**
   * Lets requests start one after another, each when a connection is free and the host may be asked. Waiting for
   * the connection here and not in the pool keeps a request from leaving behind an answer that forbids it.
   */
  async take<T>(connections: Connections, url: string, work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => {
      while (this.#running.size >= this.#manners.connections) await Promise.race(this.#running);
      for (let left = this.#leftMs(connections, url); left > 0; left = this.#leftMs(connections, url))
        await wait(left);
      await this.#permit(url);
      await this.#connectTo(connections);
      this.pace.started(performance.now());
      const answer = work();
      const ended = answer.then(
        () => void this.#running.delete(ended),
        () => void this.#running.delete(ended),
      );
      this.#running.add(ended);
      // In a box, so that the next turn does not wait for the answer.
      return { answer };
    });
    this.#turn = turn.catch(() => undefined);
    return (await turn).answer;
  }

  /** Only one port of a host is connected to at a time. */
  async #connectTo(connections: Connections): Promise<void> {
    if (this.#connected === connections) return;
    await Promise.all(this.#running);
    await this.#connected?.disconnect();
    this.#connected = connections;
  }

  /** How long until the next request may start. Fails with {@link FetchFailed} when that is too long to wait. */
  #leftMs({ origin }: Connections, url: string): number {
    const now = performance.now();
    const closedMs = this.pace.closedMs(now);
    if (closedMs > 0) {
      const seconds = Math.ceil(closedMs / 1000);
      throw new FetchFailed(
        'asked-to-wait',
        url,
        `${origin} asks to be left alone for another ${seconds} seconds; run the same command again after that (${url})`,
      );
    }
    return this.pace.leftMs(now);
  }
}
