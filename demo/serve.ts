import { parseArgs } from 'node:util';
import { PortInUse, startDemoPaper } from './server.ts';

const USAGE = `Serves 示范日报 (Demonstration Daily), a made-up newspaper, on loopback until it is interrupted.

  npm run demo -- [--port N] [--later]

  --port N   the port, 1 to 65535; without it any free one
  --later    the paper after it edited one article and withdrew another
  --help     this text
`;

/** What the words after the command ask for, or a sentence that says what is wrong with them. */
type Request =
  | { readonly kind: 'serve'; readonly port: number; readonly later: boolean }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

process.exitCode = await serve(requestOf(process.argv.slice(2)));

async function serve(request: Request): Promise<number> {
  switch (request.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return 0;
    case 'wrong':
      process.stderr.write(`${request.sentence}\n`);
      return 2;
    case 'serve':
      break;
  }
  try {
    const paper = await startDemoPaper({ port: request.port, moment: request.later ? 'later' : 'first' });
    process.stdout.write(`${paper.baseUrl}\n${paper.dates.join('\n')}\n`);
    await interrupted();
    await paper.close();
    return 0;
  } catch (error) {
    if (!(error instanceof PortInUse)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function requestOf(args: readonly string[]): Request {
  let values: { readonly port?: string | undefined; readonly later?: boolean; readonly help?: boolean };
  try {
    const options = {
      port: { type: 'string' },
      later: { type: 'boolean' },
      help: { type: 'boolean' },
    } as const;
    values = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'wrong', sentence: `${error.message}; see npm run demo -- --help` };
  }
  if (values.help) return { kind: 'help' };
  const { port = '0' } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return { kind: 'wrong', sentence: `'${port}' is not a port; give --port a number from 1 to 65535` };
  }
  return { kind: 'serve', port: Number(port), later: values.later ?? false };
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
