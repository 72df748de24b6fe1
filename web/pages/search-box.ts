import { html } from 'hono/html';
import { MOST_CHARACTERS } from '../../core/publish/search/search-limits.ts';
import type { IssueDate } from '../../core/paper/issue-date.ts';
import { SEARCH } from '../addresses.ts';
import type { Html } from '../html.ts';
import type { Rendering } from '../texts.ts';

/** A line to write words into, at the head of every page. */
export function searchBox(r: Rendering): Html {
  return box(r, 'search-box', r.t.search.box, html``);
}

/** The same for one issue, or one page of it. */
export function issueSearchBox(
  r: Rendering,
  paper: string,
  date: IssueDate,
  page: string | null = null,
): Html {
  return box(
    r,
    'search-here',
    page === null ? r.t.search.boxInIssue : r.t.search.boxOnPage,
    html`${hidden('paper', paper)}${hidden('date', date)}${page === null ? '' : hidden('page', page)}`,
  );
}

function box(r: Rendering, id: string, label: string, more: Html): Html {
  return html`<form class="search-box" role="search" aria-label="${label}" action="${SEARCH}" method="get">
    <label class="hidden" for="${id}">${label}</label>
    <input id="${id}" type="search" name="q" maxlength="${MOST_CHARACTERS}" placeholder="${label}" required />
    ${more}${langField(r)}
    <button type="submit">${r.t.search.go}</button>
  </form>`;
}

/** The language of this page, for the one that the form leads to. */
export function langField({ lang }: Rendering): Html {
  return lang === 'en' ? hidden('lang', 'en') : html``;
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}
