import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outlineLines } from '../../../cli/print-reading.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { DEMO } from '../../../core/paper/papers/demo.ts';
import { asResourcePath, siteOf } from '../../../core/paper/resource.ts';
import { readArticleHtml } from '../../../core/read/read-article.ts';
import { readArticleText } from '../../../core/read/read-text.ts';

// The tree that `jmnews read` prints of a page, held against one that was written by hand. A folder of `outlines` is
// a case: source.txt, the text of a page of our own writing, and outline.txt; without the latter the case fails.
const OUTLINES = join(import.meta.dirname, 'outlines');
const WORK_REPORT = join(import.meta.dirname, 'goldens', 'work-report');

function fileOf(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

describe('the printed outline', () => {
  test.each(readdirSync(OUTLINES))('of %s is the one that was written by hand', (name) => {
    const folder = join(OUTLINES, name);
    const { document } = readArticleText(fileOf(folder, 'source.txt'), DEMO);
    expect(printed(outlineLines(document))).toBe(fileOf(folder, 'outline.txt'));
    expect(document.text).toBe(fileOf(folder, 'source.txt'));
  });

  test('of the golden work report is the one that was written by hand', () => {
    const { document } = readArticleHtml({
      html: fileOf(WORK_REPORT, 'source.html'),
      charset: null,
      site: siteOf(DEMO, 'http://127.0.0.1/demo/'),
      path: asResourcePath('html/2021-02/25/content_2.htm'),
      date: asIssueDate('2021-02-25'),
    });
    expect(printed(outlineLines(document))).toBe(fileOf(WORK_REPORT, 'outline.txt'));
  });
});

/** A masthead that was not found prints an empty line, which no file should begin with. */
function printed(lines: readonly string[]): string {
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}
