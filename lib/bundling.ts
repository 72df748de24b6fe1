import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, type Metafile, buildSync } from 'esbuild';
import { LAMBDA_NAMES, type LambdaName } from './lambda-names.ts';

/** CommonJS packages in the bundle call a `require` that an ES module does not have. */
const REQUIRE_SHIM =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export interface BundlingProps {
  /** The folder that holds `lambdas/`, normally the root of the checkout. */
  readonly root: string;

  /** Where the bundles go; emptied first, so that nothing of an earlier build is deployed. */
  readonly outDir: string;
}

/** One function, ready for upload. */
export interface LambdaBundle {
  /** Holds `index.mjs`, and beside it only what that loads when it is first needed. */
  readonly directory: string;

  /** What is loaded at the start, minified and not compressed. */
  readonly bytes: number;

  /** What is loaded later or never. */
  readonly laterBytes: number;
}

/** Of these, what is imported when it is needed lies in files of its own; of the others nothing is. */
const IN_PARTS: readonly LambdaName[] = ['reading-room'];

/**
 * Bundles every function, each into its own `<name>/index.mjs`. Those that are one file come of a single run of esbuild,
 * which parses what they share once and is several times faster than a run for each; parts, which a run would share among
 * all its functions, need one of their own.
 *
 * Fails with esbuild's `BuildFailure` when an entry does not exist or does not compile.
 */
export function bundleLambdas({ root, outDir }: BundlingProps): Readonly<Record<LambdaName, LambdaBundle>> {
  rmSync(outDir, { recursive: true, force: true });
  const settings: BuildOptions = {
    absWorkingDir: root,
    outdir: outDir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    // The reader's words as they are: escaped, each character of them takes twice as much.
    charset: 'utf8',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE_SHIM },
    // Under the checkout's verbatimModuleSyntax an import of nothing but types would still load its module: code that
    // never runs, and for packages that are only types, a bundle that does not load.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false } },
    legalComments: 'none',
    logLevel: 'silent',
  };
  const build = (names: readonly LambdaName[], more: BuildOptions = {}): Metafile => {
    const entryPoints = Object.fromEntries(
      names.map((name) => [`${name}/index`, `lambdas/${name}/index.ts`]),
    );
    return buildSync({ ...settings, ...more, entryPoints, metafile: true }).metafile;
  };
  const whole = build(LAMBDA_NAMES.filter((name) => !IN_PARTS.includes(name)));
  const metafiles = new Map<LambdaName, Metafile>(
    IN_PARTS.map((name) => [name, build([name], { splitting: true, chunkNames: `${name}/[name]-[hash]` })]),
  );
  const bundleOf = (name: LambdaName): LambdaBundle => ({
    directory: join(outDir, name),
    ...bytesOf(metafiles.get(name) ?? whole, name),
  });
  return {
    discover: bundleOf('discover'),
    capture: bundleOf('capture'),
    read: bundleOf('read'),
    publish: bundleOf('publish'),
    audit: bundleOf('audit'),
    alert: bundleOf('alert'),
    'search-index': bundleOf('search-index'),
    'reading-room': bundleOf('reading-room'),
  };
}

/** What of the function's output is loaded with it, and what is not. */
function bytesOf({ outputs }: Metafile, name: LambdaName): Pick<LambdaBundle, 'bytes' | 'laterBytes'> {
  const own = Object.entries(outputs).filter(([path]) => path.includes(`/${name}/`));
  const entry = own.find(([, { entryPoint }]) => entryPoint === `lambdas/${name}/index.ts`);
  const atStart = new Set(entry === undefined ? [] : [entry[0]]);
  // A set gives what is added to it in the midst of its walk.
  for (const path of atStart) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && imported in outputs) atStart.add(imported);
  }
  const total = (isCounted: (path: string) => boolean): number =>
    own.reduce((sum, [path, { bytes }]) => (isCounted(path) ? sum + bytes : sum), 0);
  return { bytes: total((path) => atStart.has(path)), laterBytes: total((path) => !atStart.has(path)) };
}
