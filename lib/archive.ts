import type { App } from 'aws-cdk-lib';
import type { Deployment } from './deployment.ts';
import type { CodeOf } from './lambda-names.ts';
import { AlarmsStack } from './stacks/alarms-stack.ts';
import { LakeStack } from './stacks/lake-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';
import { ReadingRoomStack } from './stacks/reading-room-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';

/** The stacks of one archive, in the order in which they are deployed. */
export interface Archive {
  readonly storage: StorageStack;
  readonly pipeline: PipelineStack;
  readonly readingRoom: ReadingRoomStack;
  readonly lake: LakeStack;
  readonly alarms: AlarmsStack;
}

/** Adds all of an archive to `app`. */
export function addArchive(app: App, deployment: Deployment, codeOf: CodeOf): Archive {
  const storage = new StorageStack(app, 'JmnewsStorage');
  const pipeline = new PipelineStack(app, 'JmnewsPipeline', { storage, deployment, codeOf });
  const readingRoom = new ReadingRoomStack(app, 'JmnewsReadingRoom', { storage, deployment, codeOf });
  const lake = new LakeStack(app, 'JmnewsLake', { storage });
  const alarms = new AlarmsStack(app, 'JmnewsAlarms', { storage, pipeline, readingRoom, deployment });
  return { storage, pipeline, readingRoom, lake, alarms };
}
