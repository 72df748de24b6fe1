import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { JMRB } from '../core/paper/papers/jmrb.ts';
import { siteOf } from '../core/paper/resource.ts';

import { budgetsOf } from './budgets.ts';
import { coldStart } from './reading/cold-start.ts';
import {
  type Extracted,
  type PageTimes,
  measureDense,
  measureExtractor,
  measureHostile,
  measurePage,
} from './reading/measure.ts';
import { REPORT_PLACE, reportPage } from './reading/pages.ts';
import { quantityOf } from './reading/quantity.ts';
import { quantitiesIn } from './reading/recognizers-text.ts';
import { SETS, articlesOf } from './scoring/corpus.ts';
import { todaysReading } from './scoring/read-articles.ts';
import { type Tally, f1, precision, recall } from './scoring/tally.ts';

/*
 * How long reading takes, measured in one run, so that the ratios hold on any machine; and what it gains over the
 * nearest library, on the annotated corpus. The budgets are those of bench/budgets.json; whatever exceeds one is
 * told in a sentence, and the run fails.
 *
 *   npm run --silent bench:read -- [PAGE.html...]
 */

const print = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};
const columns = (first: string, cells: readonly string[]): void => {
  print(`  ${first.padEnd(32)}${cells.map((cell) => cell.padStart(12)).join('')}`);
};

const budgets = await budgetsOf('reading');
const exceeded: string[] = [];
const hold = (what: string, ratio: number, budget: number): void => {
  // A ratio that is no number is not within its budget either.
  if (!(ratio <= budget)) exceeded.push(`${what} ${ratio.toFixed(2)} times as long; the budget is ${budget}`);
};

print('A page from its bytes to checked figures; milliseconds at the quickest');
columns('', ['characters', 'figures', 'parser', 'reading', 'times']);
const one = Buffer.from(reportPage(1));
const single = measurePage(one, REPORT_PLACE);
const eightfold = measurePage(Buffer.from(reportPage(8)), REPORT_PLACE);
pageLine('the demonstration’s report', single);
pageLine('its body eight times over', eightfold);
for (const file of process.argv.slice(2)) {
  pageLine(basename(file), measurePage(await readFile(file), { ...REPORT_PLACE, site: siteOf(JMRB) }));
}
const growth = eightfold.reading / single.reading;
print(
  `  eight copies take ${growth.toFixed(2)} times as long as one, at most ${budgets.eightCopiesTimesOne}`,
);
print(`  reading takes at most ${budgets.pageTimesParser} times as long as the parser alone`);
hold('a page with its body eight times over takes', growth, budgets.eightCopiesTimesOne);
hold(
  'a page from its bytes to checked figures takes, against the parser alone,',
  single.reading / single.parser,
  budgets.pageTimesParser,
);

print();
print(
  `Hostile texts; milliseconds of the processor at the quickest, twice the size takes at most ${budgets.doubledTimes} times as long`,
);
columns('', ['size', 'once', 'twice', 'times']);
for (const { name, size, once, twice } of measureHostile(budgets.doubledTimes)) {
  columns(name, [String(size), once.toFixed(1), twice.toFixed(1), (twice / once).toFixed(2)]);
  hold(`twice as many ${name} take`, twice / once, budgets.doubledTimes);
}

print();
const folder = await mkdtemp(join(tmpdir(), 'jmnews-bench-'));
try {
  const file = join(folder, 'page.html');
  await writeFile(file, one);
  const { bare, read } = coldStart(file);
  print('A process that reads one page and ends; milliseconds at the quickest');
  columns('', ['bare node', 'jmnews read', 'times', 'at most']);
  const cells = [
    bare.toFixed(0),
    read.toFixed(0),
    (read / bare).toFixed(2),
    String(budgets.coldStartTimesBareNode),
  ];
  columns('the demonstration’s report', cells);
  hold(
    'a process that reads one page takes, against one that does nothing,',
    read / bare,
    budgets.coldStartTimesBareNode,
  );
} finally {
  await rm(folder, { recursive: true });
}

const articles = (await Promise.all(SETS.map((set) => articlesOf(set)))).flat();
const dense = measureDense(articles.map(({ text }) => text));
const denseTimes = dense.reading / dense.characters / (single.parser / single.characters);
print();
print('Dense text, read again and again; milliseconds of a pass, each article at its quickest');
columns('', ['characters', 'figures', 'reading', 'a second']);
columns(`the ${articles.length} articles of the corpus`, [
  String(dense.characters),
  String(dense.figures),
  dense.reading.toFixed(1),
  ((1000 * dense.characters) / dense.reading).toFixed(0),
]);
print(
  `  a character takes ${denseTimes.toFixed(1)} times as long as one of a page in its parser, at most ${budgets.denseTimesParser}`,
);
hold(
  'a character of dense text takes, against one of a page in its parser,',
  denseTimes,
  budgets.denseTimesParser,
);

const ours = measureExtractor(articles, (text) => todaysReading(text).figures.map(quantityOf));
const theirs = measureExtractor(articles, quantitiesIn);
print();
print(`Against @microsoft/recognizers-text-suite (zh-cn) on the ${articles.length} articles of the corpus`);
columns('', ['precision', 'recall', 'F1', 'noted', 'found']);
const rows = (name: string, extracted: Extracted): void => {
  const { value, valueAndUnit, lentUnit, ranges, rangeEnds } = extracted.comparison;
  tallyLine(`${name}: value`, value);
  tallyLine('  value and unit', valueAndUnit);
  if (name !== 'this reader') tallyLine('  the same, unit lent', lentUnit);
  tallyLine('  ranges', ranges);
  columns('  both ends, even apart', ['', percent(recall(rangeEnds)), '', String(rangeEnds.expected)]);
  columns('  characters a second', [extracted.charactersPerSecond.toFixed(0)]);
};
rows('this reader', ours);
rows('Recognizers-Text', theirs);
print(
  `  this reader is ${(ours.charactersPerSecond / theirs.charactersPerSecond).toFixed(0)} times as quick`,
);
print();
print(
  [
    'Of the other are counted: percentages, currencies, dimensions, ages, temperatures, durations, and numbers that are',
    'in no date or ordinal. Amounts are compared with their multiplier (458.51亿元 = 45851000000元), units as printed:',
    'one that it takes for another (位 as bit) costs it nothing. Ranges are apart from the rows above them: it gives',
    'their ends as two numbers. “Unit lent”: a bare number counts as right when the noted unit stands right behind it,',
    'so that units which it does not know (家, 个, 套) cost it nothing. It was asked line by line, which is its quicker way.',
  ].join('\n'),
);

if (exceeded.length > 0) {
  process.stderr.write(`\n${exceeded.join('\n')}\n`);
  process.exitCode = 1;
}

function pageLine(name: string, { characters, figures, parser, reading }: PageTimes): void {
  const cells = [parser.toFixed(2), reading.toFixed(2), (reading / parser).toFixed(2)];
  columns(name, [String(characters), String(figures), ...cells]);
}

function tallyLine(name: string, tally: Tally): void {
  columns(name, [
    ...[precision(tally), recall(tally), f1(tally)].map(percent),
    String(tally.expected),
    String(tally.found),
  ]);
}

function percent(share: number | null): string {
  return share === null ? '–' : (100 * share).toFixed(1);
}
