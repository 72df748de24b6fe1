import { PAPERS } from '../../core/paper/registry.ts';
import { archiveOnAws } from '../aws-archive.ts';
import { now } from '../outside.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { createHandler } from './handler.ts';
import { settingNames } from './settings.ts';

const settings = readSettings(settingNames, process.env);

export const handler = createHandler({
  ...archiveOnAws(settings),
  papers: PAPERS,
  now,
  // Who is let in is signed in: the HTTP API asks for it on every route that holds the publisher's text.
  rights: 'reading-room',
  report: (error) => reportJson('request-failed', { error }),
});
