import { describe, expect, it } from 'vitest';
import { openRoom } from './served-archive.ts';

const room = openRoom('public');

describe('for everybody', () => {
  it('an article shows its figures and no sentence of its text', async () => {
    const page = await room().open('/demo/2023-02-25/B02/667000');
    expect(await page.locator('.notice').first().innerText()).toContain('不');
    expect(await page.locator('table.figures tbody tr').count()).toBeGreaterThan(100);
    expect(await page.locator('.story p:not(.section, .intro-title)').count()).toBe(0);
  });

  it('a page shows no picture', async () => {
    const page = await room().open('/demo/2023-02-25/B02');
    expect(await page.locator('main img, main image').count()).toBe(0);
  });
});
