import { paperById } from '../../core/paper/registry.ts';
import { siteOf } from '../../core/paper/resource.ts';
import { archiveOnAws } from '../aws-archive.ts';
import { outboxOnAws } from '../aws-outbox.ts';
import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { newId } from '../../adapters/random-id.ts';
import { now } from '../clock.ts';
import { paperClientFor } from '../paper-client.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { createHandler } from './handler.ts';
import { settingNames } from './settings.ts';

const settings = readSettings(settingNames, process.env);
const sites = settings.PAPERS.split(',').map((id) => siteOf(paperById(id.trim())));

const archive = archiveOnAws(settings);

export const handler = createHandler({
  ...archive,
  sites,
  client: paperClientFor(sites, settings.CONTACT, archive.catalog),
  outbox: outboxOnAws(settings),
  newId,
  within: withinReadingDeadline,
  now,
  report: reportJson,
});
