import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { type Browser, type Frame, type Page, chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CHROMIUM } from '../support/chromium.ts';
import { hostilePage } from '../support/hostile-page.ts';
import { JPEG, type Room, keep, smallRoom } from '../web/small-archive.ts';

const SITE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/';
const STAMP = '20230224220500';

/** Long enough for a page to do what it does by itself: a refresh, a load, a script. */
const SETTLE_MS = 1_500;

let browser: Browser;
let trap: Server;
/** Whatever the browser asked of the hosts that the page names, all of which lead to the trap. */
let escaped: string[];

beforeAll(async () => {
  trap = createServer((request, response) => {
    escaped.push(`${request.method ?? ''} ${request.headers.host ?? ''}${request.url ?? ''}`);
    // The page that sends its reader here stays, and goes on with its harm, for as long as nothing is answered.
    if (request.url === '/refresh') return;
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    response.end(request.url === '/page' ? hostilePage('evil.example') : 'document.title = "ran"');
  });
  trap.on('connect', (request) => escaped.push(`CONNECT ${request.url ?? ''}`));
  trap.on('connection', (socket) => socket.on('error', () => undefined));
  trap.on('clientError', () => escaped.push('not HTTP'));
  const port = await listening(trap);
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    // As root there is no sandbox of the browser's own. What the browser itself asks of its maker finds nobody.
    args: [
      '--no-sandbox',
      `--host-resolver-rules=MAP *.example 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  });
});

afterAll(async () => {
  await browser.close();
  trap.closeAllConnections();
  trap.close();
});

beforeEach(() => {
  escaped = [];
});

/** The room, on loopback, with a page that means harm as a node and as an article. */
async function hostileRoom(): Promise<{ readonly room: Room; readonly origin: string }> {
  const room = await smallRoom();
  await keep(room, { name: 'evil.htm', kind: 'article', payload: hostilePage('evil.example') });
  await keep(room, { name: 'photo.jpg', kind: 'picture', payload: PICTURE, mediaType: 'image/gif' });
  const good =
    '<title>好</title><img src="photo.jpg"><a id="next" href="content_667012.htm?div=-1">下一篇</a>';
  await keep(room, { name: 'good.htm', kind: 'article', payload: good });
  await keep(room, { name: 'script.jpg', kind: 'picture', payload: JPEG, mediaType: 'text/html' });
  const server = createServer((request, response) => void answer(request, response));
  const answer = getRequestListener((asked) => room.fetch(asked), { overrideGlobalObjects: false });
  const port = await listening(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { room, origin: `http://127.0.0.1:${port}` };
}

/** A GIF of one pixel. */
const PICTURE = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A new page, and what it showed that something ran: dialogs, windows, titles, errors of scripts. */
async function watched(): Promise<{ readonly page: Page; readonly ran: string[] }> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', () => ran.push('popup'));
  page.on('download', () => ran.push('download'));
  page.on('pageerror', (error) => ran.push(`script ${error.message}`));
  page.on('worker', () => ran.push('worker'));
  return { page, ran };
}

function frameOf(page: Page, address: string): Frame {
  const frame = page.frames().find((one) => one.url().endsWith(address));
  if (frame === undefined)
    throw new Error(
      `no frame shows ${address}: ${page
        .frames()
        .map((one) => one.url())
        .join()}`,
    );
  return frame;
}

/** Does to a page what a reader might: points at, clicks on and types into whatever is there. */
async function touch(frame: Frame): Promise<void> {
  const address = frame.url();
  for (const selector of ['h1', '#js', '#js2', '#js3', '#data', 'p', 'marquee', 'td', 'body']) {
    if (frame.url() !== address) return;
    for (const part of (await frame.locator(selector).all()).slice(0, 4)) {
      await part.hover({ timeout: 500, force: true }).catch(() => undefined);
      await part.click({ timeout: 500, force: true }).catch(() => undefined);
    }
  }
}

describe('a page that means harm', () => {
  it('does harm when nothing guards against it, so that this lane can see it', async () => {
    const { page } = await watched();
    await page.goto('http://evil.example/page', { waitUntil: 'commit' }).catch(() => undefined);
    for (const name of ['ran', 'script.js', 'image', 'import.css', 'refresh'])
      await expect.poll(() => escaped, { timeout: 30_000 }).toContain(`GET evil.example/${name}`);
  });

  it.each([
    ['as people saw it', `/web/${STAMP}mp_/${SITE}evil.htm`],
    ['in the page around it', `/web/${STAMP}/${SITE}evil.htm`],
    ['to the byte', `/web/${STAMP}id_/${SITE}evil.htm`],
    ['to the byte, by its version', '/jmrb/raw/1/html/2023-02/25/evil.htm'],
  ])('shown %s runs nothing and loads nothing from elsewhere', async (_, address) => {
    const { room, origin } = await hostileRoom();
    const { page, ran } = await watched();
    // What is shown again asks for nothing; of bytes as they were kept the policy stops what they ask for.
    const asked: string[] = [];
    const note = (one: { readonly url: () => string }): void => void asked.push(one.url());
    if (/id_|raw/.test(address)) page.on('response', (answer) => note(answer));
    else page.on('request', (request) => note(request));
    await page.goto(origin + address);
    await wait(SETTLE_MS);
    const frame =
      page.frames().find((one) => /(mp_|id_|raw).*evil\.htm$/.test(one.url())) ?? page.mainFrame();
    expect(await frame.locator('#last').count()).toBe(1);
    await touch(frame);
    await wait(SETTLE_MS);

    expect(escaped).toEqual([]);
    expect(ran).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([]);
    // It is still the same page, and nothing went to another.
    expect(page.url()).toBe(origin + address);
    expect(await page.title()).not.toBe('ran');
    expect(room.reported).toEqual([]);
  });

  it('leads by its link to nothing but what the archive says of that address', async () => {
    const { origin } = await hostileRoom();
    const { page, ran } = await watched();
    await page.goto(`${origin}/web/${STAMP}/${SITE}evil.htm`);
    const frame = frameOf(page, `mp_/${SITE}evil.htm`);
    await frame.locator('#away').click({ force: true });
    await frame.waitForURL(/away$/);
    expect(await frame.locator('h1').innerText()).toContain('没有存过');
    expect(await frame.locator('.address').innerText()).toBe('http://evil.example/away');
    expect(page.url()).toBe(`${origin}/web/${STAMP}/${SITE}evil.htm`);
    expect([escaped, ran]).toEqual([[], []]);
  });
});

describe('a page that means no harm', () => {
  it('shows its picture from the archive, and its links lead to what is held', async () => {
    const { origin } = await hostileRoom();
    const { page } = await watched();
    await page.goto(`${origin}/web/${STAMP}/${SITE}good.htm`);
    const frame = frameOf(page, `mp_/${SITE}good.htm`);
    await expect.poll(() => frame.evaluate('document.images[0].naturalWidth')).toBe(1);
    await frame.locator('#next').click();
    await frame.waitForURL(/content_667012/);
    expect(await frame.locator('p').innerText()).toBe('第一稿');
  });

  it('has no origin: nothing of the room is its own', async () => {
    const { origin } = await hostileRoom();
    const { page } = await watched();
    await page.goto(`${origin}/web/${STAMP}/${SITE}good.htm`);
    expect(await frameOf(page, `mp_/${SITE}good.htm`).evaluate('self.origin')).toBe('null');
  });
});
