import type { SeriesPoints } from '../../core/publish/series/series-points.ts';
import type { ChartSize, ChartWords } from './draw-chart.ts';

/** Some pages' worth of drawings; each is of some ten thousand characters. */
const MOST_KEPT = 200;

/** Drawings by what they are of: what a release holds never changes, so that none is made twice in a row. */
export class Charts {
  /** Those asked for longest ago first. */
  readonly #kept = new Map<string, string>();
  readonly #mostKept: number;

  constructor(mostKept: number = MOST_KEPT) {
    this.#mostKept = mostKept;
  }

  /**
   * The drawing that `name` names. What draws is large, and loaded when the first one is asked for: most who start the
   * room want none.
   */
  async of(name: string, points: SeriesPoints, words: ChartWords, size: ChartSize): Promise<string> {
    const kept = this.kept(name);
    if (kept !== null) return kept;
    const { drawChart } = await import('./draw-chart.ts');
    const drawn = drawChart(points, words, size);
    if (this.#kept.size >= this.#mostKept) this.#dropOldest();
    this.#kept.set(name, drawn);
    return drawn;
  }

  /** `null` of a drawing that is not at hand. */
  kept(name: string): string | null {
    const kept = this.#kept.get(name);
    if (kept === undefined) return null;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    return kept;
  }

  #dropOldest(): void {
    for (const name of this.#kept.keys()) {
      this.#kept.delete(name);
      return;
    }
  }
}
