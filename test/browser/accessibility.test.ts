import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PAGE_KINDS } from './page-kinds.ts';
import { DESK, PHONE, openRoom } from './served-archive.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong: the rule, and where. What it cannot decide by itself is not among it. */
const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

describe.each([
  ['on a desk, in the light', '', { viewport: DESK, colorScheme: 'light' }],
  ['on a phone, in the dark', '', { viewport: PHONE, colorScheme: 'dark' }],
  ['in English', 'lang=en', { viewport: DESK, colorScheme: 'light' }],
] as const)('axe finds nothing, %s', (_, query, options) => {
  const room = openRoom();

  it.each(PAGE_KINDS)('%s', async (_kind, path) => {
    const page = await room().open(
      query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`,
      options,
    );
    await page.evaluate(AXE);
    const told: unknown = await page.evaluate('axe.run(document).then(({ violations }) => violations)');
    const found = Violations.parse(told).map(({ id, nodes }) => [
      id,
      nodes.slice(0, 3).map(({ html }) => html),
    ]);
    expect(found).toEqual([]);
    await page.context().close();
  });
});
