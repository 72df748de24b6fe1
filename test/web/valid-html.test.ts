import { HtmlValidate } from 'html-validate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SqliteSearchMaker } from '../../adapters/sqlite/sqlite-search-maker.ts';
import { makeSearch } from '../../core/publish/search/make-search.ts';
import { all } from '../support/figure-archive.ts';
import { localFolder } from '../support/local-folder.ts';
import { askedRoom, fillArchive } from './asked-room.ts';
import { DATA_PAGES, ODD_PAGES, PAGES } from './page-kinds.ts';
import { takeDown } from './room-rights.ts';
import { NOW, publish, smallRoom } from './small-archive.ts';

/** The HTML standard and WCAG; what only a style would ask for is left to the house. */
const VALIDATOR = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  // The one stylesheet is our own, from the same server.
  rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
});

type Ask = (path: string) => Promise<Response>;

async function expectValid(ask: Ask, pages: readonly string[]): Promise<void> {
  for (const path of pages.flatMap((page) => [page, `${page}${page.includes('?') ? '&' : '?'}lang=en`])) {
    const { results } = await VALIDATOR.validateString(await (await ask(path)).text());
    const told = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
    );
    expect([path, told]).toEqual([path, []]);
  }
}

describe.each(['reading-room', 'public'] as const)('for %s', (rights) => {
  test('every page is valid HTML in both languages', async () => {
    const room = await smallRoom(rights);
    await publish(room, '1.0.0', 'id\n1\n');
    await expectValid(room.ask, [...PAGES, ...ODD_PAGES]);
  });

  test('the log of takedowns is, and what answers for an article that was taken down', async () => {
    const room = await smallRoom(rights);
    await takeDown(room);
    await expectValid(room.ask, ['/takedowns', '/jmrb/2023-02-25/B02/667012', '/jmrb/2023-02-25']);
  });

  test('pages of numbers and words are', async () => {
    const room = await askedRoom(rights);
    onTestFinished(room.close);
    await fillArchive(room.archive);
    await room.release();
    const searchMaker = new SqliteSearchMaker(await localFolder());
    await all(makeSearch({ ...room.archive, searchMaker, now: () => NOW, readingTakesMs: 0 }));
    await expectValid(room.ask, DATA_PAGES);
  });
});
