import { html } from 'hono/html';
import type { Paper } from '../../core/paper/paper.ts';
import type { Reference } from '../../core/publish/citations/reference.ts';
import type { Html } from '../html.ts';

/*
 * The vocabulary of schema.org as microdata: pages hold no script, not even one of data. Its elements show nothing; what they
 * say stands on the page as well.
 */

/** An article of a newspaper, and that this page is an archived copy of it. */
export function articleData(paper: Paper, reference: Reference): Html {
  const { title, creators, date, page, url, originalUrl } = reference;
  return html`<div itemscope itemtype="https://schema.org/NewsArticle">
    ${property('headline', title)} ${property('datePublished', date)} ${property('printPage', page)}
    ${property('inLanguage', 'zh-CN')}
    ${creators.map(
      (name) =>
        html`<span itemprop="author" itemscope itemtype="https://schema.org/Person"
          >${property('name', name)}</span
        >`,
    )}
    <link itemprop="url" href="${originalUrl}" />
    <link itemprop="archivedAt" href="${url}" />
    <span itemprop="isPartOf" itemscope itemtype="https://schema.org/PublicationIssue">
      ${property('datePublished', date)}
      <span itemprop="isPartOf" itemscope itemtype="https://schema.org/Newspaper">
        ${property('name', paper.name.zh)}
      </span>
    </span>
  </div>`;
}

/** One issue of a newspaper. */
export function issueData(paper: Paper, date: string): Html {
  return html`<div itemscope itemtype="https://schema.org/PublicationIssue">
    ${property('datePublished', date)}
    <span itemprop="isPartOf" itemscope itemtype="https://schema.org/Newspaper">
      ${property('name', paper.name.zh)} ${property('inLanguage', 'zh-CN')}
    </span>
  </div>`;
}

/** A release as a dataset; what can be downloaded of it are addresses on this site. */
export function datasetData(dataset: {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly publishedAt: string;
  readonly files: readonly { readonly href: string; readonly mediaType: string; readonly bytes: number }[];
}): Html {
  const { name, description, version, publishedAt, files } = dataset;
  return html`<div itemscope itemtype="https://schema.org/Dataset">
    ${property('name', name)} ${property('description', description)} ${property('version', version)}
    ${property('datePublished', publishedAt)} ${property('inLanguage', 'zh-CN')}
    ${files.map(
      ({ href, mediaType, bytes }) =>
        html`<span itemprop="distribution" itemscope itemtype="https://schema.org/DataDownload">
          <link itemprop="contentUrl" href="${href}" />${property('encodingFormat', mediaType)}
          ${property('contentSize', `${bytes} B`)}
        </span>`,
    )}
  </div>`;
}

function property(name: string, content: string | null): Html {
  return content === null ? html`` : html`<meta itemprop="${name}" content="${content}" />`;
}
