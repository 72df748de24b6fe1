import { type Frame, type Page, chromium } from 'playwright-core';
import { type ServedFile, serveFiles } from './replay-server.ts';

/** ReplayWeb.page's two scripts, and the package that it is to replay. */
export interface ReplayFiles {
  readonly ui: Uint8Array;
  readonly worker: Uint8Array;
  readonly wacz: Uint8Array;
}

/** What is to be seen at an address at an instant. */
export interface Shown {
  /** For whoever reads the outcome. */
  readonly what: string;
  readonly url: string;
  /** The page at that instant that is opened first, and whose link to `url` is then clicked; `null` to open `url` itself. */
  readonly from: string | null;
  /** Fourteen digits, UTC. */
  readonly time: string;
  /** A text of the page, and one that another version has in its place. */
  readonly text: string;
  readonly notText: string;
  /** Whether the page's first picture must be there, too. */
  readonly picture: boolean;
}

/** Its service worker sometimes comes too late for the first load, which stays blank then. */
const LOADS = 6;
const LOAD_MS = 15_000;

/** `null` when it is seen, and otherwise what was seen instead. */
export async function replays(browserPath: string, files: ReplayFiles, shown: Shown): Promise<string | null> {
  const server = await serveFiles(siteOf(files, shown));
  const browser = await chromium.launch({ executablePath: browserPath });
  try {
    const page = await browser.newPage();
    let seen: Seen = { text: '', picture: false };
    for (let load = 0; load < LOADS && seen.text === ''; load += 1) {
      await page.goto(`${server.origin}/`);
      for (const end = Date.now() + LOAD_MS; Date.now() < end;) {
        await page.waitForTimeout(250);
        if (shown.from !== null && !isOpen(page, shown.url)) await click(page, shown.from, shown.url);
        seen = await seenIn(page, shown.url);
        if (seen.text.includes(shown.text) && (seen.picture || !shown.picture)) {
          const other = seen.text.includes(shown.notText);
          return other ? `it shows '${shown.notText}' of another version` : null;
        }
      }
    }
    return `it shows '${seen.text.slice(0, 200)}', picture: ${String(seen.picture)}`;
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Seen {
  readonly text: string;
  readonly picture: boolean;
}

/** The frame that holds the replayed page, once there is one. */
function frameOf(page: Page, url: string): Frame | undefined {
  return page.frames().find((one) => one.url().endsWith(`mp_/${url}`));
}

function isOpen(page: Page, url: string): boolean {
  return frameOf(page, url) !== undefined;
}

/** On the part of the page's picture that leads to `url`, once it is there. */
async function click(page: Page, from: string, url: string): Promise<void> {
  const name = JSON.stringify(url.slice(url.lastIndexOf('/') + 1));
  try {
    await frameOf(page, from)?.evaluate(
      `document.querySelector('area[href$=' + ${JSON.stringify(name)} + ']')?.click()`,
    );
  } catch {
    // The frame went on to another page while it was asked.
  }
}

async function seenIn(page: Page, url: string): Promise<Seen> {
  const frame = frameOf(page, url);
  try {
    const text = await frame?.evaluate('document.body.innerText');
    const picture = await frame?.evaluate('[...document.images].some((one) => one.naturalWidth > 50)');
    return { text: typeof text === 'string' ? text : '', picture: picture === true };
  } catch {
    // The frame went on to another page while it was asked.
    return { text: '', picture: false };
  }
}

function siteOf(
  { ui, worker, wacz }: ReplayFiles,
  { url, from, time }: Shown,
): ReadonlyMap<string, ServedFile> {
  const html = `<!doctype html><script src="/ui.js"></script><body style="height: 100vh">
<replay-web-page replayBase="/replay/" embed="default" source="/issue.wacz" url="${from ?? url}" ts="${time}">
</replay-web-page>`;
  const script = (bytes: Uint8Array): ServedFile => ({ bytes, mediaType: 'text/javascript' });
  return new Map<string, ServedFile>([
    ['/', { bytes: Buffer.from(html), mediaType: 'text/html; charset=utf-8' }],
    ['/ui.js', script(ui)],
    ['/replay/sw.js', script(worker)],
    ['/issue.wacz', { bytes: wacz, mediaType: 'application/wacz' }],
  ]);
}
