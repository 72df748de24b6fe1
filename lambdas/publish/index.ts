import { SqliteIndexMaker } from '../../adapters/sqlite/sqlite-index-maker.ts';
import { SqliteWorkbench } from '../../adapters/sqlite/sqlite-workbench.ts';
import { paperById } from '../../core/paper/registry.ts';
import { archiveOnAws } from '../aws-archive.ts';
import { now } from '../clock.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { createHandler } from './handler.ts';
import { settingNames } from './settings.ts';

const settings = readSettings(settingNames, process.env);

export const handler = createHandler({
  ...archiveOnAws(settings),
  workbench: () => new SqliteWorkbench(),
  indexMaker: new SqliteIndexMaker(),
  papers: settings.PAPERS.split(',').map((id) => paperById(id.trim())),
  now,
  report: reportJson,
});
