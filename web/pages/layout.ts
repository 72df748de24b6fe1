import { html } from 'hono/html';
import { TAKEDOWNS_HREF } from '../addresses.ts';
import type { Html } from '../html.ts';
import { STYLE_HREF } from '../style.ts';
import type { Rendering } from '../texts.ts';
import { searchBox } from './search-box.ts';

export interface Crumb {
  readonly href: string;
  readonly name: string;
}

export interface PageFrame {
  readonly title: string;
  /** From the archive's first page down to the parent of this one. */
  readonly crumbs: readonly Crumb[];
  /** Publishers' own words on the pages shown; empty on pages of the archive itself. */
  readonly rights: readonly string[];
  /** What the head says of this page alone. */
  readonly head?: Html;
  /** The address of the same as JSON, when it has one. */
  readonly jsonHref: string | null;
  /** Feeds of what the page shows, beside the one of all events. */
  readonly feeds?: readonly { readonly href: string; readonly title: string }[];
  readonly main: Html;
}

/** The frame of every page. There are no scripts, and the one stylesheet is our own. */
export function layout(r: Rendering, frame: PageFrame): Html {
  const { t, link } = r;
  return html`<!doctype html>
    <html lang="${t.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${frame.crumbs.length === 0 ? t.site : `${frame.title} · ${t.site}`}</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="${STYLE_HREF}" />
        <link
          rel="alternate"
          type="application/atom+xml"
          title="${t.feeds.events}"
          href="/feeds/events.atom"
        />
        ${(frame.feeds ?? []).map(
          ({ href, title }) =>
            html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${href}" />`,
        )}
        ${
          frame.jsonHref === null
            ? ''
            : html`<link rel="alternate" type="application/json" href="${frame.jsonHref}" />`
        }
        ${frame.head ?? ''}
      </head>
      <body>
        <a class="skip" href="#main">${t.skip}</a>
        <header class="masthead">
          <a class="nameplate" href="${link('/')}">${t.site}</a>
          <nav aria-label="${t.site}">
            <a href="${link('/')}">${t.navigation.home}</a>
            <a href="${link('/series/')}">${t.series.title}</a>
            <a href="${link('/data/')}">${t.navigation.data}</a>
            <a href="${link('/')}#feeds">${t.navigation.feeds}</a>
            <a href="${link('/status')}">${t.navigation.status}</a>
            <a href="${r.otherLanguageHref}" lang="${r.lang === 'en' ? 'zh-CN' : 'en'}"
              >${t.navigation.otherLanguage}</a
            >
            ${r.door === null ? '' : html`<a href="${link(r.door.href)}" rel="nofollow">${r.door.name}</a>`}
          </nav>
          ${searchBox(r)}
        </header>
        ${frame.crumbs.length === 0 ? '' : breadcrumbs(r, frame)}
        <main id="main" tabindex="-1">${frame.main}</main>
        <footer>
          ${frame.rights.map((rights) => html`<p>${t.footer.rights}<span lang="zh-CN">${rights}</span></p>`)}
          <p>${t.footer.archive}</p>
          <p><a href="${link(TAKEDOWNS_HREF)}">${t.rights.logLink}</a></p>
          ${
            frame.jsonHref === null
              ? ''
              : html`<p><a href="${frame.jsonHref}">${t.footer.machine} (JSON)</a></p>`
          }
        </footer>
      </body>
    </html>`;
}

function breadcrumbs({ t, link }: Rendering, { crumbs, title }: PageFrame): Html {
  return html`<nav class="crumbs" aria-label="${t.navigation.here}">
    <ol>
      ${crumbs.map(({ href, name }) => html`<li><a href="${link(href)}">${name}</a></li>`)}
      <li aria-current="page">${title}</li>
    </ol>
  </nav>`;
}

/** A link, or its text alone when there is nothing to lead to. */
export function maybeLink(href: string | null, content: Html | string): Html {
  return href === null ? html`${content}` : html`<a href="${href}">${content}</a>`;
}

/**
 * A table that may be wider than a phone: it scrolls by itself, with the keyboard too. It is no landmark of its own: the
 * part of the page that it stands in is one, often by the same name.
 */
export function wideTable(label: string, table: Html): Html {
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0">${table}</div>`;
}

/** To the next whole number, as `12,345`. */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
