import { describe, expect, it } from 'vitest';
import { PAGE_KINDS } from './page-kinds.ts';
import { DESK, PHONE, openRoom } from './served-archive.ts';

const room = openRoom();

describe.each([
  ['a desk', DESK],
  ['a phone', PHONE],
  ['a small phone, or a page made four times as large', { width: 320, height: 640 }],
])('in the window of %s', (_, viewport) => {
  it.each(PAGE_KINDS)('%s is no wider than the window', async (_kind, path) => {
    const page = await room().open(path, { viewport });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    await page.context().close();
  });
});

describe('a page', () => {
  it('breaks none of its own policy and lacks nothing that it names', async () => {
    room().complaints.splice(0);
    for (const [kind, path] of PAGE_KINDS) {
      if (kind === 'nothing there') continue;
      const page = await room().open(path);
      expect([path, await page.locator('img').evaluateAll(broken)]).toEqual([path, []]);
      await page.context().close();
    }
    expect(room().complaints).toEqual([]);
  });
});

/** Pictures that did not come, by address. Runs in the page. */
const broken = (images: readonly unknown[]): string[] =>
  images.flatMap((image) => {
    const { complete, naturalWidth, src } = image as { complete: boolean; naturalWidth: number; src: string };
    return complete && naturalWidth === 0 ? [src] : [];
  });
