import { html } from 'hono/html';
import { civilDay, moment } from '../moments.ts';
import { FEEDS } from '../routes/feeds.ts';
import type { Rendering } from '../texts.ts';
import type { HomeView, Holding } from '../views/home-view.ts';
import { eventList, issueBadge, issueReasons } from './entries.ts';
import type { Html } from '../html.ts';
import type { HeadlinesView } from '../views/headlines-view.ts';
import { headlineSection } from './headlines.ts';
import { grouped, layout } from './layout.ts';

export function homePage(r: Rendering, view: HomeView & { readonly headlines: HeadlinesView }): Html {
  const { t } = r;
  const withGaps = view.holdings.filter(({ issuesWithGaps }) => issuesWithGaps.length > 0);
  return layout(r, {
    title: t.navigation.home,
    crumbs: [],
    rights: view.holdings.map(({ paper }) => paper.rights),
    jsonHref: '/index.json',
    main: html`<h1 class="motto">${t.tagline}</h1>
      <section aria-labelledby="holdings">
        <h2 id="holdings">${t.home.holdings}</h2>
        ${view.holdings.length === 0 ? html`<p class="quiet">${t.home.nothingYet}</p>` : ''}
        ${view.holdings.map((holding) => holdingCard(r, holding))}
      </section>
      ${headlineSection(r, view.headlines)}
      <div class="columns">
        <section aria-labelledby="reports">
          <h2 id="reports">${t.home.reports}</h2>
          ${eventList(r, view.reports, t.home.noReports)}
        </section>
        <section aria-labelledby="events">
          <h2 id="events">${t.home.events}</h2>
          ${eventList(r, view.events, t.home.noEvents)}
        </section>
      </div>
      <section aria-labelledby="gaps">
        <h2 id="gaps">${t.home.gaps}</h2>
        ${withGaps.length === 0 ? html`<p class="quiet">${t.home.noGaps}</p>` : ''}
        ${withGaps.map(({ paper, issuesWithGaps }) => issueReasons(r, nameOf(r, paper), issuesWithGaps))}
      </section>
      <section aria-labelledby="feeds">
        <h2 id="feeds">${t.home.takeAway}</h2>
        <p>${t.feedsNote}</p>
        <ul class="plain">
          ${FEEDS.map((feed) => html`<li><a href="/feeds/${feed}.atom">${t.feeds[feed]}</a> (<a href="/feeds/${feed}.json">JSON</a>)</li>`)}
        </ul>
        ${newestReleaseLine(r, view)}
      </section>`,
  });
}

/** A paper's name in the reader's language. */
export function nameOf({ lang }: Rendering, paper: { readonly name: Holding['paper']['name'] }): string {
  return lang === 'en' ? paper.name.en : paper.name.zh;
}

function holdingCard(r: Rendering, holding: Holding): Html {
  const { t, link } = r;
  const counts = [
    [holding.issues, t.tally.issues],
    [holding.pages, t.tally.pages],
    [holding.articles, t.tally.articles],
    [holding.gaps, t.tally.gaps],
  ] as const;
  return html`<article class="card">
    <h3><a href="${link(holding.href)}">${nameOf(r, holding.paper)}</a></h3>
    <dl class="counts">
      ${counts.map(
        ([count, name]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${grouped(count)}</dd>
          </div>`,
      )}
    </dl>
    ${
      holding.newest === null
        ? ''
        : html`<p>
            ${t.home.newestIssue}${t.colon}
            <a href="${link(holding.newest.href)}">${civilDay(t, holding.newest.date)}</a>
            ${issueBadge(r, holding.newest)}
          </p>`
    }
  </article>`;
}

function newestReleaseLine({ t, link }: Rendering, { newestRelease }: HomeView): Html {
  if (newestRelease === null) return html`<p class="quiet">${t.home.noData}</p>`;
  const { version, href, rows, at } = newestRelease;
  return html`<p>
    ${t.home.data}${t.colon}<a href="${link(href)}">${version}</a>
    <span class="aside">${grouped(rows)} ${t.count.rows} · ${moment(at)}</span>
  </p>`;
}
