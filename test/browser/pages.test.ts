import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PAGE_KINDS } from './page-kinds.ts';
import { DESK, PHONE, openRoom } from './served-archive.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong: the rule, and where. What it cannot decide by itself is not among it. */
const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

const room = openRoom();

/** In each window a page is opened once, and all is asked of it there. */
describe.each([
  ['on a desk, in the light', '', { viewport: DESK, colorScheme: 'light' }],
  ['on a phone, in the dark', '', { viewport: PHONE, colorScheme: 'dark' }],
  // The narrowest window, or a page made four times as large, and the longest words.
  ['on a small phone, in English', 'lang=en', { viewport: { width: 320, height: 640 } }],
] as const)('%s', (_, query, options) => {
  it.each(PAGE_KINDS)('%s', async (_kind, path) => {
    room().complaints.splice(0);
    const address = query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
    const page = await room().open(address, options);
    expect(await page.locator('html').getAttribute('lang')).toBe(query === '' ? 'zh-CN' : 'en');
    // It is no wider than the window, breaks none of its own policy and lacks nothing that it names.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.viewport.width);
    expect(await page.locator('img').evaluateAll(broken)).toEqual([]);
    expect(room().complaints).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe('on paper', () => {
  /** A4 without its margins, in CSS pixels. */
  const SHEET = { width: 680, height: 1000 };

  it.each(['/series/heshan/gdp', '/series/', '/demo/2023-02-25/B02'])(
    '%s loses nothing at the edge of the sheet',
    async (path) => {
      const page = await room().open(path, { viewport: SHEET });
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(SHEET.width);
      expect(await page.locator('.search-box:visible, .masthead nav:visible').count()).toBe(0);
      await page.context().close();
    },
  );
});

async function violations(page: Page): Promise<[string, string[]][]> {
  await page.evaluate(AXE);
  const told: unknown = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"], preload: false }).then(({ violations }) => violations)',
  );
  return Violations.parse(told).map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]);
}

/** Pictures that did not come, by address. Runs in the page. */
const broken = (images: readonly unknown[]): string[] =>
  images.flatMap((image) => {
    const { complete, naturalWidth, src } = image as { complete: boolean; naturalWidth: number; src: string };
    return complete && naturalWidth === 0 ? [src] : [];
  });
