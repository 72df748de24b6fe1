import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const WORLD = 'The core takes what it needs through its ports';

export default defineConfig(
  { ignores: ['node_modules', 'cdk.out', 'dist', 'data'] },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'bin/jmnews.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // An import that names types only would otherwise stay behind as an import for its side effects.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['core/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'fetch',
        'console',
        'Buffer',
        'performance',
        'setTimeout',
        'setInterval',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'take randomness as an argument' },
        { object: 'Date', property: 'now', message: 'take the instant as an argument' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              // A hash and a compressor are pure functions that the runtime happens to ship.
              regex:
                '^(node:(?!crypto$|zlib$)|@aws-sdk/|aws-|undici|hono|\\.\\./.*(adapters|lambdas|web|cli|lib)/)',
              message: WORLD,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['core/**', 'adapters/**', 'web/**', 'lambdas/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          // `z` is one object, which goes into a function's bundle whole: with the messages of every language.
          selector: "ImportDeclaration[source.value='zod'] ImportSpecifier[imported.name='z']",
          message: "import * as z from 'zod', of which a bundle takes what is used",
        },
      ],
    },
  },
  {
    // Its successor, a package of its own, is not published yet.
    files: ['lambdas/reading-room/handler.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  { files: ['**/*.config.ts', '*.config.js', '**/*.d.ts'], rules: { 'no-restricted-exports': 'off' } },
);
