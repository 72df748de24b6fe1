import { PAPERS } from '../../core/paper/registry.ts';
import { archiveOnAws } from '../aws-archive.ts';
import { now } from '../clock.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { createHandler } from './handler.ts';
import { readRights, settingNames } from './settings.ts';

const settings = readSettings(settingNames, process.env);

export const handler = createHandler({
  ...archiveOnAws(settings),
  papers: PAPERS,
  now,
  // For 'reading-room' the HTTP API wants a signed request on every route that holds the publisher's text.
  rights: readRights(settings.READING_ROOM_RIGHTS),
  report: (error) => reportJson('request-failed', { error }),
});
