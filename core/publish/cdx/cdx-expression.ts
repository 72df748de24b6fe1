import { RE2JS, RE2JSException } from 're2js';

/** What an expression may cost for each character of a value, in steps of its automaton. */
const MAX_PROGRAM = 200;

/** Whether a value begins with what an expression matches; or why there is no telling. */
export type CompiledExpression =
  | { readonly kind: 'compiled'; readonly matches: (value: string) => boolean }
  | { readonly kind: 'refused'; readonly why: string };

/** Expressions are RE2's, which take linear time whatever they are. */
export function compileExpression(expression: string): CompiledExpression {
  const compiled = compile(expression);
  if (typeof compiled === 'string') return { kind: 'refused', why: compiled };
  if (compiled.programSize() > MAX_PROGRAM)
    return { kind: 'refused', why: 'its expression is too large; repeat less in it' };
  return { kind: 'compiled', matches: (value) => compiled.matcher(value).lookingAt() };
}

/** What is wrong with an expression that is none. */
function compile(expression: string): RE2JS | string {
  try {
    return RE2JS.compile(expression);
  } catch (cause) {
    if (cause instanceof RE2JSException) return cause.message;
    throw cause;
  }
}
