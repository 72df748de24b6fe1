import { html } from 'hono/html';
import type { ChangeClass } from '../../core/catalog/records.ts';
import { moment } from '../moments.ts';
import type { Rendering } from '../texts.ts';
import type { EventEntry } from '../views/entries.ts';
import type { IssueEntry } from '../views/home-view.ts';
import type { ArticleEntry } from '../views/issue-view.ts';
import { FLAW_CODES } from '../../core/read/document.ts';
import { CHANGE_CLASS_NAMES, EVENT_NAMES } from '../../core/alert/event-names.ts';
import { sharedEnds } from './shared-ends.ts';
import type { Texts } from '../texts/words.ts';
import type { Html } from '../html.ts';
import { embargoBadge, sentenceOf } from './withheld.ts';
import { wideTable } from './layout.ts';

type Standing = Pick<IssueEntry, 'state'> & Partial<Pick<IssueEntry, 'withheld'>>;

/** How an issue stands, and whether it is shown: a word on a colour, never a colour alone. */
export function issueBadge(r: Rendering, { state, withheld = null }: Standing): Html {
  const { t } = r;
  if (withheld !== null) return html`${issueBadge(r, { state })} ${embargoBadge(r)}`;
  return html`<span class="badge is-${state}">${t.issueState[state]}</span>`;
}

/** Why an issue stands so: in the reader's language as far as it can be told, and in the record's own words. */
export function standing(
  { t }: Rendering,
  issue: Pick<IssueEntry, 'state' | 'evidence' | 'resources' | 'gaps'>,
): Html {
  const told = t.standing(issue.state, issue.resources, issue.gaps);
  if (told === null) return html`<span lang="en">${issue.evidence}</span>`;
  return issue.state === 'complete' || issue.state === 'partial'
    ? html`${told}`
    : html`${told} <span class="aside">${t.record}${t.colon}<span lang="en">${issue.evidence}</span></span>`;
}

export function resourceBadge({ t }: Rendering, state: ArticleEntry['state']): Html {
  return html`<span class="badge is-${state}">${t.resourceState[state]}</span>`;
}

export function eventList(r: Rendering, events: readonly EventEntry[], none: string): Html {
  if (events.length === 0) return html`<p class="quiet">${none}</p>`;
  return html`<ul class="events">
    ${events.map((event) => eventItem(r, event))}
  </ul>`;
}

/** In what ways a version differs from the one before, in words. */
export function classesIn({ t, lang }: Rendering, classes: readonly ChangeClass[]): string {
  return classes.map((one) => CHANGE_CLASS_NAMES[one][lang]).join(t.listComma);
}

function eventItem(r: Rendering, event: EventEntry): Html {
  const { t, lang, link } = r;
  const title = event.title ?? event.date;
  return html`<li>
    <span class="badge is-${event.kind}">${EVENT_NAMES[event.kind][lang]}</span>
    <a href="${link(event.href)}" lang="zh-CN">${title}</a>
    <span class="aside whole">${event.date} ${event.page ?? ''}</span>
    ${event.kind === 'article-corrected' ? html`<span class="aside">${classesIn(r, event.classes)}</span>` : ''}
    ${event.diffHref === null ? '' : html`<a class="aside" href="${link(event.diffHref)}">${t.diffPage.compare}</a>`}
    ${event.changes.map((change) => changed(t, change))}
    <p class="aside">${t.seen} ${moment(event.at)}</p>
  </li>`;
}

/** What was printed before and after, with what differs marked in both. */
function changed(t: Texts, { before, after }: EventEntry['changes'][number]): Html {
  const { head, tail } = sharedEnds(before, after);
  const middle = (text: string): string => text.slice(head.length, text.length - tail.length);
  return html`<dl class="change">
    <div>
      <dt>${t.change.before}</dt>
      <dd lang="zh-CN">${head}<del>${middle(before)}</del>${tail}</dd>
    </div>
    <div>
      <dt>${t.change.after}</dt>
      <dd lang="zh-CN">${head}<ins>${middle(after)}</ins>${tail}</dd>
    </div>
  </dl>`;
}

