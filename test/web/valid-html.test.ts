import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { publish, smallRoom } from './small-archive.ts';
import { PAGES } from './page-kinds.ts';

/** The HTML standard and WCAG; what only a style would ask for is left to the house. */
const VALIDATOR = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
  // The one stylesheet is our own, from the same server.
  rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
});

test.each(['reading-room', 'public'] as const)(
  'for %s, every page is valid HTML in both languages',
  async (rights) => {
    const room = await smallRoom(rights);
    await publish(room, '1.0.0', 'id\n1\n');
    for (const path of PAGES.flatMap((page) => [page, `${page}${page.includes('?') ? '&' : '?'}lang=en`])) {
      const { results } = await VALIDATOR.validateString(await (await room.ask(path)).text());
      const told = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
      );
      expect([path, told]).toEqual([path, []]);
    }
  },
);
