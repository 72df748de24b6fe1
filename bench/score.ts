import { Argument, Command, Option } from 'commander';
import { SETS, type SetName } from './scoring/corpus.ts';
import { MISSABLE, type Missable } from './scoring/misses.ts';
import { missText } from './scoring/miss-list.ts';
import { phraseText, scorePhrases } from './scoring/phrases.ts';
import { scoreCorpus } from './scoring/read-articles.ts';
import { scoreMarkdown, scoreText } from './scoring/score-table.ts';

/*
 * What the reader is worth: its figures against those that people noted in the annotated corpus.
 *
 *   npm run --silent score
 *   npm run --silent score -- development --misses period
 */

interface ScoreOptions {
  readonly misses?: true | Missable;
  readonly heldOut?: true;
  readonly json?: true;
  readonly markdown?: true;
}

const command = new Command('score')
  .description('scores the reader on the annotated corpus')
  .addArgument(new Argument('[set...]', 'the sets to score; all when none is named').choices(SETS))
  .addOption(
    new Option('--misses [field]', 'list every disagreement, or those of one field').choices(MISSABLE),
  )
  .option(
    '--held-out',
    'list those of the sets too that are only scored, which the reader is not to be fitted to',
  )
  .addOption(new Option('--json', 'print JSON for machines instead of text').conflicts('markdown'))
  .addOption(new Option('--markdown', 'print the block of docs/reading.md').conflicts('misses'))
  .action(async (named: readonly SetName[], { misses, heldOut, json, markdown }: ScoreOptions) => {
    const sets = await scoreCorpus(named.length === 0 ? SETS : SETS.filter((set) => named.includes(set)));
    const listed =
      misses === undefined
        ? []
        : sets
            .filter(({ set }) => set === 'development' || heldOut === true)
            .flatMap((set) => set.misses)
            // Whoever asks for all of them would read each of these three times.
            .filter(({ field }) =>
              misses === true ? !/^indicator-(?:overlap|partial)$/.test(field) : field === misses,
            );
    if (markdown) process.stdout.write(scoreMarkdown(sets));
    else if (json) {
      const scores = Object.fromEntries(sets.map(({ set, score }) => [set, score]));
      process.stdout.write(
        `${JSON.stringify(misses === undefined ? { scores } : { scores, misses: listed }, null, 2)}\n`,
      );
    } else {
      process.stdout.write(scoreText(sets));
      if (named.length === 0) process.stdout.write(`\n${phraseText(await scorePhrases())}`);
      if (misses !== undefined) process.stdout.write(`\n${missText(listed)}`);
    }
  });

await command.parseAsync();
