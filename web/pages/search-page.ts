import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import type { QuotePart } from '../../core/publish/search/quote-hits.ts';
import { MOST_CHARACTERS } from '../../core/publish/search/search-limits.ts';
import { SEARCH, searchHref } from '../addresses.ts';
import type { Html } from '../html.ts';
import { civilDay, moment } from '../moments.ts';
import type { SearchAsked } from '../search/question.ts';
import type { Rendering } from '../texts.ts';
import type { FoundView, HitEntry, QuoteEntry, SearchView } from '../views/search-view.ts';
import { grouped, layout, maybeLink } from './layout.ts';
import { langField } from './search-box.ts';

export interface SearchPage {
  readonly view: SearchView;
  readonly wrong: SearchAsked['wrong'];
  readonly papers: readonly Paper[];
}

export function searchPage(r: Rendering, { view, wrong, papers }: SearchPage): Html {
  const { t, link } = r;
  const { asked, found } = view;
  const shown = new Set(found?.hits.map(({ paper }) => paper));
  return layout(r, {
    title: asked.q === undefined ? t.search.title : `${t.search.title}${t.colon}${asked.q}`,
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: papers.filter(({ id }) => shown.has(id)).map(({ rights }) => rights),
    jsonHref: searchHref(new URLSearchParams({ ...asked }), true),
    main: html`<h1>${t.search.title}</h1>
      ${wrong.length === 0 ? '' : html`<p class="notice" role="alert">${t.search.wrong}${wrong.map((one) => t.search.allowed[one]).join(' ')}</p>`}
      ${searchForm(r, view, papers)} ${found === null ? '' : results(r, found)}
      ${asked.after === undefined || found === null ? '' : html`<p><a href="${link(firstHref(view))}">${t.search.first}</a></p>`}
      ${scope(r, view)}`,
  });
}

function firstHref({ asked }: SearchView): string {
  const query = new URLSearchParams({ ...asked });
  query.delete('after');
  return searchHref(query);
}

function searchForm(r: Rendering, { asked }: SearchView, papers: readonly Paper[]): Html {
  const { t } = r;
  const { label } = t.search;
  const isNarrowed = Object.keys(asked).some((name) => name !== 'q' && name !== 'after');
  const field = (
    name: 'from' | 'to' | 'date' | 'page' | 'section' | 'place' | 'indicator',
    example: string,
  ): Html =>
    html`<div>
      <label for="search-${name}">${label[name]}</label>
      <input id="search-${name}" name="${name}" value="${asked[name] ?? ''}" placeholder="${example}" />
    </div>`;
  return html`<form
    class="search-form"
    role="search"
    aria-label="${t.search.title}"
    action="${SEARCH}"
    method="get"
  >
    <label for="search-q">${label.q}</label>
    <div class="words">
      <input
        id="search-q"
        type="search"
        name="q"
        value="${asked.q ?? ''}"
        maxlength="${MOST_CHARACTERS}"
        aria-describedby="search-how"
      />
      ${langField(r)}
      <button type="submit">${t.search.go}</button>
    </div>
    <p class="aside" id="search-how">${t.search.how}</p>
    <details ${isNarrowed || asked.q === undefined ? 'open' : ''}>
      <summary>${t.search.narrow}</summary>
      <fieldset>
        <legend class="hidden">${t.search.narrow}</legend>
        ${field('from', '2015')} ${field('to', '2023-02')} ${field('date', '2023-02-25')}
        ${field('page', 'B02')} ${field('section', '要闻')} ${field('place', '鹤山')}
        ${field('indicator', '地区生产总值')}
        <div>
          <label for="search-paper">${label.paper}</label>
          <select id="search-paper" name="paper">
            <option value="">${t.search.anyPaper}</option>
            ${papers.map(
              ({ id, name }) =>
                html`<option value="${id}" ${id === asked.paper ? 'selected' : ''}>${name[r.lang]}</option>`,
            )}
          </select>
        </div>
      </fieldset>
    </details>
  </form>`;
}

