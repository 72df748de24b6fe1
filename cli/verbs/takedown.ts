import { type Command, Option } from 'commander';
import { newId } from '../../adapters/random-id.ts';
import type { ObjectKey } from '../../core/capture/object-store.ts';
import {
  TAKEDOWN_LEVELS,
  TAKEDOWN_REASONS,
  type TakedownLevel,
  type TakedownReason,
  type TakedownRecord,
  type TakedownTarget,
} from '../../core/catalog/rights-records.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { PAPERS } from '../../core/paper/registry.ts';
import { asTakedown } from '../../core/rights/as-rights.ts';
import { readTarget } from '../../core/rights/read-target.ts';
import { recordRights, takedownById } from '../../core/rights/record-rights.ts';
import { removeWords } from '../../core/publish/search/remove-words.ts';
import { type Removed, removeBytes } from '../../core/rights/remove-bytes.ts';
import { takedownsIn } from '../../core/rights/rights-book.ts';
import { choosePaper } from '../archive.ts';
import { completeBeforeSearching } from '../make-search.ts';
import { type Place, type PlaceOptions, placeOf } from '../place.ts';
import { type RightsPlace, withRights } from '../rights-place.ts';
import { EXIT, type Terminal, UsageError, printJson, printTable } from '../terminal.ts';
import { withPlaceOptions } from './rights.ts';
import { type VerbContext, paperOption, parseDate, verb } from './verb.ts';

interface TakedownOptions extends PlaceOptions {
  readonly json?: true;
  readonly paper?: string;
}

interface AddOptions extends TakedownOptions {
  readonly level: TakedownLevel;
  readonly reason: TakedownReason;
  readonly date?: IssueDate;
  readonly words?: string;
  readonly askedBy?: string;
  readonly blockedBy?: string;
  readonly withholdFigures?: true;
}

interface LiftOptions extends TakedownOptions {
  readonly words?: string;
  readonly askedBy?: string;
}

const PAPER_IDS = PAPERS.map(({ id }) => id);

export function takedownVerb(context: VerbContext): Command {
  const takedown = withPlaceOptions(
    verb('takedown', 'take something out of what is shown, or show it again'),
  );
  for (const command of [addCommand, liftCommand, listCommand, finishCommand])
    takedown.addCommand(command(context));
  return takedown;
}

function addCommand({ terminal, end }: VerbContext): Command {
  return withPlaceOptions(verb('add', 'take something down'))
    .argument(
      '<what>',
      "2023-02-25, 2023-02-25/B02, 2023-02-25/B02/667012, or the address of something on the paper's own site",
    )
    .addOption(
      new Option(
        '--level <level>',
        'unlist: in no list; block: not shown (451); remove: its bytes go for good',
      )
        .choices(TAKEDOWN_LEVELS)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--reason <code>', 'shown to everybody').choices(TAKEDOWN_REASONS).makeOptionMandatory(),
    )
    .option('--words <text>', 'the reason in words, shown to everybody: nothing of what is taken down')
    .option('--asked-by <who>', 'kept, and never shown')
    .option('--blocked-by <url>', 'who makes it be withheld, as an address, shown to everybody')
    .option('--withhold-figures', 'its figures as well, which are facts and stay otherwise')
    .option('--date <date>', 'the issue of a file whose address does not tell it', parseDate)
    .addOption(paperOption())
    .action(async (what: string, options: AddOptions) => {
      await withRights(placeOf(options), 'update', async (archive) => {
        const paper = await choosePaper(archive.catalog, options.paper);
        const sites = new Set<string>();
        for await (const { site } of archive.catalog.issues(paper.id)) sites.add(site);
        const of = readTarget(paper, what, [...sites], options.date ?? null);
        if (of === null)
          throw new UsageError(`'${what}' is nothing of ${paper.id}; see 'takedown add --help'`);
        const record = recordOf(paper.id, of, options, terminal);
        await recordRights(archive, record);
        const { removed, words } =
          record.level === 'remove' ? await remove(archive, record, terminal) : NOTHING;
        const isHeld = (await archive.catalog.issue(paper.id, of.date)) !== null;
        if (options.json) printJson(terminal, { takedown: record, isHeld, removed, words });
        else {
          terminal.out(`takedown ${record.id}: ${nameOf(of)} of ${paper.id}, ${record.level}\n`);
          tellRemoved(terminal, { removed, words });
          if (!isHeld)
            terminal.err(`the archive holds no issue of ${of.date}; the takedown holds all the same\n`);
        }
        if (!isHeld) end(EXIT.incomplete);
      });
      await searchableAgain(placeOf(options), terminal);
    });
}

