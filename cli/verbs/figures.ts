import type { Command } from 'commander';
import type { FigureRow } from '../../core/publish/tables/figures.ts';
import { findFigures } from '../../core/publish/find-figures.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { choosePaper, withArchive } from '../archive.ts';
import { EXIT, printTable, printable } from '../terminal.ts';
import { type VerbContext, paperOption, parseDate, verb } from './verb.ts';

interface FiguresOptions {
  readonly data: string;
  readonly json?: true;
  readonly paper?: string;
  readonly indicator?: string;
  readonly place?: string;
  readonly from?: IssueDate;
  readonly to?: IssueDate;
}

export function figuresVerb({ terminal, end }: VerbContext): Command {
  return verb('figures', 'find figures in the newest readings; --json prints one JSON object a line')
    .option(
      '--indicator <words>',
      'a slug such as gdp, a name or an alias, or words of the printed indicator',
    )
    .option('--place <name>', 'how the place begins, such as 鹤山')
    .option('--from <date>', 'issues from this date on', parseDate)
    .option('--to <date>', 'issues up to this date', parseDate)
    .addOption(paperOption())
    .action(async (options: FiguresOptions) => {
      await withArchive(options.data, 'read', async (archive) => {
        const { id: paper } = await choosePaper(archive.catalog, options.paper);
        const { indicator, place, from, to } = options;
        const query = {
          paper,
          ...(indicator === undefined ? {} : { indicator }),
          ...(place === undefined ? {} : { place }),
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        };
        const rows: string[][] = [];
        let found = 0;
        for await (const row of findFigures(archive, query)) {
          // One JSON object a line, as it is found: there may be millions.
          if (options.json) terminal.out(`${JSON.stringify(row)}\n`);
          else {
            const cell = (name: keyof FigureRow): string => printable(String(row[name] ?? ''));
            const range = cell('value_min') === '' ? '' : `${cell('value_min')}–${cell('value_max')}`;
            rows.push([
              `${cell('issue_date')} ${cell('page')}`,
              cell('place'),
              cell('period'),
              cell('indicator'),
              `${cell('value')}${range} ${cell('unit')}`,
              cell('comparator') === 'eq' ? '' : cell('comparator'),
              cell('kind'),
              cell('modality'),
              cell('exact'),
            ]);
          }
          found += 1;
        }
        printTable(terminal, rows);
        if (found === 0) {
          terminal.err('no figure fits; widen the dates, or look at `issues` for what the archive holds\n');
          end(EXIT.incomplete);
        }
      });
    });
}
