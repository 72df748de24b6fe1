import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '../adapters/files/data-folder.ts';
import { SqliteSearchIndexes } from '../adapters/sqlite/sqlite-search-index.ts';
import { SqliteSearchMaker } from '../adapters/sqlite/sqlite-search-maker.ts';
import { searchKey } from '../core/capture/object-keys.ts';
import { WITHOUT_DEADLINE } from '../core/deadline.ts';
import { Catalog } from '../core/catalog/catalog.ts';
import { asInstant } from '../core/paper/instant.ts';
import { DEMO } from '../core/paper/papers/demo.ts';
import { sha256Of } from '../core/paper/sha256.ts';
import { NOTHING_HIDDEN, askSearch } from '../core/publish/search/ask-search.ts';
import { foldText } from '../core/publish/search/fold-text.ts';
import { type IndexedArticle, SEARCH_FORM } from '../core/publish/search/search-index.ts';
import { searchWords } from '../core/publish/search/search-words.ts';
import { createReadingRoom } from '../web/reading-room.ts';
import { MadePackages } from '../adapters/files/made-packages.ts';
import { SqliteIndexes } from '../adapters/sqlite/sqlite-indexes.ts';
import { budgetsOf } from './budgets.ts';
import { quantile } from './reading/stopwatch.ts';
import { monthsOfArticles } from './search/articles.ts';

/*
 * The search over 15,000 made-up articles: whether every answer is exactly what looking at every article finds, and how long pages of
 * it take, all but the network. The budget of bench/budgets.json is a ratio of one run; whatever is beyond it, and every wrong
 * answer, is told in a sentence, and the run fails.
 *
 *   npm run --silent bench:search
 */

const ARTICLES = 15_000;
const ROUNDS = 5;
/** What a page should be answered in, 95 times of 100, on a desk. */
const DEMANDED_MS = 100;
const AT = asInstant('2024-01-01T00:00:00.000Z');
const ANY = { paper: null, from: null, to: null, page: null, section: null, place: null, indicator: null };

const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const columns = (first: string, cells: readonly (string | number)[]): void => {
  print(`  ${first.padEnd(24)}${cells.map((cell) => String(cell).padStart(11)).join('')}`);
};

const { pageTimesLookThrough } = await budgetsOf('search');
const failures: string[] = [];
const folder = await mkdtemp(join(tmpdir(), 'jmnews-bench-'));
const data = await openDataFolder(join(folder, 'archive'), { mode: 'write' });
const archive = { objects: data.objects, catalog: new Catalog(data.table) };
const searchIndexes = new SqliteSearchIndexes(archive.objects);
const indexes = new SqliteIndexes(archive.objects);
try {
  const months = monthsOfArticles(ARTICLES);
  await make(months);
  const all = [...months.values()].flat();
  const folded = all.map(({ article }) =>
    article.fields.map(({ text }) => foldText(text).text).join('\u0001'),
  );
  await compareAndMeasure(all, folded, questionsOf(all));
} finally {
  await searchIndexes.close();
  await indexes.close();
  await data.close();
  await rm(folder, { recursive: true });
}
if (failures.length > 0) {
  process.stderr.write(`\n${failures.join('\n')}\n`);
  process.exitCode = 1;
}

async function make(months: ReadonlyMap<string, readonly IndexedArticle[]>): Promise<void> {
  const maker = new SqliteSearchMaker(folder);
  const started = performance.now();
  let [bytes, characters] = [0, 0];
  for (const [month, articles] of months) {
    for (const { article } of articles) for (const { text } of article.fields) characters += text.length;
    const made = await maker.make(oneByOne(articles));
    const object = searchKey({ form: SEARCH_FORM, month, sha256: made.sha256 });
    const put = await archive.objects.putOnceFrom(object, made.bytes());
    await made.close();
    bytes += put.bytes;
    await archive.catalog.putSearchPart({
      ...{ month, form: SEARCH_FORM, at: AT, state: sha256Of(month), object, bytes: put.bytes },
      ...{ articles: articles.length, unread: 0 },
    });
  }
  const ms = performance.now() - started;
  print(`${ARTICLES} articles of ${characters} characters, in ${months.size} months`);
  print(
    `  made in ${(ms / 1000).toFixed(1)} s: ${((1000 * ms) / ARTICLES).toFixed(0)} µs an article, ${(bytes / characters).toFixed(2)} bytes a character`,
  );
}

async function* oneByOne(articles: readonly IndexedArticle[]): AsyncGenerator<IndexedArticle> {
  for (const article of articles) yield await Promise.resolve(article);
}

