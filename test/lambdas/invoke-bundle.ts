/**
 * Run by Node itself, never imported: `node invoke-bundle.ts <bundle> <event as JSON>`. Loads the bundle, calls its
 * handler once, and prints as its last line what became of it.
 */
import { pathToFileURL } from 'node:url';

interface Bundle {
  readonly handler: (event: unknown, context: unknown) => Promise<unknown>;
}

const [bundle = '', event = ''] = process.argv.slice(2);
let loaded = false;
let result: unknown = null;
let failure: string[] = [];
try {
  const { handler } = (await import(pathToFileURL(bundle).href)) as Bundle;
  loaded = true;
  result = await handler(JSON.parse(event), { awsRequestId: 'test' });
} catch (error) {
  failure = wordsOf(error);
}
// What the handler left open, such as sockets that are kept alive, must not keep the process.
process.stdout.write(`${JSON.stringify({ loaded, result, failure })}\n`, () => process.exit());

/** Names, codes and messages of an error, of what caused it and of what it gathers. */
function wordsOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? String(error.code) : '';
  const gathered: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error.name, code, error.message, ...wordsOf(error.cause), ...gathered.flatMap(wordsOf)];
}
