import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import { coverageHref, jsonHref, paperHref, yearHref } from '../addresses.ts';
import type { Rendering } from '../texts.ts';
import type { DayEntry, MonthEntry, PaperView, YearView } from '../views/calendar-view.ts';
import { issueReasons } from './entries.ts';
import { nameOf } from './home-page.ts';
import type { Html } from '../html.ts';
import { grouped, layout, wideTable } from './layout.ts';

export function paperPage(r: Rendering, paper: Paper, view: PaperView): Html {
  const { t, link } = r;
  const table = html`<table>
    <caption>
      ${t.calendar.years}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.calendar.year}</th>
        <th scope="col" class="number">${t.tally.issues}</th>
        <th scope="col" class="number">${t.tally.complete}</th>
        <th scope="col" class="number">${t.tally.incomplete}</th>
        <th scope="col" class="number">${t.tally.articles}</th>
      </tr>
    </thead>
    <tbody>
      ${view.years.map(
        (year) =>
          html`<tr>
            <th scope="row"><a href="${link(year.href)}">${year.year}</a></th>
            <td class="number">${grouped(year.issues)}</td>
            <td class="number">${grouped(year.complete)}</td>
            <td class="number">${grouped(year.issuesWithGaps)}</td>
            <td class="number">${grouped(year.articles)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return layout(r, {
    title: nameOf(r, paper),
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [paper.rights],
    jsonHref: jsonHref(paperHref(paper.id)),
    main: html`<h1>${nameOf(r, paper)}</h1>
      ${wideTable(t.calendar.years, table)}`,
  });
}

export function yearPage(r: Rendering, paper: Paper, view: YearView): Html {
  const { t, link } = r;
  const { year, previous, next } = view;
  return layout(r, {
    title: year,
    crumbs: [
      { href: '/', name: t.navigation.home },
      { href: paperHref(paper.id), name: nameOf(r, paper) },
    ],
    rights: [paper.rights],
    jsonHref: jsonHref(yearHref(paper.id, year)),
    main: html`<h1>${nameOf(r, paper)} ${year}</h1>
      <nav class="neighbours" aria-label="${t.calendar.years}">
        ${
          previous === null
            ? ''
            : html`<a rel="prev" href="${link(yearHref(paper.id, previous))}">← ${previous}</a>`
        }
        ${next === null ? '' : html`<a rel="next" href="${link(yearHref(paper.id, next))}">${next} →</a>`}
      </nav>
      <p class="aside"><a href="${coverageHref(paper.id, year)}">${t.calendarExtras.coverage}</a></p>
      <div class="months">${view.months.map((month) => monthSection(r, year, month))}</div>`,
  });
}

function monthSection(r: Rendering, year: string, month: MonthEntry): Html {
  const { t } = r;
  const cells: (DayEntry | null)[] = [...Array<null>(month.offset).fill(null), ...month.days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => cells[week * 7 + day] ?? null),
  );
  const toExplain = month.days.flatMap(({ issue }) =>
    issue === null ||
    (issue.state === 'complete' && issue.gaps === 0 && issue.withdrawn === 0 && issue.withheld === null)
      ? []
      : [issue],
  );
  return html`<section>
    <table class="calendar">
      <caption>
        ${t.month(year, month.month)}
        <span class="hidden">${t.calendar.caption}</span>
      </caption>
      <thead>
        <tr>
          ${t.weekdays.map((weekday) => html`<th scope="col">${weekday}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${weeks.map(
          (week) =>
            html`<tr>
              ${week.map((day) => dayCell(r, day))}
            </tr>`,
        )}
      </tbody>
    </table>
    ${toExplain.length === 0 ? '' : issueReasons(r, t.calendar.explained, toExplain)}
  </section>`;
}

function dayCell({ t, link }: Rendering, day: DayEntry | null): Html {
  if (day === null) return html`<td class="outside"></td>`;
  const number = Number(day.date.slice(8));
  if (day.issue === null) {
    return html`<td class="is-unasked">
      <span class="day"
        ><time datetime="${day.date}">${number}</time
        ><span class="hidden"> ${t.calendar.notAsked}</span></span
      >
    </td>`;
  }
  const { state, href, pages, articles, gaps, withdrawn, withheld } = day.issue;
  return html`<td class="is-${withheld === null ? state : 'embargoed'}">
    <a class="day" href="${link(href)}">
      <time datetime="${day.date}">${number}</time>
      <span class="mark">${t.issueMark[state]}${gaps > 0 && state === 'partial' ? ` ${gaps}` : ''}</span>
      ${withheld === null ? '' : html`<span class="mark">${t.rights.embargoedMark}</span>`}
      ${
        withdrawn === 0
          ? ''
          : html`<span class="mark is-withdrawn">${t.calendarExtras.withdrawnMark} ${withdrawn}</span>`
      }
      ${
        pages === 0
          ? ''
          : html`<span class="tally"
              >${pages} ${t.count.pages}<span class="hidden">, ${articles} ${t.count.articles}</span></span
            >`
      }
    </a>
  </td>`;
}
