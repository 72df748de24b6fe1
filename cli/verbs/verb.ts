import { Command, InvalidArgumentError, Option } from 'commander';
import { type IssueDate, asIssueDate, isIssueDate } from '../../core/paper/issue-date.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

/** Where a verb leaves its exit code; a verb that fails throws instead. */
export interface VerbContext {
  readonly terminal: Terminal;
  readonly end: (code: ExitCode) => void;
}

export const DEFAULT_DATA = './data';

/** A verb with the options that all of them have. */
export function verb(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--data <dir>', 'the archive, a folder', DEFAULT_DATA)
    .option('--json', 'print JSON for machines instead of text');
}

export function paperOption(): Option {
  return new Option(
    '--paper <id>',
    'the paper, by its id in the registry (the only one in the archive, or jmrb)',
  );
}

/** A span of issue dates, both ends included. */
export interface DateSpan {
  readonly from: IssueDate;
  readonly to: IssueDate;
}

/** Reads `2023-02-25` or `2023-02-01..2023-02-28`. Fails with BadDate, or with commander's own usage error. */
export function parseSpan(text: string): DateSpan {
  const [from = '', to = from, ...more] = text.split('..');
  if (more.length > 0) throw new InvalidArgumentError(`'${text}' is not a date or FROM..TO`);
  const span = { from: asIssueDate(from), to: asIssueDate(to) };
  if (span.from > span.to) throw new InvalidArgumentError(`'${text}' ends before it begins`);
  return span;
}

export function parseDate(text: string): IssueDate {
  if (!isIssueDate(text)) throw new InvalidArgumentError('give it as YYYY-MM-DD, such as 2023-02-25');
  return text;
}

/** For commander: a whole number between two limits. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`give a whole number from ${least} to ${most}`);
    }
    return value;
  };
}
