import { JUDGE_PAGE } from '../core/capture/page-tasks.ts';
import type { PageTask } from '../core/deadline.ts';
import { READ_ARTICLE, READ_NODE } from '../core/read/page-tasks.ts';
import { RecentPages } from '../core/read/recent-pages.ts';

/** A page is judged here, and read a moment later. */
const apart = new RecentPages();

/** All work that a page's thread is asked for, by name. */
export const PAGE_TASKS: Readonly<Record<string, Pick<PageTask<never, unknown>, 'load'>>> =
  Object.fromEntries(
    [JUDGE_PAGE, READ_NODE, READ_ARTICLE].map(({ name, load }) => [name, { load: () => load(apart) }]),
  );
