import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { newId } from '../../adapters/random-id.ts';
import {
  LEVELS,
  type Level,
  type PolicyRecord,
  type RightsRecord,
} from '../../core/catalog/rights-records.ts';
import { asPolicy, asRules } from '../../core/rights/as-rights.ts';
import { policyIn } from '../../core/rights/rights-book.ts';
import { recordRights } from '../../core/rights/record-rights.ts';
import { choosePaper } from '../archive.ts';
import { type PlaceOptions, bucketOption, placeOf, tableOption } from '../place.ts';
import { withRights } from '../rights-place.ts';
import { type Terminal, UsageError, printJson } from '../terminal.ts';
import { type VerbContext, paperOption, verb } from './verb.ts';

interface RightsOptions extends PlaceOptions {
  readonly json?: true;
  readonly paper?: string;
}

interface SetOptions extends RightsOptions {
  readonly level: Level;
  readonly embargo?: PolicyRecord['embargo'];
  readonly rules?: string;
  readonly words?: string;
}

export function rightsVerb({ terminal }: VerbContext): Command {
  const rights = withPlaceOptions(verb('rights', 'what a paper shows to whom; see also takedown'));
  rights.addCommand(
    withPlaceOptions(verb('show', 'tell the policy that holds'))
      .addOption(paperOption())
      .action(async (options: RightsOptions) => {
        await withRights(placeOf(options), 'read', async ({ catalog }) => {
          const paper = await choosePaper(catalog, options.paper);
          const records = await Array.fromAsync(catalog.rights(paper.id));
          tell(terminal, paper.id, records, options.json === true);
        });
      }),
  );
  rights.addCommand(
    withPlaceOptions(verb('set', 'write down the policy that holds from now on'))
      .addOption(
        new Option('--level <level>', 'what is shown where no rule says otherwise')
          .choices(LEVELS)
          .makeOptionMandatory(),
      )
      .option(
        '--embargo <days[:level]>',
        "for so many days from an issue's date on, show no more than this level, 'closed' if none is named",
        parseEmbargo,
      )
      .option('--rules <file>', 'a JSON file with a list of rules, of which the first that matches holds')
      .option('--words <text>', 'why, in words')
      .addOption(paperOption())
      .action(async (options: SetOptions) => {
        const rules = options.rules === undefined ? [] : await readRules(options.rules);
        await withRights(placeOf(options), 'update', async (archive) => {
          const paper = await choosePaper(archive.catalog, options.paper);
          const { level, embargo = null, words = null } = options;
          const at = terminal.now();
          const told = { paper: paper.id, id: newId(), at, level, embargo, rules, words };
          const policy = asPolicy({ kind: 'policy', ...told });
          await recordRights(archive, policy);
          tell(terminal, paper.id, [policy], options.json === true);
        });
      }),
  );
  return rights;
}

export function withPlaceOptions(command: Command): Command {
  return command.addOption(bucketOption()).addOption(tableOption());
}

function tell(terminal: Terminal, paper: string, records: readonly RightsRecord[], json: boolean): void {
  const { level, embargo, rules } = policyIn(records);
  const isSet = records.some(({ kind }) => kind === 'policy');
  if (json) {
    printJson(terminal, { paper, isSet, level, embargo, rules });
    return;
  }
  terminal.out(`${paper}: ${level}${isSet ? '' : ', which is what holds where no policy was set'}\n`);
  if (embargo !== null)
    terminal.out(`embargo: no more than ${embargo.level} for ${embargo.days} days from an issue's date on\n`);
  for (const [nth, rule] of rules.entries()) {
    const given = Object.entries(rule).filter(([, value]) => value !== null);
    terminal.out(`rule ${nth + 1}: ${given.map(([name, value]) => `${name} ${value}`).join(', ')}\n`);
  }
}

function parseEmbargo(text: string): PolicyRecord['embargo'] {
  const [days = '', named = 'closed', ...more] = text.split(':');
  const level = LEVELS.find((one) => one === named);
  if (!/^[1-9]\d{0,4}$/.test(days) || level === undefined || more.length > 0)
    throw new InvalidArgumentError(`give days, and a level if it is not closed, such as 7 or 7:reading-room`);
  return { days: Number(days), level };
}

async function readRules(file: string): Promise<PolicyRecord['rules']> {
  const text = await readFile(file, 'utf8');
  try {
    return asRules(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new UsageError(`'${file}' is no JSON: ${cause.message}`);
    throw cause;
  }
}
