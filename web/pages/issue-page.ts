import { html } from 'hono/html';
import type { ManifestResource } from '../../core/catalog/manifest.ts';
import type { Paper } from '../../core/paper/paper.ts';
import {
  captureLogHref,
  issueHref,
  jsonHref,
  paperHref,
  sameDateHref,
  webUrl,
  yearHref,
} from '../addresses.ts';
import { civilDay, moment } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import { monthDayOf } from '../views/coverage-view.ts';
import type { IssueView, PageEntry } from '../views/issue-view.ts';
import { articleList, issueBadge, resourceBadge, standing, withdrawnNote } from './entries.ts';
import { nameOf } from './home-page.ts';
import { issueData } from './structured-data.ts';
import type { Html } from '../html.ts';
import { type Crumb, grouped, layout, maybeLink, wideTable } from './layout.ts';
import { packageLinks } from './package-links.ts';
import { issueSearchBox } from './search-box.ts';
import { sentenceOf } from './withheld.ts';

export function issuePage(r: Rendering, paper: Paper, issue: IssueView): Html {
  const { t } = r;
  return layout(r, {
    title: issue.date,
    crumbs: issueCrumbs(r, paper, issue).slice(0, -1),
    rights: [paper.rights],
    jsonHref: jsonHref(issueHref(paper.id, issue.date)),
    main: html`<header class="issue-head">
        <h1>${nameOf(r, paper)} <small>${civilDay(t, issue.date)}</small></h1>
        <p>
          ${issueBadge(r, issue)} ${standing(r, { ...issue, ...issue.counts })}
          ${withdrawnNote(r, issue.counts)}
        </p>
        <p class="aside">
          ${countsOf(r, issue)} · ${t.issue.checked} ${moment(issue.checkedAt)} ·
          <a href="${r.link(captureLogHref(paper.id, issue.date))}">${t.issue.attempts}</a> ·
          <a href="${r.link(sameDateHref(paper.id, monthDayOf(issue.date)))}">${t.calendarExtras.sameDate}</a>
        </p>
      </header>
      ${packageLinks(r, issue)} ${neighbours(r, issue)} ${issueSearchBox(r, paper.id, issue.date)}
      ${issue.withheld === null ? contents(r, issue) : html`<p class="notice">${sentenceOf(t, issue.withheld)}</p>`}
      ${issueData(paper, issue.date)}`,
  });
}

function contents(r: Rendering, issue: IssueView): Html {
  const { t } = r;
  return html`<section aria-labelledby="pages">
      <h2 id="pages">${t.issue.pages}</h2>
      ${issue.pages.length === 0 ? html`<p class="quiet">${t.issue.noPages}</p>` : ''}
      ${issue.pages.map((page) => pageSection(r, page))}
      ${
        issue.unpaged.length === 0
          ? ''
          : html`<h3>${t.issue.unpaged}</h3>
              ${articleList(r, issue.unpaged)}`
      }
    </section>
    <section aria-labelledby="gaps">
      <h2 id="gaps">${t.issue.gaps}</h2>
      ${
        issue.gaps.length === 0
          ? html`<p class="quiet">
              ${issue.resources.length === 0 ? t.issue.nothingListed : t.issue.noGaps}
            </p>`
          : gapTable(r, issue.gaps)
      }
    </section>`;
}

/** Down to the issue itself. */
export function issueCrumbs(r: Rendering, paper: Paper, { date }: Pick<IssueView, 'date'>): Crumb[] {
  const year = date.slice(0, 4);
  return [
    { href: '/', name: r.t.navigation.home },
    { href: paperHref(paper.id), name: nameOf(r, paper) },
    { href: yearHref(paper.id, year), name: year },
    { href: issueHref(paper.id, date), name: date },
  ];
}

function countsOf({ t }: Rendering, { counts }: IssueView): string {
  return [
    `${counts.pages} ${t.count.pages}`,
    `${counts.articles} ${t.count.articles}`,
    `${grouped(counts.resources)} ${t.count.resources}`,
    `${counts.gaps} ${t.count.gaps}`,
  ].join(' · ');
}

function neighbours({ t, link }: Rendering, { previousHref, nextHref }: IssueView): Html {
  if (previousHref === null && nextHref === null) return html``;
  return html`<nav class="neighbours" aria-label="${t.issue.previous} / ${t.issue.next}">
    ${previousHref === null ? '' : html`<a rel="prev" href="${link(previousHref)}">← ${t.issue.previous}</a>`}
    ${nextHref === null ? '' : html`<a rel="next" href="${link(nextHref)}">${t.issue.next} →</a>`}
  </nav>`;
}

function pageSection(r: Rendering, page: PageEntry): Html {
  const { t, link } = r;
  const href = page.href === null ? null : link(page.href);
  return html`<article class="page-row">
    ${
      page.imageHref === null || href === null
        ? ''
        : html`<a class="thumbnail" href="${href}"
            ><img src="${page.imageHref}" alt="${t.page.scan} ${page.page}" loading="lazy" width="120"
          /></a>`
    }
    <div>
      <h3>
        ${maybeLink(href, t.pageLabel(page.page))}
        ${page.section === null ? '' : html`<span class="section" lang="zh-CN">${page.section}</span>`}
      </h3>
      ${
        page.withheld !== null
          ? html`<p class="quiet">${sentenceOf(t, page.withheld)}</p>`
          : page.articles.length === 0
            ? html`<p class="quiet">${t.page.none}</p>`
            : articleList(r, page.articles)
      }
    </div>
  </article>`;
}

function gapTable(r: Rendering, gaps: readonly ManifestResource[]): Html {
  const { t } = r;
  const table = html`<table>
    <caption>
      ${t.issue.gapsCaption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.issue.what}</th>
        <th scope="col">${t.calendar.state}</th>
        <th scope="col">${t.calendar.reason}</th>
        <th scope="col">${t.issue.checked}</th>
      </tr>
    </thead>
    <tbody>
      ${gaps.map(
        (gap) =>
          html`<tr>
            <th scope="row">
              ${t.resourceKind[gap.kind]} ${gap.page ?? ''}
              ${gap.title === null ? '' : html`<span lang="zh-CN">${gap.title}</span>`}
              <span class="address">${maybeLink(webUrl(gap.url), gap.url)}</span>
            </th>
            <td>${resourceBadge(r, gap.state)}</td>
            <td>${gap.reason ?? t.figure.none}</td>
            <td>${gap.checkedAt === null ? t.figure.none : moment(gap.checkedAt)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(t.issue.gapsCaption, table);
}
