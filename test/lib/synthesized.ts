import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import { addArchive, type Archive } from '../../lib/archive.ts';
import type { Deployment } from '../../lib/deployment.ts';

/** What cdk.json sets for the real app; templates depend on it. */
export const CDK_CONTEXT = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'))).context;

export interface Synthesized {
  readonly app: App;
  readonly archive: Archive;
  readonly templates: Readonly<Record<keyof Archive, Template>>;
}

/** The whole app as it would be deployed, but for the functions' code: bundling is another test's business. */
export function synthesize(changes: Partial<Deployment> = {}): Synthesized {
  const deployment: Deployment = {
    ...{ papers: ['jmrb'], contact: 'mail@archive.cn', alarmEmail: null, rights: 'reading-room' },
    signInDomain: null,
    ...changes,
  };
  const app = new App({ context: CDK_CONTEXT });
  const archive = addArchive(app, deployment, () => Code.fromInline('export const handler = () => {};'));
  const templates = {
    storage: Template.fromStack(archive.storage),
    pipeline: Template.fromStack(archive.pipeline),
    readingRoom: Template.fromStack(archive.readingRoom),
    lake: Template.fromStack(archive.lake),
    alarms: Template.fromStack(archive.alarms),
  };
  return { app, archive, templates };
}

const Resources = z.record(
  z.string(),
  z.object({
    Type: z.string(),
    Properties: z.record(z.string(), z.unknown()).default({}),
    DeletionPolicy: z.string().optional(),
    UpdateReplacePolicy: z.string().optional(),
  }),
);

export interface SynthesizedResource {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: string | undefined;
  readonly replacePolicy: string | undefined;
}

/** Resources of a template, or of several, that are of one type. */
export function resourcesOf(type: string, ...templates: readonly Template[]): SynthesizedResource[] {
  return templates.flatMap((template) =>
    Object.entries(Resources.parse(template.toJSON()['Resources']))
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({
        id,
        type,
        properties: resource.Properties,
        deletionPolicy: resource.DeletionPolicy,
        replacePolicy: resource.UpdateReplacePolicy,
      })),
  );
}
