import type { Page } from 'playwright-core';
import * as z from 'zod';

const Focused = z.object({ name: z.string(), seen: z.boolean(), isPage: z.boolean() });

/** What has the focus, by the name that a screen reader says. Runs in the page. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  const named = one?.labels?.[0] ?? one;
  const name = (one?.getAttribute('aria-label') ?? named?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const { top, bottom, width } = one.getBoundingClientRect();
  // Browsers draw no outline around a part of a picture: its edge is drawn instead.
  const { stroke, strokeWidth } = getComputedStyle(one.querySelector(':scope > polygon') ?? one);
  const outlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  const edged = stroke !== 'none' && parseFloat(strokeWidth) >= 2;
  // A page within this one shows by itself which of its links has the focus.
  return { name, seen: one.tagName === 'IFRAME' || (outlined || edged) && width > 0 && bottom > 0 && top < innerHeight,
    isPage: one === document.body };
})()`;

/** No page has so many places to stop at. */
const MOST_STOPS = 400;

/**
 * Goes from stop to stop with the Tab key until the one of that name has the focus. Fails if none has, and if one on
 * the way could not be seen to have it.
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const focused = await focusedIn(page);
    // After the last stop it is the browser's own turn.
    if (focused.isPage) break;
    if (!focused.seen) throw new Error(`the focus cannot be seen on '${focused.name}'`);
    if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) return;
    passed.push(focused.name);
  }
  throw new Error(`'${String(name)}' cannot be reached with the keyboard; what can: ${passed.join(' | ')}`);
}

/** A page within this one is another process, which takes the focus a moment after this one has given it away. */
async function focusedIn(page: Page): Promise<z.infer<typeof Focused>> {
  const focused = Focused.parse(await page.evaluate(FOCUSED));
  if (!focused.isPage) return focused;
  await page.waitForTimeout(HANDED_OVER_MS);
  return Focused.parse(await page.evaluate(FOCUSED));
}

const HANDED_OVER_MS = 500;

/** Reaches a link with the Tab key and follows it with Enter; the path of the page that it leads to. */
export async function follow(page: Page, name: string | RegExp): Promise<string> {
  await tabTo(page, name);
  const before = page.url();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== before);
  return pathOf(page);
}

/** With its query and its fragment. */
export function pathOf(page: Page): string {
  const { pathname, search, hash } = new URL(page.url());
  return decodeURIComponent(pathname + search + hash);
}
