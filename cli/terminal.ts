import type { Instant } from '../core/paper/instant.ts';

/** The command's surroundings: where it prints, its clock, and whether it is asked to end. */
export interface Terminal {
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress, remarks and errors. */
  readonly err: (text: string) => void;
  /** Whether somebody watches the progress: only then a bar is drawn. */
  readonly interactive: boolean;
  readonly now: () => Instant;
  /** Aborted when the command is asked to end, by Ctrl-C or a signal. */
  readonly ending: AbortSignal;
}

/** What the command ends with; scripts rely on it. */
export const EXIT = { done: 0, failed: 1, usage: 2, incomplete: 3, damaged: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was not called as it should be. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Columns of text, each as wide as its widest cell, two blanks apart. A Chinese character takes two columns of a
 * terminal.
 */
export function printTable(terminal: Terminal, rows: readonly (readonly string[])[]): void {
  const cells = rows.map((row) => row.map((cell) => printable(cell)));
  const widths: number[] = [];
  for (const row of cells)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  for (const row of cells) {
    const line = row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)));
    terminal.out(`${line.join('  ').trimEnd()}\n`);
  }
}

/** Text of a page may hold control characters, which a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function widthOf(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1;
  return width;
}
