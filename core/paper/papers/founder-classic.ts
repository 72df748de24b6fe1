import type { TemplateEra } from '../paper.ts';

/**
 * The "classic table" template of Founder's e-paper system, as 江门日报 and its siblings use it: nested tables,
 * ids repeated on every link, attributes without quotes, two body tags.
 */
export const FOUNDER_CLASSIC: Omit<TemplateEra, 'id' | 'from'> = {
  addresses: {
    // Node numbers belong to page slots and are not page numbers: every crawler of this site starts at 22.
    front: 'html/{yyyy}-{mm}/{dd}/node_22.htm',
    calendar: 'html/{yyyy}-{mm}/period.xml',
    node: /^html\/(\d{4}-\d{2})\/(\d{2})\/node_\d{1,9}\.htm$/,
    article: /^html\/(\d{4}-\d{2})\/(\d{2})\/content_(\d{1,18})\.htm$/,
    ignoredQuery: ['div'],
  },
  marks: { node: [/id\s*=\s*["']?pageLink\b/i], article: [/id\s*=\s*["']?ozoom\b/i] },
  markup: {
    node: {
      // The sibling templates have the same ids, but in divs: their label is no cell.
      recognisedBy: ['td a#pageLink', 'td > strong'],
      pageLinks: 'a#pageLink',
      articleLinks: 'td a[href*="content_"]',
      hotZones: 'map area',
      pageImage: 'img[usemap]',
      labelFrame: 'tr',
      pagePdf: 'a[href$=".pdf" i]',
    },
    article: {
      recognisedBy: ['td #ozoom', 'td[align="center" i] > strong'],
      head: 'td[align="center" i]:has(> strong)',
      mainTitle: 'strong',
      underTitle: 'span',
      body: '#ozoom',
      pictures: 'img:not([src*="tplimg/"]):not([usemap])',
    },
    mastheadDate: 'td:not(:has(table))',
    pageLabel: 'td:not(:has(table))',
  },
};
