import { SNSClient } from '@aws-sdk/client-sns';
import { DynamoTable } from '../../adapters/dynamodb/dynamo-table.ts';
import { SnsNotifier } from '../../adapters/sns/sns-notifier.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { now } from '../clock.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { createHandler } from './handler.ts';
import { settingNames } from './settings.ts';

const settings = readSettings(settingNames, process.env);

export const handler = createHandler({
  catalog: new Catalog(DynamoTable.inEnvironment(settings.CATALOG_TABLE)),
  notifier: new SnsNotifier(new SNSClient({}), settings.ALERT_TOPIC_ARN),
  now,
  report: reportJson,
});
