import { type Manners, POLITE } from '../adapters/http/manners.ts';

/**
 * How every function asks a newspaper's site. A function's time is short: what cannot be had in a minute goes back to
 * the queue, which tries again later. How many resources one call takes is reckoned from this.
 */
export const FUNCTION_MANNERS: Manners = { ...POLITE, tries: 1, totalTimeoutMs: 60_000, maxPauseMs: 15_000 };

/** The settings that a function reads from its environment, by the names they have there. */
export type Settings<Name extends string> = Readonly<Record<Name, string>>;

/** Names that the environment does not hold. */
export class SettingsMissing extends Error {
  override readonly name = 'SettingsMissing';
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(`missing from the environment: ${missing.join(', ')}; set each to a value that is not empty`);
    this.missing = missing;
  }
}

/** Reads all of `names` at once, so that one start tells everything that is missing. */
export function readSettings<Name extends string>(
  names: readonly Name[],
  env: Readonly<Record<string, string | undefined>>,
): Settings<Name> {
  const entries = names.map((name) => [name, env[name] ?? ''] as const);
  const missing = entries.filter(([, value]) => value === '').map(([name]) => name);
  if (missing.length > 0) throw new SettingsMissing(missing);
  return Object.fromEntries(entries) as Settings<Name>;
}