/** What people look for, and what is hard to find. */
function questionsOf(all: readonly IndexedArticle[]): string[] {
  const sentence = (at: number): string => all[at]?.article.fields.at(-1)?.text.slice(0, 60) ?? '';
  return [
    ...['的', '，', '1', '%', '。', '镕', '𡞱', 'a'],
    ...['鹤山', '增长', '20', '年，', '𠮷田', '。今', '国家', '1%'],
    ...['458.51', '４５８．５１', 'gdp', 'ＧＤＰ', '國家', '“十四五”', 'no.7-b', '"', '不在其中的词'],
    ...[sentence(0), sentence(7_000), sentence(14_999), sentence(3).slice(20)],
    ...['鹤山 增长', '的 一 是 在 了', '镕 喆', '"鹤山"', '江门　新会 %'],
  ];
}

async function compareAndMeasure(
  all: readonly IndexedArticle[],
  folded: readonly string[],
  questions: readonly string[],
): Promise<void> {
  const room = createReadingRoom({
    ...{
      ...archive,
      indexes,
      searchIndexes,
      papers: [DEMO],
      rights: 'reading-room',
      freshForMs: 0,
      largeFiles: null,
    },
    ...{ packages: new MadePackages(0), within: WITHOUT_DEADLINE },
    now: () => AT,
    report: (failure) => {
      throw failure;
    },
  });
  const pages = { ms: new Array<number>(), cpuMs: new Array<number>() };
  const looks: number[] = [];
  let [right, wrong, missed] = [0, 0, 0];
  print();
  columns('', ['found', 'page ms', 'page CPU', 'look CPU']);
  for (const question of questions) {
    const asked = searchWords(question);
    if (asked.kind !== 'words') throw new Error(`'${question}' is no question`);
    const { words } = asked;
    const fit = new Set<string>();
    const look = cpuTimeOf();
    for (const [at, text] of folded.entries())
      if (words.every((word) => text.includes(word))) fit.add(all[at]?.article.articleId ?? '');
    looks.push(look());

    const deps = { ...archive, searchIndexes, now: () => AT };
    const answer = await askSearch(
      deps,
      { ...ANY, words },
      { after: null, limit: ARTICLES, hiddenIn: NOTHING_HIDDEN },
    );
    const found = new Set(answer.articles.map(({ articleId }) => articleId));
    const both = [...found].filter((id) => fit.has(id)).length;
    right += both;
    wrong += found.size - both;
    missed += fit.size - both;
    const total = answer.months.reduce((sum, month) => sum + month.total, 0);
    if (total !== fit.size)
      failures.push(`'${question}' is counted ${total} times, and is in ${fit.size} articles`);

    const [ms, cpuMs] = [new Array<number>(), new Array<number>()];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [begun, cpu] = [performance.now(), cpuTimeOf()];
      const page = await room.request(`http://127.0.0.1/search?q=${encodeURIComponent(question)}`);
      await page.text();
      ms.push(performance.now() - begun);
      cpuMs.push(cpu());
    }
    pages.ms.push(...ms);
    pages.cpuMs.push(...cpuMs);
    const told = [quantile(ms, 0.5), quantile(cpuMs, 0.5), looks.at(-1) ?? 0].map((time) => time.toFixed(1));
    columns(Array.from(question).slice(0, 10).join(''), [fit.size, ...told]);
  }
  const [recall, precision] = [right / (right + missed), right / (right + wrong)];
  print();
  print(
    `  recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}, of ${right + missed} articles that contain what was asked`,
  );
  if (wrong > 0 || missed > 0)
    failures.push(`${wrong} articles were found that do not contain it, ${missed} that do were not`);
  const [ms95, cpu95] = [quantile(pages.ms, 0.95), quantile(pages.cpuMs, 0.95)];
  print(
    `  95 of 100 pages take ${ms95.toFixed(1)} ms by the clock and ${cpu95.toFixed(1)} ms of the processor; demanded are ${DEMANDED_MS}`,
  );
  const ratio = cpu95 / quantile(looks, 0.5);
  print(
    `  which is ${ratio.toFixed(2)} times what looking through all texts in memory takes, at most ${pageTimesLookThrough}`,
  );
  if (!(ratio <= pageTimesLookThrough))
    failures.push(
      `a page takes ${ratio.toFixed(2)} times as long as looking through all texts; the budget is ${pageTimesLookThrough}`,
    );
}

/** Milliseconds of the processor from now on: what else the machine does is not in them. */
function cpuTimeOf(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
