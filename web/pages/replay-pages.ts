import { html } from 'hono/html';
import type { Why } from '../../core/rights/rights-book.ts';
import type { Html } from '../html.ts';
import { momentInBoth } from '../moments.ts';
import { STYLE_HREF } from '../style.ts';
import type { Rendering } from '../texts.ts';
import type { CalendarView, FrameView } from '../views/replay-view.ts';
import { layout, wideTable } from './layout.ts';
import { sentenceOf } from './withheld.ts';

/** Whoever asks for longer addresses sees their beginning. */
const MAX_SHOWN_URL = 500;

/**
 * A kept page in a frame in which nothing of it can run, below what the archive knows of it; or why it is not shown.
 */
export function framePage(r: Rendering, view: FrameView, withheld: Why | null): Html {
  const { t, link } = r;
  const words = t.replay;
  return layout(r, {
    title: words.title,
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: null,
    main: html`<h1>${words.title}</h1>
      <p>${words.seen} ${momentInBoth(view.at)} · ${words.position(view.position, view.count)}</p>
      <p class="mono address">${shownUrl(view.url)}</p>
      <nav class="neighbours" aria-label="${words.calendar}">
        ${view.previousHref === null ? '' : html`<a rel="prev" href="${link(view.previousHref)}">← ${words.previous}</a>`}
        <a href="${link(view.calendarHref)}">${words.calendar}</a>
        ${view.nextHref === null ? '' : html`<a rel="next" href="${link(view.nextHref)}">${words.next} →</a>`}
      </nav>
      ${shown(r, view, withheld)}
      <ul class="plain replay-links">
        ${view.article === null ? '' : html`<li><a href="${link(view.article.href)}">${words.article}</a></li>`}
        <li><a href="${link(view.issueHref)}">${words.issue}</a></li>
        ${view.diffHref === null ? '' : html`<li><a href="${link(view.diffHref)}">${words.compare}</a></li>`}
        ${withheld !== null ? '' : html`<li><a href="${view.rawHref}">${words.raw}</a></li>`}
      </ul>`,
  });
}

function shown({ t }: Rendering, { shownHref }: FrameView, withheld: Why | null): Html {
  if (withheld !== null) return html`<p class="notice">${sentenceOf(t, withheld)}</p>`;
  if (shownHref === null) return html`<p class="notice">${t.replay.notShown}</p>`;
  return html`<iframe class="replay" sandbox="" title="${t.replay.frame}" src="${shownHref}"></iframe>
    <p class="aside">${t.replay.inert} <a href="${shownHref}">${t.replay.bare}</a></p>`;
}

/** Every moment at which an address was seen, newest first. */
export function calendarPage(r: Rendering, view: CalendarView): Html {
  const { t, link } = r;
  const words = t.replay;
  const years = Map.groupBy(view.captures, ({ at }) => at.slice(0, 4));
  return layout(r, {
    title: words.calendarTitle,
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: view.timeMapJsonHref,
    main: html`<h1>${words.calendarTitle} <small>${words.captures(view.captures.length)}</small></h1>
      <p class="mono address">${shownUrl(view.url)}</p>
      ${Array.from(
        years,
        ([year, captures]) =>
          html`<section aria-labelledby="y${year}">
            <h2 id="y${year}">${year} <small>(UTC)</small></h2>
            ${captureTable(r, year, captures, link)}
          </section>`,
      )}
      <p class="aside"><a href="${view.timeMapHref}">${t.versionsPage.timeMap}</a></p>`,
  });
}

function captureTable(
  { t }: Rendering,
  year: string,
  captures: CalendarView['captures'],
  link: Rendering['link'],
): Html {
  const words = t.replay;
  const name = `${words.caption} ${year}`;
  const table = html`<table class="versions">
    <caption>
      ${name}
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.time}</th>
        <th scope="col">${words.version}</th>
        <th scope="col">${words.found}</th>
        <th scope="col">${words.digest}</th>
      </tr>
    </thead>
    <tbody>
      ${captures.map(
        (one) =>
          html`<tr>
            <th scope="row"><a href="${link(one.href)}">${momentInBoth(one.at)}</a></th>
            <td>${t.version(one.version)}</td>
            <td>${one.isRevisit ? words.revisit : words.kept}</td>
            <td class="mono hash">${one.sha256}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(name, table);
}

/** Of an address that the archive holds nothing of. The address is no link: nobody vouches for it. */
export function notHeldPage(r: Rendering, url: string): Html {
  const { t, link } = r;
  return layout(r, {
    title: '404',
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: null,
    main: html`<h1>404</h1>
      <p class="notice">${t.replay.notHeld}</p>
      <p>${t.replay.notHeldAddress}${t.colon}<span class="mono address">${shownUrl(url)}</span></p>
      <p><a href="${link('/')}">${t.wrong.back}</a></p>`,
  });
}

/** The same where a kept page stood, in a frame that no link may leave. */
export function missingInFrame({ t }: Rendering, url: string): Html {
  return html`<!doctype html>
    <html lang="${t.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${t.replay.notHeld}</title>
        <link rel="stylesheet" href="${STYLE_HREF}" />
      </head>
      <body>
        <main>
          <h1>${t.replay.notHeld}</h1>
          <p>${t.replay.notHeldAddress}${t.colon}<span class="mono address">${shownUrl(url)}</span></p>
        </main>
      </body>
    </html>`;
}

function shownUrl(url: string): string {
  return url.length > MAX_SHOWN_URL ? `${url.slice(0, MAX_SHOWN_URL)}…` : url;
}
