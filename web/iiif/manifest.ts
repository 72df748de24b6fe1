import { oneLine } from '../../core/alert/one-line.ts';
import type { Paper } from '../../core/paper/paper.ts';
import { PACKAGE_MEDIA_TYPES } from '../../core/publish/issue-package.ts';
import { issueHref, jsonHref } from '../addresses.ts';
import type { ImageSize } from '../image-size.ts';
import { annotationsHref, collectionHref, manifestHref, packageHref } from '../package-addresses.ts';
import type { ArticleEntry, IssueView, PageEntry } from '../views/issue-view.ts';
import { IIIF_CONTEXT, inBoth, inChinese, navDateOf, rightsOf } from './iiif.ts';
import { targetOf } from './zones.ts';

/** Of a page whose image is not known: a canvas has to have a size, and nothing is placed on this one. */
const NO_SIZE: ImageSize = { width: 1000, height: 1500 };

export interface ManifestInput {
  /** Where the room is: `https://archive.example`. */
  readonly origin: string;
  readonly paper: Paper;
  readonly issue: IssueView;
  /** The sizes of the images of pages, by the page's label. */
  readonly sizes: ReadonlyMap<string, ImageSize>;
  /** Whether images, text and files are for readers only, who these are not. */
  readonly withholds: boolean;
}

/**
 * An issue as a IIIF Manifest: a canvas for each page with its image, and ranges that say which part of which page is
 * which article. What is withheld is left out; the pages, their order and their titles are facts.
 */
export function iiifManifest(input: ManifestInput): object {
  const { origin, paper, issue, withholds } = input;
  const { date } = issue;
  return {
    '@context': IIIF_CONTEXT,
    id: origin + manifestHref(paper.id, date),
    type: 'Manifest',
    label: inBoth(`${paper.name.zh} ${date}`, `${paper.name.en}, ${date}`),
    navDate: navDateOf(date),
    ...rightsOf(paper),
    viewingDirection: 'left-to-right',
    behavior: ['paged'],
    homepage: [
      {
        id: origin + issueHref(paper.id, date),
        type: 'Text',
        format: 'text/html',
        label: inBoth('阅览室中的这一期', 'This issue in the reading room'),
      },
    ],
    seeAlso: [
      {
        id: origin + jsonHref(issueHref(paper.id, date)),
        type: 'Dataset',
        format: 'application/json',
        label: inBoth('这一期的存档清单', 'What the archive holds of this issue'),
      },
    ],
    ...(withholds || issue.pages.length === 0
      ? {}
      : {
          rendering: [
            {
              id: origin + packageHref(paper.id, date, 'wacz'),
              type: 'Dataset',
              format: PACKAGE_MEDIA_TYPES.wacz,
              label: inBoth('网页存档包（WACZ）', 'Web archive package (WACZ)'),
            },
          ],
        }),
    partOf: [{ id: origin + collectionHref(paper.id, date.slice(0, 4)), type: 'Collection' }],
    items: issue.pages.map((page) => canvas(input, page)),
    structures: issue.pages.map((page) => pageRange(input, page)),
  };
}

/** The address that names the canvas of a page; nothing lies there by itself. */
export function canvasId({ origin, paper, issue }: ManifestInput, page: string): string {
  return `${origin}/iiif/${paper.id}/${issue.date}/canvas/${encodeURIComponent(page)}`;
}

/** Where an article stands on its page. */
export function articleTarget(input: ManifestInput, page: string, article: ArticleEntry): object | null {
  return targetOf(canvasId(input, page), article.zones, input.sizes.get(page) ?? null);
}

function canvas(input: ManifestInput, page: PageEntry): object {
  const { origin, paper, issue, sizes, withholds } = input;
  const id = canvasId(input, page.page);
  const size = sizes.get(page.page);
  const isShown = !withholds && page.imageHref !== null && size !== undefined;
  return {
    id,
    type: 'Canvas',
    label: pageLabel(page),
    ...(size ?? NO_SIZE),
    ...(page.href === null
      ? {}
      : {
          homepage: [
            {
              id: origin + page.href,
              type: 'Text',
              format: 'text/html',
              label: inBoth('这一版', 'This page'),
            },
          ],
        }),
    ...(page.pdfHref === null
      ? {}
      : {
          rendering: [
            {
              id: origin + page.pdfHref,
              type: 'Text',
              format: 'application/pdf',
              label: inBoth('PDF', 'PDF'),
            },
          ],
        }),
    items: isShown ? [painting(id, origin + page.imageHref, size)] : [],
    ...(withholds || page.href === null
      ? {}
      : {
          annotations: [
            { id: origin + annotationsHref(paper.id, issue.date, page.page), type: 'AnnotationPage' },
          ],
        }),
  };
}

function painting(canvasAddress: string, image: string, size: ImageSize): object {
  return {
    id: `${canvasAddress}/paintings`,
    type: 'AnnotationPage',
    items: [
      {
        id: `${canvasAddress}/painting`,
        type: 'Annotation',
        motivation: 'painting',
        body: { id: image, type: 'Image', format: formatOf(image), ...size },
        target: canvasAddress,
      },
    ],
  };
}

/** Sizes are known of these three forms alone. */
function formatOf(image: string): string {
  if (/\.png$/i.test(image)) return 'image/png';
  return /\.gif$/i.test(image) ? 'image/gif' : 'image/jpeg';
}

function pageRange(input: ManifestInput, page: PageEntry): object {
  const { origin, paper, issue } = input;
  const id = `${origin}/iiif/${paper.id}/${issue.date}/range/${encodeURIComponent(page.page)}`;
  const whole = { id: canvasId(input, page.page), type: 'Canvas' };
  return {
    id,
    type: 'Range',
    label: pageLabel(page),
    items: [
      whole,
      ...page.articles.map((article) => ({
        id: `${id}/${article.articleId}`,
        type: 'Range',
        label: inChinese(oneLine(article.title ?? article.articleId)),
        ...(article.href === null
          ? {}
          : {
              homepage: [
                {
                  id: origin + article.href,
                  type: 'Text',
                  format: 'text/html',
                  label: inBoth('阅览室中的这篇文章', 'This article in the reading room'),
                },
              ],
            }),
        items: [articleTarget(input, page.page, article) ?? whole],
      })),
    ],
  };
}

function pageLabel({ page, section }: PageEntry): Readonly<Record<string, readonly string[]>> {
  return inChinese(section === null ? page : `${page} ${section}`);
}
