import { SqliteSearchMaker } from '../../adapters/sqlite/sqlite-search-maker.ts';
import { archiveOnAws } from '../aws-archive.ts';
import { now } from '../clock.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { createHandler } from './handler.ts';
import { settingNames } from './settings.ts';

const settings = readSettings(settingNames, process.env);

export const handler = createHandler({
  ...archiveOnAws(settings),
  searchMaker: new SqliteSearchMaker(),
  now,
  report: reportJson,
});
