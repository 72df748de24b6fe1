import type { ArticleDocument, Reading } from '../core/read/document.ts';
import type { Figure } from '../core/read/figures/figure.ts';
import { type Terminal, printTable, printable } from './terminal.ts';

/** A reading as a person reads it in a terminal: the article as an outline, then its figures and flaws. */
export function printReading(
  terminal: Terminal,
  { document, figures, wordedTargets, flaws, checks, report }: Reading,
): void {
  const line = (text: string): void => {
    terminal.out(`${printable(text).trimEnd()}\n`);
  };
  outlineLines(document).forEach(line);
  line('');
  if (report) line(`report: ${report.kind} (${report.reasons.join('; ')})`);
  line(`${figures.length} figures`);
  printTable(terminal, figures.map(figureRow));
  for (const { indicatorId, indicator, exact, period } of wordedTargets) {
    line(
      `target without a number: ${indicatorId ?? indicator ?? ''} ${exact} ${period?.value ?? ''}`.trimEnd(),
    );
  }
  for (const flaw of flaws) line(`flaw: ${flaw.code} ${flaw.near}`);
  const failed = checks.filter(({ pass }) => !pass);
  if (checks.length > 0) line(`${checks.length - failed.length} of ${checks.length} checks hold`);
  const exacts = new Map(figures.map(({ id, exact }) => [id, exact]));
  for (const { code, expected, got, figures: ids } of failed) {
    const printed = ids.map((id) => exacts.get(id) ?? id).join(', ');
    line(`check failed: ${code} of ${printed}: expected ${expected}, got ${got}`);
  }
}

/**
 * The whole article, one line each for its parts: masthead, head, captions, and the tree of its blocks, in which `#`
 * marks a heading, `-` an item, and two blanks of indent each heading that a block is under.
 */
export function outlineLines(document: ArticleDocument): string[] {
  const { date, pageLabel, section, introTitle, title, subtitle, byline, captions, blocks } = document;
  const heads = [introTitle, title, subtitle, byline].flatMap((head) => head?.split('\n') ?? []);
  const tree = blocks.map(({ kind, level, mark, text }) => {
    const rule = { heading: '#'.repeat(Math.min(level, 6)), item: '-', paragraph: null }[kind];
    const indent = '  '.repeat(kind === 'heading' ? level - 1 : level);
    return `${indent}${wordsOf(rule, mark, text).join(' ')}`;
  });
  return [
    wordsOf(date, pageLabel, section).join('  '),
    ...heads,
    ...captions.map((caption) => `[picture] ${caption}`),
    ...tree,
  ];
}

function wordsOf(...words: readonly (string | null)[]): string[] {
  return words.filter((word): word is string => word !== null && word !== '');
}

function figureRow(figure: Figure): string[] {
  const norm =
    figure.normValue ?? (figure.normMin === null ? null : `${figure.normMin}–${figure.normMax ?? ''}`);
  return [
    figure.exact,
    figure.comparator === 'eq' ? '' : figure.comparator,
    norm === null ? '' : `${norm} ${figure.baseUnit === '1' ? '' : (figure.baseUnit ?? '')}`,
    figure.direction ?? figure.kind,
    wordsOf(figure.modality === 'actual' ? null : figure.modality, figure.strength).join(', '),
    figure.indicatorId ?? figure.indicator ?? '',
    figure.period?.value ?? '',
    figure.place?.value ?? '',
    figure.sectionPath.join(' / '),
  ];
}
