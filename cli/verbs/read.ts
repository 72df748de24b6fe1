import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { headerOf } from '../../core/capture/paper-client.ts';
import { dateAt } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { DEFAULT_PAPER, paperById } from '../../core/paper/registry.ts';
import { type ResourcePath, type Site, pathOfUrl, readPath, siteOf } from '../../core/paper/resource.ts';
import { decodeHtml } from '../../core/read/decode-html.ts';
import type { Reading } from '../../core/read/document.ts';
import { readArticleHtml, readArticleText } from '../../core/read/read-article.ts';
import { clientFor } from '../site-client.ts';
import { printReading } from '../print-reading.ts';
import { EXIT, type Terminal, UsageError, printJson } from '../terminal.ts';
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
        : readFileBytes(paper, await readFile(source), options.as ?? formOf(source), terminal);
      if (options.json) {
        const { document, figures, flaws, checks, report, readerVersion } = reading;
        printJson(terminal, { document, figures, flaws, checks, report, readerVersion });
      } else {
        printReading(terminal, reading);
      }
      if (reading.document.blocks.length + reading.document.captions.length === 0) end(EXIT.incomplete);
    });
}

function formOf(name: string): 'html' | 'text' {
  return /\.(txt|text|md)$/i.test(name) ? 'text' : 'html';
}

function readFileBytes(paper: Paper, bytes: Uint8Array, form: 'html' | 'text', terminal: Terminal): Reading {
  if (form === 'text') return readArticleText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const { text: html, charset, flaws } = decodeHtml(bytes, null);
  const site = siteOf(paper, paper.baseUrl ?? 'http://paper.invalid/');
  // A file does not say where it was: the page's own masthead tells the day, and nothing tells the article's id.
  const path = 'html/saved-page.htm' as ResourcePath;
  const today = dateAt(terminal.now(), paper.timeZone);
  const date = readArticleHtml({ html, charset, site, path, date: today }).document.date ?? today;
  const reading = readArticleHtml({ html, charset, site, path, date });
  return { ...reading, flaws: [...flaws, ...reading.flaws] };
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
  const { client } = clientFor({ paper, baseUrl: site.baseUrl, delayMs: undefined, concurrency: 1 });
  try {
    const { response } = await client.fetch({ url, etag: null, lastModified: null, maxBytes: MAX_BYTES });
    if (response.status !== 200)
      throw new Error(`${url} answers status ${response.status}; there is nothing to read`);
    const {
      text: html,
      charset,
      flaws,
    } = decodeHtml(response.payload, headerOf(response.headers, 'content-type'));
    const reading = readArticleHtml({ html, charset, site, path: resolved.path, date: place.date });
    return { ...reading, flaws: [...flaws, ...reading.flaws] };
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
