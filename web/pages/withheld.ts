import { html } from 'hono/html';
import type { Why } from '../../core/rights/rights-book.ts';
import type { Html } from '../html.ts';
import type { Rendering } from '../texts.ts';
import type { Texts } from '../texts/words.ts';

/** Why something is withheld. Of what the reading room would show it is what the room says everywhere. */
export function sentenceOf(t: Texts, why: Why): string {
  return why.kind === 'reading-room' ? t.wrong.withheld : t.rights.why(why);
}

export function embargoBadge({ t }: Rendering): Html {
  return html`<span class="badge is-embargoed">${t.rights.embargoed}</span>`;
}
