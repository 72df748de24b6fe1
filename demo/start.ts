import { Command, CommanderError } from 'commander';
import { withArchive } from '../cli/archive.ts';
import { PageThread } from '../adapters/page-thread.ts';
import { newId } from '../adapters/random-id.ts';
import { UndiciPaper } from '../adapters/http/undici-paper.ts';
import { POLITE } from '../adapters/http/manners.ts';
import { SqliteWorkbench } from '../adapters/sqlite/sqlite-workbench.ts';
import { explain } from '../cli/failures.ts';
import { processTerminal } from '../cli/process-terminal.ts';
import { completeIndexes } from '../cli/make-indexes.ts';
import { completeSearch } from '../cli/make-search.ts';
import { serveReadingRoom } from '../cli/serve-reading-room.ts';
import { EXIT, type ExitCode, type Terminal, printTable } from '../cli/terminal.ts';
import { captureDates } from '../cli/verbs/capture.ts';
import { whole } from '../cli/verbs/verb.ts';
import type { Archive } from '../cli/archive.ts';
import type { PipelineDeps } from '../core/pipeline.ts';
import { DEMO } from '../core/paper/papers/demo.ts';
import { PAPERS } from '../core/paper/registry.ts';
import { asResourcePath, siteOf } from '../core/paper/resource.ts';
import { makeRelease } from '../core/publish/release/make-release.ts';
import { EDITED, ISSUE_DATES } from './issues.ts';
import { type DemoPaper, startDemoPaper } from './server.ts';

/**
 * `npm start`: the whole way, offline. Starts the demonstration paper on loopback, captures its issues, lets the
 * paper edit one article and withdraw another, captures again, makes a release, says what was found, and serves
 * the reading room.
 */
interface StartOptions {
  readonly once?: true;
  readonly data: string;
  readonly port: number;
}

const DEFAULT_PORT = 8420;

async function start(terminal: Terminal, options: StartOptions): Promise<ExitCode> {
  const paper = await startDemoPaper();
  try {
    terminal.out(`the demonstration paper is served at ${paper.baseUrl}\n`);
    await withArchive(options.data, 'write', async (archive) => {
      await fill(terminal, archive, paper);
      await completeSearch(archive, terminal);
      await summarize(terminal, archive, options.data);
    });
  } finally {
    await paper.close();
  }
  if (options.once || terminal.ending.aborted) return terminal.ending.aborted ? EXIT.failed : EXIT.done;
  await withArchive(options.data, 'read', async (archive) => {
    const room = await serveReadingRoom(
      { ...archive, papers: PAPERS, now: terminal.now },
      options.port,
      terminal,
    );
    terminal.out(`\nthe reading room is open at ${room.url}  (Ctrl-C closes it)\n`);
    await room.ended;
  });
  return EXIT.done;
}

async function fill(terminal: Terminal, archive: Archive, paper: DemoPaper): Promise<void> {
  const site = siteOf(DEMO, paper.baseUrl);
  const manners = { ...POLITE, delayMs: 0, connections: 4 };
  const origins = [new URL(paper.baseUrl).origin];
  const client = new UndiciPaper({ origins, manners, contact: 'demonstration on loopback' });
  const pages = new PageThread();
  const deps: PipelineDeps = { ...archive, client, newId, within: pages.within };
  const capture = async (): Promise<void> => {
    await captureDates(deps, site, ISSUE_DATES, { terminal, concurrency: 4, quiet: false });
  };
  try {
    const seen = await archive.catalog.newestSnapshot(DEMO.id, asResourcePath(EDITED));
    if (!seen) {
      await capture();
      terminal.out(
        '\nthe paper now edits one article and withdraws another; everything is asked for again\n',
      );
    }
    paper.setMoment('later');
    await capture();
  } finally {
    await client.close();
    await pages.close();
  }
}

async function summarize(terminal: Terminal, archive: Archive, folder: string): Promise<void> {
  const { catalog } = archive;
  const found = { issues: 0, pages: 0, articles: 0, snapshots: 0, figures: 0, flaws: 0, reports: 0, gaps: 0 };
  for await (const issue of catalog.issues(DEMO.id)) {
    found.issues += 1;
    found.gaps += issue.gaps;
    for await (const page of catalog.pages(DEMO.id, issue.date)) {
      if (page.page !== '') found.pages += 1;
    }
    for await (const article of catalog.articles(DEMO.id, issue.date)) {
      found.articles += 1;
      found.figures += article.figures;
      found.flaws += article.flaws.length;
      found.reports += article.report === 'work-report' ? 1 : 0;
    }
    for await (const state of catalog.states(DEMO.id, issue.date)) found.snapshots += state.version;
  }
  const deps = { ...archive, workbench: () => new SqliteWorkbench() };
  const made = await makeRelease(deps, [DEMO], terminal.now());
  for (const sentence of await completeIndexes(archive, terminal)) terminal.err(`${sentence}\n`);

  terminal.out('\nwhat the archive holds\n');
  printTable(terminal, [
    ['  issues', String(found.issues), `${found.gaps} gaps`],
    ['  pages', String(found.pages)],
    ['  articles', String(found.articles), `${found.reports} of them work reports`],
    ['  snapshots', String(found.snapshots), 'versions of pages, articles, images and PDFs'],
    ['  figures', String(found.figures), 'numbers with a unit, each with its exact characters'],
    ['  flaws', String(found.flaws), 'things a page lacks or has wrong, told and not guessed'],
    ...('release' in made ? [['  release', made.release.version, `${made.release.rows} rows`]] : []),
  ]);
  terminal.out('\nwhat happened to the source\n');
  const events = await Array.fromAsync(catalog.events(DEMO.id));
  printTable(
    terminal,
    events.map(({ date, kind, page, title }) => [`  ${date}`, kind, page ?? '', title ?? '']),
  );
  terminal.out(`\nlook closer: npm run --silent jmnews -- show 2023-02-25 --data ${folder}\n`);
}

const terminal = processTerminal();
const command = new Command('start')
  .description('Capture the demonstration paper, say what was found, and serve the reading room.')
  .option('--once', 'end after the summary')
  .option('--data <dir>', 'the archive, a folder', './data/demo')
  .option('--port <n>', 'the port of the reading room; 0 for any', whole(0, 65_535), DEFAULT_PORT)
  .exitOverride();
try {
  const options = command.parse().opts<StartOptions>();
  process.exitCode = await start(terminal, options);
} catch (failure) {
  if (failure instanceof CommanderError) process.exitCode = failure.exitCode === 0 ? EXIT.done : EXIT.usage;
  else {
    const { sentence, exitCode } = explain(failure);
    terminal.err(`${sentence}\n`);
    process.exitCode = exitCode;
  }
}
