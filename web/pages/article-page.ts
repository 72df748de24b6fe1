import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import type { Block, Reading } from '../../core/read/document.ts';
import { paragraphAnchor } from '../../core/publish/room-address.ts';
import { jsonHref, pageHref, webUrl } from '../addresses.ts';
import { Highlighter } from './highlight.ts';
import { momentInBoth } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { ArticleView } from '../views/article-view.ts';
import type { ArticleEntry, IssueView } from '../views/issue-view.ts';
import { citationLinks, citationSection } from './citation.ts';
import { flawSection } from './entries.ts';
import { articleData } from './structured-data.ts';
import type { Reference } from '../../core/publish/citations/reference.ts';
import { checkList, figureLinks, figureTable, wordedTargetList } from './figure-table.ts';
import { issueCrumbs } from './issue-page.ts';
import type { Html } from '../html.ts';
import { type Crumb, grouped, layout, maybeLink } from './layout.ts';

/** `reference` is how this version is cited; `null` for one that has no address. */
export function articlePage(
  r: Rendering,
  paper: Paper,
  issue: IssueView,
  view: ArticleView,
  reference: Reference | null,
): Html {
  const { t, link } = r;
  const { article, reading, snapshot } = view;
  const title = reading?.document.title ?? article.title ?? t.page.untitled;
  return layout(r, {
    title,
    crumbs: articleCrumbs(r, paper, issue, article),
    rights: [paper.rights],
    jsonHref: snapshot.href === null ? null : jsonHref(snapshot.href),
    head: reference === null ? html`` : citationLinks(reference, snapshot.href ?? ''),
    main: html`${notices(r, view)}
      ${
        reading === null
          ? html`<h1 lang="zh-CN">${title}</h1>
              <p class="notice">${t.article.noReading}</p>`
          : readingSections(r, reading)
      }
      <section aria-labelledby="source">
        <h2 id="source">${t.article.source}</h2>
        <dl class="facts">
          <dt>${t.article.original}</dt>
          <dd class="address">${maybeLink(webUrl(snapshot.url), snapshot.url)}</dd>
          <dt>${t.article.captured}</dt>
          <dd>${momentInBoth(snapshot.at)}</dd>
          <dt>${t.article.sha256}</dt>
          <dd class="mono">${snapshot.sha256}</dd>
          <dt>${t.versionsPage.version}</dt>
          <dd>
            ${
              snapshot.href === null
                ? ''
                : html`<a href="${link(snapshot.href)}">${t.version(snapshot.version)}</a>`
            }
            <span class="aside">${grouped(snapshot.bytes)} ${t.versionsPage.bytes}</span>
          </dd>
          ${
            reading === null
              ? ''
              : html`<dt>${t.article.reader}</dt>
                  <dd>${reading.readerVersion}</dd>`
          }
        </dl>
        <p class="originals">
          ${snapshot.rawHref === null ? '' : html`<a href="${snapshot.rawHref}">${t.article.raw}</a> `}
          ${
            snapshot.replayHref === null
              ? ''
              : html`<a href="${link(snapshot.replayHref)}">${t.replay.title}</a> `
          }
          ${
            article.versionsHref === null
              ? ''
              : html`<a href="${link(article.versionsHref)}">${t.article.versions}</a>`
          }
        </p>
      </section>
      ${
        reference === null
          ? ''
          : html`${citationSection(r, reference, snapshot.href ?? '')} ${articleData(paper, reference)}`
      }`,
  });
}

/** Down to the page that the article stands on. */
export function articleCrumbs(
  r: Rendering,
  paper: Paper,
  issue: IssueView,
  { page }: Pick<ArticleEntry, 'page'>,
): Crumb[] {
  const crumbs = issueCrumbs(r, paper, issue);
  const href = page === null ? null : pageHref(paper.id, issue.date, page);
  const known = issue.pages.some((one) => one.page === page);
  return href === null || page === null || !known ? crumbs : [...crumbs, { href, name: r.t.pageLabel(page) }];
}

