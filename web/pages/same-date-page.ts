import { html } from 'hono/html';
import { addDays, asIssueDate } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { jsonHref, paperHref, sameDateHref } from '../addresses.ts';
import type { Html } from '../html.ts';
import { civilDay } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { DayEntry } from '../views/calendar-view.ts';
import { type SameDateView, monthDayOf } from '../views/coverage-view.ts';
import { issueBadge, standing, withdrawnNote } from './entries.ts';
import { nameOf } from './home-page.ts';
import { layout, wideTable } from './layout.ts';

export function sameDatePage(r: Rendering, paper: Paper, view: SameDateView): Html {
  const { t, link } = r;
  const [month = 1, day = 1] = view.monthDay.split('-').map(Number);
  const title = t.calendarExtras.sameDateOf(month, day);
  // In a leap year every day has its neighbours.
  const here = asIssueDate(`2000-${view.monthDay}`);
  const beside = (days: number): string => link(sameDateHref(paper.id, monthDayOf(addDays(here, days))));
  const table = html`<table>
    <caption>
      ${title}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.calendar.date}</th>
        <th scope="col">${t.calendar.state}</th>
        <th scope="col" class="number">${t.tally.pages}</th>
        <th scope="col" class="number">${t.tally.articles}</th>
        <th scope="col">${t.calendar.reason}</th>
      </tr>
    </thead>
    <tbody>
      ${view.days.map((entry) => dayRow(r, entry))}
    </tbody>
  </table>`;
  return layout(r, {
    title,
    crumbs: [
      { href: '/', name: t.navigation.home },
      { href: paperHref(paper.id), name: nameOf(r, paper) },
    ],
    rights: [paper.rights],
    jsonHref: jsonHref(sameDateHref(paper.id, view.monthDay)),
    main: html`<h1>${nameOf(r, paper)} <small>${title}</small></h1>
      <nav class="neighbours" aria-label="${t.calendarExtras.sameDate}">
        <a rel="prev" href="${beside(-1)}">← ${t.calendarExtras.previousDay}</a>
        <a rel="next" href="${beside(1)}">${t.calendarExtras.nextDay} →</a>
      </nav>
      ${wideTable(title, table)}`,
  });
}

function dayRow(r: Rendering, { date, issue }: DayEntry): Html {
  const { t, link } = r;
  if (issue === null) {
    return html`<tr>
      <th scope="row">${civilDay(t, date)}</th>
      <td colspan="4" class="quiet">${t.calendar.notAsked}</td>
    </tr>`;
  }
  return html`<tr>
    <th scope="row"><a href="${link(issue.href)}">${civilDay(t, date)}</a></th>
    <td>${issueBadge(r, issue)}</td>
    <td class="number">${issue.pages}</td>
    <td class="number">${issue.articles}</td>
    <td>${standing(r, issue)} ${withdrawnNote(r, issue)}</td>
  </tr>`;
}
