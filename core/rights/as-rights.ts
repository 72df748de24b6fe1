import * as z from 'zod';
import { PolicyRecord, PolicyRule, TakedownRecord } from '../catalog/rights-records.ts';

/** Something that a person wrote and that is no policy, rule or takedown. */
export class BadRights extends Error {
  override readonly name = 'BadRights';

  constructor(what: string, cause: z.ZodError) {
    super(`this is no ${what}: ${z.prettifyError(cause)}`, { cause });
  }
}

/** Fails with {@link BadRights}, and so do the others. */
export function asPolicy(value: unknown): PolicyRecord {
  return parsed('policy', value, PolicyRecord);
}

export function asRules(value: unknown): PolicyRecord['rules'] {
  return parsed('list of rules', value, z.array(PolicyRule));
}

export function asTakedown(value: unknown): TakedownRecord {
  return parsed('takedown', value, TakedownRecord);
}

function parsed<T>(what: string, value: unknown, schema: z.ZodType<T>): T {
  const found = schema.safeParse(value);
  if (!found.success) throw new BadRights(what, found.error);
  return found.data;
}
