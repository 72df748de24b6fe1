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
  // For 'reading-room' the HTTP API proves who signed, and the handler shows the publisher's text to no other.
  rights: readRights(settings.READING_ROOM_RIGHTS),
  report: (error) => reportJson('request-failed', { error }),
});