function results(r: Rendering, found: FoundView): Html {
  const { t, link } = r;
  const { total, years, hits, nextHref, unasked } = found;
  const isComplete = unasked === null && found.broken.length === 0;
  return html`<section aria-labelledby="results">
    <h2 id="results">${t.search.results}${t.colon}${t.search.found(total, isComplete)}</h2>
    ${total === 0 && isComplete ? html`<p>${t.search.none}</p>` : ''}
    ${found.broken.length === 0 ? '' : html`<p class="notice">${t.search.broken(found.broken.join(t.listComma))}</p>`}
    ${
      years.length < 2
        ? ''
        : html`<nav aria-label="${t.search.years}">
            <ul class="search-years">
              ${years.map(
                ({ year, total: ofYear, href }) =>
                  html`<li><a href="${link(href)}">${t.search.perYear(year, ofYear)}</a></li>`,
              )}
            </ul>
          </nav>`
    }
    ${r.withholds && hits.length > 0 ? html`<p class="aside">${t.search.onlyWords}</p>` : ''}
    ${
      hits.length === 0
        ? ''
        : html`<ol class="search-hits">
            ${hits.map((hit) => hitItem(r, hit))}
          </ol>`
    }
    <p class="neighbours">
      ${nextHref === null ? '' : html`<a rel="next" href="${link(nextHref)}">${t.search.next}</a>`}
      ${unasked === null || nextHref !== null ? '' : html`<a rel="next" href="${link(unasked.href)}">${t.search.earlier(unasked.month)}</a>`}
    </p>
  </section>`;
}

function hitItem(r: Rendering, hit: HitEntry): Html {
  const { t, link } = r;
  const title = html`<span lang="zh-CN"
    >${hit.title.length === 0 ? t.page.untitled : marked(hit.title)}</span
  >`;
  return html`<li>
    <h3>${maybeLink(hit.href === null ? null : link(hit.href), title)}</h3>
    <p class="aside">
      ${civilDay(t, hit.date)} ${hit.page === null ? '' : t.pageLabel(hit.page)}
      ${hit.section === null ? '' : html`<span lang="zh-CN">${hit.section}</span>`} ·
      ${t.search.times(hit.hits)}
      ${hit.isWithdrawn ? html`<span class="badge is-withdrawn">${t.resourceState.withdrawn}</span>` : ''}
      ${hit.report === null ? '' : html`<span class="badge is-report">${t.reportKind[hit.report]}</span>`}
    </p>
    ${
      hit.newestVersion === hit.version
        ? ''
        : html`<p class="aside">${t.search.otherVersion(hit.version, hit.newestVersion)}</p>`
    }
    ${hit.quotes.map((quote) => quotation(r, quote))}
  </li>`;
}

function quotation(
  { t, link }: Rendering,
  { line, paragraph, parts, cutBefore, cutAfter, href }: QuoteEntry,
): Html {
  const place = line === 'text' ? t.search.paragraph(paragraph ?? 1) : t.search.line[line];
  return html`<blockquote>
    <span class="aside">${maybeLink(href === null ? null : link(href), place)}${t.colon}</span
    ><span lang="zh-CN">${cutBefore ? '…' : ''}${marked(parts)}${cutAfter ? '…' : ''}</span>
  </blockquote>`;
}

function marked(parts: readonly QuotePart[]): Html {
  return html`${parts.map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : text))}`;
}

/** What is searched, how much of it, and what is missing. */
function scope({ t }: Rendering, { holdings }: SearchView): Html {
  const { articles, since, due, unread } = holdings;
  return html`<section class="aside">
    <p>${t.search.scope}</p>
    ${
      since === null
        ? html`<p class="notice">${t.search.noIndex}</p>`
        : html`<p>${t.search.holdings(grouped(articles))} ${moment(since)}${t.search.since}</p>`
    }
    ${due.length === 0 ? '' : html`<p>${t.search.due(due.join(t.listComma))}</p>`}
    ${unread === 0 ? '' : html`<p>${t.search.unread(unread)}</p>`}
  </section>`;
}
