import { html } from 'hono/html';
import type { Rendering } from '../texts.ts';
import type { Html } from '../html.ts';
import { layout } from './layout.ts';

/** One sentence on what is wrong, and the way back. */
export function wrongPage(r: Rendering, status: number, sentence: string): Html {
  const { t, link } = r;
  return layout(r, {
    title: String(status),
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: null,
    main: html`<h1>${status}</h1>
      <p class="notice">${sentence}</p>
      <p><a href="${link('/')}">${t.wrong.back}</a></p>`,
  });
}
