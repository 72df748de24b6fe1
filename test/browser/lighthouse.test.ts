import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { CHROMIUM } from '../support/chromium.ts';
import { type RunningCommand, serveArchive } from './served-archive.ts';

const run = promisify(execFile);
const COMMAND = process.env['LIGHTHOUSE'] ?? '';
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
const LEAST = 95;
const Report = z.object({
  categories: z.record(z.string(), z.object({ score: z.number() })),
  audits: z.record(z.string(), z.object({ score: z.number().nullable(), title: z.string() })),
});

const MAIN_PAGES = [
  ['front page', '/'],
  ['days of a year', '/demo/2023/'],
  ['issue', '/demo/2023-02-25'],
  ['page', '/demo/2023-02-25/B02'],
  ['article', '/demo/2023-02-25/B02/667000'],
] as const;

let room: RunningCommand;
beforeAll(async () => {
  room = await serveArchive();
});
afterAll(() => room.close());

describe.skipIf(COMMAND === '')('Lighthouse', () => {
  it.each(MAIN_PAGES)(`gives the %s ${LEAST} of 100 and more`, async (_, path) => {
    const args = [
      ...[room.origin + path, '--quiet', '--output=json', `--only-categories=${CATEGORIES.join(',')}`],
      '--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking',
    ];
    const env = { ...process.env, CHROME_PATH: CHROMIUM };
    const { stdout } = await run(process.execPath, [COMMAND, ...args], { env, maxBuffer: 2 ** 26 });
    const { categories, audits } = Report.parse(JSON.parse(stdout));
    const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
    const failed = Object.values(audits).flatMap(({ score, title }) =>
      score !== null && score < 0.9 ? [title] : [],
    );
    expect(Math.min(...scores), `${scores.join(', ')}: ${failed.join('; ')}`).toBeGreaterThanOrEqual(LEAST);
  });
});
