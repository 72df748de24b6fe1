import type { Code } from 'aws-cdk-lib/aws-lambda';

/** The functions of the archive. Each is a folder of `lambdas/` whose `index.ts` exports `handler`. */
export const LAMBDA_NAMES = [
  'discover',
  'capture',
  'read',
  'publish',
  'alert',
  'audit',
  'search-index',
  'reading-room',
] as const;
export type LambdaName = (typeof LAMBDA_NAMES)[number];

/** Where the stacks get a function's code from: the bundles, or anything else in a test. */
export type CodeOf = (name: LambdaName) => Code;
