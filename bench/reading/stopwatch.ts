import { performance } from 'node:perf_hooks';

/** Turns of which the times are thrown away, and turns that count. */
export interface Turns {
  readonly warmUps: number;
  readonly rounds: number;
}

/**
 * Milliseconds that each job takes at its quickest, turn by turn, so that their ratios hold on any machine. What disturbs a
 * measurement only ever adds to it, and more to a job that is long enough to be interrupted.
 */
export function leastTimes<K extends string>(
  jobs: Readonly<Record<K, () => unknown>>,
  turns: Turns,
  now: () => number = () => performance.now(),
): ReadonlyMap<K, number> {
  const names = namesOf(jobs);
  const times = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = -turns.warmUps; round < turns.rounds; round += 1) {
    for (const name of names) {
      const started = now();
      jobs[name]();
      const took = now() - started;
      if (round >= 0) times.get(name)?.push(took);
    }
  }
  return new Map(names.map((name) => [name, Math.min(...(times.get(name) ?? []))]));
}

/** The middle one; of an even number the higher of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The least of the values that such a share of them are not above. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

function namesOf<K extends string>(jobs: Readonly<Record<K, unknown>>): K[] {
  const names: K[] = [];
  for (const name in jobs) names.push(name);
  return names;
}

/** Milliseconds that the processor has spent on this process: others on the machine add nothing to them. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
