import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import { TAKEDOWNS_FEED, TAKEDOWNS_HREF, jsonHref } from '../addresses.ts';
import type { Html } from '../html.ts';
import { momentInBoth } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { TakedownEntry, TakedownsView } from '../views/takedowns-view.ts';
import { nameOf } from './home-page.ts';
import { layout, wideTable } from './layout.ts';

/** What was ever taken down, and what was shown again. */
export function takedownsPage(r: Rendering, papers: readonly Paper[], view: TakedownsView): Html {
  const { t } = r;
  const words = t.rights.logPage;
  return layout(r, {
    title: words.title,
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: jsonHref(TAKEDOWNS_HREF),
    feeds: [{ href: `${TAKEDOWNS_FEED}.atom`, title: words.title }],
    main: html`<h1>${words.title}</h1>
      <p class="aside">${words.intro}</p>
      <p>
        ${t.feedsNote}
        <a href="${TAKEDOWNS_FEED}.atom">${words.title}</a> (<a href="${TAKEDOWNS_FEED}.json">JSON</a>)
      </p>
      ${
        view.records.length === 0
          ? html`<p class="quiet">${words.none}</p>`
          : recordTable(r, papers, view.records)
      }`,
  });
}

function recordTable(r: Rendering, papers: readonly Paper[], records: readonly TakedownEntry[]): Html {
  const words = r.t.rights.logPage;
  const heads = [words.at, words.kind, words.paper, words.target, words.level, words.reason, words.words];
  const table = html`<table class="versions">
    <caption>
      ${words.caption}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${records.map((record) => recordRow(r, papers, record))}
    </tbody>
  </table>`;
  return wideTable(words.caption, table);
}

function recordRow(r: Rendering, papers: readonly Paper[], record: TakedownEntry): Html {
  const { t } = r;
  const words = t.rights.logPage;
  const paper = papers.find(({ id }) => id === record.paper);
  return html`<tr id="${record.id}">
    <th scope="row">${momentInBoth(record.at)} <span class="address">${record.id}</span></th>
    <td>${record.kind === 'lift' ? words.lifts(record.takedown) : t.rights.recordKind.takedown}</td>
    <td>${paper === undefined ? record.paper : nameOf(r, paper)}</td>
    ${
      record.kind === 'lift'
        ? html`<td>${t.figure.none}</td>
            <td>${t.figure.none}</td>
            <td>${t.figure.none}</td>`
        : html`<td>${t.rights.target[record.what]}</td>
            <td>
              ${t.rights.level[record.level]}
              ${record.isLifted ? html`<span class="aside">${t.rights.recordKind.lift}</span>` : ''}
              <span class="aside">${figuresOf(r, record)}</span>
            </td>
            <td>${t.rights.reason[record.reason]}</td>`
    }
    <td>${record.words ?? t.figure.none}</td>
  </tr>`;
}

function figuresOf({ t }: Rendering, record: TakedownEntry & { readonly kind: 'takedown' }): string {
  if (record.level === 'unlist') return '';
  return record.withholdsFigures ? t.rights.logPage.figuresGo : t.rights.logPage.figuresStay;
}
