import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { type CheerioAPI, load } from 'cheerio';
import { decodeHtml } from '../core/read/page/decode-html.ts';
import { parseHtml } from '../core/read/page/parse-html.ts';

/*
 * The figures of docs/decisions/0002-cheerio-slim.md: what the two parsers take for a page and make of it, measured
 * in one run, so that their ratio holds on any machine.
 *
 *   npm run --silent bench:parse -- FILE...
 */

const WARM_UPS = 20;
const ROUNDS = 100;

const PARSERS = {
  parse5: (html: string): CheerioAPI => load(html),
  slim: (html: string): CheerioAPI => parseHtml(html).$,
};

/** Milliseconds that each parser takes for `html` in the median, turn by turn, so that both meet the same load. */
function medianTimes(html: string): Record<keyof typeof PARSERS, number> {
  const times = { parse5: [] as number[], slim: [] as number[] };
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    for (const name of ['parse5', 'slim'] as const) {
      const started = performance.now();
      PARSERS[name](html);
      if (round >= 0) times[name].push(performance.now() - started);
    }
  }
  return { parse5: median(times.parse5), slim: median(times.slim) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function compare(what: string, parse5: number, slim: number, digits = 0): string {
  const ratio = (parse5 / slim).toFixed(2);
  return `  ${what.padEnd(16)}${parse5.toFixed(digits).padStart(10)}${slim.toFixed(digits).padStart(10)}${ratio.padStart(10)}\n`;
}

/** What both find: text without blanks, and elements by a selector. */
function countsOf($: CheerioAPI): readonly (readonly [what: string, count: number])[] {
  return [
    ['elements', $('*').length],
    ['body', $('body').length],
    ['a[href]', $('a[href]').length],
    ['area', $('area').length],
    ['table', $('table').length],
    ['td', $('td').length],
    ['characters', $.root().text().replace(/\s/g, '').length],
  ];
}

function reportOf(html: string): string {
  const { parse5, slim } = medianTimes(html);
  const counts = countsOf(PARSERS.parse5(html));
  const slimCounts = countsOf(PARSERS.slim(html));
  const lines = counts.map(([what, count], at) => compare(what, count, slimCounts[at]?.[1] ?? NaN));
  return [compare('ms, median', parse5, slim, 3), ...lines].join('');
}

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('name the pages to parse: npm run bench:parse -- FILE...\n');
  process.exitCode = 2;
}
for (const file of files) {
  const { text } = decodeHtml(await readFile(file), null);
  const flaws = parseHtml(text).flaws.map(({ code }) => code);
  const head = ['parse5', 'slim', 'ratio'].map((name) => name.padStart(10)).join('');
  process.stdout.write(`${file}: ${text.length} characters${flaws.map((code) => `, ${code}`).join('')}\n`);
  // What the caps refuse has no tree to be compared; parse5 alone would take its time.
  if (flaws.length === 0) process.stdout.write(`  ${' '.repeat(16)}${head}\n${reportOf(text)}`);
}
