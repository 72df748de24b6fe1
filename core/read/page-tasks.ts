import type { NodeReading } from '../discover/read-node.ts';
import { paperById } from '../paper/registry.ts';
import { siteOf } from '../paper/resource.ts';
import type { Reading } from './document.ts';
import type { ArticlePlace } from './page/article-html.ts';
import type { TaskOnPage } from './recent-pages.ts';

/** Which page is to be read, at which of the paper's sites; with its bytes and what their header says of them. */
type PageInput = [
  paper: string,
  baseUrl: string,
  place: Omit<ArticlePlace, 'site'>,
  payload: Uint8Array,
  contentType: string | null,
];

/** `readNode` of a page's bytes; flaws of the decoding come first. */
export const READ_NODE: TaskOnPage<PageInput, NodeReading> = {
  name: 'read-node',
  load: async (apart) => {
    const [{ decodeHtml }, { TAKE_APART }] = await Promise.all([
      import('./page/decode-html.ts'),
      import('./recent-pages.ts'),
    ]);
    const { node: readNode } = apart ?? TAKE_APART;
    return (paper, baseUrl, place, payload, contentType) => {
      const { text, flaws } = decodeHtml(payload, contentType);
      const node = readNode(text, { ...place, site: siteOf(paperById(paper), baseUrl) });
      return { ...node, flaws: [...flaws, ...node.flaws] };
    };
  },
};

/** `readArticleBytes`. */
export const READ_ARTICLE: TaskOnPage<PageInput, Reading> = {
  name: 'read-article',
  load: async (apart) => {
    const { readArticleBytes } = await import('./read-article.ts');
    return (paper, baseUrl, place, payload, contentType) =>
      readArticleBytes(payload, contentType, { ...place, site: siteOf(paperById(paper), baseUrl) }, apart);
  },
};
