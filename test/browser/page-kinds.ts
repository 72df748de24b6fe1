/** Stands in an address for the site of the demonstration's paper, which is served on another port each time. */
export const SITE = '{site}';

const PAGE_OF_SITE = `${SITE}/html/2023-02/24/content_666914.htm`;

/** One address of every kind of page of the reading room, over the demonstration's archive. */
export const PAGE_KINDS = [
  ['front page', '/'],
  ['status', '/status'],
  ['takedowns', '/takedowns'],
  ['years of a paper', '/demo/'],
  ['days of a year', '/demo/2023/'],
  ['one day in every year', '/demo/on/02-25'],
  ['issue', '/demo/2023-02-25'],
  ['crawl log', '/demo/2023-02-25/captures'],
  ['page', '/demo/2023-02-25/B02'],
  ['article', '/demo/2023-02-25/B02/667000'],
  ['versions', '/demo/2023-02-24/A02/666914/versions'],
  ['difference', '/demo/2023-02-24/A02/666914/diff/1..2'],
  ['difference, side by side', '/demo/2023-02-24/A02/666914/diff/1..2?form=side'],
  ['withdrawn article', '/demo/2023-02-26/A03/667082'],
  ['places with their indicators', '/series/'],
  ['place', '/series/heshan/'],
  ['place of which nothing is printed', '/series/kaiping/'],
  ['series with charts', '/series/heshan/gdp'],
  ['series with nothing in it', '/series/kaiping/gdp'],
  ['search', '/search'],
  ['search that finds something', '/search?q=鹤山'],
  ['search that finds nothing', '/search?q=没有的词'],
  ['search within an issue', '/search?q=制造&paper=demo&date=2023-02-25'],
  ['search that is asked wrongly', '/search?q=制造&from=yesterday'],
  ['captures of an address', `/web/*/${PAGE_OF_SITE}`],
  ['page as it was', `/web/2023/${PAGE_OF_SITE}`],
  ['address that is not held', '/web/*/http://nobody.example/'],
  ['releases', '/data/'],
  ['release', '/data/1.0.0/'],
  ['nothing there', '/demo/1999/'],
] as const;
