import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import { captureLogHref, captureLogNdjsonHref, jsonHref, webUrl } from '../addresses.ts';
import { civilDay, momentInBoth } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { CaptureLogView } from '../views/capture-log-view.ts';
import { issueBadge } from './entries.ts';
import { nameOf } from './home-page.ts';
import type { Html } from '../html.ts';
import { issueCrumbs } from './issue-page.ts';
import { grouped, layout, maybeLink, wideTable } from './layout.ts';

/** How the paper's server was asked for an issue: every attempt, in the order in which they were made. */
export function captureLogPage(r: Rendering, paper: Paper, view: CaptureLogView): Html {
  const { t } = r;
  const { date, captures } = view;
  return layout(r, {
    title: t.logPage.title,
    crumbs: issueCrumbs(r, paper, view),
    // Addresses and outcomes are facts of the archive's own.
    rights: [],
    jsonHref: jsonHref(captureLogHref(paper.id, date)),
    main: html`<h1>${t.logPage.title} <small>${nameOf(r, paper)} ${civilDay(t, date)}</small></h1>
      <p>${issueBadge(r, view)} ${grouped(captures.length)} ${t.logPage.times}</p>
      <p class="aside">${t.logPage.intro}</p>
      ${captures.length === 0 ? html`<p class="quiet">${t.versionsPage.noCaptures}</p>` : logTable(r, view)}
      ${view.leftOut === 0 ? '' : html`<p class="notice">${t.rights.leftOut(view.leftOut)}</p>`}
      <p><a href="${captureLogNdjsonHref(paper.id, date)}">${t.logPage.lines} (NDJSON)</a></p>`,
  });
}

function logTable(r: Rendering, { captures }: CaptureLogView): Html {
  const { t } = r;
  const words = {
    kind: { ...t.resourceKind, ...t.siteRequest },
    state: { ...t.resourceState, ...t.siteRequestState },
  };
  const table = html`<table class="versions">
    <caption>
      ${t.logPage.caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.versionsPage.at}</th>
        <th scope="col">${t.issue.what}</th>
        <th scope="col">${t.versionsPage.outcome}</th>
        <th scope="col">${t.versionsPage.status}</th>
        <th scope="col" class="number">${t.logPage.took}</th>
        <th scope="col">${t.versionsPage.reason}</th>
      </tr>
    </thead>
    <tbody>
      ${captures.map(
        (one) =>
          html`<tr>
            <th scope="row">${momentInBoth(one.at)}</th>
            <td>
              ${words.kind[one.kind]} <span class="address">${maybeLink(webUrl(one.url), one.url)}</span>
            </td>
            <td><span class="badge is-${one.state}">${words.state[one.state]}</span></td>
            <td>${one.status ?? t.figure.none}</td>
            <td class="number">${one.tookMs === null ? t.figure.none : grouped(one.tookMs)}</td>
            <td>
              ${one.reason ?? t.figure.none}
              ${one.waitMs === null ? '' : html`<span class="aside">${t.logPage.waited(grouped(one.waitMs))}</span>`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(t.logPage.caption, table);
}