function liftCommand({ terminal }: VerbContext): Command {
  return withPlaceOptions(
    verb('lift', 'show again what was taken down; bytes that were removed stay removed'),
  )
    .argument('<id>', "the takedown, as 'takedown list' names it")
    .option('--words <text>', 'why, shown to everybody')
    .option('--asked-by <who>', 'kept, and never shown')
    .action(async (id: string, options: LiftOptions) => {
      await withRights(placeOf(options), 'update', async (archive) => {
        const { paper } = await takedownById(archive.catalog, PAPER_IDS, id);
        const { words = null, askedBy = null } = options;
        const told = { paper, id: newId(), at: terminal.now(), takedown: id, words, askedBy };
        await recordRights(archive, { kind: 'lift', ...told });
        if (options.json) printJson(terminal, { kind: 'lift', ...told });
        else terminal.out(`takedown ${id} is lifted\n`);
      });
    });
}

function listCommand({ terminal }: VerbContext): Command {
  return withPlaceOptions(verb('list', 'list what is taken down, oldest first'))
    .option('--all', 'what was lifted as well, and the lifts')
    .action(async (options: TakedownOptions & { readonly all?: true }) => {
      await withRights(placeOf(options), 'read', async ({ catalog }) => {
        const logs = await Promise.all(PAPER_IDS.map(async (id) => Array.fromAsync(catalog.rights(id))));
        const holding = new Set(logs.flatMap(takedownsIn).map(({ id }) => id));
        const told = logs
          .flat()
          .filter((one) => one.kind !== 'policy' && (options.all === true || holding.has(one.id)));
        if (options.json) printJson(terminal, told);
        else if (told.length === 0) terminal.out('nothing is taken down\n');
        else
          printTable(
            terminal,
            told.map((one) =>
              one.kind === 'takedown'
                ? [
                    one.id,
                    one.at,
                    one.paper,
                    nameOf(one.of),
                    one.level,
                    one.reason,
                    holding.has(one.id) ? '' : 'lifted',
                  ]
                : [one.id, one.at, one.paper, 'lifts', one.kind === 'lift' ? one.takedown : ''],
            ),
          );
      });
    });
}

function finishCommand({ terminal }: VerbContext): Command {
  return withPlaceOptions(
    verb('finish', 'remove the bytes that takedowns of level remove have left: cut off, or captured since'),
  ).action(async (options: TakedownOptions) => {
    await withRights(placeOf(options), 'update', async (archive) => {
      const all: Gone[] = [];
      for (const paper of PAPER_IDS)
        for (const one of takedownsIn(await Array.fromAsync(archive.catalog.rights(paper))))
          if (one.level === 'remove') all.push(await remove(archive, one, terminal));
      const gone = {
        removed: all.flatMap(({ removed }) => removed),
        words: all.flatMap(({ words }) => words),
      };
      if (options.json) printJson(terminal, gone);
      else if (gone.removed.length === 0 && gone.words.length === 0)
        terminal.out('there was nothing to remove\n');
      else tellRemoved(terminal, gone);
    });
    await searchableAgain(placeOf(options), terminal);
  });
}

function recordOf(paper: string, of: TakedownTarget, options: AddOptions, { now }: Terminal): TakedownRecord {
  const { level, reason, words = null, askedBy = null, blockedBy = null } = options;
  const withholdsFigures = options.withholdFigures === true;
  return asTakedown({
    ...{ kind: 'takedown', paper, id: newId(), at: now(), level, of, withholdsFigures },
    ...{ reason, words, askedBy, blockedBy },
  });
}

/** What went for good: bytes of the thing itself, and indexes in which its words were found. */
interface Gone {
  readonly removed: readonly Removed[];
  readonly words: readonly ObjectKey[];
}

const NOTHING: Gone = { removed: [], words: [] };

async function remove(archive: RightsPlace, takedown: TakedownRecord, { now }: Terminal): Promise<Gone> {
  const { paper, of } = takedown;
  const removed = await Array.fromAsync(removeBytes({ ...archive, newId }, takedown, now));
  return { removed, words: await removeWords(archive, { paper, date: of.date }, now()) };
}

/** On a desk at once; on AWS a function makes the indexes of words, by its schedule. */
async function searchableAgain(place: Place, terminal: Terminal): Promise<void> {
  if (typeof place === 'string') await completeBeforeSearching(place, terminal);
}

function tellRemoved(terminal: Terminal, { removed, words }: Gone): void {
  for (const { path, objects, bytes } of removed)
    terminal.out(`removed ${objects} objects (${bytes} bytes) of ${path}\n`);
  for (const key of words) terminal.out(`removed ${key}, which held its words\n`);
}

function nameOf(of: TakedownTarget): string {
  switch (of.what) {
    case 'issue':
      return of.date;
    case 'page':
      return `${of.date}/${of.page}`;
    case 'article':
      return `${of.date} article ${of.articleId}`;
    case 'resource':
      return of.path;
  }
}
