import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import { jsonHref, webUrl } from '../addresses.ts';
import { mementoAddresses } from '../replay/memento-links.ts';
import { momentInBoth } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { VersionsView } from '../views/article-view.ts';
import type { ArticleEntry, IssueView } from '../views/issue-view.ts';
import { articleCrumbs } from './article-page.ts';
import { classesIn, resourceBadge } from './entries.ts';
import type { Html } from '../html.ts';
import { type Crumb, grouped, layout, wideTable } from './layout.ts';

export function versionsPage(r: Rendering, paper: Paper, issue: IssueView, view: VersionsView): Html {
  const { t } = r;
  const { article } = view;
  return layout(r, {
    title: t.versionsPage.title,
    crumbs: [...articleCrumbs(r, paper, issue, article), ...articleCrumb(r, article)],
    rights: [paper.rights],
    jsonHref: article.versionsHref === null ? null : jsonHref(article.versionsHref),
    main: html`<h1>
        ${t.versionsPage.title} <small lang="zh-CN">${article.title ?? t.page.untitled}</small>
      </h1>
      ${
        view.snapshots.length === 0
          ? html`<p class="notice">${t.versionsPage.noSnapshots}</p>`
          : html`${snapshotTable(r, view)} ${timeMapLink(r, view)}`
      }
      ${
        view.captures.length === 0
          ? html`<p class="quiet">${t.versionsPage.noCaptures}</p>`
          : captureTable(r, view)
      }`,
  });
}

/** The pages themselves as people saw them, and for programs what the archive holds of their address (RFC 7089). */
function timeMapLink({ t, link }: Rendering, { snapshots }: VersionsView): Html {
  const original = webUrl(snapshots.at(-1)?.url ?? '');
  if (original === null) return html``;
  const { calendar, timeMap } = mementoAddresses('', original);
  return html`<p class="aside">
    <a href="${link(calendar)}">${t.replay.calendarLink}</a> ·
    <a href="${timeMap}">${t.versionsPage.timeMap}</a>
  </p>`;
}

/** An article that is listed and not held: what is known of it, and where its capture log is. */
export function gapPage(r: Rendering, paper: Paper, issue: IssueView, article: ArticleEntry): Html {
  const { t, link } = r;
  return layout(r, {
    title: article.title ?? t.page.untitled,
    crumbs: articleCrumbs(r, paper, issue, article),
    rights: [paper.rights],
    jsonHref: null,
    main: html`<h1 lang="zh-CN">${article.title ?? t.page.untitled}</h1>
      <p class="notice">${t.article.notHeld}</p>
      <p>${resourceBadge(r, article.state)} ${article.reason ?? ''}</p>
      ${
        article.versionsHref === null
          ? ''
          : html`<p><a href="${link(article.versionsHref)}">${t.issue.attempts}</a></p>`
      }`,
  });
}

function articleCrumb(r: Rendering, { href, title }: ArticleEntry): Crumb[] {
  return href === null ? [] : [{ href, name: title ?? r.t.page.untitled }];
}

function snapshotTable(r: Rendering, { snapshots }: VersionsView): Html {
  const { t, link } = r;
  const table = html`<table class="versions">
    <caption>
      ${t.versionsPage.snapshots}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.versionsPage.version}</th>
        <th scope="col">${t.versionsPage.at}</th>
        <th scope="col">${t.versionsPage.changed}</th>
        <th scope="col">SHA-256</th>
        <th scope="col" class="number">${t.versionsPage.bytes}</th>
        <th scope="col">${t.versionsPage.raw}</th>
      </tr>
    </thead>
    <tbody>
      ${snapshots.map(
        (one) =>
          html`<tr>
            <th scope="row">
              ${
                one.href === null
                  ? t.version(one.version)
                  : html`<a href="${link(one.href)}">${t.version(one.version)}</a>`
              }
              ${one.read ? '' : html`<span class="aside">${t.issue.notRead}</span>`}
            </th>
            <td>${momentInBoth(one.at)}</td>
            <td>
              ${one.classes.length === 0 ? t.figure.none : classesIn(r, one.classes)}
              ${one.diffHref === null ? '' : html`<a href="${link(one.diffHref)}">${t.diffPage.compare}</a>`}
            </td>
            <td class="mono hash">${one.sha256}</td>
            <td class="number">${grouped(one.bytes)}</td>
            <td>
              ${
                one.rawHref === null
                  ? t.figure.none
                  : html`<a href="${one.rawHref}">${t.versionsPage.raw}</a>`
              }
              <span class="aside">${one.mediaType}</span>
              ${one.replayHref === null ? '' : html`<a href="${link(one.replayHref)}">${t.replay.title}</a>`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(t.versionsPage.snapshots, table);
}

function captureTable(r: Rendering, { captures }: VersionsView): Html {
  const { t } = r;
  const table = html`<table class="versions">
    <caption>
      ${t.versionsPage.captures}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.versionsPage.at}</th>
        <th scope="col">${t.versionsPage.outcome}</th>
        <th scope="col">${t.versionsPage.status}</th>
        <th scope="col">${t.versionsPage.version}</th>
        <th scope="col">${t.versionsPage.changed}</th>
        <th scope="col">${t.versionsPage.reason}</th>
      </tr>
    </thead>
    <tbody>
      ${captures.map(
        (one) =>
          html`<tr>
            <th scope="row">${momentInBoth(one.at)}</th>
            <td>${resourceBadge(r, one.state)}</td>
            <td>${one.status ?? t.figure.none}</td>
            <td>${one.version ?? t.figure.none}</td>
            <td>${one.classes.length === 0 ? t.figure.none : classesIn(r, one.classes)}</td>
            <td>${one.reason ?? t.figure.none}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(t.versionsPage.captures, table);
}