/** What the newspaper took back of an issue; nothing when nothing is. */
export function withdrawnNote({ t }: Rendering, { withdrawn }: Pick<IssueEntry, 'withdrawn'>): Html {
  if (withdrawn === 0) return html``;
  return html`<span class="badge is-withdrawn">${withdrawn} ${t.calendarExtras.withdrawn}</span>`;
}

/** Issues that need a word of explanation. */
export function issueReasons(r: Rendering, caption: string, issues: readonly IssueEntry[]): Html {
  const { t, link } = r;
  const table = html`<table class="reasons">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.calendar.date}</th>
        <th scope="col">${t.calendar.state}</th>
        <th scope="col">${t.calendar.reason}</th>
      </tr>
    </thead>
    <tbody>
      ${issues.map(
        (issue) =>
          html`<tr>
            <th scope="row">
              <a href="${link(issue.href)}"><time datetime="${issue.date}">${issue.date}</time></a>
            </th>
            <td>
              ${issueBadge(r, issue)}${
                issue.gaps === 0 ? '' : html` <span class="aside">${issue.gaps} ${t.count.gaps}</span>`
              }
            </td>
            <td>
              ${standing(r, issue)} ${withdrawnNote(r, issue)}
              ${issue.withheld === null ? '' : sentenceOf(t, issue.withheld)}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
  return wideTable(caption, table);
}

/** What the reader found wrong; nothing when nothing is. A code of a newer reader stands for itself. */
export function flawSection(
  { t }: Rendering,
  flaws: readonly { readonly code: string; readonly near: string }[],
): Html {
  if (flaws.length === 0) return html``;
  const nameOfFlaw = (code: string): string => {
    const known = FLAW_CODES.find((one) => one === code);
    return known === undefined ? '' : t.flaw[known];
  };
  return html`<section aria-labelledby="flaws">
    <h2 id="flaws">${t.article.flaws}</h2>
    <ul>
      ${flaws.map(
        ({ code, near }) =>
          html`<li>
            ${nameOfFlaw(code)} <code>${code}</code>${
              near === '' ? '' : html` <span class="aside" lang="zh-CN">${near}</span>`
            }
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Articles of a page; one that is not held says so and leads to its capture log instead. */
export function articleList(r: Rendering, articles: readonly ArticleEntry[]): Html {
  return html`<ul class="articles">
    ${articles.map((article) => articleItem(r, article))}
  </ul>`;
}

function articleItem(r: Rendering, article: ArticleEntry): Html {
  const { t, link } = r;
  const title =
    article.withheld === null
      ? html`<span lang="zh-CN">${article.title ?? t.page.untitled}</span>`
      : t.rights.takenDown;
  const plain = article.state === 'captured' || article.state === 'unchanged';
  return html`<li>
    ${
      article.href === null
        ? html`<span class="lost">${title}</span>`
        : html`<a href="${link(article.href)}">${title}</a>`
    }
    ${
      article.report === null
        ? ''
        : html`<span class="badge is-report">${t.reportKind[article.report]}</span>`
    }
    ${plain ? '' : resourceBadge(r, article.state)}
    ${article.reason === null || plain ? '' : html`<span class="aside">${article.reason}</span>`}
    ${
      article.version > 0 && article.figures === null
        ? html`<span class="aside">${t.issue.notRead}</span>`
        : ''
    }
    ${(article.figures ?? 0) > 0 ? html`<span class="aside whole">${article.figures} ${t.count.figures}</span>` : ''}
    ${
      article.href === null && article.versionsHref !== null
        ? html`<a class="aside" href="${link(article.versionsHref)}">${t.issue.attempts}</a>`
        : ''
    }
  </li>`;
}
