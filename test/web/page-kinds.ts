const PAGE_OF_SITE = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm';

/** One address of every kind of page, over the small archive with release 1.0.0. */
export const PAGES = [
  '/',
  '/status',
  '/takedowns',
  '/jmrb/',
  '/jmrb/2023/',
  '/jmrb/on/02-25',
  '/jmrb/2023-02-25',
  '/jmrb/2023-02-25/captures',
  '/jmrb/2023-02-25/B02',
  '/jmrb/2023-02-25/B02/667012',
  '/jmrb/2023-02-25/B02/667012?v=1',
  '/jmrb/2023-02-25/B02/667012/versions',
  '/jmrb/2023-02-25/B02/667012/diff/1..2',
  '/jmrb/2023-02-25/B02/667012/diff/1..2?form=side',
  '/jmrb/2023-02-25/B02/667014',
  '/data',
  '/data/',
  '/data/1.0.0/',
  '/search',
];

/** Pages over the same that are answered with an error, have a policy of their own or say that something is amiss. */
export const ODD_PAGES = [
  '/series/heshan/gdp',
  '/search?q=x',
  '/search?q=x&from=yesterday',
  `/web/*/${PAGE_OF_SITE}`,
  `/web/20230224220500/${PAGE_OF_SITE}`,
  '/web/*/http://nobody.example/',
  '/web/20230224220500mp_/http://nobody.example/',
  '/jmrb/1999/',
];

/** What there is of numbers and words, over an archive with a release that is indexed. */
export const DATA_PAGES = [
  '/',
  '/series/',
  '/series/heshan/',
  '/series/heshan/gdp',
  '/series/kaiping/',
  '/series/kaiping/gdp',
  `/search?q=${encodeURIComponent('地区生产总值')}`,
  `/search?q=${encodeURIComponent('没有的词')}`,
  '/search?q=x&paper=jmrb&date=2023-02-25',
];