function notices({ t, link }: Rendering, view: ArticleView): Html {
  const { article, snapshot, newestVersion, newestIsRead, reading, withheld } = view;
  const newest = article.href;
  return html`${article.state === 'withdrawn' ? html`<p class="notice">${t.article.withdrawn}</p>` : ''}
  ${
    snapshot.version < newestVersion && newest !== null
      ? html`<p class="notice">
          ${newestIsRead ? t.article.older : t.article.newerUnread}
          <a href="${link(`${newest}?v=${newestVersion}`)}">${t.version(newestVersion)}</a>
        </p>`
      : ''
  }
  ${withheld !== null && reading !== null ? html`<p class="notice">${t.wrong.withheld}</p>` : ''}`;
}

function readingSections(r: Rendering, reading: Reading): Html {
  const { t } = r;
  const { document, figures, flaws, report } = reading;
  const writer = new Highlighter(document, figures, figureLinks(r, reading));
  // The text is written first: its marks are what the rows of the table lead to.
  const text = articleText(r, reading, writer);
  return html`${text}
    ${
      report === null
        ? ''
        : html`<p class="verdict">
            <span class="badge is-report">${t.reportKind[report.kind]}</span>
            <span class="aside"
              >${t.article.reportBecause} <span lang="zh-CN">${report.reasons.join(' · ')}</span></span
            >
          </p>`
    }
    ${flawSection(r, flaws)}
    <section aria-labelledby="figures">
      <h2 id="figures">${t.article.figures}</h2>
      ${
        figures.length === 0
          ? html`<p class="quiet">${t.article.noFigures}</p>`
          : figureTable(r, reading, (figure) => writer.isAnchored(figure))
      }
      ${reading.wordedTargets.length === 0 ? '' : wordedTargetList(r, reading)}
      ${reading.checks.length === 0 ? '' : checkList(r, reading)}
    </section>`;
}

function articleText(r: Rendering, { document }: Reading, writer: Highlighter): Html {
  const { t } = r;
  const line = (field: string): Html => html`<span class="lines">${writer.writeField(field)}</span>`;
  const { introTitle, title, subtitle, byline, captions, blocks } = document;
  const anchors = new Map(blocks.map((block, at) => [block, paragraphAnchor(at + 1)]));
  const blockText = (block: Block): Html => blockLine(block, writer, anchors.get(block) ?? '');
  return html`<article class="story" lang="zh-CN">
    <header>
      ${document.section === null ? '' : html`<p class="section">${document.section}</p>`}
      ${introTitle === null ? '' : html`<p class="intro-title">${line(introTitle)}</p>`}
      <h1>${title === null ? t.page.untitled : line(title)}</h1>
      ${subtitle === null ? '' : html`<p class="subtitle">${line(subtitle)}</p>`}
      ${byline === null ? '' : html`<p class="byline">${line(byline)}</p>`}
    </header>
    ${
      captions.length === 0
        ? ''
        : html`<aside aria-label="${t.article.captions}">
            <ul class="captions">
              ${captions.map((caption) => html`<li>${line(caption)}</li>`)}
            </ul>
          </aside>`
    }
    ${blocks.length === 0 && !r.withholds ? html`<p class="quiet">${t.article.noBody}</p>` : ''}
    ${runsOf(blocks).map((run) =>
      run[0]?.kind === 'item'
        ? html`<ul class="items">
            ${run.map((block) => html`<li>${blockText(block)}</li>`)}
          </ul>`
        : run.map((block) => blockOf(block, blockText(block))),
    )}
  </article>`;
}

/** Neighbouring items make one list; every other block stands alone. */
function runsOf(blocks: readonly Block[]): Block[][] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    if (block.kind === 'item' && run?.[0]?.kind === 'item') run.push(block);
    else runs.push([block]);
  }
  return runs;
}

function blockOf(block: Block, text: Html): Html {
  if (block.kind !== 'heading') return html`<p>${text}</p>`;
  switch (block.level) {
    case 0:
    case 1:
      return html`<h2>${text}</h2>`;
    case 2:
      return html`<h3>${text}</h3>`;
    case 3:
      return html`<h4>${text}</h4>`;
    default:
      return html`<h5>${text}</h5>`;
  }
}

function blockLine({ mark, start, end }: Block, writer: Highlighter, anchor: string): Html {
  const text = html`<span class="lines" id="${anchor}">${writer.write(start, end)}</span>`;
  return mark === null ? text : html`<span class="list-mark">${mark}</span>${text}`;
}
