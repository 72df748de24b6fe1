import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import * as z from 'zod';
import { startChromium } from '../support/chromium.ts';
import { SITE } from './page-kinds.ts';

const ENTRY = fileURLToPath(new URL('../../bin/jmnews.js', import.meta.url));
const Told = z.object({ url: z.url() });
const Snapshot = z.object({ snapshot: z.object({ url: z.url() }) });
const Environment = z.object({ ROOM_DATA: z.string().min(1) });

export interface RunningCommand {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** The reading room over the demonstration's archive, as the command serves it. */
export async function serveArchive(
  rights: 'reading-room' | 'public' = 'reading-room',
): Promise<RunningCommand> {
  const { ROOM_DATA } = Environment.parse(process.env);
  const args = ['serve', '--data', ROOM_DATA, '--port', '0', '--rights', rights, '--json'];
  const command = spawn(process.execPath, [ENTRY, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  // It prints one JSON document, over several lines or in one.
  let told = '';
  for await (const line of createInterface(command.stdout)) {
    told += line;
    if (line.trimEnd().endsWith('}')) break;
  }
  const { url } = Told.parse(JSON.parse(told));
  return {
    origin: url.replace(/\/$/, ''),
    close: async () => {
      command.kill('SIGINT');
      if (command.exitCode === null) await once(command, 'exit');
    },
  };
}

export interface OpenRoom {
  readonly origin: string;
  readonly browser: Browser;
  /** What a page tried and was not let, and what failed in it; a test that opens pages looks into it. */
  readonly complaints: string[];
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** A room and a browser for the tests of a file. */
export function openRoom(rights: 'reading-room' | 'public' = 'reading-room'): () => OpenRoom {
  let room: OpenRoom | null = null;
  let close = async (): Promise<void> => {};
  beforeAll(async () => {
    const [served, browser] = await Promise.all([serveArchive(rights), startChromium()]);
    const complaints: string[] = [];
    const site = await siteOf(served.origin);
    room = {
      ...{ origin: served.origin, browser, complaints },
      open: async (path, options = {}) => {
        const context = await browser.newContext({ viewport: DESK, ...options });
        const page = await context.newPage();
        page.on('console', (message) => {
          if (message.type() !== 'error') return;
          // A page that says that nothing is there is itself answered so, which browsers count as an error.
          if (message.location().url !== page.url() || !/status of 40[04]/.test(message.text()))
            complaints.push(`${path}: ${message.text()}`);
        });
        page.on('pageerror', (error) => complaints.push(`${path}: ${error.message}`));
        await page.goto(served.origin + path.replace(SITE, site));
        return page;
      },
    };
    close = async () => {
      await browser.close();
      await served.close();
    };
  });
  afterAll(() => close());
  return () => {
    if (room === null) throw new Error('the room is opened before the first test');
    return room;
  };
}

/** Where the demonstration's paper was when it was captured; without a slash at the end. */
async function siteOf(origin: string): Promise<string> {
  const article: unknown = await (await fetch(`${origin}/demo/2023-02-24/A02/666914.json`)).json();
  return Snapshot.parse(article).snapshot.url.replace(/\/html\/.*$/, '');
}

export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
