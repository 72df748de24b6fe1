import { html } from 'hono/html';
import { ISSUE_STATES } from '../../core/catalog/records.ts';
import type { AuditSummary } from '../../core/verify/audit.ts';
import { civilDay, moment, momentInBoth } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { FailureEntry, StatusView } from '../views/status-view.ts';
import { issueBadge, issueReasons, resourceBadge } from './entries.ts';
import { nameOf } from './home-page.ts';
import type { Html } from '../html.ts';
import { grouped, layout, wideTable } from './layout.ts';

export function statusPage(r: Rendering, view: StatusView): Html {
  const { t, link } = r;
  const { newestRelease } = view;
  return layout(r, {
    title: t.statusPage.title,
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: '/status.json',
    main: html`<h1>${t.statusPage.title}</h1>
      <p class="aside">${t.statusPage.asOf} ${momentInBoth(view.at)}</p>
      <dl class="facts">
        <dt>${t.statusPage.newestRelease}</dt>
        <dd>
          ${
            newestRelease === null
              ? t.statusPage.never
              : html`<a href="${link(newestRelease.href)}">${newestRelease.version}</a>
                  <span class="aside">${moment(newestRelease.at)}</span>`
          }
        </dd>
      </dl>
      ${view.papers.length === 0 ? html`<p class="quiet">${t.home.nothingYet}</p>` : ''}
      ${view.papers.map((paper) => paperSection(r, paper))}`,
  });
}

function paperSection(r: Rendering, holding: StatusView['papers'][number]): Html {
  const { t, link } = r;
  const { newest, lastCheckedAt, byState, issuesWithGaps, failures } = holding;
  const states = ISSUE_STATES.filter((state) => (byState[state] ?? 0) > 0);
  return html`<section aria-labelledby="paper-${holding.paper.id}">
    <h2 id="paper-${holding.paper.id}">
      <a href="${link(holding.href)}">${nameOf(r, holding.paper)}</a>
    </h2>
    <dl class="facts">
      <dt>${t.statusPage.lastIssue}</dt>
      <dd>
        ${
          newest === null
            ? t.statusPage.never
            : html`<a href="${link(newest.href)}">${civilDay(t, newest.date)}</a> ${issueBadge(r, newest)}`
        }
      </dd>
      <dt>${t.statusPage.lastCapture}</dt>
      <dd>${lastCheckedAt === null ? t.statusPage.never : momentInBoth(lastCheckedAt)}</dd>
      <dt>${t.statusPage.audit}</dt>
      <dd>${holding.audit === null ? t.statusPage.never : auditOf(r, holding.audit)}</dd>
      <dt>${t.home.holdings}</dt>
      <dd>
        ${grouped(holding.issues)} ${t.count.issues} · ${grouped(holding.pages)} ${t.count.pages} ·
        ${grouped(holding.articles)} ${t.count.articles} · ${grouped(holding.resources)} ${t.count.resources}
        · ${grouped(holding.gaps)} ${t.count.gaps}
      </dd>
    </dl>
    <table class="narrow">
      <caption>
        ${t.statusPage.byState}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.calendar.state}</th>
          <th scope="col" class="number">${t.tally.issues}</th>
        </tr>
      </thead>
      <tbody>
        ${states.map(
          (state) =>
            html`<tr>
              <th scope="row">${issueBadge(r, { state })}</th>
              <td class="number">${grouped(byState[state] ?? 0)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      issuesWithGaps.length === 0
        ? html`<p class="quiet">${t.home.noGaps}</p>`
        : issueReasons(r, t.statusPage.gaps, issuesWithGaps)
    }
    ${
      failures.length === 0
        ? html`<p class="quiet">${t.statusPage.noFailures}</p>`
        : failureTable(r, failures)
    }
  </section>`;
}

/** How many issues were read again, from when to when, and what was not as it was kept. */
function auditOf({ t }: Rendering, { audited, damaged, oldest, newest }: AuditSummary): Html {
  return html`${grouped(audited)} ${t.count.issues} · ${moment(oldest)} – ${moment(newest)} ·
  ${damaged.length === 0 ? t.statusPage.auditWhole : `${t.statusPage.auditDamaged} ${damaged.join(' ')}`}`;
}

function failureTable(r: Rendering, failures: readonly FailureEntry[]): Html {
  const { t, link } = r;
  const table = html`<table>
    <caption>
      ${t.statusPage.failures}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.calendar.date}</th>
        <th scope="col">${t.statusPage.resource}</th>
        <th scope="col">${t.calendar.state}</th>
        <th scope="col">${t.calendar.reason}</th>
        <th scope="col">${t.issue.checked}</th>
      </tr>
    </thead>
    <tbody>
      ${failures.map(
        (one) =>
          html`<tr>
            <th scope="row"><a href="${link(one.issueHref)}">${one.date}</a></th>
            <td>${t.resourceKind[one.kind]} <span class="address">${one.path}</span></td>
            <td>${resourceBadge(r, one.state)}</td>
            <td>${one.reason ?? t.figure.none}</td>
            <td>${moment(one.checkedAt)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(t.statusPage.failures, table);
}
