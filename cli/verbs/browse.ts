import type { Command } from 'commander';
import { type CaptureLine, captureLog, ndjsonOf } from '../../core/catalog/capture-log.ts';
import type { Catalog } from '../../core/catalog/catalog.ts';
import { type Manifest, isGap, readManifest } from '../../core/catalog/manifest.ts';
import type { ArticleRecord, PageRecord } from '../../core/catalog/records.ts';
import { type IssueDate, asIssueDate } from '../../core/paper/issue-date.ts';
import { loadReading } from '../../core/read/stored-reading.ts';
import { type Archive, choosePaper, withArchive } from '../archive.ts';
import { printReading } from '../print-reading.ts';
import { EXIT, type Terminal, UsageError, printJson, printTable } from '../terminal.ts';
import { type VerbContext, paperOption, parseSpan, verb } from './verb.ts';

interface BrowseOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
}

interface ShowOptions extends BrowseOptions {
  readonly log?: true;
}

export function issuesVerb({ terminal }: VerbContext): Command {
  return verb('issues', 'list the issues that the archive knows of, and how each stands')
    .argument('[span]', 'a date or FROM..TO', parseSpan)
    .addOption(paperOption())
    .action(async (span: ReturnType<typeof parseSpan> | undefined, options: BrowseOptions) => {
      await withArchive(options.data, 'read', async ({ catalog }) => {
        const paper = await choosePaper(catalog, options.paper);
        const issues = await Array.fromAsync(catalog.issues(paper.id, span?.from, span?.to));
        if (options.json) {
          printJson(terminal, issues);
          return;
        }
        if (issues.length === 0)
          terminal.err(`no issue of ${paper.id} is on record; 'capture' makes a beginning\n`);
        printTable(
          terminal,
          issues.map(({ date, state, pages, articles, gaps, evidence }) => [
            date,
            state,
            `${pages} pages`,
            `${articles} articles`,
            gaps === 0 ? '' : `${gaps} gaps`,
            evidence,
          ]),
        );
      });
    });
}

export function showVerb({ terminal, end }: VerbContext): Command {
  return verb('show', 'show an issue, one of its pages or one of its articles')
    .argument('<place>', 'DATE, DATE/PAGE or DATE/PAGE/ARTICLE, such as 2023-02-25/B02/667012')
    .addOption(paperOption())
    .option('--log', 'of an issue: every attempt to fetch something of it, oldest first; NDJSON with --json')
    .action(async (place: string, options: ShowOptions) => {
      const [day = '', pageLabel, articleId, ...more] = place.split('/');
      if (more.length > 0) throw new UsageError(`'${place}' is not DATE, DATE/PAGE or DATE/PAGE/ARTICLE`);
      const date = asIssueDate(day);
      if (options.log && pageLabel !== undefined)
        throw new UsageError(`--log is for an issue; 'versions' lists the attempts at one page or article`);
      await withArchive(options.data, 'read', async (archive) => {
        const paper = (await choosePaper(archive.catalog, options.paper)).id;
        const manifest = await readManifest(archive.catalog, paper, date);
        if (!manifest) {
          terminal.err(`${date} of ${paper} was never asked for; 'capture ${date}' asks\n`);
          end(EXIT.incomplete);
          return;
        }
        if (options.log) {
          showLog(terminal, options, await captureLog(archive.catalog, paper, date));
          return;
        }
        if (pageLabel === undefined) {
          showIssue(terminal, options, manifest);
          if (manifest.resources.some(isGap) && manifest.state !== 'no-edition') end(EXIT.incomplete);
          return;
        }
        if (articleId === undefined) {
          const page = await findPage(archive.catalog, manifest, pageLabel);
          if (page === null) {
            tellUnheld(terminal, manifest, pageLabel);
            end(EXIT.incomplete);
          } else showPage(terminal, options, page);
          return;
        }
        await showArticle(
          terminal,
          options,
          archive,
          await findArticle(archive.catalog, paper, date, articleId),
        );
      });
    });
}

function showIssue(terminal: Terminal, options: BrowseOptions, manifest: Manifest): void {
  if (options.json) {
    printJson(terminal, manifest);
    return;
  }
  terminal.out(`${manifest.date}  ${manifest.state}: ${manifest.evidence}\n`);
  printTable(
    terminal,
    manifest.resources.map(({ page, kind, state, version, bytes, url, title, reason }) => [
      page ?? '',
      kind,
      state,
      version > 0 ? `v${version}` : '',
      bytes === null ? '' : `${bytes} B`,
      url,
      reason ?? title ?? '',
    ]),
  );
}

function showLog(terminal: Terminal, options: BrowseOptions, lines: readonly CaptureLine[]): void {
  if (options.json) {
    terminal.out(ndjsonOf(lines));
    return;
  }
  printTable(
    terminal,
    lines.map(({ at, state, status, tookMs, url, reason, waitMs }) => [
      at,
      state,
      status === null ? '' : String(status),
      tookMs === null ? '' : `${tookMs} ms`,
      url,
      [reason ?? [], waitMs === null ? [] : `asked again after ${waitMs} ms`].flat().join(', '),
    ]),
  );
}

function showPage(terminal: Terminal, options: BrowseOptions, page: PageRecord): void {
  if (options.json) {
    printJson(terminal, page);
    return;
  }
  terminal.out(`${page.date} ${page.page} ${page.section ?? ''}\n`);
  printTable(
    terminal,
    page.articles.map(({ path, title }) => [path, title ?? '']),
  );
}

async function showArticle(
  terminal: Terminal,
  options: BrowseOptions,
  { objects }: Archive,
  article: ArticleRecord,
): Promise<void> {
  const reading = await loadReading(objects, article.reading);
  if (options.json) printJson(terminal, { article, ...reading });
  else printReading(terminal, reading);
}

/** `null` for a page that the issue lists and the archive does not hold. */
async function findPage(
  catalog: Catalog,
  { paper, date, resources }: Manifest,
  label: string,
): Promise<PageRecord | null> {
  const pages = await Array.fromAsync(catalog.pages(paper, date));
  const found = pages.find((page) => isLabel(page.page, label));
  if (found) return found;
  if (resources.some(({ page }) => isLabel(page, label))) return null;
  const known = pages.map((page) => page.page).join(', ') || 'none';
  throw new UsageError(`${date} has no page '${label}'; it has: ${known}`);
}

function tellUnheld(terminal: Terminal, { date, resources }: Manifest, label: string): void {
  const node = resources.find(({ kind, page }) => kind === 'node' && isLabel(page, label));
  const why = node ? `${node.state}${node.reason === null ? '' : ` (${node.reason})`}` : 'not held';
  terminal.err(`page ${label} of ${date} is listed and is ${why}\n`);
}

function isLabel(page: string | null, label: string): boolean {
  return page?.toLowerCase() === label.toLowerCase();
}

async function findArticle(
  catalog: Catalog,
  paper: string,
  date: IssueDate,
  id: string,
): Promise<ArticleRecord> {
  for await (const article of catalog.articles(paper, date)) if (article.articleId === id) return article;
  throw new UsageError(`${date} has no article '${id}' in the archive; 'show ${date}' lists what it has`);
}
