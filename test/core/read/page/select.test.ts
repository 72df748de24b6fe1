import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FOUNDER_CLASSIC } from '../../../../core/paper/papers/founder-classic.ts';
import { type PageElement, isElement, parseHtml } from '../../../../core/read/page/parse-html.ts';
import { allWithin, closest, hasWithin, textOf } from '../../../../core/read/page/select.ts';

const { node, article, mastheadDate, pageLabel } = FOUNDER_CLASSIC.markup;
/** All that the template looks for in a page. */
const OF_PAGE = [
  ...[...node.recognisedBy, node.pageLinks, node.articleLinks, node.hotZones, node.pageImage],
  ...[...article.recognisedBy, article.head, article.body, article.pictures],
  ...[mastheadDate, pageLabel, 'title'],
];
const OF_ELEMENT = [article.mainTitle, article.underTitle, node.pagePdf, 'a'];

const MARKUP = fc
  .array(
    fc.constantFrom(
      ...[
        '<table>',
        '<tr>',
        '<td>',
        '<TD align=CENTER>',
        '<strong>',
        '<span>',
        '<div id=ozoom>',
        '<P>',
        '</br>',
      ],
      ...[
        '<a id=pageLink href=node_22.htm>',
        '<a href="content_1.htm">',
        '<A HREF=x.PDF>',
        '<a id=pagelink>',
      ],
      ...[
        '<map>',
        '<area href=content_2.htm>',
        '<img usemap=#x>',
        '<img src=a.jpg>',
        '<img src=tplimg/b.gif>',
      ],
      ...['</table>', '</td>', '</tr>', '</a>', '</strong>', '</span>', '</div>', '</p>', '</map>', '</b>'],
      ...['<title>', '</title>', '<script>', '</script>', '<!--', '-->', '第A01版', '&amp;', '<', ' '],
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

it('finds what Cheerio finds by the same selectors, in its order', () => {
  fc.assert(
    fc.property(MARKUP, (html) => {
      const page = parseHtml(html);
      const { $ } = page;
      for (const selector of OF_PAGE) expect(page.all(selector)).toEqual($(selector).toArray());
      const elements: PageElement[] = $('*').toArray().filter(isElement);
      for (const element of elements) {
        expect(textOf(element)).toBe($(element).text());
        expect(closest(element, node.labelFrame)).toBe($(element).closest(node.labelFrame).get(0) ?? null);
        for (const selector of OF_ELEMENT) {
          const inside = $(element).find(selector).toArray();
          expect(allWithin(element, selector)).toEqual(inside);
          expect(hasWithin(element, selector)).toBe(inside.length > 0);
        }
      }
    }),
    { numRuns: 300 },
  );
});

it('asks each page for its own elements, however often a selector was asked before', () => {
  const [one, other] = [parseHtml('<td>一</td>'), parseHtml('<td>二</td><td>三</td>')];
  expect(one.all('td').map(textOf)).toEqual(['一']);
  expect(other.all('td').map(textOf)).toEqual(['二', '三']);
  expect(one.all('td').map(textOf)).toEqual(['一']);
  expect(parseHtml('<p>').all('td')).toEqual([]);
});
