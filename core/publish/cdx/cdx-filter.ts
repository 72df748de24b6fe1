import { RE2JS, RE2JSException } from 're2js';
import { type CdxField, type CdxLine, cdxField } from './cdx-lines.ts';

/** Whether a line is wanted. */
export type CdxFilter = (line: CdxLine) => boolean;

const MAX_CHARACTERS = 200;

/** What an expression may cost for each character of a value, in steps of its automaton. */
const MAX_PROGRAM = 200;

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
 * regular expression matches (`~`); `!` for the opposite. Expressions are RE2's, which take linear time whatever they
 * are. Fails with {@link BadFilter}.
 */
export function cdxFilter(text: string): CdxFilter {
  const [, not = '', how = '', name = '', expression = ''] = FORM.exec(text) ?? [];
  const field = cdxField(name);
  if (field === null) throw new BadFilter(text, 'give one such as =status:200 or ~url:.*node_.*');
  if (expression.length > MAX_CHARACTERS)
    throw new BadFilter(text, `its expression has more than ${MAX_CHARACTERS} characters`);
  const matches = matcherOf(text, how, expression);
  return (line) => matches(valueOf(line, field)) !== (not === '!');
}

/** What an index line says in a field, as text. */
export function valueOf(line: CdxLine, field: CdxField): string {
  return String(line[field]);
}

function matcherOf(text: string, how: string, expression: string): (value: string) => boolean {
  if (how === '=') return (value) => value === expression;
  if (how === '') return (value) => value.includes(expression);
  const compiled = compile(text, expression);
  if (compiled.programSize() > MAX_PROGRAM)
    throw new BadFilter(text, 'its expression is too large; repeat less in it');
  return (value) => compiled.matcher(value).lookingAt();
}

function compile(text: string, expression: string): RE2JS {
  try {
    return RE2JS.compile(expression);
  } catch (cause) {
    if (cause instanceof RE2JSException) throw new BadFilter(text, cause.message);
    throw cause;
  }
}
