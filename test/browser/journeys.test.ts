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

  it('from a figure in the text to its row in the table and back', async () => {
    const page = await visit('/demo/2023-02-25/B02/667000');
    const exact = await page.locator('table.figures tbody th a').first().innerText();
    expect(await follow(page, exact)).toMatch(/^\/demo\/2023-02-25\/B02\/667000#row-/);
    const path = await follow(page, exact);
    expect(path).toMatch(/^\/demo\/2023-02-25\/B02\/667000#fig-/);
    expect(await page.locator('mark:target').innerText()).toContain(exact);
  });

  it('from an article’s versions to what differs between them, in one text and side by side', async () => {
    const page = await visit('/demo/2023-02-24/A02/666914');
    expect(await follow(page, '历次版本与采集记录')).toBe('/demo/2023-02-24/A02/666914/versions');
    expect(await follow(page, '与上一个版本对照')).toBe('/demo/2023-02-24/A02/666914/diff/1..2');
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

  it('from a headline to its series, and from a number there to its sentence in the newspaper', async () => {
    const page = await visit('/');
    expect(await follow(page, /^鹤山市 地区生产总值/)).toBe('/series/heshan/gdp');
    expect(await follow(page, '502.87')).toMatch(/^\/demo\/2024-02-22\/B02\/695605\?v=1#fig-/);
    const mark = page.locator('mark:target, mark:has(> :target)');
    expect(await mark.innerText()).toBe('502.87亿元');
    expect(await mark.evaluate(isInSight)).toBe(true);
  });

  it('from all series to one, and away with its numbers and with how it is cited', async () => {
    const page = await visit('/');
    expect(await follow(page, '数据序列')).toBe('/series/');
    expect(await follow(page, '鹤山市')).toBe('/series/heshan/');
    expect(await follow(page, '地区生产总值')).toBe('/series/heshan/gdp');
    await tabTo(page, /CSV/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('heshan-gdp-1.0.0.csv');
    expect(await page.locator('.citation').innerText()).toContain(
      '鹤山市：地区生产总值（数据发布 1.0.0）[DB/OL]',
    );
  });

  it('from words in the head of any page to the very paragraph that holds them', async () => {
    const page = await visit('/status');
    await tabTo(page, '搜索全部文章');
    await page.keyboard.type('水厂');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search/);
    expect(pathOf(page)).toBe('/search?q=水厂');
    expect(await follow(page, '第 3 段')).toMatch(/^\/demo\/2023-02-24\/A02\/666914#p-3:~:text=水厂,-/);
    const target = page.locator(':target');
    expect(await target.innerText()).toContain('水厂还将更换老旧水表2600只');
    expect(await target.evaluate(isInSight)).toBe(true);
  });

  it('from what a search found to what it found of one year and of one page', async () => {
    const page = await visit('/search?q=鹤山');
    await tabTo(page, '缩小范围（可不填）');
    await page.keyboard.press('Enter');
    await tabTo(page, /^起/);
    await page.keyboard.type('2023');
    await tabTo(page, /^止/);
    await page.keyboard.type('2023');
    await tabTo(page, '版次');
    await page.keyboard.type('B02');
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=2023/);
    expect(await page.locator('.search-hits h3').allInnerTexts()).toEqual(['实干为先 制造立市']);
    // What narrows the search is still in sight, and can be undone.
    expect(await page.locator('#search-page').inputValue()).toBe('B02');
    expect(await page.locator('#search-page').isVisible()).toBe(true);
  });

  it('from an issue to what it says of something', async () => {
    const page = await visit('/demo/2023-02-24');
    await tabTo(page, '在本期中搜索');
    await page.keyboard.type('水厂');
    await page.keyboard.press('Enter');
    await page.waitForURL(/search/);
    expect(await follow(page, '望江镇水厂扩建投产')).toBe('/demo/2023-02-24/A02/666914');
  });

  it('from an article to the page as it was seen, and on to how it was seen before and after', async () => {
    const page = await visit('/demo/2023-02-24/A02/666914');
    await follow(page, '历次版本与采集记录');
    expect(await follow(page, '按原样看历次采集的网页')).toMatch(/^\/web\/\*\//);
    const newest = await follow(page, /^20/);
    expect(newest).toMatch(/^\/web\/\d{14}\/.*content_666914\.htm$/);
    expect(await textInFrame(page)).toContain('5.5%');
    expect(await follow(page, '← 上一次采集')).not.toBe(newest);
    expect(await textInFrame(page)).toContain('5.0%');
    expect(await follow(page, '下一次采集 →')).toBe(newest);
    // A frame that is still loading takes the focus away from the page around it.
    expect(await textInFrame(page)).toContain('5.5%');
    expect(await follow(page, '阅览室中的这篇文章')).toMatch(/^\/demo\/2023-02-24\/A02\/666914/);
  });

  it('from an issue, away with all of it as a package', async () => {
    const page = await visit('/demo/2023-02-25');
    await tabTo(page, /^WACZ/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('demo-2023-02-25.wacz');
  });

  it('from any page to the feeds, and from a series to those of its place and its indicator', async () => {
    const page = await visit('/status');
    expect(await follow(page, '订阅')).toBe('/#feeds');
    await tabTo(page, '新报告');
    expect(await typeOf(page)).toMatch(/^application\/atom\+xml/);
    const series = await visit('/series/heshan/gdp');
    for (const name of ['鹤山市：新刊出的数与改动', '地区生产总值：新刊出的数与改动']) {
      await tabTo(series, name);
      expect(await typeOf(series)).toMatch(/^application\/atom\+xml/);
    }
  });

  it('from any page to everything that was taken down', async () => {
    const page = await visit('/demo/2023-02-25/B02');
    expect(await follow(page, '撤下记录')).toBe('/takedowns');
  });
});

/** Runs in the page. */
const isInSight = (element: unknown): boolean => {
  const { top, bottom } = (
    element as { getBoundingClientRect(): { top: number; bottom: number } }
  ).getBoundingClientRect();
  return top >= 0 && bottom <= (globalThis as unknown as { innerHeight: number }).innerHeight;
};

/** Of the page that is shown within this one. */
async function textInFrame(page: Page): Promise<string> {
  return page.frameLocator('iframe').locator('body').innerText();
}

/** Of what the link that has the focus leads to. */
async function typeOf(page: Page): Promise<string> {
  const href = String(await page.evaluate('document.activeElement.href'));
  return (await page.request.get(href)).headers()['content-type'] ?? '';
}
