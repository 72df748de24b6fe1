import type { TakedownTarget } from '../catalog/rights-records.ts';
import { isIssueDate } from '../paper/issue-date.ts';
import type { Paper } from '../paper/paper.ts';
import { asResourcePath, isResourcePath, pathOfUrl, readPath, siteOf } from '../paper/resource.ts';

/**
 * What somebody means who asks for something to be taken down: an address of the reading room or what follows the
 * paper in it (`2023-02-25`, `2023-02-25/B02`, `2023-02-25/B02/667012`), an address of the paper's own site on whatever
 * port and with whatever query it ignores, or a path below it. `date` is the issue of a file whose path tells none.
 * `null` for anything else.
 */
export function readTarget(
  paper: Paper,
  text: string,
  bases: readonly string[],
  date: TakedownTarget['date'] | null,
): TakedownTarget | null {
  return inRoom(paper, text) ?? onSite(paper, text, bases, date);
}

function inRoom(paper: Paper, text: string): TakedownTarget | null {
  const path = (URL.canParse(text) ? new URL(text).pathname : text)
    .replace(/^\/+/, '')
    .replace(/\.json$/, '');
  const own = path.startsWith(`${paper.id}/`) ? path.slice(paper.id.length + 1) : path;
  const [day = '', page, id, ...more] = own.replace(/\/(versions|diff\/.*)?$/, '').split('/');
  if (!isIssueDate(day) || more.length > 0) return null;
  if (page === undefined) return { what: 'issue', date: day };
  const articleId = id?.split('?')[0];
  if (articleId === undefined) return { what: 'page', date: day, page };
  return /^\d{1,18}$/.test(articleId) ? { what: 'article', date: day, articleId } : null;
}

function onSite(
  paper: Paper,
  text: string,
  bases: readonly string[],
  date: TakedownTarget['date'] | null,
): TakedownTarget | null {
  for (const base of new Set([...(paper.baseUrl === null ? [] : [paper.baseUrl]), ...bases])) {
    const site = siteOf(paper, base);
    // A path is read as its address is, so that `?div=0` makes no other thing of it.
    const resolved = pathOfUrl(site, URL.canParse(text) ? text : site.baseUrl + text);
    if (resolved.kind !== 'resource' || !isResourcePath(resolved.path)) continue;
    const path = asResourcePath(resolved.path);
    const read = readPath(paper, path);
    if (read !== null && read.articleId !== null)
      return { what: 'article', date: read.date, articleId: read.articleId };
    const day = read?.date ?? date;
    return day === null ? null : { what: 'resource', date: day, path };
  }
  return null;
}
