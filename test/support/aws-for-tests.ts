import { afterAll, beforeAll } from 'vitest';
import { type Outcome, startJmnewsWith } from './command.ts';
import { type LocalDynamo, startLocalDynamo } from './local-dynamo.ts';
import { LOCAL_AWS, type LocalAws, startLocalAws } from './local-fauxqs.ts';

export interface AwsForTests {
  readonly aws: LocalAws;
  readonly dynamo: LocalDynamo;
}

/** Both stand-ins for the tests of a file, which ask for them while they run: they start before the first one. */
export function awsForTests(): () => AwsForTests {
  let started: AwsForTests | null = null;
  beforeAll(async () => {
    const [aws, dynamo] = await Promise.all([startLocalAws(), startLocalDynamo()]);
    started = { aws, dynamo };
  });
  afterAll(async () => {
    await Promise.all([started?.aws.stop(), started?.dynamo.stop()]);
  });
  return () => {
    if (started === null) throw new Error('the stand-ins of AWS start with the first test');
    return started;
  };
}

/** Runs the command as an operator does, who has credentials in the environment and nothing else. */
export function jmnewsOnAws({ aws, dynamo }: AwsForTests): (...args: string[]) => Promise<Outcome> {
  const { accessKeyId, secretAccessKey } = LOCAL_AWS.credentials;
  const env = {
    ...{ AWS_REGION: LOCAL_AWS.region, AWS_ACCESS_KEY_ID: accessKeyId },
    ...{ AWS_SECRET_ACCESS_KEY: secretAccessKey },
    ...{ AWS_ENDPOINT_URL_S3: aws.endpoint, AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint },
  };
  return (...args) => startJmnewsWith(env, ...args).outcome;
}
