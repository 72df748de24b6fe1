import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { archiveOnAws } from '../aws-archive.ts';
import { outboxOnAws } from '../aws-outbox.ts';
import { now } from '../clock.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { createHandler } from './handler.ts';
import { settingNames } from './settings.ts';

const settings = readSettings(settingNames, process.env);

export const handler = createHandler({
  ...archiveOnAws(settings),
  outbox: outboxOnAws(settings),
  within: withinReadingDeadline,
  now,
  report: reportJson,
});
