import { type Command, InvalidArgumentError } from 'commander';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { type SearchAnswer, NOTHING_HIDDEN, askSearch } from '../../core/publish/search/ask-search.ts';
import { type QuotePart, quoteHits } from '../../core/publish/search/quote-hits.ts';
import type { SearchFilter, SearchedArticle } from '../../core/publish/search/search-index.ts';
import { MOST_CHARACTERS, MOST_WORDS } from '../../core/publish/search/search-limits.ts';
import { searchWords } from '../../core/publish/search/search-words.ts';
import { isPageLabel } from '../../core/publish/room-address.ts';
import { PAPERS } from '../../core/paper/registry.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { withArchive } from '../archive.ts';
import { completeBeforeSearching } from '../make-search.ts';
import { EXIT, type Terminal, UsageError, printJson, printable } from '../terminal.ts';
import { type VerbContext, parseDate, verb, whole } from './verb.ts';

interface SearchOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
  readonly from?: IssueDate;
  readonly to?: IssueDate;
  readonly page?: string;
  readonly section?: string;
  readonly place?: string;
  readonly indicator?: string;
  readonly limit: number;
}

export function searchVerb({ terminal, end }: VerbContext): Command {
  return verb('search', 'find the articles that contain words, literally, the newest first')
    .argument(
      '<words...>',
      'all of them have to be there; quote a word that holds blanks for the shell and with "',
    )
    .option('--paper <id>', 'of this paper only')
    .option('--from <date>', 'issues from this date on', parseDate)
    .option('--to <date>', 'issues up to this date', parseDate)
    .option('--page <label>', 'of this page, such as B02, or of pages of this letter', pageLabel)
    .option('--section <words>', 'of pages whose section holds these')
    .option('--place <name>', 'with a figure of a place that begins so, such as 鹤山')
    .option(
      '--indicator <words>',
      'with a figure of this indicator: a slug such as gdp, a name, or words of it',
    )
    .option('--limit <n>', 'how many articles are shown at most', whole(1, 1_000), 20)
    .action(async (words: readonly string[], options: SearchOptions) => {
      const filter = { words: wordsOf(words.join(' ')), ...conditionsOf(options) };
      await completeBeforeSearching(options.data, terminal);
      await withArchive(options.data, 'read', async ({ catalog, objects }) => {
        const searchIndexes = new SqliteSearchIndexes(objects);
        try {
          const deps = { catalog, searchIndexes, now: terminal.now };
          const answer = await askSearch(deps, filter, {
            after: null,
            limit: options.limit,
            hiddenIn: NOTHING_HIDDEN,
          });
          if (options.json) printJson(terminal, jsonOf(answer, filter.words));
          else tell(terminal, answer, filter.words);
          if (answer.months.length === 0 || answer.broken.length > 0) end(EXIT.incomplete);
        } finally {
          await searchIndexes.close();
        }
      });
    });
}

function wordsOf(text: string): readonly string[] {
  const asked = searchWords(text);
  switch (asked.kind) {
    case 'words':
      return asked.words;
    case 'nothing':
      throw new UsageError('give a word to look for; blanks alone are none');
    case 'too-long':
      throw new UsageError(`give ${MOST_CHARACTERS} characters to look for at most`);
    case 'too-many':
      throw new UsageError(`give ${MOST_WORDS} words to look for at most`);
  }
}

function conditionsOf(options: SearchOptions): Omit<SearchFilter, 'words'> {
  const { paper = null, from = null, to = null, page = null } = options;
  const { section = null, place = null, indicator = null } = options;
  if (paper !== null && PAPERS.every(({ id }) => id !== paper))
    throw new UsageError(`'${paper}' is no paper; there are ${PAPERS.map(({ id }) => id).join(', ')}`);
  return { paper, from, to, page, section, place, indicator };
}

function pageLabel(text: string): string {
  if (!isPageLabel(text) && !/^[A-Z]{1,3}$/.test(text))
    throw new InvalidArgumentError('give a label such as B02, or the letters that labels begin with');
  return text;
}

function jsonOf(answer: SearchAnswer, words: readonly string[]): object {
  const { articles, months, more, unaskedFrom, broken, holdings } = answer;
  return {
    ...{ words, total: totalOf(answer), months, more, unaskedFrom, broken, holdings },
    articles: articles.map(({ fields, ...article }) => ({
      ...article,
      ...quoteHits(fields, words, 'around'),
    })),
  };
}

function tell(terminal: Terminal, answer: SearchAnswer, words: readonly string[]): void {
  const { articles, months, more, broken, holdings } = answer;
  for (const article of articles) tellArticle(terminal, article, words);
  const years = new Set(months.map(({ month }) => month.slice(0, 4)));
  const shown = more ? `, ${articles.length} shown` : '';
  terminal.out(
    `${totalOf(answer)} of ${holdings.articles} articles, of ${years.size} ${years.size === 1 ? 'year' : 'years'}${shown}\n`,
  );
  if (broken.length > 0)
    terminal.err(
      `not searched, since their indexes are damaged or gone: ${broken.join(', ')}; run 'verify'\n`,
    );
  if (holdings.due.length > 0)
    terminal.err(`of these months something was read that is not searched yet: ${holdings.due.join(', ')}\n`);
}

function tellArticle(terminal: Terminal, article: SearchedArticle, words: readonly string[]): void {
  const { date, page, paper, articleId, fields } = article;
  const { title, quotes } = quoteHits(fields, words, 'around');
  terminal.out(`${date} ${page ?? '-'}  ${printable(marked(title))}  (${paper} ${articleId})\n`);
  for (const { parts, cutBefore, cutAfter } of quotes)
    terminal.out(`  ${cutBefore ? '…' : ''}${printable(marked(parts))}${cutAfter ? '…' : ''}\n`);
}

/** A terminal has no marks of its own that would be kept in a file. */
function marked(parts: readonly QuotePart[]): string {
  return parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');
}

function totalOf({ months }: SearchAnswer): number {
  return months.reduce((sum, { total }) => sum + total, 0);
}
