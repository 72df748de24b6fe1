import type { Miss } from './misses.ts';

/** The disagreements as a person goes through them: where, what was noted, what was read. */
export function missText(misses: readonly Miss[]): string {
  const lines = misses.map(({ article, field, exact, sentence, expected, got }) => {
    const head = [article, field, exact].filter((part) => part !== '').join('  ');
    const words = sentence === '' ? '' : `    ${sentence}\n`;
    return `${head}\n    noted ${expected ?? '–'}   read ${got ?? '–'}\n${words}`;
  });
  return `${lines.join('')}${misses.length} disagreements\n`;
}
