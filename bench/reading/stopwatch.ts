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

/** Runs of a job that together take at least this many milliseconds are told from each other by the clock. */
const LEAST_MEASURED = 5;

/**
 * Milliseconds that a job takes at its quickest, of some rounds. What disturbs a measurement only ever adds to it, so
 * this is what shows how a job grows. Of a job that is shorter than the clock is fine, many runs are one round.
 */
export function leastTime(job: () => unknown, rounds: number): number {
  let runs = 1;
  let least = timeOf(job, runs);
  while (least * runs < LEAST_MEASURED && runs < 1000) {
    runs *= 2;
    least = timeOf(job, runs);
  }
  for (let round = 1; round < rounds; round += 1) least = Math.min(least, timeOf(job, runs));
  return least;
}

function timeOf(job: () => unknown, runs: number): number {
  const started = performance.now();
  for (let run = 0; run < runs; run += 1) job();
  return (performance.now() - started) / runs;
}
