import type { IssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../core/paper/resource.ts';
import type { Reading } from '../../core/read/document.ts';
import { decimalOf, decimalText, times } from '../../core/read/figures/decimal.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import { printedUnitAt } from '../../core/read/figures/units.ts';
import { foldWidths } from '../../core/read/fold-widths.ts';
import { readArticleBytes } from '../../core/read/read-article.ts';
import { parseReading } from '../../core/read/stored-reading.ts';
import { articlePath } from '../../demo/addresses.ts';
import { articlePage } from '../../demo/article-page.ts';
import { hashOf } from '../../demo/draw.ts';
import { editionOf } from '../../demo/edition.ts';
import { ISSUE_DATES } from '../../demo/issues.ts';

/** An article of the demonstration paper as today's reader reads it, as JSON: others are made of it by replacing. */
export interface ModelReading {
  readonly json: string;
  readonly year: number;
}

/** Every article of every issue of the demonstration paper, in the order of printing. */
export function modelReadings(): ModelReading[] {
  const site = siteOf(DEMO, 'http://paper.invalid/');
  return ISSUE_DATES.flatMap((date) => {
    const edition = editionOf(date, 'first');
    return edition.pages.flatMap((page) =>
      page.articles.map((article) => {
        const path = asResourcePath(articlePath(date, article.id));
        const html = new TextEncoder().encode(articlePage(edition, page, article));
        const json = JSON.stringify(readArticleBytes(html, null, { site, path, date }));
        return { json, year: Number(date.slice(0, 4)) };
      }),
    );
  });
}

/** Towns whose names are of one length, so that one stands for another without a character being moved. */
const RINGS = [
  ['台山', '开平', '鹤山', '恩平'],
  ['蓬江', '江海', '新会'],
] as const;
const TOWNS = new RegExp(RINGS.flat().join('|'), 'g');
const YEARS = /(?<!\d)20[012]\d(?!\d)/g;

/** What a reading is made to be. */
export interface Variation {
  readonly date: IssueDate;
  readonly page: string;
  /** Which town stands for which. */
  readonly turn: number;
  /** Names the article; figures that no registered indicator tells of have numbers of its own. */
  readonly number: number;
  /** 1 as first printed; each later version has other numbers here and there. */
  readonly version: number;
}

/**
 * The model with its towns turned and its years shifted to those of the date, and with other numbers: for a registered
 * indicator the same in all that is made of one model, so that articles repeat one another, but for one in fifty, which
 * contradicts. Characters stay where they are.
 */
export function varied({ json, year }: ModelReading, variation: Variation): Reading {
  const { date, page, turn } = variation;
  const shift = Number(date.slice(0, 4)) - year;
  const text = json
    .replace(TOWNS, (town) => townFor(town, turn))
    .replace(YEARS, (printed) => String(Number(printed) + shift));
  const reading = parseReading(new TextEncoder().encode(text));
  const { document } = reading;
  const restated = new Set(
    reading.figures.flatMap(({ id, sameAs }) => (sameAs === null ? [] : [id, sameAs])),
  );
  const figures = reading.figures.map((figure) =>
    restated.has(figure.id) ? figure : renumbered(figure, seedOf(figure, variation)),
  );
  return {
    ...reading,
    document: { ...document, date, pageLabel: page, text: withFigures(document.text, figures) },
    figures,
  };
}

function townFor(town: string, turn: number): string {
  const ring = RINGS.find((one) => one.some((name) => name === town)) ?? [town];
  return ring[(ring.findIndex((name) => name === town) + turn) % ring.length] ?? town;
}

function seedOf(figure: Figure, { number, version }: Variation): number {
  const { indicatorId, place, period, start } = figure;
  const isOwn = indicatorId === null || hashOf(`${number} ${start}`) % 50 === 0;
  const isCorrected = version > 1 && hashOf(`${version} ${number} ${start}`) % 4 === 0;
  const common = `${indicatorId} ${place?.value} ${period?.value} ${start}`;
  return hashOf(`${common} ${isOwn ? number : ''} ${isCorrected ? version : ''}`);
}

/** The figure with another last digit or two; one whose number is not printed in digits stays. */
function renumbered(figure: Figure, seed: number): Figure {
  const { value, exact, unit, baseUnit, normValue } = figure;
  if (value === null || !/\d\.?\d$/.test(value) || !exact.includes(value)) return figure;
  const changed = value
    .replace(/\d$/, String(seed % 10))
    .replace(/\d(?=\.?\d$)/, String(1 + ((seed >>> 8) % 9)));
  const factor = printedUnitAt(foldWidths(unit))?.unit.factor;
  if (baseUnit === 'rank' || (normValue !== null && factor === undefined)) return figure;
  return {
    ...figure,
    value: changed,
    exact: exact.replace(value, changed),
    normValue:
      normValue === null || factor === undefined ? null : decimalText(times(decimalOf(changed), factor, 6)),
  };
}

function withFigures(text: string, figures: readonly Figure[]): string {
  let [made, at] = ['', 0];
  for (const { start, end, exact } of figures.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    made += text.slice(at, start) + exact;
    at = end;
  }
  return made + text.slice(at);
}
