import { paperById } from '../paper/registry.ts';
import { siteOf } from '../paper/resource.ts';
import type { TaskOnPage } from '../read/recent-pages.ts';
import type { Verdict } from './content-gate.ts';
import type { PagePlace } from './page-gate.ts';

/** `judgePage` of a page at the paper's site with this base URL. */
export const JUDGE_PAGE: TaskOnPage<
  [
    paper: string,
    baseUrl: string,
    place: Omit<PagePlace, 'site'>,
    payload: Uint8Array,
    contentType: string | null,
  ],
  Verdict
> = {
  name: 'judge-page',
  load: async (apart) => {
    const { judgePage } = await import('./page-gate.ts');
    return (paper, baseUrl, place, payload, contentType) =>
      judgePage({ ...place, site: siteOf(paperById(paper), baseUrl) }, payload, contentType, apart);
  },
};
