import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { type IssueDate, dateAt } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { DEFAULT_PAPER, paperById } from '../../core/paper/registry.ts';
import {
  type Site,
  asResourcePath,
  frontPath,
  pathOfUrl,
  readPath,
  siteOf,
} from '../../core/paper/resource.ts';
import type { NodeReading } from '../../core/discover/read-node.ts';
import type { Reading } from '../../core/read/document.ts';
import { flaw } from '../../core/read/flaw.ts';
import { readMastheadDate } from '../../core/read/page/masthead-date.ts';
import { EXIT, type Terminal, UsageError, printJson, printTable } from '../terminal.ts';
import { type VerbContext, verb } from './verb.ts';

interface ReadOptions {
  readonly json?: true;
  readonly as?: 'html' | 'text';
  readonly paper?: string;
}

const MAX_BYTES = 16 * 1024 * 1024;

export function readVerb({ terminal, end }: VerbContext): Command {
  return verb('read', 'read one article page, of a file or a URL, without archiving it')
    .argument('<file|url>', 'a saved page, its text, or the URL of an article')
    .addOption(
      new Option('--as <form>', 'what the file is; told by its name when left out').choices(['html', 'text']),
    )
    .option('--paper <id>', 'the paper whose template it is', DEFAULT_PAPER.id)
    .action(async (source: string, options: ReadOptions) => {
      const paper = paperById(options.paper ?? DEFAULT_PAPER.id);
      const reading = /^https?:\/\//.test(source)
        ? await readUrl(paper, source)
        : await readFileBytes(paper, await readFile(source), options.as ?? formOf(source), terminal);
      if ('articles' in reading) {
        showNode(terminal, options, reading);
        end(EXIT.incomplete);
        return;
      }
      if (options.json) {
        const { document, figures, wordedTargets, flaws, checks, report, readerVersion } = reading;
        printJson(terminal, { document, figures, wordedTargets, flaws, checks, report, readerVersion });
      } else {
        const { printReading } = await import('../print-reading.ts');
        printReading(terminal, reading);
      }
      if (reading.document.blocks.length + reading.document.captions.length === 0) end(EXIT.incomplete);
    });
}

function formOf(name: string): 'html' | 'text' {
  return /\.(txt|text|md)$/i.test(name) ? 'text' : 'html';
}

async function readFileBytes(
  paper: Paper,
  bytes: Uint8Array,
  form: 'html' | 'text',
  terminal: Terminal,
): Promise<Reading | NodeReading> {
  if (form === 'text') {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const { readArticleText } = await import('../../core/read/read-text.ts');
    const reading = readArticleText(text, paper);
    const broken = text.indexOf('\ufffd');
    if (broken < 0) return reading;
    return {
      ...reading,
      flaws: [flaw('invalid-characters', text.slice(broken, broken + 40)), ...reading.flaws],
    };
  }
  const site = siteOf(paper, paper.baseUrl ?? 'http://paper.invalid/');
  // A file does not say where it was: the page's own masthead tells the day, and nothing tells the article's id.
  const path = asResourcePath('html/saved-page.htm');
  const today = (): IssueDate => dateAt(terminal.now(), paper.timeZone);
  // A text needs no parser of HTML, which takes as long to load as a page to read.
  const [{ decodeHtml }, { readArticleBytes }] = await Promise.all([
    import('../../core/read/page/decode-html.ts'),
    import('../../core/read/read-article.ts'),
  ]);
  const html = decodeHtml(bytes, null).text;
  const guess = guessedDate(html) ?? today();
  const reading = readArticleBytes(bytes, null, { site, path, date: guess });
  const date = reading.document.date ?? today();
  if (reading.flaws.some(({ code }) => code === 'template-unknown')) {
    // Loaded only here, as nearly every file is an article's.
    const { readNode } = await import('../../core/discover/read-node.ts');
    const node = readNode(html, { site, path: frontPath(paper, date), date });
    if (node.recognised) return node;
  }
  return date === guess ? reading : readArticleBytes(bytes, null, { site, path, date });
}

/** Blanks and tags as they stand between the parts of the masthead's date. */
const GAP = String.raw`(?:\s|<[^<>]{0,80}>){0,40}`;
const DATE_WITH_WEEKDAY = new RegExp(['\\d{4}', '年', '\\d{1,2}', '月', '\\d{1,2}', '日', '星期'].join(GAP));

/** The first date with a weekday in the source. Nearly always it is the masthead's, and one reading is enough. */
function guessedDate(html: string): IssueDate | null {
  const line = DATE_WITH_WEEKDAY.exec(html)?.[0].replace(/<[^<>]*>/g, '');
  return line === undefined ? null : readMastheadDate(line);
}

/** The page of a slot is no article; what it lists says where the articles are. */
function showNode(terminal: Terminal, { json }: ReadOptions, node: NodeReading): void {
  if (json) {
    printJson(terminal, { node });
    return;
  }
  terminal.out(`${node.mastheadDate ?? ''}  ${node.pageLabel ?? ''}  ${node.section ?? ''}\n`);
  printTable(
    terminal,
    node.articles.map(({ path, title }) => [`  ${path}`, title ?? '']),
  );
  terminal.err(`this is the page of a slot and lists ${node.articles.length} articles; read one of those\n`);
}

async function readUrl(paper: Paper, url: string): Promise<Reading> {
  const site = siteFor(paper, url);
  const resolved = pathOfUrl(site, url);
  const place = resolved.kind === 'resource' ? readPath(paper, resolved.path) : null;
  if (resolved.kind !== 'resource' || place?.kind !== 'article') {
    throw new UsageError(
      `'${url}' is not the address of an article of ${paper.id}, such as …/html/2023-02/25/content_1.htm`,
    );
  }
  // Reading a file needs no network, and loading what speaks HTTP takes longer than reading a page.
  const { headerOf } = await import('../../core/capture/paper-client.ts');
  const { readArticleBytes } = await import('../../core/read/read-article.ts');
  const { accessTo } = await import('../site-client.ts');
  const access = accessTo({ paper, baseUrl: site.baseUrl, delayMs: undefined, concurrency: 1 });
  const client = access.connect(null);
  try {
    const { response } = await client.fetch({ url, etag: null, lastModified: null, maxBytes: MAX_BYTES });
    if (response.status !== 200)
      throw new Error(`${url} answers status ${response.status}; there is nothing to read`);
    const contentType = headerOf(response.headers, 'content-type');
    return readArticleBytes(response.payload, contentType, { site, path: resolved.path, date: place.date });
  } finally {
    await client.close();
  }
}

/** The paper's own site, or the server that the URL names when it is laid out alike. */
function siteFor(paper: Paper, url: string): Site {
  if (paper.baseUrl !== null && pathOfUrl(siteOf(paper), url).kind === 'resource') return siteOf(paper);
  const base = /^(https?:\/\/.+?\/)html\/\d{4}-\d{2}\/\d{2}\/[^/]+$/.exec(url)?.[1];
  if (base === undefined)
    throw new UsageError(`'${url}' is not laid out as ${paper.id} is: …/html/YYYY-MM/DD/content_1.htm`);
  return siteOf(paper, base);
}
