import { oneLine } from '../../core/alert/one-line.ts';
import type { Instant } from '../../core/paper/instant.ts';
import { dateAt } from '../../core/paper/issue-date.ts';
import type { Paper } from '../../core/paper/paper.ts';
import type { Reference } from '../../core/publish/citations/reference.ts';
import type { ArticleView } from './article-view.ts';

/**
 * The version of an article that `view` shows, as a list of references names it: under its own permanent address at
 * `origin`, cited on the day that it is at `now` where the paper appears. `null` for a version that has no address.
 */
export function referenceOf(view: ArticleView, paper: Paper, origin: string, now: Instant): Reference | null {
  const { article, snapshot, date, headline, creators } = view;
  if (snapshot.href === null) return null;
  return {
    key: `${paper.id}-${date}-${article.articleId}-v${snapshot.version}`,
    title: headline === null ? null : oneLine(headline),
    creators: creators.map(oneLine),
    paperName: paper.name.zh,
    date,
    page: article.page,
    url: origin + snapshot.href,
    originalUrl: snapshot.url,
    capturedAt: snapshot.at,
    citedOn: dateAt(now, paper.timeZone),
  };
}
