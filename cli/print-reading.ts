import type { Figure } from '../core/read/figures/figure.ts';
import type { Reading } from '../core/read/document.ts';
import { type Terminal, printTable, printable } from './terminal.ts';

/** A reading as a person reads it in a terminal: the article as an outline, then its figures and flaws. */
export function printReading(
  terminal: Terminal,
  { document, figures, flaws, checks, report }: Reading,
): void {
  const line = (text: string): void => {
    terminal.out(`${printable(text)}\n`);
  };
  line([document.date, document.pageLabel, document.section].filter((part) => part !== null).join('  '));
  for (const head of [document.introTitle, document.title, document.subtitle, document.byline]) {
    if (head !== null) for (const part of head.split('\n')) line(part);
  }
  for (const caption of document.captions) line(`[picture] ${caption}`);
  for (const block of document.blocks) {
    const indent = '  '.repeat(block.kind === 'heading' ? block.level - 1 : block.level);
    const rule = block.kind === 'heading' ? '#'.repeat(Math.min(block.level, 6)) : '';
    line(
      `${indent}${[rule, block.mark, block.text].filter((part) => part !== null && part !== '').join(' ')}`,
    );
  }
  line('');
  if (report) line(`report: ${report.kind} (${report.reasons.join('; ')})`);
  line(`${figures.length} figures`);
  printTable(terminal, figures.map(figureRow));
  for (const flaw of flaws) line(`flaw: ${flaw.code} ${flaw.near}`);
  for (const check of checks.filter(({ pass }) => !pass)) {
    line(`check failed: ${check.code}, expected ${check.expected}, got ${check.got}`);
  }
}

function figureRow(figure: Figure): string[] {
  const norm =
    figure.normValue ?? (figure.normMin === null ? null : `${figure.normMin}–${figure.normMax ?? ''}`);
  return [
    figure.exact,
    figure.comparator === 'eq' ? '' : figure.comparator,
    norm === null ? '' : `${norm} ${figure.baseUnit ?? ''}`,
    figure.kind,
    figure.modality === 'actual' ? '' : figure.modality,
    figure.indicatorId ?? figure.indicator ?? '',
    figure.period?.value ?? '',
    figure.sectionPath.join(' / '),
  ];
}
