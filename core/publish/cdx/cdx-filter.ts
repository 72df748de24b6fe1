import { type CdxField, type CdxLine, cdxField } from './cdx-lines.ts';

/** Whether a line is wanted. */
export type CdxFilter = (line: CdxLine) => boolean;

const MAX_CHARACTERS = 200;

const FORM = /^(!?)([=~]?)([a-z]+):(.*)$/s;

/** Text that is no filter. */
export class BadFilter extends Error {
  override readonly name = 'BadFilter';

  constructor(text: string, why: string) {
    super(`'${text.slice(0, MAX_CHARACTERS)}' is no filter: ${why}`);
  }
}

/**
 * `[!][=|~]field:expression`, as pywb reads it: the value holds the text, is the text (`=`), or begins with what the
 * regular expression matches (`~`); `!` for the opposite. What reads expressions is large, and loaded when the first one
 * is given. Fails with {@link BadFilter}.
 */
export async function cdxFilter(text: string): Promise<CdxFilter> {
  const [, not = '', how = '', name = '', expression = ''] = FORM.exec(text) ?? [];
  const field = cdxField(name);
  if (field === null) throw new BadFilter(text, 'give one such as =status:200 or ~url:.*node_.*');
  if (expression.length > MAX_CHARACTERS)
    throw new BadFilter(text, `its expression has more than ${MAX_CHARACTERS} characters`);
  const matches = await matcherOf(text, how, expression);
  return (line) => matches(valueOf(line, field)) !== (not === '!');
}

/** What an index line says in a field, as text. */
export function valueOf(line: CdxLine, field: CdxField): string {
  return String(line[field]);
}

async function matcherOf(text: string, how: string, expression: string): Promise<(value: string) => boolean> {
  if (how === '=') return (value) => value === expression;
  if (how === '') return (value) => value.includes(expression);
  const { compileExpression } = await import('./cdx-expression.ts');
  const compiled = compileExpression(expression);
  if (compiled.kind === 'refused') throw new BadFilter(text, compiled.why);
  return compiled.matches;
}
