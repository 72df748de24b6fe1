import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import { jsonHref } from '../addresses.ts';
import type { ImageSize } from '../image-size.ts';
import type { Rendering } from '../texts.ts';
import type { ArticleEntry, IssueView, PageEntry } from '../views/issue-view.ts';
import { articleList, flawSection } from './entries.ts';
import { issueCrumbs } from './issue-page.ts';
import type { Html } from '../html.ts';
import { layout } from './layout.ts';
import { issueSearchBox } from './search-box.ts';
import { sentenceOf } from './withheld.ts';

/** A page of an issue. Without `size`, which only the image's own bytes tell, its areas cannot be placed. */
export function pagePage(
  r: Rendering,
  paper: Paper,
  issue: IssueView,
  page: PageEntry,
  size: ImageSize | null,
): Html {
  const { t } = r;
  const label = t.pageLabel(page.page);
  return layout(r, {
    title: label,
    crumbs: issueCrumbs(r, paper, issue),
    rights: [paper.rights],
    jsonHref: page.href === null ? null : jsonHref(page.href),
    main: html`<h1>
        ${label} ${page.section === null ? '' : html`<small lang="zh-CN">${page.section}</small>`}
      </h1>
      ${neighbours(r, issue, page)} ${issueSearchBox(r, paper.id, issue.date, page.page)}
      <div class="page-view">
        <section aria-labelledby="scan">
          <h2 id="scan">${t.page.scan}</h2>
          ${scan(r, page, size)} ${originals(r, page)}
        </section>
        <section aria-labelledby="articles">
          <h2 id="articles">${t.page.articles}</h2>
          ${
            page.articles.length === 0
              ? html`<p class="quiet">${t.page.none}</p>`
              : articleList(r, page.articles)
          }
        </section>
      </div>
      ${flawSection(r, page.flaws)}`,
  });
}

function neighbours({ t, link }: Rendering, { pages }: IssueView, page: PageEntry): Html {
  const at = pages.findIndex((one) => one.page === page.page);
  // A page that no list has stands beside none.
  const [before, after] = at < 0 ? [] : [pages[at - 1], pages[at + 1]];
  return html`<nav class="neighbours" aria-label="${t.issue.pages}">
    ${before?.href ? html`<a rel="prev" href="${link(before.href)}">← ${t.pageLabel(before.page)}</a>` : ''}
    ${after?.href ? html`<a rel="next" href="${link(after.href)}">${t.pageLabel(after.page)} →</a>` : ''}
  </nav>`;
}

function scan(r: Rendering, page: PageEntry, size: ImageSize | null): Html {
  const { t } = r;
  if (page.filesWithheld !== null) return html`<p class="notice">${sentenceOf(t, page.filesWithheld)}</p>`;
  if (r.withholds && page.image !== null) return html`<p class="notice">${t.wrong.withheld}</p>`;
  if (page.imageHref === null) return html`<p class="quiet">${t.page.noScan}</p>`;
  const name = `${t.page.scan} ${page.page}`;
  if (size === null) return html`<p class="scan"><img src="${page.imageHref}" alt="${name}" /></p>`;
  const { width, height } = size;
  const reachable = page.articles.filter(({ href, zones }) => href !== null && zones.length > 0);
  return html`<figure class="scan">
    <svg viewBox="0 0 ${width} ${height}" role="group" aria-label="${name}">
      <image href="${page.imageHref}" width="${width}" height="${height}" />
      ${reachable.map((article) => hotZone(r, article))}
    </svg>
    ${reachable.length === 0 ? '' : html`<figcaption class="aside">${t.page.scanHint}</figcaption>`}
  </figure>`;
}

function hotZone({ t, link }: Rendering, { href, title, zones }: ArticleEntry): Html {
  const name = title ?? t.page.untitled;
  return html`<a href="${link(href ?? '')}" aria-label="${name}"
    ><title>${name}</title>${zones.map((zone) => html`<polygon points="${zone.join(' ')}" />`)}</a
  >`;
}

function originals({ t }: Rendering, page: PageEntry): Html {
  const links = [
    [page.nodeHref, t.page.node],
    [page.imageHref, t.page.image],
    [page.pdfHref, t.page.pdf],
  ] as const;
  const kept = links.filter(([href]) => href !== null);
  if (kept.length === 0) return html``;
  return html`<p class="originals">
    ${t.page.originals}${t.colon}${kept.map(([href, name]) => html`<a href="${href ?? ''}">${name}</a> `)}
  </p>`;
}
