import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { follow, pathOf, tabTo } from './keyboard.ts';
import { openRoom } from './served-archive.ts';

const room = openRoom();

/** With scripts off, as a reader may have them; the pages have none. */
async function visit(path: string): Promise<Page> {
  return room().open(path, { javaScriptEnabled: false });
}

const headingOf = async (page: Page): Promise<string> =>
  (await page.locator('h1').innerText()).replace(/\s+/g, ' ').trim();

describe('with the keyboard alone and without scripts', () => {
  it('the first stop of every page leads over what is on all of them', async () => {
    const page = await visit('/');
    await tabTo(page, '跳到正文');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const inside = await page.evaluate("document.activeElement.closest('main') !== null");
    expect(inside).toBe(true);
  });

  it('from the front page to the newest issue, one of its pages, and an article', async () => {
    const page = await visit('/');
    expect(await follow(page, /^2024年2月23日/)).toBe('/demo/2024-02-23');
    expect(await follow(page, '第A02版')).toBe('/demo/2024-02-23/A02');
    const title = (await page.locator('.articles a').first().innerText()).replace(/\s+/g, ' ').trim();
    expect(await follow(page, title)).toMatch(/^\/demo\/2024-02-23\/A02\/\d+$/);
    expect(await headingOf(page)).toBe(title);
  });

  it('from an area of a page’s picture to its article', async () => {
    const page = await visit('/demo/2023-02-25/B02');
    await tabTo(page, '实干为先 制造立市');
    expect(await page.evaluate("document.activeElement.closest('svg') !== null")).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/667000/);
    expect(await headingOf(page)).toBe('实干为先 制造立市');
  });

  it('from a year’s calendar to a day, to the next issue, and to the same day in other years', async () => {
    const page = await visit('/demo/');
    expect(await follow(page, '2023')).toBe('/demo/2023/');
    expect(await follow(page, /^25 完整/)).toBe('/demo/2023-02-25');
    expect(await follow(page, '下一期 →')).toBe('/demo/2023-02-26');
    expect(await follow(page, '← 上一期')).toBe('/demo/2023-02-25');
    expect(await follow(page, '历年同日')).toBe('/demo/on/02-25');
  });

  it('from page to page of an issue', async () => {
    const page = await visit('/demo/2023-02-25/B01');
    expect(await follow(page, '第B02版 →')).toBe('/demo/2023-02-25/B02');
    expect(await follow(page, '← 第B01版')).toBe('/demo/2023-02-25/B01');
  });

  it('from a figure in the table to its mark in the text', async () => {
    const page = await visit('/demo/2023-02-25/B02/667000');
    const exact = await page.locator('table.figures tbody th a').first().innerText();
    await page.locator('#figures').scrollIntoViewIfNeeded();
    const path = await follow(page, exact);
    expect(path).toMatch(/^\/demo\/2023-02-25\/B02\/667000#fig-/);
    expect(await page.locator('mark:target').innerText()).toContain(exact);
  });

  it('from an article’s versions to what differs between them, in one text and side by side', async () => {
    const page = await visit('/demo/2023-02-24/A02/666914');
    expect(await follow(page, '历次版本与采集记录')).toBe('/demo/2023-02-24/A02/666914/versions');
    expect(await follow(page, '与上一版对照')).toBe('/demo/2023-02-24/A02/666914/diff/1..2');
    expect(await page.locator('main del').first().innerText()).toContain('5.0%');
    expect(await follow(page, /左右对照/)).toBe('/demo/2023-02-24/A02/666914/diff/1..2?form=side');
  });

  it('from any page to the same in English and back', async () => {
    const page = await visit('/demo/2023-02-25/B02');
    expect(await follow(page, 'English')).toBe('/demo/2023-02-25/B02?lang=en');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await follow(page, '中文')).toBe('/demo/2023-02-25/B02');
  });

  it('to the data, and away with a file of them', async () => {
    const page = await visit('/');
    expect(await follow(page, '数据')).toBe('/data/');
    await tabTo(page, 'figures.csv');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('figures.csv');
  });

  it('to how an article is cited, and away with its reference', async () => {
    const page = await visit('/demo/2023-02-25/B02/667000');
    await tabTo(page, 'BibTeX');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('demo-2023-02-25-667000-v1.bib');
  });

  it('to a withdrawn article, which says so and is still there', async () => {
    const page = await visit('/');
    expect(await follow(page, '石桥街道加装电梯 三年装了五百台')).toMatch(/^\/demo\/2023-02-26\/A03\/667082/);
    expect(await page.locator('.notice').first().innerText()).toContain('撤');
    expect(pathOf(page)).toContain('667082');
  });
});
