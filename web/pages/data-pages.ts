import { html } from 'hono/html';
import { API_DESCRIPTION } from '../addresses.ts';
import { moment } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { DataView, ReleaseView } from '../views/data-view.ts';
import type { Html } from '../html.ts';
import { grouped, layout, wideTable } from './layout.ts';
import { datasetData } from './structured-data.ts';

export function dataPage(r: Rendering, view: DataView): Html {
  const { t } = r;
  return layout(r, {
    title: t.dataPage.title,
    crumbs: [{ href: '/', name: t.navigation.home }],
    rights: [],
    jsonHref: '/data/index.json',
    main: html`<h1>${t.dataPage.title}</h1>
      <p class="lede">${t.dataPage.intro}</p>
      ${
        view.releases.length === 0
          ? html`<p class="quiet">${t.dataPage.none}</p>`
          : html`<p>${t.dataPage.use}</p>
              <p>${t.dataPage.latest}${t.colon}${address('/data/latest')}</p>
              ${view.askHrefs.length === 0 ? '' : askParagraphs(r, view)}`
      }
      ${view.releases.map((release) => releaseSection(r, release))}`,
  });
}

function askParagraphs({ t }: Rendering, { askHrefs }: DataView): Html {
  return html`<p>${t.dataPage.ask}${t.colon}${askHrefs.map((href) => html`${address(href)} `)}</p>
    <p>${t.dataPage.described}${t.colon}${address(API_DESCRIPTION)}</p>`;
}

/** No page: the language that is read in is no part of it. */
function address(href: string): Html {
  return html`<a href="${href}"><code>${href}</code></a>`;
}

export function releasePage(r: Rendering, release: ReleaseView): Html {
  const { t } = r;
  return layout(r, {
    title: release.version,
    crumbs: [
      { href: '/', name: t.navigation.home },
      { href: '/data/', name: t.dataPage.title },
    ],
    rights: [],
    jsonHref: `${release.href}index.json`,
    main: html`<h1>${t.dataPage.release} ${release.version}</h1>
      <p class="lede">${t.dataPage.intro}</p>
      ${fileTable(r, release)}
      ${datasetData({
        ...release,
        name: `${t.site} ${t.dataPage.title}`,
        description: t.dataPage.intro,
        publishedAt: release.at,
      })}`,
  });
}

function releaseSection(r: Rendering, release: ReleaseView): Html {
  const { t, link } = r;
  return html`<section>
    <h2><a href="${link(release.href)}">${release.version}</a></h2>
    <p class="aside">
      ${t.dataPage.published} ${moment(release.at)} · ${grouped(release.rows)} ${t.count.rows}
    </p>
    ${fileTable(r, release)}
  </section>`;
}

function fileTable({ t }: Rendering, release: ReleaseView): Html {
  const caption = `${t.dataPage.release} ${release.version}`;
  const table = html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.dataPage.file}</th>
        <th scope="col" class="number">${t.dataPage.size}</th>
        <th scope="col">SHA-256</th>
      </tr>
    </thead>
    <tbody>
      ${release.files.map(
        (file) =>
          html`<tr>
            <th scope="row" class="whole"><a href="${file.href}">${file.name}</a></th>
            <td class="number">${grouped(file.bytes)}</td>
            <td class="mono hash">${file.sha256}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(caption, table);
}
