import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../../core/paper/resource.ts';
import { decodeHtml } from '../../../core/read/page/decode-html.ts';
import type { Reading } from '../../../core/read/document.ts';
import { readArticleHtml } from '../../../core/read/read-article.ts';
import { readArticleText } from '../../../core/read/read-text.ts';
import { decoded, withoutBlanks } from './page/source-page.ts';

// A folder is a case: the page, where it came from, and what a person says is on it. The pages are of our own
// writing, in the markup of the paper's template.
const GOLDENS = join(import.meta.dirname, 'goldens');

/** What an expected figure need not say. */
const PLAIN = {
  min: null,
  max: null,
  normMin: null,
  normMax: null,
  comparator: 'eq',
  modality: 'actual',
  strength: null,
  direction: null,
  indicator: null,
  indicatorId: null,
  basis: null,
  inferredPriceBasis: null,
  place: null,
  period: null,
  sectionPath: [],
  listMark: null,
  changeOf: null,
  sameAs: null,
  partOf: null,
  qualifies: null,
};

const Page = z.strictObject({
  path: z.string().nullable(),
  date: z.string().nullable(),
  contentType: z.string().nullable(),
});
const Expected = z.strictObject({
  charset: z.unknown(),
  eraId: z.unknown(),
  document: z.record(z.string(), z.unknown()),
  /** `null`: the text is the file, to the last character. */
  text: z.string().nullable(),
  blocks: z.array(z.unknown()),
  figures: z.array(z.record(z.string(), z.unknown())),
  report: z.unknown(),
  flaws: z.unknown(),
  checks: z.unknown(),
});

describe.each(readdirSync(GOLDENS))('the golden page %s', (name) => {
  const folder = join(GOLDENS, name);
  const page = Page.parse(JSON.parse(readFileSync(join(folder, 'page.json'), 'utf8')));
  const expected = Expected.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
  const { reading, html } = readGolden(folder, page);
  const { blocks, text, ...document } = reading.document;

  test('has the head, the captions and the pictures that a person sees', () => {
    expect(document).toEqual(expected.document);
  });

  test('has its text and outline, each block where the text says it', () => {
    expect(text).toBe(expected.text ?? readFileSync(join(folder, 'source.txt'), 'utf8'));
    expect(blocks.map(({ kind, level, mark, text }) => ({ kind, level, mark, text }))).toEqual(
      expected.blocks,
    );
    for (const block of blocks)
      expect(text.slice(block.start, block.end).replace(/\n/g, '')).toBe(block.text);
  });

  test('has its figures, no more and no fewer, each with every field', () => {
    const numbered = expected.figures.map((figure, at) => ({ ...PLAIN, ...figure, id: `f${at + 1}` }));
    const placed = numbered.map((figure, at) => ({ ...figure, ...spanOf(reading.figures[at]) }));
    expect(reading.figures).toEqual(placed);
    for (const { start, end, exact, source } of reading.figures) {
      expect(text.slice(start, end)).toBe(exact);
      const onPage = html === null || source === null ? null : withoutBlanks(decoded(html, source));
      expect(onPage).toBe(html === null ? null : withoutBlanks(exact));
    }
  });

  test('is judged as a person would, its flaws told', () => {
    const { charset, eraId, report, flaws, checks } = reading;
    const judged = { charset, eraId, report, flaws, checks };
    expect(judged).toEqual({
      charset: expected.charset,
      eraId: expected.eraId,
      report: expected.report,
      flaws: expected.flaws,
      checks: expected.checks,
    });
  });
});

/** Where a figure stands is not written by hand: it is held against the text and the page above. */
function spanOf(
  figure: Reading['figures'][number] | undefined,
): Partial<Pick<Reading['figures'][number], 'start' | 'end' | 'source'>> {
  return figure === undefined ? {} : { start: figure.start, end: figure.end, source: figure.source };
}

/** The reading, and the decoded page that it was made from; `null` when that is a text. */
function readGolden(
  folder: string,
  page: z.infer<typeof Page>,
): { readonly reading: Reading; readonly html: string | null } {
  if (page.path === null || page.date === null) {
    const text = readFileSync(join(folder, 'source.txt'), 'utf8');
    return { reading: readArticleText(text, DEMO), html: null };
  }
  const { text: html, charset } = decodeHtml(readFileSync(join(folder, 'source.html')), page.contentType);
  const reading = readArticleHtml({
    html,
    charset,
    site: siteOf(DEMO, 'http://127.0.0.1/demo/'),
    path: asResourcePath(page.path),
    date: asIssueDate(page.date),
  });
  return { reading, html };
}
