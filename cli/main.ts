import { Command, CommanderError } from 'commander';
import { SOFTWARE } from '../core/software.ts';
import { EXIT, type ExitCode, type Terminal } from './terminal.ts';
import type { VerbContext } from './verbs/verb.ts';

/** The verbs, in the order of the help. Each is loaded only when it is called, or when the help names them all. */
const VERBS: Readonly<Record<string, () => Promise<(context: VerbContext) => Command>>> = {
  capture: async () => (await import('./verbs/capture.ts')).captureVerb,
  watch: async () => (await import('./verbs/watch.ts')).watchVerb,
  read: async () => (await import('./verbs/read.ts')).readVerb,
  reread: async () => (await import('./verbs/reread.ts')).rereadVerb,
  issues: async () => (await import('./verbs/browse.ts')).issuesVerb,
  show: async () => (await import('./verbs/browse.ts')).showVerb,
  versions: async () => (await import('./verbs/versions.ts')).versionsVerb,
  diff: async () => (await import('./verbs/versions.ts')).diffVerb,
  figures: async () => (await import('./verbs/figures.ts')).figuresVerb,
  release: async () => (await import('./verbs/release.ts')).releaseVerb,
  export: async () => (await import('./verbs/export.ts')).exportVerb,
  verify: async () => (await import('./verbs/verify.ts')).verifyVerb,
  search: async () => (await import('./verbs/search.ts')).searchVerb,
  rights: async () => (await import('./verbs/rights.ts')).rightsVerb,
  takedown: async () => (await import('./verbs/takedown.ts')).takedownVerb,
  serve: async () => (await import('./verbs/serve.ts')).serveVerb,
  alerts: async () => (await import('./verbs/alerts.ts')).alertsVerb,
  status: async () => (await import('./verbs/status.ts')).statusVerb,
};

/** Runs the command and gives its exit code. Nothing is thrown: a failure is one sentence on `terminal.err`. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const context: VerbContext = {
    terminal,
    end: (code) => {
      exitCode = code;
    },
  };
  const program = new Command('jmnews')
    .description(
      'An archive of a local newspaper’s e-paper: every version kept, every figure traced to its sentence.',
    )
    .version(SOFTWARE.version)
    // `alerts subscribe --data DIR` is the option of `subscribe`, though `alerts` has one of that name.
    .enablePositionalOptions()
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 something is missing or refused, 4 integrity broken.',
    );
  const called = VERBS[args[0] ?? ''];
  for (const load of called ? [called] : Object.values(VERBS)) program.addCommand((await load())(context));
  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command
      .exitOverride()
      .enablePositionalOptions()
      .configureOutput({
        writeOut: terminal.out,
        writeErr: terminal.err,
        outputError: (text, write) => {
          write(text.replace(/^error: /, 'jmnews: '));
        },
      });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (failure) {
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? EXIT.done : EXIT.usage;
    // Loaded late: what failures there are is known by every room, and most runs have none.
    const { explain } = await import('./failures.ts');
    const { sentence, exitCode: code } = explain(failure);
    terminal.err(`jmnews: ${sentence}\n`);
    return code;
  }
}
