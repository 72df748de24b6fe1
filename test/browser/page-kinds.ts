/** One address of every kind of page of the reading room, over the demonstration's archive. */
export const PAGE_KINDS = [
  ['front page', '/'],
  ['status', '/status'],
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
  ['releases', '/data/'],
  ['release', '/data/1.0.0/'],
  ['nothing there', '/demo/1999/'],
] as const;
