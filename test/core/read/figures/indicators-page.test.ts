import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { INDICATORS } from '../../../../core/read/figures/indicator-registry.ts';

const DOCUMENT = join(import.meta.dirname, '../../../../docs/indicators.md');

test('docs/indicators.md has every indicator as it is, in order, and no other', async () => {
  const text = await readFile(DOCUMENT, 'utf8');
  const [, table = ''] = /<!-- indicators: [^>]*-->([^]*?)<!-- \/indicators -->/.exec(text) ?? [];
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(
    INDICATORS.map(({ id, zh, en, unit, priceBasis, aliases, codes }) => [
      ...[`\`${id}\``, zh, en, unit, priceBasis === null ? '' : `\`${priceBasis}\``],
      aliases.join(' '),
      codes.map(({ scheme, of, code }) => `${scheme} ${of} \`${code}\``).join(', '),
    ]),
  );
});
